// @vitest-environment node
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log, Seen } from '../src/db/log';
import type { Own } from '../src/vault/private';
import { newPhone, openApp } from './phone';

const NOON = Date.UTC(2026, 10, 29, 17) / 1000;

/** As much of a log as this needs; its rows can be carried to another phone. */
function logOf(notes: Record<string, string> = {}) {
  const rows: Seen[] = [];
  const log = {
    rows: () => rows,
    note: async (name: string) => notes[name],
    setNote: async (name: string, text: string) => {
      notes[name] = text;
    },
    append: async (_: string, d: object, enc: Seen['enc']) =>
      void rows.push({ t: 13, at: 0, h: `h${Math.random()}`, d, enc } as unknown as Seen),
    exportAll: async () => ({ format: 'creando-1' }),
  };
  return { rows, notes, log: log as unknown as Log };
}

/** Another phone: its own modules, and with them nothing opened yet. */
async function phone(notes?: Record<string, string>) {
  vi.resetModules();
  const own = await import('../src/vault/private');
  const keys = await import('../src/vault/self-key');
  const mine = logOf(notes);
  const read = async () =>
    Object.fromEntries([...(await own.ownOf(mine.log))].map(([name, { v }]) => [name, v]));
  const keep = (name: string, value: Own) => own.keepOwn(mine.log, name, value);
  return { ...mine, ...own, ...keys, read, keep };
}

/** A phone with the rows of another, in this order, and its key or none. */
async function joined(first: Awaited<ReturnType<typeof phone>>, rows = first.rows, key = true) {
  const second = await phone(key ? { ...first.notes } : {});
  second.rows.push(...rows);
  return second;
}

describe('what she keeps for herself', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: NOON * 1000 }));

  it('is read the same on another phone with the same key, and not with another', async () => {
    const first = await phone();
    await first.keep('caja/2026-11-29/a', { a: 1250 });
    await first.keep('precio/arepa', 150);
    const read = { 'caja/2026-11-29/a': { a: 1250 }, 'precio/arepa': 150 };
    expect(await first.read()).toEqual(read);
    expect(await (await joined(first)).read()).toEqual(read);
    const stranger = await joined(first, first.rows, false);
    await stranger.adoptSelfKey(stranger.log, new Uint8Array(32).fill(7));
    expect(await stranger.read()).toEqual({});
  });

  it('stays shut without a key, until she begins anew or the key comes', async () => {
    const first = await phone();
    await first.keep('precio/arepa', 150);
    const second = await joined(first, first.rows, false);
    await expect(second.read()).rejects.toBeInstanceOf(second.NoKey);
    await expect(second.keep('precio/arepa', 200)).rejects.toBeInstanceOf(second.NoKey);
    expect(second.notes).toEqual({});
    expect(await second.copyOf(second.log)).toEqual({ format: 'creando-1', own: {} });
    await second.adoptSelfKey(second.log, await first.selfKey(first.log));
    expect(await second.read()).toEqual({ 'precio/arepa': 150 });
  });

  it('that was begun anew on a phone opens there still, and on the others, once the key comes', async () => {
    const first = await phone();
    await first.keep('precio/arepa', 150);
    vi.setSystemTime((NOON + 60) * 1000);
    const second = await joined(first, first.rows, false);
    await second.selfKey(second.log);
    await second.keep('caja/a', 500);
    await second.keep('precio/arepa', 200);
    await second.keep('caja/b', 1);
    await second.keep('caja/b', null);
    await second.adoptSelfKey(second.log, await first.selfKey(first.log));
    const both = { 'precio/arepa': 200, 'caja/a': 500 };
    expect(await second.read()).toEqual(both);
    const before = second.rows.length;
    await second.sealAnew(second.log);
    await second.sealAnew(second.log);
    // Each once, what was taken back too.
    expect(second.rows.length).toBe(before + 3);
    expect(await (await joined(first, second.rows)).read()).toEqual(both);
  });

  it('is the last that she said, whatever the order and however the clock went', async () => {
    const first = await phone();
    for (const value of [1, 2, 3]) await first.keep('n', value);
    vi.setSystemTime((NOON - 86_400) * 1000);
    await first.keep('n', 4);
    const orders = fc.shuffledSubarray(first.rows, { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(orders, async (rows) => {
        expect(await (await joined(first, rows)).read()).toEqual({ n: 4 });
      }),
      { numRuns: 10 },
    );
  });

  it('is the last of two that were said at once', async () => {
    const first = await phone();
    await Promise.all([first.keep('n', 1), first.keep('n', 2)]);
    expect(await (await joined(first)).read()).toEqual({ n: 2 });
  });

  it('of two phones in the same second is one for both', async () => {
    const first = await phone();
    await first.keep('n', 0);
    const second = await joined(first);
    await second.read();
    vi.setSystemTime((NOON + 9) * 1000);
    await first.keep('n', 1);
    await second.keep('n', 2);
    const all = [...new Set([...first.rows, ...second.rows])];
    const one = await (await joined(first, all)).read();
    expect(await (await joined(first, all.reverse())).read()).toEqual(one);
    expect([1, 2]).toContain(one.n);
  });

  it('is gone with null, and comes back with a value', async () => {
    const first = await phone();
    await first.keep('n', 1);
    await first.keep('n', null);
    expect(await first.read()).toEqual({});
    await first.keep('n', 2);
    expect(await (await joined(first)).read()).toEqual({ n: 2 });
  });

  it('is as it was this morning when today is left out', async () => {
    const first = await phone();
    await first.keep('n', 1);
    await first.keep('m', 1);
    vi.setSystemTime((NOON + 86_400) * 1000);
    await first.keep('n', 2);
    await first.keep('m', null);
    await first.keep('o', 3);
    const before = await first.ownOf(first.log, ({ at }) => at < NOON + 3600);
    expect([...before].map(([name, { v }]) => [name, v])).toEqual([
      ['n', 1],
      ['m', 1],
    ]);
  });

  it('tells nothing by its length: every small amount is as long as another', async () => {
    const first = await phone();
    const values = [0, 10, 1250, 9_999_990, -1];
    for (const value of values) await first.keep('caja/x', { a: value });
    const sizes = first.rows.map(({ enc }) => enc?.ct.length);
    expect(new Set(sizes).size).toBe(1);
    await first.keep('caja/x', 'y'.repeat(64));
    const bytes = first.rows.map(({ enc }) => Buffer.from(enc?.ct ?? '', 'base64url').length);
    // 12 bytes before and 16 behind are those of the box.
    for (const size of bytes) expect((size - 28) % 64).toBe(0);
    expect(JSON.stringify(first.rows)).not.toContain('caja');
  });

  it('stands opened in her copy, which has no key in it', async () => {
    newPhone();
    const { device, openLog } = await openApp();
    const { copyOf, keepOwn } = await import('../src/vault/private');
    const log = await openLog(await device.createProfile('y1'));
    await keepOwn(log, 'caja/2026-11-29/a', { a: 1250, n: 'Rosa' });
    const copy = JSON.parse(JSON.stringify(await copyOf(log)));
    expect(copy.own).toEqual({ 'caja/2026-11-29/a': { a: 1250, n: 'Rosa' } });
    expect(copy.notes).toEqual({});
    expect(JSON.stringify(copy.events)).not.toContain('Rosa');
    const key = await log.note('#self');
    expect(key).toHaveLength(43);
    expect(JSON.stringify(copy)).not.toContain(key);
  });
});
