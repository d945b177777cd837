// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/meetings.json';
import { foldMeetings, type Meeting, meetingToAsk } from '../src/domain/meetings';

type Event = { t: number; v: number; at: number; h: string; d: Record<string, never> };
type Vector = { name: string; events: Partial<Event>[]; expect: Meeting[] };
const cases = vectors as unknown as Vector[];

describe('meeting vectors, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const events = one.events.map((e) => ({ v: 1, ...e }) as Event);
    for (const order of [events, [...events].reverse(), [...events, ...events]])
      expect(foldMeetings(order)).toEqual(one.expect);
  });
});

describe('she is asked', () => {
  const one = (day: number, answer = ''): Meeting => ({
    meeting: `m${day}`,
    kind: 'call',
    day,
    answer,
  });

  it('about the newest that she has not answered nor put away, while she may remember it', () => {
    const all = [one(100), one(110, 'back'), one(112, 'yes'), one(113, 'no')];
    expect(meetingToAsk(all, 113, 0)?.day).toBe(110);
    expect(meetingToAsk(all, 113, 110)).toBeUndefined();
    expect(meetingToAsk([one(100)], 121, 0)?.day).toBe(100);
    expect(meetingToAsk([one(100)], 122, 0)).toBeUndefined();
    expect(meetingToAsk([], 122, 0)).toBeUndefined();
  });
});
