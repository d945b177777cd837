// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/deeds.json';
import { type Deed, foldDeeds, RESULTS, stateOf, TAKEN_BACK } from '../src/domain/deeds';
import { CODES } from '../src/domain/event-types.gen';
import { rhythmOf } from '../src/domain/rhythm';

type Event = { t: number; v: number; at: number; h: string; d: Record<string, string | number> };
type Vector = { name: string; now: number; events: Partial<Event>[]; expect: object[] };
const cases = vectors as unknown as Vector[];

/** A deed as the vectors have it. */
const shown = (deed: Deed, now: number): object => {
  const { standing, isLast, result, again, ...action } = deed;
  return {
    ...action,
    state: stateOf(deed, now),
    ...(result && { result: [result.result, result.at] }),
    ...(again && { again: [again.result, again.at] }),
  };
};

describe('vectors of what she decided, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const events = one.events.map((e) => ({ v: 1, ...e }) as Event);
    for (const order of [events, [...events].reverse(), [...events, ...events]])
      expect(foldDeeds(order).map((deed) => shown(deed, one.now))).toEqual(one.expect);
  });
});

/** An event out of a number: few cards and few seconds, so that promises and answers meet and tie. */
const event = (seed: number, n: number): Event => {
  let rest = seed;
  const pick = (most: number): number => {
    const found = rest % most;
    rest = Math.floor(rest / most);
    return found;
  };
  const isTaken = pick(2) === 0;
  const card = { lesson: pick(2) ? 'tanda' : 'caja', card: pick(2) };
  const head = { v: 1, at: pick(5), h: `${pick(9)}-${n}` };
  const results = [...RESULTS, TAKEN_BACK];
  return isTaken
    ? { ...head, t: CODES['action.taken'], d: { ...card, rev: 1, when: 'now', where: 'home' } }
    : {
        ...head,
        t: CODES['action.done'],
        d: { ...card, taken: pick(5), round: pick(2), result: results[pick(6)] as string },
      };
};
const log = fc.array(fc.nat(2 ** 30), { maxLength: 6 });

/** What arrives in another order, some of it twice. */
const mixed = (events: Event[], chance: number): Event[] =>
  [...events, ...events.slice(0, chance % 3)]
    .map((one, n) => ({ one, place: (chance * (n + 7)) % 101 }))
    .sort((x, y) => x.place - y.place)
    .map(({ one }) => one);

describe('two phones without a signal', () => {
  it('come to the same, whatever arrives first and however often', () => {
    const weekLater = 8 * 86_400;
    let again = 0;
    let waits = 0;
    fc.assert(
      fc.property(log, log, fc.nat(1000), (here, there, chance) => {
        const mine = here.map(event);
        const others = there.map((seed, n) => event(seed, n + 20));
        const deeds = foldDeeds([...mine, ...others]);
        const other = foldDeeds(mixed([...others, ...mine], chance));
        if (JSON.stringify(deeds) !== JSON.stringify(other)) return false;
        const states = deeds.map((deed) => stateOf(deed, weekLater));
        again += Number(states.includes('again'));
        waits += Number(states.includes('later'));
        const last = deeds.filter(({ isLast }) => isLast).map((one) => one.lesson + one.card);
        return (
          deeds.filter(({ standing }) => standing === 'open').length <= 2 &&
          new Set(last).size === last.length
        );
      }),
      { numRuns: 10_000 },
    );
    // They were logs in which something happens.
    expect(again).toBeGreaterThan(200);
    expect(waits).toBeGreaterThan(200);
  });
});

const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const pace = (when: string, ...answers: string[]) => ({
  t: CODES['about.told'],
  at: lima(when),
  h: when,
  d: { question: 'ritmo', answers },
});
const did = (when: string, type: 'card.done' | 'about.told' = 'card.done') => ({
  t: CODES[type],
  at: lima(when),
  h: when,
  d: { question: 'rubro', answers: [] },
});

describe('her week', () => {
  // 2026-11-02 and 2026-11-23 are Mondays.
  const now = lima('2026-11-25T10:00');

  it('is nothing before she chooses, and nothing again when she lets it go', () => {
    expect(rhythmOf([did('2026-11-24T10:00')], now)).toBeUndefined();
    const events = [pace('2026-11-03T10:00', '2'), pace('2026-11-10T10:00')];
    expect(rhythmOf(events, now)).toBeUndefined();
    expect(rhythmOf([...events, pace('2026-11-24T10:00', '1')], now)).toEqual({
      pace: 1,
      days: 0,
      weeks: [],
    });
  });

  it('counts days of Lima, once each, by what she does and not by what she tells', () => {
    const events = [
      pace('2026-11-23T08:00', '2'),
      did('2026-11-23T09:00'),
      did('2026-11-23T23:30'),
      did('2026-11-24T00:10'),
      did('2026-11-25T09:00', 'about.told'),
      did('2026-11-22T23:59'),
    ];
    expect(rhythmOf(events, now)).toEqual({ pace: 2, days: 2, weeks: [] });
    expect(rhythmOf([...events].reverse(), now)).toEqual(rhythmOf(events, now));
  });

  it('weaves a kept week, gives two free ones, and takes nothing away', () => {
    const events = [
      pace('2026-10-15T10:00', '1'),
      did('2026-10-20T10:00'),
      did('2026-11-10T10:00'),
    ];
    // The week in which she chose is not counted; then kept, free, free, kept, bare.
    expect(rhythmOf(events, now)?.weeks).toEqual(['woven', 'free', 'free', 'woven', 'bare']);
    // A phone that comes late brings what was done there: a thread is woven, none is lost.
    const late = [...events, did('2026-10-27T10:00')];
    expect(rhythmOf(late, now)?.weeks).toEqual(['woven', 'woven', 'free', 'woven', 'free']);
    // More days from now on unravel nothing.
    const more = [...late, pace('2026-11-24T10:00', '3')];
    expect(rhythmOf(more, now)?.weeks).toEqual(rhythmOf(late, now)?.weeks);
    expect(rhythmOf(more, now)?.pace).toBe(3);
  });
});
