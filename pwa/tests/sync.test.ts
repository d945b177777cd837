// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../src/db/log';
import { newPhone, openApp } from './phone';
import { newServer, refusal, type Server } from './server';

const consent = { purpose: 'data.sync', text_version: 1 };
const card = (id: number) => ({ lesson: 'tanda', card: id, rev: 1 });

let server: Server;

async function person() {
  const app = await openApp();
  const profile = app.device.current() ?? (await app.device.createProfile('y1'));
  const log = await app.openLog(profile);
  return { ...app, profile, log };
}

/** A person who agreed, with `count` cards done. */
async function agreed(count = 3) {
  const me = await person();
  await me.log.append('consent.given', consent);
  for (let i = 1; i <= count; i++) await me.log.append('card.done', card(i));
  return me;
}

type Row = {
  r: string;
  q: number;
  h: string;
  u?: 1;
  why?: string;
  of?: [string, number];
  t: number;
};
type File = { events: Row[]; aside: Row[]; kept: Row[]; pulled: Row[] };
const file = async (log: Log) => (await log.exportAll()) as File;

/** Every action of the phone counts exactly once on the server. */
async function expectWhole(log: Log) {
  const { events, kept } = await file(log);
  const mine = [...events, ...kept].map(({ r, q, h, of }) => `${of ?? `${r},${q}`},${h}`);
  expect([...server.actions].sort()).toEqual(mine.sort());
  expect(log.counts().unsent).toBe(0);
}

beforeEach(() => {
  newPhone();
  server = newServer();
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

describe('before a consent', () => {
  it('no request with a body ever leaves', async () => {
    const { log, engine } = await person();
    await log.append('lesson.opened', { lesson: 'tanda' });
    await log.append('card.done', card(1));
    await engine.sendNow();
    await engine.sendNow();
    expect(server.seen).toEqual([]);
    expect(engine.state()).toBe('off');
    expect(log.counts().unsent).toBe(2);
  });

  it('the daily contact is the catalogue, once a day', async () => {
    const { engine } = await person();
    const refresh = vi.fn(async () => ({ ok: true, value: null }) as const);
    engine.start({
      edition: () => 'abierta',
      catalog: () => undefined,
      refresh,
      update: async () => {},
    });
    await engine.sendNow();
    await engine.sendNow();
    expect(refresh).toHaveBeenCalledTimes(1);
    const tomorrow = Date.now() + 86_400_000;
    vi.spyOn(Date, 'now').mockReturnValue(tomorrow);
    await engine.sendNow();
    expect(refresh).toHaveBeenCalledTimes(2);
    expect(server.seen).toEqual([]);
  });

  it('nothing leaves after a withdrawal either, not even the withdrawal', async () => {
    const { log, engine } = await agreed();
    await engine.sendNow();
    await log.append('consent.withdrawn', { purpose: 'data.sync' });
    await log.append('card.done', card(9));
    const before = server.seen.length;
    await engine.sendNow();
    expect(server.seen).toHaveLength(before);
  });

  it('another profile of the phone does not speak for her', async () => {
    const { device, openLog, engine } = await agreed();
    const other = await device.createProfile('y2');
    const log = await openLog(other);
    await log.append('card.done', card(1));
    await engine.sendNow();
    expect(server.posts().map(({ body }) => body?.sub)).not.toContain(other.id);
    expect(log.counts().unsent).toBe(1);
  });
});

describe('a clock that is wrong', () => {
  const DAY = 86_400;
  const second = Math.floor(Date.now() / 1000);
  const bodies = async (log: Log) =>
    ((await log.exportAll()) as { events: { at: number; d?: { sec?: number } }[] }).events
      .slice(-2)
      .map(({ at, d }) => [at, d?.sec]);
  const recalled = { lesson: 'tanda', card: 1, rev: 1, rating: 3 };

  it('is held to what the server said, by the next start too, where Repaso needs it alone', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue((second + 900 * DAY) * 1000);
    server.after = (answer) => {
      answer.headers.set('date', new Date(second * 1000).toUTCString());
      return answer;
    };
    const { log, engine } = await agreed(1);
    await log.append('answer.given', { lesson: 'tanda', card: 1, rev: 1, option: 'a' });
    const before = (await bodies(log)).at(-1);
    expect(before).toEqual([second + 900 * DAY, undefined]);
    await engine.sendNow();
    clock.mockReturnValue((second + 901 * DAY) * 1000);
    await log.append('card.recalled', recalled);
    await log.append('card.done', card(2));
    expect(await bodies(log)).toEqual([
      [second + 901 * DAY, second + DAY],
      [second + 901 * DAY, undefined],
    ]);

    const again = await person();
    await (await import('../src/db/clock')).readClock();
    clock.mockReturnValue((second + 2 * DAY) * 1000);
    await again.log.append('card.recalled', recalled);
    await again.log.append('answer.given', { lesson: 'tanda', card: 2, rev: 1, option: 'a' });
    // Set right since: it says the same.
    expect(await bodies(again.log)).toEqual([
      [second + 2 * DAY, undefined],
      [second + 2 * DAY, undefined],
    ]);
    await again.engine.sendNow();
    await expectWhole(again.log);
  });

  it('is not known to a phone that sends nothing', async () => {
    const { log, engine, device } = await person();
    await log.append('card.recalled', recalled);
    await engine.sendNow();
    expect(await device.get('clock')).toBeUndefined();
  });
});

describe('sending', () => {
  it('takes everything in one compressed request, then is silent until tomorrow', async () => {
    const { log, engine } = await agreed(20);
    expect(await engine.sendNow()).toEqual({ ok: true, value: null });
    expect(server.posts()).toHaveLength(1);
    expect(server.posts()[0]).toMatchObject({ encoding: 'deflate' });
    await expectWhole(log);
    await engine.sendNow();
    await engine.sendNow();
    expect(server.posts()).toHaveLength(1);
    expect(engine.state()).toBe('idle');
  });

  it('a week of openings with nothing new makes one request a day', async () => {
    const { engine } = await agreed();
    await engine.sendNow();
    const start = Date.now();
    for (let day = 1; day <= 7; day++)
      for (const hour of [0, 3, 5]) {
        vi.spyOn(Date, 'now').mockReturnValue(start + (day * 24 + hour / 10) * 3_600_000);
        await engine.sendNow();
      }
    expect(server.posts()).toHaveLength(1 + 7);
  });

  it('falls back to rows when columns do not unpack', async () => {
    const { log, engine } = await agreed();
    server.before = (request) => (request.cols ? refusal(422, 'sync.columns') : undefined);
    await engine.sendNow();
    expect(server.posts().map(({ body }) => Object.keys(body ?? {}).includes('rows'))).toEqual([
      false,
      true,
    ]);
    await expectWhole(log);
  });

  it('falls back to no compression', async () => {
    const { log, engine } = await agreed();
    const [first] = [refusal(415)];
    server.before = () => (server.posts().length === 1 ? first : undefined);
    await engine.sendNow();
    expect(server.posts().map(({ encoding }) => encoding)).toEqual(['deflate', '']);
    await expectWhole(log);
  });

  it('halves what is too large', async () => {
    const { log, engine } = await agreed(30);
    server.before = (_, rows) => (rows.length > 8 ? refusal(413) : undefined);
    await engine.sendNow();
    await expectWhole(log);
  });

  it('shows what the server set apart, and does not send it again', async () => {
    const { log, engine } = await agreed(1);
    await log.append('lesson.opened', { lesson: 'bad' });
    await engine.sendNow();
    expect(log.counts()).toMatchObject({ unsent: 0, attention: 1 });
    expect(engine.state()).toBe('attention');
    const posts = server.posts().length;
    await engine.sendNow();
    expect(server.posts()).toHaveLength(posts);
  });

  it('waits as long as a busy server asks', async () => {
    const { log, engine } = await agreed();
    server.before = () => refusal(503, 'server.busy', { 'retry-after': '120' });
    expect(await engine.sendNow()).toEqual({ ok: false, reason: 'server.busy' });
    expect(engine.state()).toBe('waiting');
    expect(log.counts().unsent).toBe(4);
  });

  it('keeps everything when the token is refused, and says so', async () => {
    const { log, engine } = await agreed();
    server.before = () => refusal(403, 'auth.subject');
    await engine.sendNow();
    expect(engine.state()).toBe('attention');
    expect(log.counts().unsent).toBe(4);
  });
});

describe('an event that the server cannot take', () => {
  it.each([400, 413, 422, 500])('never blocks the others (%i)', async (status) => {
    const { log, engine } = await agreed(19);
    const { events } = await file(log);
    const poison = events[7];
    server.before = (_, rows) =>
      rows.some((row) => row.q === poison?.q && row.t === poison.t) ? refusal(status) : undefined;
    await engine.sendNow();
    const after = await file(log);
    expect(after.aside.map((row) => [row.h, row.why])).toEqual([[poison?.h, `http-${status}`]]);
    expect(after.events.find((row) => row.q === poison?.q)?.t).toBe(10);
    expect(log.counts()).toMatchObject({ unsent: 0, attention: 1 });
    await expectWhole(log);
  });

  it('is set aside when it is the only one', async () => {
    const { log, engine } = await agreed(0);
    await engine.sendNow();
    await log.append('card.done', card(1));
    server.before = (_, rows) => (rows.some((row) => row.t === 6) ? refusal(422) : undefined);
    await engine.sendNow();
    expect((await file(log)).aside).toHaveLength(1);
    await expectWhole(log);
  });

  it('is not guessed at while the server refuses everything', async () => {
    for (const status of [422, 500]) {
      newPhone();
      server = newServer();
      const { log, engine } = await agreed(5);
      server.before = () => refusal(status);
      for (let i = 0; i < 2; i++) await engine.sendNow();
      expect((await file(log)).aside).toEqual([]);
      expect(log.counts().unsent).toBe(6);
      server.before = () => undefined;
      await engine.sendNow();
      await expectWhole(log);
    }
  });

  it('sets nothing aside for an ill server that only answers contacts', async () => {
    const { log, engine } = await agreed(5);
    server.before = (_, rows) => (rows.length ? refusal(500) : undefined);
    for (let i = 0; i < 2; i++) await engine.sendNow();
    expect((await file(log)).aside).toEqual([]);
    server.before = () => undefined;
    await engine.sendNow();
    await expectWhole(log);
  });
});

describe('an answer that is not one', () => {
  const html = () =>
    new Response('<html>Bienvenido a WiFi Gratis</html>', {
      headers: { 'content-type': 'text/html' },
    });
  const text = async (answer: Response, edit: (body: string) => string) =>
    new Response(edit(await answer.text()), { headers: { 'content-type': 'application/json' } });
  const edited = (change: (body: Record<string, unknown>) => void) => (answer: Response) =>
    text(answer, (body) => {
      const value = JSON.parse(body);
      change(value);
      return JSON.stringify(value);
    });

  it.each<[string, (answer: Response) => Response | Promise<Response>]>([
    ['a portal with status 200', html],
    ['a portal that says JSON', (a) => text(a, () => '<html></html>')],
    ['half a body', (a) => text(a, (body) => body.slice(0, body.length / 2))],
    ['an array', (a) => text(a, (body) => `[${body}]`)],
    ['no epoch', edited((b) => delete b.ep)],
    ['an empty epoch', edited((b) => Object.assign(b, { ep: '' }))],
    ['a verdict too few', edited((b) => (b.v as unknown[]).pop())],
    ['a verdict too many', edited((b) => (b.v as unknown[]).push(['accepted', 1]))],
    ['an unknown verdict', edited((b) => Object.assign(b, { v: [['fine', 4]] }))],
    ['a huge count', edited((b) => Object.assign(b, { v: [['accepted', 2 ** 40]] }))],
    ['kept of another length', edited((b) => Object.assign(b, { kept: [] }))],
    ['a cursor of text', edited((b) => Object.assign(b, { cur: { l: '9', e: 0 } }))],
    ['news without a place', edited((b) => Object.assign(b, { news: [{ r: 'x', q: 1 }] }))],
    ['an HTML 502', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
    [
      'JSON of somebody else with status 500',
      (a) => new Response(a.body, { status: 500, headers: a.headers }),
    ],
    ['a reset connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('changes nothing: %s', async (_, after) => {
    const { log, engine } = await agreed();
    const before = await file(log);
    server.after = after;
    expect((await engine.sendNow()).ok).toBe(false);
    expect(await file(log)).toEqual(before);
    server.after = (answer) => answer;
    expect((await engine.sendNow()).ok).toBe(true);
    await expectWhole(log);
  });

  it('a lost answer: sent again, counted once', async () => {
    const { log, engine } = await agreed();
    server.after = () => Promise.reject(new TypeError('Failed to fetch'));
    await engine.sendNow();
    expect(server.actions.size).toBe(4);
    server.after = (answer) => answer;
    await engine.sendNow();
    expect(server.actions.size).toBe(4);
    await expectWhole(log);
  });
});

describe('forks, restores and news', () => {
  /** Copy every database of this phone, as a restored backup of a phone does. */
  it('a cloned phone moves its events to a new replica, and nothing counts twice', async () => {
    const { log, engine, profile } = await agreed(2);
    await engine.sendNow();
    // The clone of this phone did something else at the same place first.
    const { events } = await file(log);
    const r = events[0]?.r ?? '';
    server.slots.set(`${r},4`, {
      h: 'other',
      row: { r, q: 4, t: 6, v: 1, at: 1, b: 1, d: card(8), s: profile.id },
    });
    server.stream.push({ r, q: 4, t: 6, v: 1, at: 1, b: 1, d: card(8), s: profile.id });
    await log.append('card.done', card(3));
    await log.append('card.done', card(4));
    await engine.sendNow();
    const after = await file(log);
    const moved = after.events.filter((row) => row.of);
    expect(moved.map((row) => [row.of, row.q])).toEqual([
      [[r, 4], 1],
      [[r, 5], 2],
    ]);
    expect(new Set(moved.map((row) => row.r)).size).toBe(1);
    expect(moved[0]?.r).not.toBe(r);
    expect(log.counts().unsent).toBe(0);
    expect(Object.keys(log.progress().lessons.tanda?.done ?? {})).toEqual([
      '1',
      '2',
      '3',
      '4',
      '8',
    ]);
    // A later event goes to the new replica.
    await log.append('card.done', card(5));
    expect((await file(log)).events.at(-1)).toMatchObject({ r: moved[0]?.r, q: 3 });
  });

  it('a restored server gets everything back', async () => {
    const { log, engine } = await agreed(10);
    await engine.sendNow();
    server.restore(4);
    const tomorrow = Date.now() + 86_400_000;
    vi.spyOn(Date, 'now').mockReturnValue(tomorrow);
    await engine.sendNow();
    await expectWhole(log);
  });

  it('prunes only what is kept and was acknowledged in this epoch, and still shows it', async () => {
    const { log, engine } = await agreed(5);
    await engine.sendNow();
    server.kept = 3;
    await log.append('card.done', card(6));
    await engine.sendNow();
    const after = await file(log);
    expect(after.kept.map((row) => row.q)).toEqual([1, 2, 3]);
    expect(after.events.map((row) => row.q)).toEqual([4, 5, 6, 7]);
    expect(Object.keys(log.progress().lessons.tanda?.done ?? {})).toHaveLength(6);
    await expectWhole(log);
  });

  it('brings what another phone of hers did, page by page', async () => {
    const { log, engine, profile } = await agreed(1);
    const far = 'BBBBBBBBBBBBBBBBBBBBBA';
    for (let q = 1; q <= 450; q++)
      server.stream.push({ r: far, q, t: 6, v: 1, at: q, b: 1, d: card(q + 100), s: profile.id });
    await engine.sendNow();
    expect((await file(log)).pulled.filter((row) => row.r === far)).toHaveLength(450);
    expect(Object.keys(log.progress().lessons.tanda?.done ?? {})).toHaveLength(451);
    expect(log.counts().unsent).toBe(0);
  });

  it('tells the library of a newer catalogue', async () => {
    const { engine } = await agreed(1);
    const refresh = vi.fn(async () => ({ ok: true, value: null }) as const);
    const update = vi.fn(async () => {});
    server.catalog = 'c2';
    engine.start({ edition: () => 'abierta', catalog: () => ({ version: 'c1' }), refresh, update });
    await engine.sendNow();
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(update).toHaveBeenCalledTimes(1);
  });
});

describe('erasure', () => {
  it('reaches the server at the next contact, also when there was no signal', async () => {
    const { log, engine, profile, device } = await agreed();
    await engine.sendNow();
    await log.erase();
    expect(device.profiles()).toEqual([]);
    server.after = () => Promise.reject(new TypeError('offline'));
    expect((await engine.sendNow()).ok).toBe(false);
    expect(await device.get('erasing')).toEqual({ [profile.id]: profile.token });
    server.after = (answer) => answer;
    expect((await engine.sendNow()).ok).toBe(true);
    expect(server.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/learner' });
    expect(await device.get('erasing')).toBeUndefined();
    const asked = server.seen.length;
    await engine.sendNow();
    expect(server.seen).toHaveLength(asked);
  });

  it('is asked for even when the first answer was lost', async () => {
    const { log, engine, device, profile } = await agreed();
    server.after = () => Promise.reject(new TypeError('offline'));
    await engine.sendNow();
    await log.erase();
    expect(await device.get('erasing')).toHaveProperty(profile.id);
  });
});
