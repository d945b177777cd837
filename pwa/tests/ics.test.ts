// @vitest-environment node
import fc from 'fast-check';
import ICAL from 'ical.js';
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
    expect(lines).not.toContain('LOCATION:');
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

describe('the calendar file, read by another hand', () => {
  /** Its one event, as a package for calendars reads it. */
  const readBack = (text: string) => {
    const calendars = new ICAL.Component(ICAL.parse(text));
    const [event, ...more] = calendars.getAllSubcomponents('vevent');
    expect(more).toEqual([]);
    return { calendars, event: new ICAL.Event(event), ring: event?.getFirstSubcomponent('valarm') };
  };
  const meeting = {
    uid: 'demo-encuentro@creando',
    title: 'Encuentro; con té, y «ñoquis»\\',
    text: 'https://creando.ejemplo',
    where: 'Local comunal, al lado del mercado\nPrimer piso',
    at: lima('2027-01-16T18:00'),
    minutes: 90,
    early: 3600,
    now: lima('2027-01-10T08:30'),
  };

  it('says what, when, how long and where, in UTC', () => {
    const { calendars, event, ring } = readBack(calendar(meeting));
    expect(calendars.getFirstPropertyValue('version')).toBe('2.0');
    expect(event.uid).toBe(meeting.uid);
    expect(event.summary).toBe(meeting.title);
    expect(event.location).toBe(meeting.where);
    expect(event.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    expect(event.startDate.toUnixTime()).toBe(meeting.at);
    expect(event.endDate.toUnixTime()).toBe(meeting.at + 90 * 60);
    const stamp = event.component.getFirstPropertyValue('dtstamp') as ICAL.Time;
    expect(stamp.toUnixTime()).toBe(meeting.now);
    expect(ring?.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(String(ring?.getFirstPropertyValue('trigger'))).toBe('-PT60M');
  });

  it('takes the place of the one before: the same name, a higher number', () => {
    const [first, again] = [meeting, { ...meeting, now: meeting.now + 60 }].map(
      (one) => readBack(calendar(one)).event,
    );
    expect(again?.uid).toBe(first?.uid);
    expect(again?.sequence).toBeGreaterThan(first?.sequence ?? Infinity);
    expect(again?.sequence).toBeLessThan(2 ** 31);
  });

  it('carries whatever she writes, in lines of at most 75 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 160 }), (words) => {
        const text = calendar({ ...meeting, title: words, where: words });
        for (const line of text.split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(text).not.toMatch(/\r(?!\n)|[^\r]\n|(?![\r\n])\p{Cc}/u);
        const plain = words.replace(/\p{Cc}/gu, ' ');
        expect(readBack(text).event.summary ?? '').toBe(plain);
        expect(readBack(text).event.location ?? '').toBe(plain);
      }),
      { numRuns: 60 },
    );
  });
});
