// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { CODES } from '../src/domain/event-types.gen';
import { answeredOf, type Meeting, nextOf, surveyNow } from '../src/domain/offers';

/** A moment by the clock of Lima. */
const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const joined = { t: CODES['profile.created'], at: lima('2026-06-01T10:00:00') };
const learned = { t: CODES['lesson.finished'], at: lima('2026-06-03T23:30:00') };
const later = { t: CODES['lesson.finished'], at: lima('2026-09-03T10:00:00') };
const asked = (at: string, ends?: string, events = [later, joined, learned]) =>
  surveyNow(events, lima(at), ends);

describe('which survey it is time for', () => {
  it('is none before a first lesson', () => {
    expect(asked('2026-06-01T11:00:00', undefined, [])).toBeUndefined();
    expect(asked('2026-12-24T11:00:00', undefined, [joined])).toBeUndefined();
  });

  it.each([
    ['right after the first lesson', '2026-06-03T23:31:00', 'entrada'],
    ['on the last of fourteen days of Lima', '2026-06-16T23:59:00', 'entrada'],
    ['no more a day later, whatever she finished since', '2026-06-17T00:01:00', undefined],
    ['nor two months later', '2026-09-03T10:00:00', undefined],
    ['not half a year before', '2026-11-29T23:59:00', undefined],
    ['half a year after her first day', '2026-11-30T00:01:00', 'seis-meses'],
    ['for three months', '2027-02-28T23:59:00', 'seis-meses'],
    ['and then no more', '2027-03-01T00:01:00', undefined],
  ])('%s', (_, at, survey) => {
    expect(asked(at)).toBe(survey);
  });

  it('counts from the last day of an edition that has one', () => {
    const ends = '2026-07-15';
    expect(asked('2026-12-01T10:00:00', ends)).toBeUndefined();
    expect(asked('2027-01-12T23:59:00', ends)).toBeUndefined();
    expect(asked('2027-01-13T00:01:00', ends)).toBe('seis-meses');
  });

  it('counts from her first day where the edition was over by then', () => {
    expect(asked('2026-11-30T00:01:00', '2026-05-31')).toBe('seis-meses');
    // What no day can be read of is no day.
    expect(asked('2026-11-30T00:01:00', 'ayer')).toBe('seis-meses');
  });
});

describe('what of a survey was answered', () => {
  const said = (survey: string, question: string, answers: string[]) => ({
    t: CODES['survey.answered'],
    at: 1,
    d: { survey, version: 1, question, answers },
  });
  it('is by question, one she skipped too, and of that survey alone', () => {
    const events = [
      said('entrada', 'contar', ['si']),
      said('entrada', 'cajon', []),
      said('salida', 'costo', ['no']),
      { ...learned, d: { survey: 'entrada', question: 'x' } },
    ];
    expect([...answeredOf(events, 'entrada')].sort()).toEqual(['cajon', 'contar']);
  });
});

describe('the next date', () => {
  const date = (id: string, at: string, minutes = 60): Meeting => [id, id, lima(at), minutes, 'x'];
  const all = [
    date('c', '2027-02-01T10:00:00'),
    date('a', '2027-01-16T18:00:00', 90),
    date('b', '2027-01-23T18:00:00'),
  ];
  it.each([
    ['2027-01-01T00:00:00', 'a'],
    ['2027-01-16T19:29:00', 'a'],
    ['2027-01-16T19:30:00', 'b'],
    ['2027-02-01T10:59:59', 'c'],
    ['2027-02-01T11:00:00', undefined],
  ])('at %s it is %s', (now, id) => {
    expect(nextOf(all, lima(now))?.[0]).toBe(id);
  });
  it('is none without dates', () => {
    expect(nextOf([], 0)).toBeUndefined();
  });
});
