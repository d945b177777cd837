/** The server's side of docs/sync-protocol.md sections 3 and 6, for tests of the phone. */
import { inflateSync } from 'node:zlib';
import { vi } from 'vitest';
import type { Columns, Row } from '../src/domain/columns';
import { hashOf, type PlainEvent } from '../src/domain/event';
import { unpack } from '../src/domain/unpack';
import { openParcel, sealKey } from './hpke-open';

type Slot = { h: string; of?: [string, number] | undefined; row: Row };
type Request = {
  sub: string;
  ep: string;
  cat: string;
  cur: { l: number; e: number };
  held: string[];
  rows?: Row[];
  cols?: Columns;
  sum?: string;
  tw?: { [subject: string]: number };
};
export type Seen = { method: string; path: string; body?: Request | undefined; encoding: string };

const KEY_BY_STATUS: Record<number, string> = {
  400: 'request.json',
  413: 'request.too_large',
  415: 'request.encoding',
  422: 'request.invalid',
  500: 'server.error',
  503: 'server.busy',
};

export const refusal = (status: number, key = KEY_BY_STATUS[status] ?? 'x', headers = {}) =>
  new Response(JSON.stringify({ code: status, status: 'Error', message: key, errors: {} }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

const json = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

export function newServer() {
  const server = {
    epoch: 'q83vEjRWeJA',
    catalog: 'c1',
    slots: new Map<string, Slot>(),
    closed: new Set<string>(),
    /** Rows of the learner's stream, in order. */
    stream: [] as (Row & { s: string })[],
    actions: new Set<string>(),
    kept: 0,
    /** Streams of subjects linked with whoever asks. */
    twins: new Map<string, (Row & { s: string })[]>(),
    seen: [] as Seen[],
    /** What came sealed, and under whose token. */
    parcels: [] as { bytes: Uint8Array; request: Partial<Request>; token: string }[],
    /** Who a token without a name belongs to. */
    owner: '',
    /** Answer instead of the server; undefined lets the server answer. */
    before: (_request: Request, _rows: Row[]): Response | undefined => undefined,
    /** What arrives at the phone in place of the true answer. */
    after: (answer: Response): Response | Promise<Response> => answer,
    /** Forget everything after the n-th row of the stream, as a restore does. */
    restore(count: number) {
      const rest = server.stream.slice(0, count);
      server.stream = rest;
      server.slots = new Map(
        [...server.slots].filter(([, slot]) =>
          rest.some((row) => row.r === slot.row.r && row.q === slot.row.q),
        ),
      );
      server.actions = new Set([...server.slots].map(([id, { h, of }]) => `${of ?? id},${h}`));
      server.closed.clear();
      server.epoch = `e${Math.random().toString(36).slice(2, 12).padEnd(10, '0')}`;
    },
    posts: () => server.seen.filter(({ method }) => method === 'POST'),
  };

  function append(row: Row, h: string): string {
    const id = `${row.r},${row.q}`;
    const slot = server.slots.get(id);
    if (slot) {
      if (slot.h === h && `${slot.of}` === `${row.of}`) return 'duplicate';
      server.closed.add(row.r);
      return 'fork';
    }
    if (server.closed.has(row.r)) return 'fork';
    server.slots.set(id, { h, of: row.of, row });
    server.actions.add(`${row.of ?? id},${h}`);
    server.stream.push({ ...row, s: row.s ?? '' });
    return row.d?.lesson === 'bad' ? 'quarantined:body.invalid' : 'accepted';
  }

  async function exchange(request: Request): Promise<Response> {
    const rows = request.rows ?? (request.cols ? unpack(request.cols, request.held) : []);
    const early = server.before(request, rows);
    if (early) return early;
    server.owner = request.sub;
    const cursor = request.ep === server.epoch ? request.cur.l : 0;
    const verdicts: [string, number][] = [];
    const mine = new Set<string>();
    for (const row of rows) {
      const { r, q, of: _of, ...rest } = row;
      const plain = { ...rest, s: row.s ?? request.sub } as PlainEvent;
      const verdict = append({ ...row, s: plain.s }, await hashOf(plain));
      if (verdict === 'accepted' || verdict === 'duplicate') mine.add(`${r},${q}`);
      verdicts.push([verdict, 1]);
    }
    const page = server.stream.slice(cursor, cursor + 200);
    const last = cursor + page.length;
    const asked = Object.entries(request.tw ?? {}).filter(([twin]) => server.twins.has(twin));
    const beside = asked.map(([twin, n]) => {
      const from = request.ep === server.epoch ? n : 0;
      return { twin, from, rows: (server.twins.get(twin) ?? []).slice(from, from + 200) };
    });
    const isLeft = beside.some(({ twin, from, rows: { length } }) => {
      return from + length < (server.twins.get(twin)?.length ?? 0);
    });
    return json({
      ep: server.epoch,
      ...(request.cat !== server.catalog && { cat: server.catalog }),
      kept: request.held.map(() => server.kept),
      v: verdicts,
      cur: { l: last, e: 0 },
      more: last < server.stream.length || isLeft,
      news: [
        ...page
          .map((row, i) => ({ st: 'l', n: cursor + i + 1, ...row }))
          .filter((row) => !mine.has(`${row.r},${row.q}`)),
        ...beside.flatMap(({ from, rows: found }) =>
          found.map((row, i) => ({ st: 't', n: from + i + 1, ...row })),
        ),
      ],
      ...(beside.length && {
        tw: Object.fromEntries(beside.map(({ twin, from, rows: r }) => [twin, from + r.length])),
      }),
    });
  }

  /** A parcel: opened, and its events taken as any others; its answer has no news and no cursor. */
  async function parcel(init: RequestInit): Promise<Response> {
    const bytes = new Uint8Array(init.body as Uint8Array);
    const plain = await openParcel(bytes);
    if (!plain) return refusal(422, 'parcel.sealed');
    const request = JSON.parse(inflateSync(plain).toString()) as Request;
    const sub = request.sub ?? server.owner;
    const token = new Headers(init.headers).get('authorization')?.slice(7) ?? '';
    server.parcels.push({ bytes, request, token });
    const answered = await exchange({ ...request, sub, ep: '', cat: '', cur: { l: 0, e: 0 } });
    const { ep, kept, v } = (await answered.json()) as { ep: string; kept: number[]; v: unknown };
    return json({ ep, kept, v });
  }

  async function answer(path: string, init: RequestInit = {}): Promise<Response> {
    if (path.endsWith('/parcels')) return parcel(init);
    const encoding = new Headers(init.headers).get('content-encoding') ?? '';
    const raw = init.body && new Uint8Array(init.body as ArrayBuffer);
    const text = raw && new TextDecoder().decode(encoding ? inflateSync(raw) : raw);
    const body = text ? (JSON.parse(text) as Request) : undefined;
    server.seen.push({ method: init.method ?? 'GET', path, body, encoding });
    if (path.endsWith('/keys')) return json({ seal: [await sealKey()] });
    if (path.endsWith('/health')) return json({ status: 'ok', ep: server.epoch });
    if (!path.endsWith('/sync')) return new Response(null, { status: 204 });
    return body ? exchange(body) : refusal(400);
  }

  vi.stubGlobal(
    'fetch',
    vi.fn(async (path: string, init?: RequestInit) => server.after(await answer(path, init))),
  );
  return server;
}

export type Server = ReturnType<typeof newServer>;
