// @vitest-environment node
import fc from 'fast-check';
import { FSRSAlgorithm, type FSRSState } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import type { Card } from '../src/domain/bundle';
import { type Heard, heldTo } from '../src/domain/clock';
import { dayOf } from '../src/domain/lima';
import { foldRecall, type Recalled } from '../src/screens/review/recall';
import { isQuestion, isRight, type Question } from '../src/screens/review/right';

const DAY = 86_400;
const NOON = Date.parse('2026-11-29T12:00:00-05:00') / 1000;
const [GIVEN, RECALLED] = [7, 15];

type Lived = [r: string, at: number, card: number, rating: number];

/** What one phone keeps, numbered as it goes; a rating of 0 is an answer in the lesson. */
function logOf(lived: readonly Lived[]): Recalled[] {
  const next = new Map<string, number>();
  return lived.map(([r, at, card, rating]) => {
    const q = (next.get(r) ?? 0) + 1;
    next.set(r, q);
    const d = { lesson: 'tanda', card, rev: 1, ...(rating ? { rating } : { option: 'a' }) };
    const t = rating ? RECALLED : GIVEN;
    return { r, q, h: `${r}${q}`, t, v: 1, at, d };
  });
}

const days = (log: Recalled[], now = NOON + 400 * DAY) =>
  [...foldRecall(log, now).values()].map(({ due, last }) => due - last);

describe('cards that come back', () => {
  it('begin with the answer in the lesson: sooner when it was tried again that day', () => {
    expect(days(logOf([['p', NOON, 1, 0]]))).toEqual([2]);
    expect(
      days(
        logOf([
          ['p', NOON, 1, 0],
          ['p', NOON + 60, 1, 0],
        ]),
      ),
    ).toEqual([1]);
  });

  it('come later each time they are known, and tomorrow when they were not', () => {
    const known: Lived[] = [
      ['p', NOON, 1, 0],
      ['p', NOON + 2 * DAY, 1, 3],
      ['p', NOON + 13 * DAY, 1, 3],
    ];
    const steps = [1, 2, 3].map((n) => days(logOf(known.slice(0, n)))[0] as number);
    expect(steps[1]).toBeGreaterThan(steps[0] as number);
    expect(steps[2]).toBeGreaterThan(2 * (steps[1] as number));
    expect(days(logOf([...known, ['p', NOON + 60 * DAY, 1, 1]]))[0]).toBeLessThan(5);
  });

  it('are not moved by the lesson read again, nor by a rating that is none', () => {
    const once = logOf([
      ['p', NOON, 1, 0],
      ['p', NOON + 2 * DAY, 1, 3],
    ]);
    const again = logOf([
      ['p', NOON, 1, 0],
      ['p', NOON + 2 * DAY, 1, 3],
      ['p', NOON + 3 * DAY, 1, 0],
      ['p', NOON + 3 * DAY, 1, 7],
    ]);
    expect(foldRecall(again, NOON + 9 * DAY)).toEqual(foldRecall(once, NOON + 9 * DAY));
  });

  it('are others when their meaning changed', () => {
    const [old] = logOf([['p', NOON, 1, 0]]) as [Recalled];
    const fresh = { ...old, q: 2, h: 'x', d: { ...old.d, rev: 2 } } as Recalled;
    expect([...foldRecall([old, fresh], NOON).keys()]).toEqual(['tanda/1/1', 'tanda/1/2']);
  });

  it('come back although a clock ran years ahead, on a day that stays', () => {
    const ahead: Lived = ['q', NOON + 3000 * DAY, 1, 3];
    const log = logOf([['p', NOON, 1, 0], ahead]);
    const read = (all: Recalled[], day: number) =>
      [...foldRecall(all, NOON + day * DAY).values()][0];
    expect(read(log, 2)?.last).toBe(dayOf(NOON));
    expect(read(log, 2)?.due).toBeLessThan(dayOf(NOON + 60 * DAY));
    expect(read(log, 200)).toEqual(read(log, 2));
    // Where nothing says when it was, the card comes back now.
    expect(read(logOf([ahead]), 2)?.due).toBeLessThan(dayOf(NOON));
    // As do those of a battery that was empty, a year ago at most.
    const [old] = foldRecall(logOf([['p', 86_400, 1, 0]]), NOON).values();
    expect(old?.last).toBe(dayOf(Date.parse('2026-01-01T00:00:00Z') / 1000));
  });

  it('take of one second the lesser replica first, then the lesser number, never the hash', () => {
    const rated = (r: string, q: number, rating: number): Recalled[] =>
      logOf([['p', NOON, 1, rating]]).map((e) => ({ ...e, r, q, h: `${20 - q}` }));
    const state = (...log: Recalled[][]) => [...foldRecall(log.flat(), NOON)][0]?.[1].stability;
    const easyFirst = state(rated('p', 1, 4));
    expect(state(rated('q', 1, 2), rated('p', 9, 4))).toBe(easyFirst);
    expect(state(rated('p', 10, 2), rated('p', 9, 4))).toBe(easyFirst);
    expect(state(rated('p', 11, 4), rated('p', 9, 2))).toBeLessThan(easyFirst as number);
  });

  it('leave alone what they cannot read', () => {
    const [one] = logOf([['p', NOON, 1, 3]]) as [Recalled];
    const { d: _, ...sealed } = one;
    expect(foldRecall([sealed, { ...one, v: 2 }, { ...one, t: 6 }], NOON).size).toBe(0);
  });
});

/** What was lived, and when it arrives, out of one number: 10,000 logs must not take long. */
const livedOf = (n: number): Lived => {
  const at = NOON + Math.floor(((n >> 1) % 7) * 0.7 * DAY);
  return [n % 2 ? 'p' : 'q', at, (n >> 4) % 2, (n >> 5) % 5];
};

/** How far a clock is off, and how many of its events it keeps before it hears the server. */
type Clock = { off: number; deaf: number };
const YEARS = [3, 40, -1, -30].map((years) => years * 365 * DAY);
const clockOf = (n: number): Clock => ({
  off: [0, 7200, -7200, ...YEARS][n % 7] as number,
  deaf: (n >> 3) % 8,
});
const RIGHT: Clock = { off: 0, deaf: 0 };

/** The same, each phone by its own clock. */
function claimed(lived: readonly Lived[], clocks: { [phone: string]: Clock }): Recalled[] {
  const heard: { [phone: string]: Heard } = {};
  return logOf(lived).map((e) => {
    const { off, deaf } = clocks[e.r] ?? RIGHT;
    const at = e.at + off;
    if (e.q === deaf + 1) heard[e.r] = { server: e.at, phone: at };
    const sec = heldTo(heard[e.r], at);
    return { ...e, at, d: { ...e.d, ...(sec !== at && { sec }) } };
  });
}

describe('two phones without signal', () => {
  it('merge to the same state, whatever their clocks and the order of arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 20), { maxLength: 6 }), fc.nat(), (numbers, n) => {
        const log = claimed(numbers.map(livedOf), { p: clockOf(n), q: clockOf(n >> 8) });
        const turn = (i: number): number => (numbers[i] as number) >> 10;
        // Some arrive twice, some under the identity they moved to.
        const arrived = log.flatMap((e, i): [number, Recalled][] => {
          const moved: Recalled = { ...e, r: 'z', q: i + 1, of: [e.r, e.q] };
          const copy: [number, Recalled][] = turn(i) % 5 ? [] : [[turn(i) % 17, e]];
          return [[turn(i), turn(i) % 3 ? e : moved], ...copy];
        });
        arrived.sort(([x], [y]) => x - y);
        const now = NOON + 9 * DAY;
        const there = foldRecall(
          arrived.map(([, e]) => e),
          now,
        );
        return JSON.stringify([...there]) === JSON.stringify([...foldRecall(log, now)]);
      }),
      { numRuns: 10_000 },
    );
  });

  const lives = fc
    .array(fc.nat(2 ** 20), { maxLength: 8 })
    .map((numbers) => numbers.map(livedOf).sort(([, x], [, y]) => x - y));
  const off = fc.constantFrom(...YEARS);

  it('that heard the server see what right clocks see, though theirs are years off', () => {
    fc.assert(
      fc.property(lives, off, off, (lived, p, q) => {
        const wrong = claimed(lived, { p: { off: p, deaf: 0 }, q: { off: q, deaf: 0 } });
        const now = NOON + 9 * DAY;
        expect([...foldRecall(wrong, now)]).toEqual([...foldRecall(logOf(lived), now)]);
      }),
      { numRuns: 500 },
    );
  });

  it('hide no card and move none by being read later', () => {
    fc.assert(
      fc.property(lives, off, off, fc.nat(8), (lived, p, q, deaf) => {
        const log = claimed(lived, { p: { off: p, deaf }, q: { off: q, deaf } });
        const days = [9, 30, 300].map((day) => foldRecall(log, NOON + day * DAY));
        expect(days[1]).toEqual(days[0]);
        expect(days[2]).toEqual(days[0]);
        expect(days[0]?.size).toBe(foldRecall(logOf(lived), NOON + 9 * DAY).size);
      }),
      { numRuns: 500 },
    );
  });

  it('see what the library of those who made FSRS computes', () => {
    const library = new FSRSAlgorithm({ enable_short_term: false, enable_fuzz: false });
    const visits = fc.array(fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(visits, (steps) => {
        let day = 0;
        const log = logOf(
          steps.map(([gap, rating]): Lived => {
            day += gap;
            return ['p', NOON + day * DAY, 1, rating];
          }),
        );
        const [memory] = foldRecall(log, NOON + day * DAY).values();
        const theirs = steps.reduce<FSRSState | null>(
          (state, [gap, rating]) => library.next_state(state, state ? gap : 0, rating),
          null,
        ) as FSRSState;
        return (
          !!memory &&
          Math.abs(memory.stability - theirs.stability) < 1e-6 * theirs.stability &&
          Math.abs(memory.difficulty - theirs.difficulty) < 1e-6 &&
          memory.due - memory.last === library.next_interval(theirs.stability, 0)
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('a clock held to the server', () => {
  const heard = (off: number) => ({ server: NOON, phone: NOON + off });
  it.each<[string, Heard | undefined, now: number, second: number]>([
    ['nothing was heard', undefined, NOON, NOON],
    ['it is right', heard(0), NOON + DAY, NOON + DAY],
    ['it is ten minutes off', heard(600), NOON + DAY, NOON + DAY],
    ['it is ahead', heard(DAY), NOON + 3 * DAY, NOON + 2 * DAY],
    ['it was ahead and was set right', heard(900 * DAY), NOON + DAY, NOON + DAY],
    ['it is behind', heard(-900 * DAY), NOON - 899 * DAY, NOON + DAY],
    ['it was behind and was set right', heard(-900 * DAY), NOON + DAY, NOON + DAY],
    ['its battery was empty', heard(0), 86_400, NOON],
    ['its battery was empty again', heard(-900 * DAY), 86_400, NOON],
  ])('where %s', (_, clock, now, second) => {
    expect(heldTo(clock, now)).toBe(second);
  });
});

describe('the right answer', () => {
  const options = [
    ['a', 'Sí', 1, ''],
    ['b', 'También', 1, ''],
    ['c', 'No', 0, ''],
  ];
  const pairs = [
    ['a', 'Pan', 'Casa'],
    ['b', 'Gas', 'Negocio'],
  ];
  const card = (kind: string, extra: unknown) => [kind, 1, 1, '', [], extra] as unknown as Question;
  it.each<[string, unknown, string | number, boolean]>([
    ['one', options.slice(1), 'b', true],
    ['one', options.slice(1), 'c', false],
    ['many', options, 'ab', true],
    ['many', options, 'a', false],
    ['many', options, 'abc', false],
    ['order', [pairs, '', ''], 'ab', true],
    ['order', [pairs, '', ''], 'ba', false],
    ['match', [pairs, '', ''], 'ab', true],
    ['match', [pairs, '', ''], 'ba', false],
    ['number', [250, 'centimos', 5, '', ''], 255, true],
    ['number', [250, 'centimos', 5, '', ''], 256, false],
  ])('of %s %j is %s: %s', (kind, extra, option, right) => {
    expect(isRight(card(kind, extra), option)).toBe(right);
  });

  it('is only of cards that ask', () => {
    const kinds = ['idea', 'picture', 'think', 'story', 'do', 'one', 'many', 'order'];
    const asking = kinds.filter((kind) => isQuestion([kind, 1, 1, '', []] as unknown as Card));
    expect(asking).toEqual(['one', 'many', 'order']);
  });
});
