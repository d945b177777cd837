// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/habits.json';
import { asksOn, checksNow, foldHabits, isKept, timesOf, weekOf } from '../src/domain/habits';
import { dayOf } from '../src/domain/lima';

type Events = Parameters<typeof foldHabits>[0];
type Vector = { name: string; events: object[]; expect: object[] };

describe('vectors of the rules she took up, shared with the server', () => {
  it.each((vectors as Vector[]).map((one) => [one.name, one] as const))('%s', (_, one) => {
    const events = one.events.map((e) => ({ v: 1, ...e }));
    for (const order of [events, [...events].reverse(), [...events, ...events]]) {
      const habits = foldHabits(order as unknown as Events);
      const found = habits.map((habit) => ({ ...habit, kept: isKept(habit) }));
      expect(JSON.parse(JSON.stringify(found))).toEqual(one.expect);
    }
  });
});

const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const habit = (at: number, weeks: Record<number, string> = {}, lesson = 'dos-cajones') => ({
  lesson,
  on: true,
  first: at,
  since: at,
  weeks,
});

describe('when a rule is asked about', () => {
  const sunday = lima('2026-11-29T22:00:00');
  const monday = lima('2026-11-23T08:00:00');

  it('is once a week, from Monday to Sunday in Lima', () => {
    expect(weekOf(lima('2026-11-30T00:00:00'))).toBe(weekOf(sunday) + 1);
    expect(weekOf(lima('2026-12-06T23:59:59'))).toBe(weekOf(sunday) + 1);
    const one = habit(monday, { [weekOf(sunday) + 1]: 'no' });
    expect(checksNow([one], lima('2026-12-06T23:59:59'))).toEqual([]);
    expect(checksNow([one], lima('2026-12-07T00:00:00'))).toEqual([one]);
    expect(asksOn(one, lima('2026-12-02T00:00:00'))).toBe(dayOf(lima('2026-12-07T12:00:00')));
  });

  it('is in the week after it was taken up, and not before it had four days', () => {
    expect(checksNow([habit(monday)], sunday)).toEqual([]);
    expect(checksNow([habit(monday)], lima('2026-11-30T00:00:00'))).toHaveLength(1);
    expect(checksNow([habit(sunday)], lima('2026-12-02T23:59:59'))).toEqual([]);
    expect(checksNow([habit(sunday)], lima('2026-12-03T00:00:00'))).toHaveLength(1);
  });

  it('goes on for months, and ends when she puts it down', () => {
    const later = lima('2027-06-01T12:00:00');
    expect(checksNow([habit(monday)], later)).toHaveLength(1);
    expect(checksNow([{ ...habit(monday), on: false }], later)).toEqual([]);
  });

  it('begins with the one that waited longest', () => {
    const week = weekOf(monday);
    const said = habit(monday, { [week + 2]: 'yes', [week + 1]: 'part' }, 'said');
    const silent = habit(monday + 60, {}, 'silent');
    const elder = habit(monday, {}, 'elder');
    const now = lima('2026-12-21T12:00:00');
    expect(checksNow([said, silent, elder], now).map(({ lesson }) => lesson)).toEqual([
      'elder',
      'silent',
      'said',
    ]);
    expect(timesOf(said)).toBe(1);
  });
});
