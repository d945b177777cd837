/**
 * Send what one profile has and hear the news, until there is nothing more to say.
 *
 * A batch that the server cannot take is halved; a lone failing event is set aside, so that one
 * event never blocks the others (docs/sync-protocol.md rule 7).
 */
import type { Json } from '../api/client';
import { hearClock } from '../db/clock';
import type { Log } from '../db/log';
import { CODES } from '../domain/event-types.gen';
import type { Held, Outbox } from '../domain/exchange';
import { mayLeave, type Outcome, type Shelf, today } from './gate';
import { noteEpoch } from './parcels';
import { readReply } from './reply';
import { applyReply, noteSending, noteStuck, readOutbox, setAside } from './store';
import { UNHEARD } from './twins';
import { MAX_EVENTS, type Place, post, type Style } from './wire';

type Failure = { status: number; key: string; retryAfterS: number };
type Turn = {
  log: Log;
  place: Place;
  style: Style;
  limit: number;
  /** Events that a failing server met alone: kept for the end of the turn. */
  doubtful: Map<string, Held>;
  answered: number;
  /** Has the server understood any request of this turn? */
  heard: boolean;
  probe: boolean;
  more: boolean;
  catalog: string;
};

/** A server that never stops asking for more is broken; the next turn goes on. */
const MAX_REQUESTS = 60;
const MAX_STUCK_ROUNDS = 3;

const later = (reason: string, retryAfterS = 0): Outcome => ({ ok: false, reason, retryAfterS });

export async function exchange(
  log: Log,
  shelf: Shelf | undefined,
  onRequest: () => void,
): Promise<Outcome> {
  const edition = log.progress().edition?.edition ?? 'abierta';
  const known = shelf?.edition() === edition ? (shelf.catalog()?.version ?? '') : '';
  const turn: Turn = {
    log,
    place: { edition, catalog: known },
    style: { columns: true, deflate: true },
    limit: MAX_EVENTS,
    doubtful: new Map(),
    answered: 0,
    heard: false,
    probe: false,
    more: false,
    catalog: known,
  };
  let spoke = false;
  const said = (): void => {
    spoke = true;
    onRequest();
  };
  const outcome = await converse(turn, said);
  if (spoke) await log.changed();
  if (shelf && turn.catalog !== known && shelf.edition() === edition) {
    const got = await shelf.refresh();
    if (got.ok) await shelf.update();
  }
  return outcome;
}

async function converse(turn: Turn, onRequest: () => void): Promise<Outcome> {
  for (let requests = 0; requests < MAX_REQUESTS; requests++) {
    if (!mayLeave(turn.log)) return { ok: true };
    const outbox = await readOutbox(turn.log, turn.limit, new Set(turn.doubtful.keys()));
    if (turn.probe) outbox.rows = [];
    else if (!outbox.rows.length && !turn.more && !isDue(outbox)) {
      if (!turn.doubtful.size) return { ok: true };
      const settled = await settle(turn, outbox);
      if (!settled.ok) return settled;
      continue;
    }
    if (!requests) await noteSending(turn.log);
    onRequest();
    const answer = await post(turn.log.profile, outbox, turn.place, turn.style);
    if (answer.kind === 'network') return later('network');
    const done =
      answer.kind === 'ok' ? await take(turn, outbox, answer) : await mend(turn, outbox, answer);
    if (!done.ok) return done;
  }
  return later('server.busy');
}

/** Once a day, and when somebody was linked whom nobody has asked for yet. */
const isDue = ({ day, twins }: Outbox): boolean =>
  day !== today() || Object.values(twins).includes(UNHEARD);

/** Apply an answer; one of another shape is a network failure and changes nothing. */
async function take(
  turn: Turn,
  outbox: Outbox,
  { body, second }: { body: Json; second?: number },
): Promise<Outcome> {
  const { log } = turn;
  const events = outbox.rows.map(({ row }) => row);
  const reply = await readReply(body, log.profile.id, events.length, outbox.held.length);
  if (!reply) return later('network');
  if (second) await hearClock(second);
  const { epoch, held, twins } = outbox;
  await applyReply(log, { epoch, held, events, twins }, reply, today());
  await noteEpoch(reply.epoch);
  turn.heard = true;
  turn.probe = false;
  turn.more = reply.more;
  turn.catalog = reply.catalog ?? turn.catalog;
  turn.answered += events.length;
  turn.limit = Math.min(turn.limit * 2, MAX_EVENTS);
  turn.style.columns = true;
  return { ok: true };
}

/** Do what the table of section 3 says for an error. */
async function mend(turn: Turn, outbox: Outbox, error: Failure): Promise<Outcome> {
  const { status, key, retryAfterS } = error;
  const { style } = turn;
  if (status === 415 && style.deflate) style.deflate = false;
  else if (key === 'sync.columns' && style.columns) style.columns = false;
  else if ([400, 413, 422].includes(status) || (status >= 500 && status !== 503))
    return divide(turn, outbox, status);
  else return later(key, retryAfterS);
  return { ok: true };
}

async function divide(turn: Turn, outbox: Outbox, status: number): Promise<Outcome> {
  const { rows } = outbox;
  const [first] = rows;
  if (!first) return later(`http-${status}`);
  if (rows.length > 1) turn.limit = Math.ceil(rows.length / 2);
  else if (status >= 500) turn.doubtful.set(first.row.h, first);
  else if (turn.heard) return apart(turn, first, status);
  // Is it the event, or everything we say? A plain contact tells.
  else turn.probe = true;
  // With nobody answered yet and two lone failures the server itself is ill: leave it alone.
  return turn.doubtful.size > 1 && !turn.answered ? settle(turn, outbox) : { ok: true };
}

/** Set one event aside; a void that fails is not voided again. */
async function apart(turn: Turn, held: Held, status: number): Promise<Outcome> {
  if (held.row.t === CODES.void) return later(`http-${status}`);
  await setAside(turn.log, held, `http-${status}`);
  return { ok: true };
}

/**
 * Decide on events that met a 5xx alone: where others were taken they are at fault themselves;
 * where none was, only after three rounds, so that an ill server sets nothing aside.
 */
async function settle(turn: Turn, outbox: Outbox): Promise<Outcome> {
  const [first] = turn.doubtful.values();
  if (!first) return { ok: true };
  const before = outbox.stuck?.h === first.row.h ? outbox.stuck.rounds : 0;
  if (!turn.answered && before + 1 < MAX_STUCK_ROUNDS) {
    await noteStuck(turn.log, { h: first.row.h, rounds: before + 1 });
    return later('http-500');
  }
  const doubtful = turn.answered ? [...turn.doubtful.values()] : [first];
  turn.doubtful.clear();
  for (const held of doubtful) {
    const done = await apart(turn, held, 500);
    if (!done.ok) return done;
  }
  return { ok: true };
}
