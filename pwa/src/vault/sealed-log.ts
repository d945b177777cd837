/** The log of a person with a key: the same promises as db/log.ts, over a sealed journal. */
import type { Profile } from '../db/device';
import { eraseHere } from '../db/erase';
import { locked, NotSaved, req } from '../db/idb';
import { type Log, makeEvent, nameOf } from '../db/log';
import { written } from '../db/notes';
import type { Receipt } from '../db/sealed';
import { newId } from '../domain/bytes';
import { hashOf } from '../domain/event';
import type { Reply, Row, SealedStore } from '../domain/exchange';
import { fold, type Progress } from '../domain/fold';
import { plan } from '../sync/apply';
import { readReply } from '../sync/reply';
import { parted } from '../sync/twins';
import { openJson } from './boxes';
import { type Journal, openJournal, type Packer } from './journal';
import type { Keys } from './keys';
import { notesOf } from './notes';
import { forFold, forPlan, fromChange, held, type Patch, type State, twinsIn } from './state';
import { succeed } from './tries';

const MAX_HELD = 200;

const countsOf = (state: State) => {
  const own = [...state.rows.values()];
  return {
    unsent: own.filter((row) => row.u).length,
    attention: state.aside.length + [...own, ...state.kept].filter((row) => row.why).length,
    sent: own.filter((row) => !row.u).length,
    kept: state.kept.length,
  };
};

/** What sync/store.ts does with the rows of an open log, over the journal. */
function storeOf(journal: Journal, changed: () => void): SealedStore {
  const commit = async (make: Parameters<Journal['commit']>[0]): Promise<boolean> => {
    const done = await journal.commit(make);
    if (done) changed();
    return done;
  };
  return {
    async outbox(limit, skip) {
      await journal.catchUp();
      const { state } = journal;
      const all = held(state);
      const replicas = new Set([state.head.r, ...all.map(({ row }) => row.r)]);
      const rows = all.filter(({ row }) => row.u && !skip.has(row.h)).slice(0, limit);
      const { epoch, cursor, day, stuck } = state;
      return {
        epoch,
        cursor,
        day,
        held: [...replicas].slice(0, MAX_HELD),
        rows,
        twins: twinsIn(state),
        ...(stuck && { stuck }),
      };
    },
    apply: (sent, reply, day) =>
      commit((state) => {
        const change = plan(forPlan(state), sent, reply, newId);
        if (!change) return undefined;
        const box = fromChange(state, change, day);
        const tokens = box.marks?.tokens ?? state.tokens;
        return { ...box, marks: { ...box.marks, tokens: tokens && { ...tokens, met: true } } };
      }),
    sending: async () => void (await commit(() => ({ marks: { sent: 1 } }))),
    stuck: async (stuck) => void (await commit(() => ({ marks: { stuck: stuck ?? null } }))),
    async twins(edit) {
      await commit((state) => {
        const before = twinsIn(state);
        const twins = edit(before);
        return { part: parted(before, twins), marks: { twins } };
      });
    },
    async aside({ key, row }, blank, reason) {
      const h = await hashOf(blank);
      await commit((state) => {
        const now = state.rows.get(key);
        if (now?.h !== row.h || !now.u) return undefined;
        const { r, q } = row;
        return {
          aside: [{ ...row, why: reason }],
          put: [[key, { ...blank, r, q, h, u: 1 }]],
        };
      });
    },
    attention() {
      const found = new Map<number, number>();
      const { rows, kept, aside } = journal.state;
      for (const { t } of [...[...rows.values(), ...kept].filter((row) => row.why), ...aside])
        found.set(t, (found.get(t) ?? 0) + 1);
      return found;
    },
  };
}

/** Apply what the server answered to her parcels while she was away, as `plan` applies any reply. */
async function takeReceipts(journal: Journal, keys: Keys, subject: string): Promise<void> {
  const { db } = journal;
  const found = await db.run(['receipts'], 'readonly', async (store) => {
    const ids = req(store('receipts').getAllKeys());
    const all = req(store('receipts').getAll());
    return { ids: (await ids) as number[], all: (await all) as Receipt[] };
  });
  for (const [i, receipt] of found.all.entries()) {
    const names = (await openJson<[string, number, string][]>(keys.open, receipt.names)) ?? [];
    const events = names.map(([r, q, h]) => ({ r, q, h }));
    const replicas = [...new Set(events.map(({ r }) => r))];
    const cursor = { l: 0, e: 0 };
    const body = { ...(receipt.body as object), cur: cursor };
    const reply = await readReply(body, subject, events.length, replicas.length);
    const drop = (store: (name: string) => IDBObjectStore) =>
      void store('receipts').delete(found.ids[i] as number);
    const done = await journal.commit((state): Patch => {
      // A receipt names no news: the cursor stays, but for another life of the server's log.
      const stays: Reply | undefined = reply && {
        ...reply,
        cursor: reply.epoch === state.epoch ? state.cursor : cursor,
      };
      // Several parcels left under one epoch and the first answer named another: what the server
      // said in the epoch she knows now holds, whenever it was asked.
      const epoch = reply?.epoch === state.epoch ? state.epoch : receipt.epoch;
      const sent = { epoch, held: replicas, events };
      const change = stays && plan(forPlan(state), sent, stays, newId);
      if (!change) return {};
      const box = fromChange(state, change);
      // It was let in: the server knows the token it came with, and the one that goes with it.
      const tokens = state.tokens && { ...state.tokens, told: true };
      return { ...box, marks: { ...box.marks, tokens } };
    }, drop);
    if (!done) return;
  }
}

export type SealedLog = Log & { journal: Journal; keys: Keys };

/** Open a sealed log with its keys. `session` is the token that reads. */
export async function openSealed(
  profile: Profile,
  keys: Keys,
  packer: Packer,
  channel: BroadcastChannel | undefined,
): Promise<SealedLog> {
  const journal = await openJournal(nameOf(profile), keys.open, packer);
  // Somebody cleared it: a log without a first box would begin a second life under her name.
  if (!journal.state.gen) throw new NotSaved('gone');
  const listeners = new Set<() => void>();
  let progress: Progress | undefined;
  const tell = (): void => {
    progress = undefined;
    for (const fn of listeners) fn();
  };
  const changed = (): void => {
    tell();
    channel?.postMessage(profile.id);
  };
  await takeReceipts(journal, keys, profile.id);
  const notes = notesOf(journal.db, keys);
  const log: SealedLog = {
    profile: { ...profile, token: keys.session },
    db: journal.db,
    journal,
    keys,
    sealed: storeOf(journal, changed),
    async append(type, body, enc) {
      const event = makeEvent(profile.id, type, body, forFold(journal.state), enc);
      const h = await hashOf(event);
      await journal.commit((state) => {
        const { head } = state;
        const row: Row = { ...event, ...head, h, u: 1 };
        return { put: [[state.next, row]], marks: { head: { ...head, q: head.q + 1 } } };
      });
      changed();
    },
    progress() {
      progress ??= fold(forFold(journal.state));
      return progress;
    },
    rows: () => forFold(journal.state),
    counts: () => countsOf(journal.state),
    subscribe(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    async changed() {
      await journal.catchUp();
      changed();
    },
    note: notes.read,
    setNote: notes.write,
    async exportAll() {
      await journal.catchUp();
      const { rows, kept, aside, pulled } = journal.state;
      const { token: _, lock: _lock, ...person } = profile;
      return {
        format: 'creando-1',
        profile: person,
        events: [...rows.values()],
        kept,
        aside,
        pulled: [...pulled.values()],
        notes: written(await notes.all()),
      };
    },
    async erase() {
      // Parcels may have left without her knowing: the server is asked in any case, by each token
      // it may know her by.
      const past = journal.state.tokens?.past ?? [];
      const token = [keys.session, ...[...past].reverse()].join(' ');
      await locked(`convert:${profile.id}`, () =>
        eraseHere({ ...profile, token }, journal.db, nameOf(profile), async () => true),
      );
      await succeed(profile.id);
      tell();
    },
  };
  channel?.addEventListener('message', ({ data }) => {
    if (data === profile.id) void journal.catchUp().then(tell, () => {});
  });
  return log;
}
