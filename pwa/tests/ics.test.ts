// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { calendar, dueAt, isNear } from '../src/domain/ics';

/** A moment by the clock of Lima. */
const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;
const said = (at: number | undefined): string =>
  at === undefined
    ? ''
    : new Date(at * 1000).toLocaleString('sv-SE', { timeZone: 'America/Lima' }).slice(0, 16);

describe('when it is due', () => {
  it.each([
    // decided at, for when, due: 2026-11-28 is a Saturday
    ['2026-11-27T15:00', 'closing', '2026-11-27 19:00'],
    ['2026-11-27T21:30', 'closing', '2026-11-27 22:30'],
    ['2026-11-27T15:00', 'tomorrow', '2026-11-28 09:00'],
    ['2026-11-27T23:59', 'tomorrow', '2026-11-28 09:00'],
    ['2026-11-30T00:01', 'tomorrow', '2026-12-01 09:00'],
    ['2026-12-31T12:00', 'tomorrow', '2027-01-01 09:00'],
    ['2026-11-25T12:00', 'weekend', '2026-11-28 10:00'],
    ['2026-11-28T08:00', 'weekend', '2026-11-28 10:00'],
    ['2026-11-28T12:00', 'weekend', '2026-11-29 10:00'],
    ['2026-11-29T12:00', 'weekend', '2026-12-05 10:00'],
    ['2026-11-27T15:00', 'now', ''],
    ['2026-11-27T15:00', 'whatever', ''],
  ])('decided %s for %s: %s', (at, when, due) => {
    expect(said(dueAt(lima(at), when))).toBe(due);
  });

  it('may be rung for today and tomorrow of Lima, and never for what has passed', () => {
    const now = lima('2026-11-27T20:00');
    expect(isNear(lima('2026-11-27T21:00'), now)).toBe(true);
    expect(isNear(lima('2026-11-28T23:59'), now)).toBe(true);
    expect(isNear(lima('2026-11-29T00:00'), now)).toBe(false);
    expect(isNear(now, now)).toBe(false);
    expect(isNear(lima('2026-11-27T19:00'), now)).toBe(false);
  });
});

describe('the calendar file', () => {
  const text = calendar({
    uid: 'tanda-8-1@creando',
    title: 'Saca el costo; suma, y divide',
    text: 'Línea uno\nhttps://creando.example/#/l/tanda Ñandú y más palabras para llegar a los setenta y cinco bytes',
    at: lima('2026-11-28T09:00'),
    now: lima('2026-11-27T15:00'),
  });
  const lines = text.split('\r\n');

  it('rings when it begins, at that hour of Lima', () => {
    expect(lines).toContain('DTSTART:20261128T140000Z');
    expect(lines).toContain('DTEND:20261128T141500Z');
    expect(lines).toContain('DTSTAMP:20261127T200000Z');
    expect(lines).toContain('TRIGGER:PT0S');
    expect(lines).toContain('SUMMARY:Saca el costo\\; suma\\, y divide');
    expect(lines.at(-1)).toBe('');
  });

  it('folds at 75 bytes, and unfolded says the same', () => {
    const size = (line: string) => new TextEncoder().encode(line).length;
    expect(Math.max(...lines.map(size))).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(text.replace(/\r\n /g, '')).toContain(
      'Línea uno\\nhttps://creando.example/#/l/tanda Ñandú y más palabras para llegar',
    );
  });

  it('ends every line as calendars want it and closes what it opens', () => {
    expect(text).not.toMatch(/[^\r]\n/);
    const opened = lines.filter((line) => line.startsWith('BEGIN:')).map((line) => line.slice(6));
    const closed = lines.filter((line) => line.startsWith('END:')).map((line) => line.slice(4));
    expect(closed).toEqual([...opened].reverse());
  });
});
