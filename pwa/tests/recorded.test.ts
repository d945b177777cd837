// @vitest-environment node
/** Today's phone before an older server: what that commit's server really answered, played again. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPhone, openApp } from './phone';

type Exchange = {
  what: string;
  request: { method: string; path: string };
  answer: { status: number; headers: Record<string, string>; body?: Record<string, unknown> };
};
const files = import.meta.glob('../../tests/fixtures/answers-*/*.json', {
  import: 'default',
  eager: true,
}) as Record<string, Exchange[]>;
const versions = [...new Set(Object.keys(files).map((path) => path.split('/')[4] as string))];

const respond = ({ answer }: Exchange): Response =>
  new Response(answer.body ? JSON.stringify(answer.body) : null, {
    status: answer.status,
    headers: answer.headers,
  });

/** A server that only repeats itself: sync answers in order, everything else by its address. */
function newTape(version: string) {
  const find = (file: string): Exchange[] => {
    const tape = files[`../../tests/fixtures/${version}/${file}.json`];
    if (!tape) throw new Error(`no tape ${file}`);
    return tape;
  };
  const others = ['catalogue', 'bundles', 'app'].flatMap(find);
  const tape = {
    find: (file: string, what: string): Exchange => {
      const found = find(file).find((one) => one.what === what);
      if (!found) throw new Error(`${file} has no «${what}»`);
      return found;
    },
    /** Answers to the next exchanges; afterwards `always`, or a fault of the test. */
    next: [] as Exchange[],
    always: undefined as Exchange | undefined,
    seen: [] as string[],
  };
  const sync = (): Response => {
    const found = tape.next.shift() ?? tape.always;
    if (!found) throw new Error('asked more than was recorded');
    return respond(found);
  };
  vi.stubGlobal(
    'fetch',
    vi.fn(async (path: string, init: RequestInit = {}) => {
      const method = init.method ?? 'GET';
      tape.seen.push(`${method} ${path}`);
      if (path === '/api/v1/sync' || path === '/api/v1/learner') return sync();
      const known = others.filter(({ request }) => request.path === path);
      const same = new Headers(init.headers).get('if-none-match');
      const found = known.find(({ answer }) => (answer.status === 304) === !!same);
      return respond(found ?? tape.find('app', 'an address of a later version'));
    }),
  );
  return tape;
}

async function person() {
  const app = await openApp();
  const profile = app.device.current() ?? (await app.device.createProfile('y1'));
  return { ...app, profile, log: await app.openLog(profile) };
}
type Person = Awaited<ReturnType<typeof person>>;

async function agree({ log }: Person) {
  await log.append('profile.created', { avatar: 'y1' });
  await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
}
async function study({ log }: Person, count: number) {
  for (let card = 1; card <= count; card++)
    await log.append('card.done', { lesson: 'tanda', card, rev: 1 });
}

type Own = { r: string; q: number; of?: [string, number] };
type File = { events: Own[]; kept: Own[]; aside: Own[]; pulled: { st: string }[] };
const file = async ({ log }: Person) => (await log.exportAll()) as File;
/** A day passes: the one daily contact may go out again. */
const realNow = Date.now;
let daysAhead = 0;
const tomorrow = (): void => {
  daysAhead += 1;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + daysAhead * 86_400_000);
};

beforeEach(() => {
  newPhone();
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

it('there are recorded servers', () => {
  expect(versions).toContain('answers-main-job');
});

describe.each(versions)('%s', (version) => {
  let tape: ReturnType<typeof newTape>;
  beforeEach(() => {
    tape = newTape(version);
  });

  /** A person with two events whom the server has met. */
  async function met() {
    const me = await person();
    await agree(me);
    tape.next = [tape.find('first-contact', 'first contact')];
    expect(await me.engine.sendNow()).toEqual({ ok: true, value: null });
    return me;
  }

  it('first contact, twenty events, a quiet day', async () => {
    const me = await met();
    expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 0 });
    await study(me, 20);
    tape.next = ['twenty events', 'nothing new'].map((what) => tape.find('twenty', what));
    await me.engine.sendNow();
    expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 0 });
    await me.engine.sendNow();
    expect(tape.next).toHaveLength(1);
    tomorrow();
    await me.engine.sendNow();
    expect(tape.next).toEqual([]);
    expect((await file(me)).events).toHaveLength(22);
  });

  it('the same twenty again: known, and the two it never heard of come as news', async () => {
    const me = await person();
    await me.log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
    await study(me, 19);
    tape.next = [tape.find('duplicates', 'the same twenty again')];
    await me.engine.sendNow();
    expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 0 });
    expect((await file(me)).pulled).toHaveLength(2);
    expect(me.log.progress().avatar).toBe('y1');
  });

  it('a fork: everything moves to another replica and arrives from there', async () => {
    const me = await person();
    await agree(me);
    await study(me, 2);
    const before = await file(me);
    tape.next = ['another event in a taken slot', 'the moved events'].map((what) =>
      tape.find('fork', what),
    );
    await me.engine.sendNow();
    const after = await file(me);
    expect(tape.next).toEqual([]);
    expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 0 });
    expect(after.events.map(({ of }) => of)).toEqual(before.events.map(({ r, q }) => [r, q]));
    expect(after.events[0]?.r).not.toBe(before.events[0]?.r);
  });

  it('what it set apart is kept and shown', async () => {
    const me = await person();
    await agree(me);
    await study(me, 2);
    tape.next = [tape.find('set-apart', 'set apart, and unknown')];
    await me.engine.sendNow();
    expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 2 });
    expect((await file(me)).events).toHaveLength(4);
  });

  it('news of another phone and of the edition, two hundred at a time', async () => {
    const me = await person();
    await agree(me);
    tape.next = [tape.find('news', 'a second phone hears what the first did')];
    await me.engine.sendNow();
    const first = (await file(me)).pulled.length;
    expect(first).toBeGreaterThan(20);
    expect(me.log.progress().lessons.tanda?.opened).toBe(true);
    tomorrow();
    tape.next = [tape.find('news', 'a notice of the edition')];
    await me.engine.sendNow();
    expect((await file(me)).pulled.filter(({ st }) => st === 'e')).toHaveLength(1);
    tomorrow();
    tape.next = ['the first two hundred', 'the rest'].map((what) => tape.find('news', what));
    await me.engine.sendNow();
    expect(tape.next).toEqual([]);
    expect((await file(me)).pulled).toHaveLength(first + 1 + 230);
    expect(Object.keys(me.log.progress().lessons).length).toBeGreaterThan(229);
  });

  const refusals = (files[`../../tests/fixtures/${version}/refusals.json`] ?? []).filter(
    ({ request, answer }) => request.path === '/api/v1/sync' && answer.status >= 400,
  );
  it.each(refusals.map((one) => [one.answer.status, one.what, one] as const))(
    'refused with %i (%s): nothing is lost, and the next answer takes it all',
    async (_, __, refused) => {
      const me = await met();
      await study(me, 20);
      tape.always = refused;
      for (let round = 0; round < 2; round++) {
        const got = await me.engine.sendNow();
        expect(got.ok).toBe(false);
      }
      expect(me.log.counts()).toMatchObject({ unsent: 20, attention: 0 });
      expect((await file(me)).aside).toEqual([]);
      tape.always = undefined;
      tape.next = [tape.find('twenty', 'twenty events')];
      await me.engine.sendNow();
      expect(me.log.counts()).toMatchObject({ unsent: 0, attention: 0 });
    },
  );

  it.each(['erased', 'erased twice', 'a token nobody knows'])(
    'an erasure answered as «%s» is done',
    async (what) => {
      const me = await met();
      await me.log.erase();
      tape.next = [tape.find('refusals', what)];
      await me.engine.sendNow();
      expect(tape.seen).toContain('DELETE /api/v1/learner');
      expect(await me.device.get('erasing')).toBeUndefined();
    },
  );

  it('an erasure that a busy server did not hear is asked for again', async () => {
    const me = await met();
    await me.log.erase();
    tape.next = [tape.find('refusals', 'the log is locked')];
    await me.engine.sendNow();
    expect(Object.keys((await me.device.get<object>('erasing')) ?? {})).toEqual([me.profile.id]);
  });

  it('a person with a key, of whom it heard before: everything waits, nothing is lost', async () => {
    const me = await met();
    await study(me, 20);
    const vault = await import('../src/vault/index');
    expect(await vault.setLock(me.log, 'pin', '804731')).toEqual({ ok: true });
    // It has neither keys nor parcels nor other tokens to offer.
    await me.engine.sendNow();
    vault.lockNow();
    await me.engine.sendNow();
    expect(tape.seen).toContain('GET /api/v1/keys');
    expect(tape.seen.filter((one) => one.endsWith('/sync'))).toHaveLength(1);
    const [profile] = me.device.profiles();
    if (!profile) throw new Error('nobody');
    expect(await vault.unlock(profile, '804731')).toEqual({ ok: true });
    const log = await me.openLog(profile);
    expect(log.counts()).toMatchObject({ unsent: 20, sent: 2, attention: 0 });
  });

  it('a person with a key whom it never met is met as any other', async () => {
    const me = await person();
    await agree(me);
    const vault = await import('../src/vault/index');
    expect(await vault.setLock(me.log, 'pin', '804731')).toEqual({ ok: true });
    tape.next = [tape.find('first-contact', 'first contact')];
    await me.engine.sendNow();
    const [profile] = me.device.profiles();
    if (!profile) throw new Error('nobody');
    expect((await me.openLog(profile)).counts()).toMatchObject({ unsent: 0, sent: 2 });
  });

  it('its catalogue and its bundles are read, verified and kept', async () => {
    await person();
    const { library } = await import('../src/downloads/library');
    await library.open();
    expect((await library.refresh()).ok).toBe(true);
    const whole = files[`../../tests/fixtures/${version}/bundles.json`]?.find(
      ({ answer }) => answer.status === 200 && answer.body,
    );
    const id = whole?.what as string;
    expect((await library.fetchModule(id)).ok).toBe(true);
    expect(await library.module(id)).toEqual(whole?.answer.body);
    // Its text was not kept, only its head: what comes is not what the catalogue promised.
    expect((await library.fetchModule('precio')).ok).toBe(false);
    expect(library.has('precio')).toBe(false);
    expect((await library.refresh()).ok).toBe(true);
    expect(tape.seen.at(-1)).toMatch(/catalog$/);
  });

  it('lessons not built yet change nothing', async () => {
    await person();
    const { library } = await import('../src/downloads/library');
    await library.open();
    vi.stubGlobal('fetch', async () => respond(tape.find('refusals', 'no lessons yet')));
    expect((await library.refresh()).ok).toBe(false);
    expect(library.catalog()).toBeUndefined();
  });
});
