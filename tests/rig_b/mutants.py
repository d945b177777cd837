"""Broken forms of the phone's real code: each patch stands exactly once, each must be caught."""

from __future__ import annotations

from typing import NamedTuple

from tests.rig_b import scenarios
from tests.rig_b.house import House, build, leave
from tests.rig_b.scenarios import Scenario, play

APPLY, EXCHANGE = "sync/apply.ts", "sync/exchange.ts"
IDB, JOURNAL, PARCEL, POST = "db/idb.ts", "vault/journal.ts", "vault/parcel.ts", "sync/parcels.ts"

ACKED = """await noteSending(turn.log);
    if (!turn.log.sealed) await turn.log.db.run(['events'], 'readwrite', (store) => {
      for (const { key, row } of outbox.rows) {
        const { u: _u, ...rest } = row;
        store('events').put({ ...rest, ack: outbox.epoch }, key);
      }
    });"""
NEWS = "const events = outbox.rows.map(({ row }) => row);"
CURSOR = f"""{NEWS}
  if (!log.sealed && typeof body.cur === 'object')
    await log.db.run(['kv'], 'readwrite', (store) => {{
      store('kv').put(body.cur, 'cursor');
    }});"""
GENERATION = (JOURNAL, "if (gen !== next.gen - 1) throw new Stale();", "")
LOCK = "navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work()"
ANEW = """if (answer.kind === 'network') {
      await turn.log.db.run(['events', 'kv'], 'readwrite', (store) => {
        const head = store('kv').get('head');
        head.onsuccess = () => {
          let { r, q } = head.result;
          for (const { key, row } of outbox.rows) store('events').put({ ...row, r, q: q++ }, key);
          store('kv').put({ r, q }, 'head');
        };
      });
      return later('network');
    }"""
ALL = """if (!change) return {};
      change.put = held(state).map(({ key, row }) => {
        const { u: _u, ...rest } = row;
        return { key, row: { ...rest, ack: change.epoch } };
      });"""
EARLY = """await req(indexedDB.deleteDatabase(nameOf(now)));
    await device.put(changed);"""
UNARRIVED = """await db.run(['parcels'], 'readwrite', (stores) => {
    stores('parcels').put({ ...parcel, posted: parcel.epoch });
  });
  const answer = await deliverAs"""


class Mutant(NamedTuple):
    """What is broken, file by file in pwa/src, and the story that shows it."""

    scenario: Scenario
    patches: tuple[tuple[str, str, str], ...]


MUTANTS = {
    "saved at onsuccess": Mutant(
        scenarios.full_disk,
        ((IDB, "        value = result;\n", "value = result; resolve(value as T);\n"),),
    ),
    "acknowledged before the answer": Mutant(
        scenarios.lost_request,
        ((EXCHANGE, "if (!requests) await noteSending(turn.log);", ACKED),),
    ),
    "another identity at each try": Mutant(
        scenarios.lost_answer,
        ((EXCHANGE, "if (answer.kind === 'network') return later('network');", ANEW),),
    ),
    "the same at each start": Mutant(
        scenarios.same_tap_twice,
        (("db/log.ts", "new DataView(randomBytes(4).buffer).getUint32(0)", "7"),),
    ),
    "hash not compared": Mutant(
        scenarios.answer_to_another, ((APPLY, "row?.h !== event.h", "!row"),)
    ),
    "fork ignored": Mutant(
        scenarios.rolled_back,
        ((APPLY, "if (verdict === 'fork') forks", "if ((verdict as any) === 1) forks"),),
    ),
    "moved without of": Mutant(
        scenarios.twice_copied, ((APPLY, "of: row.of ?? [row.r, row.q], r, q }", "r, q }"),)
    ),
    "no epoch": Mutant(
        scenarios.after_a_restore, ((APPLY, "rows.set(key, unsent(row));", "rows.set(key, row);"),)
    ),
    "prune on ack": Mutant(
        scenarios.after_a_restore, ((APPLY, " && row.q <= (limits.get(row.r) ?? 0)", ""),)
    ),
    "pulled rows kept over an epoch": Mutant(
        scenarios.gone_with_its_phone, ((APPLY, "clearPulled: another", "clearPulled: false"),)
    ),
    "cursor before rows": Mutant(scenarios.killed_with_news, ((EXCHANGE, NEWS, CURSOR),)),
    "lock removed": Mutant(scenarios.two_tabs_with_locks, (GENERATION, (IDB, LOCK, "work()"))),
    "generation not compared": Mutant(scenarios.two_tabs_without_locks, (GENERATION,)),
    "parcel not rewritten": Mutant(
        scenarios.never_comes_back,
        (
            (
                JOURNAL,
                "for (const one of parcels.put) store(",
                "if (next.gen < 2) for (const one of parcels.put) store(",
            ),
        ),
    ),
    "parcel of the unsent only": Mutant(
        scenarios.never_comes_back_after_a_restore,
        ((PARCEL, "cut(held(state))", "cut(held(state).filter(({ row }) => row.u))"),),
    ),
    "parcel not posted in a new epoch": Mutant(
        scenarios.never_comes_back_after_a_restore,
        ((POST, "parcel.posted && parcel.posted === epoch && !isAsked", "parcel.posted"),),
    ),
    "parcel posted before the answer": Mutant(
        scenarios.first_post_fails, ((POST, "const answer = await deliverAs", UNARRIVED),)
    ),
    "receipt marks all": Mutant(
        scenarios.late_receipt, (("vault/sealed-log.ts", "if (!change) return {};", ALL),)
    ),
    "what nobody carries not counted": Mutant(
        scenarios.forgotten_far_from_the_server,
        ((PARCEL, "bare: unsent };\n    const", "bare: 0 };\n    const"),),
    ),
    "nothing left of a forgotten key": Mutant(
        scenarios.helped_in_then_restored,
        (("vault/behind.ts", "if (!all.some(", "if (all) return false;\n  if (!all.some("),),
    ),
    "left parcels dropped once they arrived": Mutant(
        scenarios.helped_in_then_restored, ((POST, "top <= kept[i]", "true"),)
    ),
    "old form deleted first": Mutant(
        scenarios.dies_while_a_key_is_set,
        (("vault/convert.ts", "await device.put(changed);", EARLY),),
    ),
}


def caught(name: str, house: House) -> str:
    """Break the phone, play its story; return what was wrong, nothing when it was not caught."""
    scenario, patches = MUTANTS[name]
    room = house.room()
    try:
        words = [{"file": file, "from": old, "to": new} for file, old, new in patches]
        found = play(scenario, house, build(room / "phone", words))
    finally:
        leave(room)
    return found[0] if found else ""
