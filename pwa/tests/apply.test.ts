// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply, Row, Sent, Verdict } from '../src/domain/exchange';
import { type Change, plan, type State } from '../src/sync/apply';

/** The phone's log as plan() sees it, kept by the same steps as store.ts. */
function newPhone() {
  let key = 0;
  let minted = 0;
  const phone = {
    state: { head: { r: 'R0', q: 1 }, epoch: '', cursor: { l: 0, e: 0 }, held: [] } as State,
    kept: [] as Row[],
    saved: [] as string[],
    append() {
      const { head } = phone.state;
      const h = `h${phone.saved.length}`;
      phone.saved.push(h);
      const row: Row = { ...head, h, t: 6, v: 1, s: 'me', at: 0, b: 0, u: 1 };
      phone.state.held.push({ key: key++, row });
      phone.state.head = { ...head, q: head.q + 1 };
    },
    send(): Sent {
      const { epoch, head, held } = phone.state;
      const events = held.filter(({ row }) => row.u).map(({ row }) => row);
      return { epoch, held: [...new Set([head.r, ...held.map(({ row }) => row.r)])], events };
    },
    apply(sent: Sent, reply: Reply) {
      const change: Change | undefined = plan(phone.state, sent, reply, () => `R${++minted}`);
      if (!change) return;
      const rows = new Map(phone.state.held.map(({ key: at, row }) => [at, row]));
      for (const at of change.drop) rows.delete(at);
      for (const { key: at, row } of change.put) rows.set(at, row);
      for (const row of change.append) rows.set(key++, row);
      phone.kept.push(...change.kept);
      const held = [...rows].map(([at, row]) => ({ key: at, row }));
      phone.state = { head: change.head, epoch: change.epoch, cursor: change.cursor, held };
    },
  };
  return phone;
}

/** Rules 8 and 9 of the server, with backups. */
function newServer() {
  type Slots = Map<string, string>;
  const server = {
    slots: new Map() as Slots,
    backup: new Map() as Slots,
    closed: new Set<string>(),
    epoch: 0,
    answer(sent: Sent): Reply {
      const verdicts = sent.events.map((row): Verdict => {
        const [id, mark] = [`${row.r},${row.q}`, `${(row as Row).of ?? ''}|${row.h}`];
        if (server.slots.get(id) === mark) return 'duplicate';
        if (server.slots.has(id)) server.closed.add(row.r);
        if (server.slots.has(id) || server.closed.has(row.r)) return 'fork';
        server.slots.set(id, mark);
        return 'accepted';
      });
      const kept = sent.held.map((r) => {
        let n = 0;
        const same = (id: string) =>
          server.backup.has(id) && server.backup.get(id) === server.slots.get(id);
        while (same(`${r},${n + 1}`)) n++;
        return n;
      });
      const epoch = `E${server.epoch}`;
      return { epoch, catalog: '', kept, verdicts, cursor: { l: 0, e: 0 }, more: false, news: [] };
    },
    /** Another clone of this phone did something else at this place. */
    take(r: string, q: number) {
      if (!server.slots.has(`${r},${q}`)) server.slots.set(`${r},${q}`, `|clone${q}`);
    },
    restore() {
      server.slots = new Map(server.backup);
      server.closed.clear();
      server.epoch++;
    },
    actions: () =>
      [...server.slots].map(([id, mark]) => {
        const [of, h] = mark.split('|');
        return `${of || id},${h}`;
      }),
  };
  return server;
}

type Phone = ReturnType<typeof newPhone>;

const keyOf = ({ of, r, q, h }: Row): string => `${of ?? [r, q]},${h}`;
const rowsOf = (phone: Phone): Row[] => [...phone.state.held.map(({ row }) => row), ...phone.kept];

function expectSound(phone: Phone): void {
  const rows = rowsOf(phone);
  // Nothing that was saved is lost or there twice.
  expect(rows.map((row) => row.h).sort()).toEqual([...phone.saved].sort());
  const held = phone.state.held.map(({ row }) => row);
  expect(new Set(held.map(({ r, q }) => `${r},${q}`)).size).toBe(held.length);
  for (const row of held) {
    if (row.r === phone.state.head.r) expect(row.q).toBeLessThan(phone.state.head.q);
    expect(!!row.u).toBe(row.ack !== phone.state.epoch);
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('append' as const) },
  { weight: 4, arbitrary: fc.constant('send' as const) },
  { weight: 4, arbitrary: fc.record({ deliver: fc.nat(5), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ lose: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ clone: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constantFrom('backup' as const, 'restore' as const) },
);

describe('replies in any order, late, lost and twice', () => {
  it('lose nothing, double nothing, and come to rest', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const phone = newPhone();
        const server = newServer();
        const flights: { sent: Sent; reply: Reply }[] = [];
        const exchange = () => {
          const sent = phone.send();
          return { sent, reply: server.answer(sent) };
        };
        for (const one of steps) {
          if (one === 'append') phone.append();
          else if (one === 'send') flights.push(exchange());
          else if (one === 'backup') server.backup = new Map(server.slots);
          else if (one === 'restore') server.restore();
          else if ('deliver' in one) {
            const at = one.deliver % Math.max(flights.length, 1);
            const flight = flights[at];
            if (flight) phone.apply(flight.sent, flight.reply);
            if (flight && !one.again) flights.splice(at, 1);
          } else if ('lose' in one) flights.splice(one.lose % Math.max(flights.length, 1), 1);
          else server.take(phone.state.head.r, phone.state.head.q + one.clone);
          expectSound(phone);
        }
        for (let i = 0; i < 6; i++) {
          const { sent, reply } = exchange();
          phone.apply(sent, reply);
        }
        expectSound(phone);
        expect(phone.state.held.filter(({ row }) => row.u)).toEqual([]);
        const counted = server.actions().filter((action) => !action.includes('clone'));
        expect(new Set(counted)).toEqual(new Set(rowsOf(phone).map(keyOf)));
      }),
      { numRuns: 1000 },
    );
  }, 20_000);
});

describe('one reply', () => {
  const base = () => {
    const phone = newPhone();
    for (let i = 0; i < 4; i++) phone.append();
    return phone;
  };
  const reply = (verdicts: Verdict[], kept = [0]): Reply => ({
    epoch: 'E',
    catalog: '',
    kept,
    verdicts,
    cursor: { l: 4, e: 0 },
    more: false,
    news: [],
  });

  it('acknowledges by identity and hash, never by place', () => {
    const phone = base();
    const sent = phone.send();
    const other = { ...sent, events: sent.events.map((row) => ({ ...row, h: `x${row.h}` })) };
    phone.apply(other, reply(Array(4).fill('accepted')));
    expect(phone.state.held.every(({ row }) => row.u)).toBe(true);
  });

  it('moves everything from the lowest fork on, acknowledged or not', () => {
    const phone = base();
    phone.apply(phone.send(), reply(['accepted', 'fork', 'accepted', 'accepted']));
    expect(phone.state.held.map(({ row }) => [row.r, row.q, row.of, !!row.u])).toEqual([
      ['R0', 1, undefined, false],
      ['R1', 1, ['R0', 2], true],
      ['R1', 2, ['R0', 3], true],
      ['R1', 3, ['R0', 4], true],
    ]);
    // A second move keeps the first identity.
    phone.apply(phone.send(), reply(['fork', 'fork', 'fork'], [0, 0]));
    expect(phone.state.held.at(-1)?.row).toMatchObject({ r: 'R2', q: 3, of: ['R0', 4] });
  });

  it('is dropped when its request went out under another epoch', () => {
    const phone = base();
    const old = phone.send();
    phone.apply(old, reply(Array(4).fill('accepted')));
    const before = phone.state;
    phone.apply(old, { ...reply(Array(4).fill('fork')), epoch: 'F' });
    expect(phone.state).toBe(before);
  });

  it('prunes nothing that was not answered for in this epoch', () => {
    const phone = base();
    const sent = { ...phone.send(), events: [] };
    phone.apply(sent, reply([], [4]));
    expect(phone.kept).toEqual([]);
  });

  it('keeps the reason of a quarantine', () => {
    const phone = base();
    phone.apply(
      phone.send(),
      reply(['accepted', 'accepted', 'quarantined:body.invalid', 'accepted']),
    );
    expect(phone.state.held.map(({ row }) => row.why)).toEqual([
      undefined,
      undefined,
      'body.invalid',
      undefined,
    ]);
  });
});
