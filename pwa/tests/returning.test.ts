// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Ahead, aheadOf, type Facts } from '../src/domain/ahead';
import { foldDeeds } from '../src/domain/deeds';
import { CODES } from '../src/domain/event-types.gen';
import { deedToAsk } from '../src/domain/returning';

const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const promise = (at: string, when = 'tomorrow', card = 1) => ({
  t: CODES['action.taken'],
  v: 1,
  at: lima(at),
  h: at,
  d: { lesson: 'tanda', card, rev: 1, when, where: 'stall' },
});
const told = (
  at: string,
  of: { at: number; d: { card: number } },
  result = 'worked',
  round = 0,
) => ({
  t: CODES['action.done'],
  v: 1,
  at: lima(at),
  h: at,
  d: { lesson: 'tanda', card: of.d.card, taken: of.at, round, result },
});
type Event = ReturnType<typeof promise> | ReturnType<typeof told>;
/** The card asked about and the round, as "1/0". */
const asked = (
  events: Event[],
  now: string,
  away?: [number, number],
  chosen?: () => number | undefined,
): string | undefined => {
  const found = deedToAsk(foldDeeds(events), lima(now), away, chosen);
  return found && `${found.deed.card}/${found.round}`;
};
// A Wednesday, late: in UTC it is Thursday already.
const wednesday = '2026-11-25T22:30:00';

describe('the one line at the next opening', () => {
  it('is silent on the day of the promise, and speaks on the next one, by the days of Lima', () => {
    expect(asked([promise(wednesday)], '2026-11-25T23:59:00')).toBeUndefined();
    expect(asked([promise(wednesday)], '2026-11-26T00:01:00')).toBe('1/0');
  });

  it.each([
    ['2026-11-25T10:00:00', '2026-11-29T20:00:00', '2026-11-30T06:00:00'],
    ['2026-11-28T10:00:00', '2026-11-29T20:00:00', '2026-11-30T06:00:00'],
    ['2026-11-29T10:00:00', '2026-11-29T23:00:00', '2026-11-30T06:00:00'],
    ['2026-11-30T10:00:00', '2026-12-06T20:00:00', '2026-12-07T06:00:00'],
  ])('waits until a weekend is over: %s', (at, still, due) => {
    expect(asked([promise(at, 'weekend')], still)).toBeUndefined();
    expect(asked([promise(at, 'weekend')], due)).toBe('1/0');
  });

  it('waits for the day that she named herself', () => {
    const chosen = () => lima('2026-11-28T19:00:00');
    const events = [promise(wednesday)];
    expect(asked(events, '2026-11-28T23:00:00', undefined, chosen)).toBeUndefined();
    expect(asked(events, '2026-11-29T06:00:00', undefined, chosen)).toBe('1/0');
    // Three weeks from then, not from when she promised it.
    expect(asked(events, '2026-12-19T06:00:00', undefined, chosen)).toBe('1/0');
  });

  it('asks about one, the newest that is due', () => {
    const old = promise('2026-11-20T10:00:00');
    const newer = promise('2026-11-24T10:00:00', 'now', 2);
    const now = '2026-11-26T12:00:00';
    expect(asked([newer, old], now)).toBe('2/0');
    expect(asked([old, newer], now)).toBe('2/0');
    // One of today is not asked about; the oldest of three waits for its place.
    const today = promise('2026-11-26T10:00:00', 'now', 3);
    expect(asked([today, newer, old], now)).toBe('2/0');
    expect(asked([today, newer, old], now, [newer.at, 0])).toBeUndefined();
  });

  it('never asks again about what was put away, nor about anything before it', () => {
    const old = promise('2026-11-20T10:00:00');
    const newer = promise('2026-11-24T10:00:00', 'tomorrow', 2);
    const now = '2026-11-26T12:00:00';
    expect(asked([old, newer], now, [newer.at, 0])).toBeUndefined();
    expect(asked([old, newer], now, [old.at, 0])).toBe('2/0');
  });

  it('lets go after three weeks, and says nothing to who promised nothing', () => {
    const events = [promise('2026-11-01T10:00:00')];
    expect(asked(events, '2026-11-22T10:00:00')).toBe('1/0');
    expect(asked(events, '2026-11-23T10:00:00')).toBeUndefined();
    expect(asked([], '2026-11-22T10:00:00')).toBeUndefined();
  });

  it('asks once more a week after it went well, behind what is due', () => {
    const mine = promise('2026-11-02T10:00:00');
    const well = told('2026-11-04T10:00:00', mine, 'half');
    expect(asked([mine, well], '2026-11-10T23:00:00')).toBeUndefined();
    expect(asked([mine, well], '2026-11-11T01:00:00')).toBe('1/1');
    const other = promise('2026-11-10T10:00:00', 'tomorrow', 2);
    expect(asked([mine, well, other], '2026-11-11T01:00:00')).toBe('2/0');
    expect(asked([mine, well], '2026-11-11T01:00:00', [0, well.at])).toBeUndefined();
    expect(asked([mine, well], '2026-12-02T01:00:00')).toBeUndefined();
    const again = told('2026-11-12T10:00:00', mine, 'no', 1);
    expect(asked([mine, well, again], '2026-11-13T01:00:00')).toBeUndefined();
  });

  it.each(['no', 'couldnt', 'unsafe'])('asks nothing more after %s', (result) => {
    const mine = promise('2026-11-02T10:00:00');
    const events = [mine, told('2026-11-04T10:00:00', mine, result)];
    expect(asked(events, '2026-11-12T01:00:00')).toBeUndefined();
  });
});

describe('above her route', () => {
  const none = {
    promise: false,
    met: false,
    date: false,
    invitation: false,
    question: false,
    plan: false,
    survey: false,
  };
  type Row = [string, Partial<Facts>, Ahead | undefined];
  it.each<Row>([
    ['her promise first', { promise: true, invitation: true }, 'promise'],
    ['her promise without asking for more', { promise: true, invitation: undefined }, 'promise'],
    ['then who met her', { met: true, invitation: true }, 'met'],
    ['then a date that comes near', { date: true, invitation: true }, 'date'],
    ['then the invitation', { invitation: true, question: true }, 'invitation'],
    ['then a question', { question: true, plan: true }, 'question'],
    ['then the hour of what she promised today', { plan: true, survey: true }, 'plan'],
    ['a survey when there is nothing else', { survey: true }, 'survey'],
    ['nothing when there is nothing', {}, undefined],
    ['nothing before her notes are read', { promise: undefined, question: true }, undefined],
    ['nothing before it is known whether she was invited', { invitation: undefined }, undefined],
    [
      'with a helper only the way to the home screen',
      { isHelped: true, promise: true, invitation: true },
      'invitation',
    ],
    [
      'with a helper nothing that is hers',
      {
        isHelped: true,
        promise: true,
        met: true,
        date: true,
        question: true,
        plan: true,
        survey: true,
      },
      undefined,
    ],
  ])('%s', (_, facts, ahead) => {
    expect(aheadOf({ isHelped: false, ...none, ...facts })).toBe(ahead);
  });
});
