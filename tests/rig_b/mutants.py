"""Broken forms of the phone's real code: each patch stands exactly once, each must be caught."""

from __future__ import annotations

from dataclasses import dataclass

from tests.rig_b import scenarios
from tests.rig_b.scenarios import Scenario, play
from tests.rig_b.world import Home, bundle


@dataclass(frozen=True)
class Mutant:
    """Patches of sources under pwa/, and the scenario that they must break."""

    scenario: Scenario
    patches: tuple[tuple[str, str, str], ...]


APPLY, EXCHANGE, STORE = "src/sync/apply.ts", "src/sync/exchange.ts", "src/sync/store.ts"
IDB, JOURNAL, SEALED = "src/db/idb.ts", "src/vault/journal.ts", "src/vault/sealed-log.ts"
GENERATION = (JOURNAL, "if (gen !== next.gen - 1) throw new Stale();", "")
FORK = """if (verdict === 'fork') forks.set(row.r, Math.min(row.q, forks.get(row.r) ?? row.q));
    else rows.set"""
ACKED = """await noteSending(turn.log);
    if (!turn.log.sealed) await turn.log.db.run(['events'], 'readwrite', (store) => {
      for (const { key, row } of outbox.rows) {
        const { u: _u, ...rest } = row;
        store('events').put({ ...rest, ack: outbox.epoch }, key);
      }
    });"""
CURSOR_FIRST = """const events = outbox.rows.map(({ row }) => row);
  if (!log.sealed && typeof body.cur === 'object')
    await log.db.run(['kv'], 'readwrite', (store) => {
      store('kv').put(body.cur, 'cursor');
    });"""
ALL = """if (change) change.put = held(state).map(({ key, row }) => {
        const { u: _u, ...rest } = row;
        return { key, row: { ...rest, ack: change.epoch } };
      });
      return change ?"""

MUTANTS = {
    "saved at onsuccess": Mutant(
        scenarios.full_disk, ((IDB, "value = result;", "value = result; resolve(value as T);"),)
    ),
    "acknowledged before the answer": Mutant(
        scenarios.lost_request,
        ((EXCHANGE, "if (!requests) await noteSending(turn.log);", ACKED),),
    ),
    "prune on acknowledgement": Mutant(
        scenarios.restored,
        (
            (
                APPLY,
                "row.ack === reply.epoch && row.q <= (limits.get(row.r) ?? 0)",
                "row.ack === reply.epoch",
            ),
        ),
    ),
    "fork ignored": Mutant(scenarios.twins, ((APPLY, FORK, "rows.set"),)),
    "nothing sent again in a new epoch": Mutant(
        scenarios.restored, ((APPLY, "rows.set(key, unsent(row));", "rows.set(key, row);"),)
    ),
    "moved without of": Mutant(
        scenarios.cloned_twice, ((APPLY, "of: row.of ?? [row.r, row.q], r, q", "r, q"),)
    ),
    "no lock, no generation": Mutant(
        scenarios.two_tabs_with_locks,
        (
            GENERATION,
            (
                IDB,
                "navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work()",
                "work()",
            ),
        ),
    ),
    "no generation where there are no locks": Mutant(
        scenarios.two_tabs_without_locks, (GENERATION,)
    ),
    "verdicts not matched by hash": Mutant(
        scenarios.answer_to_another, ((APPLY, "row?.h !== event.h", "!row"),)
    ),
    "hashed anew at each start": Mutant(
        scenarios.lost_answer,
        (
            (
                "src/sync/pack.ts",
                "  return {\n    ...rest,",
                "  return {\n    ...rest, b: (globalThis.drawn ??= Math.floor(1e9 * Math.random())),",
            ),
        ),
    ),
    "cursor before rows": Mutant(
        scenarios.killed_with_news,
        ((EXCHANGE, "const events = outbox.rows.map(({ row }) => row);", CURSOR_FIRST),),
    ),
    "pulled rows kept over an epoch": Mutant(
        scenarios.gone_with_its_phone, ((APPLY, "clearPulled: another", "clearPulled: false"),)
    ),
    "receipt marks all": Mutant(scenarios.late_receipt, ((SEALED, "return change ?", ALL),)),
}


async def caught(home: Home, name: str) -> str:
    """Return how a mutant was caught, nothing if it was not."""
    mutant = MUTANTS[name]
    patches = [{"file": file, "from": old, "to": new} for file, old, new in mutant.patches]
    app = bundle(home.folder / f"{name.replace(' ', '-')}.js", patches)
    found = await play(home, mutant.scenario, app=app)
    return found[0] if found else ""


async def catch_all() -> dict[str, str]:
    """Try every mutant; return how each was caught."""
    home = Home()
    try:
        return {name: await caught(home, name) for name in MUTANTS}
    finally:
        await home.close()
