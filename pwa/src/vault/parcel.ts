/**
 * What another's session may carry for her: all her events that are not kept yet, sealed to the
 * server's key, rewritten with each change of her log (docs/adr/0012-parcel.md).
 */

import { HELLO, type Parcel } from '../db/sealed';
import { fromBase64url, toBase64url } from '../domain/bytes';
import { pack } from '../domain/columns';
import { type StoredEvent, sha256 } from '../domain/event';
import { CODES } from '../domain/event-types.gen';
import type { Held } from '../domain/exchange';
import { fold } from '../domain/fold';
import { PURPOSE } from '../sync/gate';
import { deflated, sumOf, wireRow } from '../sync/pack';
import { type Bytes, shutJson } from './boxes';
import { seal } from './hpke';
import type { Packer } from './journal';
import { forFold, held, type State } from './state';

export type SealKey = { kid: string; pub: string };
/** Hashes of today's tokens; `old` is one that the server may know instead, itself. */
export type Tokens = { append: string; session: string; old?: string };

const INFO = 'creando parcel 1';
const MOST_EVENTS = 500;
const MOST_BYTES = 64_000;

/** Without her yes there is nothing for anyone to carry. */
function mayLeave(state: State): boolean {
  const said = new Set<number>([CODES['consent.given'], CODES['consent.withdrawn']]);
  return PURPOSE in fold(forFold(state).filter(({ t }) => said.has(t))).consents;
}

/** A part that is too large is cut in halves: `000001.0.1`. */
const partOf = (name: string): string => name.slice(0, 6);

/** Events stay in the parcel of their number, so that one more touches only the last. */
function cut(rows: Held[]): Map<string, Held[]> {
  const parts = new Map<string, Held[]>();
  for (const one of rows) {
    const key = String(Math.floor(one.key / MOST_EVENTS)).padStart(6, '0');
    parts.set(key, [...(parts.get(key) ?? []), one]);
  }
  return parts;
}

/** `how` is all of a parcel that is not its events. */
async function printOf(rows: StoredEvent[], how: string): Promise<string> {
  const text = rows.map(({ r, q, h, of = [] }) => [r, q, h, ...of].join('.')).join('\n');
  const all = new TextEncoder().encode(`${how}\n${text}`);
  return toBase64url(await sha256(all)).slice(0, 16);
}

/** What the server will read: events, or, to be known at all, tokens. */
async function plainOf(
  rows: StoredEvent[],
  subject: string,
  tokens: Tokens | undefined,
  asRows: boolean,
): Promise<Bytes> {
  const replicas = [...new Set(rows.map(({ r }) => r))];
  const wire = rows.map((row) => wireRow(row, subject));
  const columns = asRows ? undefined : pack(wire, replicas);
  const events = columns ? { cols: columns, sum: await sumOf(rows) } : { rows: wire };
  const body = { sub: subject, held: replicas, ...(tokens ? { tok: tokens } : events) };
  return new Uint8Array(await deflated(JSON.stringify(body)));
}

async function sealed(
  rows: StoredEvent[],
  subject: string,
  to: SealKey,
  tokens: Tokens | undefined,
  asRows = false,
): Promise<Bytes> {
  const plain = await plainOf(rows, subject, tokens, asRows);
  const box = await seal(fromBase64url(to.pub), INFO, plain);
  return new Uint8Array([...fromBase64url(to.kid), ...box]);
}

type Before = Pick<Parcel, 'print' | 'posted' | 'refused' | 'rows'>;

/** Sealed to today's key and not read: it was the columns. Once in rows, it stays in rows. */
const isRefused = ({ refused, rows }: Before): boolean => refused !== undefined || !!rows;

/** Make the packer of one log; it seals only what differs from what lies on the disk. */
export function packerOf(
  subject: string,
  key: CryptoKey,
  sealKey: () => SealKey | undefined,
  tokens: (old: string | undefined) => Promise<Tokens>,
): Packer {
  async function make(
    name: string,
    rows: Held[],
    state: State,
    to: SealKey,
    before?: Before,
    inRows = false,
  ): Promise<Parcel[]> {
    const events = rows.map(({ row }) => row);
    // Of another epoch it is made anew, so that its answer is one she can apply.
    const print = await printOf(events, `${to.kid} ${state.epoch}`);
    const isSame = before?.print === print;
    const asRows = inRows || (isSame && isRefused(before));
    // All of it answered in this epoch: nobody needs to carry it.
    const isThere = state.epoch !== '' && events.every((row) => row.ack === state.epoch);
    const isDone = isSame && (!isThere || before.posted === state.epoch);
    if (isDone && asRows === !!before.rows) return [];
    const body = await sealed(events, subject, to, undefined, asRows);
    if (body.length > MOST_BYTES && rows.length > 1) {
      const half = Math.ceil(rows.length / 2);
      const parts = [rows.slice(0, half), rows.slice(half)];
      const made = parts.map((part, i) => make(`${name}.${i}`, part, state, to, undefined, asRows));
      return (await Promise.all(made)).flat();
    }
    const names = events.map(({ r, q, h }) => [r, q, h]);
    const tops = new Map<string, number>();
    for (const { r, q } of events) tops.set(r, Math.max(q, tops.get(r) ?? 0));
    return [
      {
        key: name,
        body,
        names: await shutJson(key, names),
        print,
        count: events.length,
        tops: [...tops.values()],
        epoch: state.epoch,
        ...(asRows && { rows: 1 as const }),
        ...(isThere && { posted: state.epoch }),
      },
    ];
  }

  /** Says who she is, for a server that does not know this phone's tokens: her first contact, or
   * a restore to before it. Posted only when a parcel was refused for that. */
  async function hello(state: State, to: SealKey, before?: Pick<Parcel, 'print'>) {
    const print = await printOf([], to.kid);
    if (before?.print === print) return [];
    const body = await sealed([], subject, to, await tokens(state.tokens?.past.at(-1)));
    const names = await shutJson(key, []);
    return [{ key: HELLO, body, names, print, count: 0, epoch: '' }];
  }

  return async (state, known) => {
    const to = sealKey();
    const unsent = held(state).filter(({ row }) => row.u).length;
    if (!to) return { put: [], drop: [], bare: unsent };
    const leaves = mayLeave(state);
    const parts = leaves ? cut(held(state)) : new Map<string, Held[]>();
    const made = await Promise.all(
      [...parts].map(([name, rows]) => make(name, rows, state, to, known.get(name))),
    );
    const put = [...made.flat(), ...(leaves ? await hello(state, to, known.get(HELLO)) : [])];
    const written = new Set(put.map(({ key: name }) => name));
    const anew = new Set(put.map(({ key: name }) => partOf(name)));
    const drop = [...known.keys()].filter(
      (name) =>
        name !== HELLO &&
        (!parts.has(partOf(name)) || (anew.has(partOf(name)) && !written.has(name))),
    );
    return leaves ? { put, drop } : { put, drop: [...known.keys()], bare: unsent };
  };
}
