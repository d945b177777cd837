// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Ahead, aheadOf } from '../src/domain/ahead';
import type { Action } from '../src/domain/fold';
import { promiseToAsk } from '../src/domain/returning';

const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const promise = (at: string, when = 'tomorrow', card = 1): Action => ({
  lesson: 'tanda',
  card,
  rev: 1,
  when,
  where: 'stall',
  at: lima(at),
});
// A Wednesday, late: in UTC it is Thursday already.
const wednesday = '2026-11-25T22:30:00';

describe('the one line at the next opening', () => {
  it('is silent on the day of the promise, and speaks on the next one, by the days of Lima', () => {
    const actions = [promise(wednesday)];
    expect(promiseToAsk(actions, lima('2026-11-25T23:59:00'))).toBeUndefined();
    expect(promiseToAsk(actions, lima('2026-11-26T00:01:00'))).toBe(actions[0]);
  });

  it.each([
    ['2026-11-25T10:00:00', '2026-11-29T20:00:00', '2026-11-30T06:00:00'],
    ['2026-11-28T10:00:00', '2026-11-29T20:00:00', '2026-11-30T06:00:00'],
    ['2026-11-29T10:00:00', '2026-11-29T23:00:00', '2026-11-30T06:00:00'],
    ['2026-11-30T10:00:00', '2026-12-06T20:00:00', '2026-12-07T06:00:00'],
  ])('waits until a weekend is over: %s', (at, still, due) => {
    const actions = [promise(at, 'weekend')];
    expect(promiseToAsk(actions, lima(still))).toBeUndefined();
    expect(promiseToAsk(actions, lima(due))).toBe(actions[0]);
  });

  it('asks about one, the newest that is due', () => {
    const old = promise('2026-11-20T10:00:00');
    const newer = promise('2026-11-24T10:00:00', 'now', 2);
    const today = promise('2026-11-26T10:00:00', 'now', 3);
    const now = lima('2026-11-26T12:00:00');
    expect(promiseToAsk([today, newer, old], now)).toBe(newer);
    expect(promiseToAsk([old, newer, today], now)).toBe(newer);
  });

  it('never asks again about what was put away, nor about anything before it', () => {
    const old = promise('2026-11-20T10:00:00');
    const newer = promise('2026-11-24T10:00:00');
    const now = lima('2026-11-26T12:00:00');
    expect(promiseToAsk([old, newer], now, newer.at)).toBeUndefined();
    expect(promiseToAsk([old, newer], now, old.at)).toBe(newer);
  });

  it('lets go after three weeks, and says nothing to who promised nothing', () => {
    const actions = [promise('2026-11-01T10:00:00')];
    expect(promiseToAsk(actions, lima('2026-11-22T10:00:00'))).toBe(actions[0]);
    expect(promiseToAsk(actions, lima('2026-11-23T10:00:00'))).toBeUndefined();
    expect(promiseToAsk([], lima('2026-11-22T10:00:00'))).toBeUndefined();
  });
});

describe('above her route', () => {
  type Row = [string, boolean | undefined, boolean | undefined, boolean, Ahead | undefined];
  it.each<Row>([
    ['her promise first', true, true, false, 'promise'],
    ['her promise without asking for more', true, undefined, false, 'promise'],
    ['then the invitation', false, true, false, 'invitation'],
    ['then a question', false, false, false, 'question'],
    ['nothing before her notes are read', undefined, false, false, undefined],
    ['nothing before it is known whether she was invited', false, undefined, false, undefined],
    ['with a helper no promise, but the way to the home screen', true, true, true, 'invitation'],
    ['with a helper no promise and no question', true, false, true, undefined],
    ['with a helper no question', false, false, true, undefined],
  ])('%s', (_, promise, invitation, isHelped, ahead) => {
    expect(aheadOf({ promise, invitation, isHelped })).toBe(ahead);
  });
});
