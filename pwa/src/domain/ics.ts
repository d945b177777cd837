/** A reminder for the phone's own calendar (RFC 5545): the only one of ours that can ring. */

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Lima is five hours behind UTC all year round. */
const LIMA = -5 * HOUR;
/** The hour of Lima at which each "when" rings. */
const HOURS: Record<string, number> = { closing: 19, tomorrow: 9, weekend: 10 };
const SATURDAY = 6;

/** The number of the day in Lima; day 0 was a Thursday. */
export const dayOf = (at: number): number => Math.floor((at + LIMA) / DAY);

/** When what was decided at `at` is due, in seconds; undefined when it was for right then. */
export function dueAt(at: number, when: string): number | undefined {
  const hour = HOURS[when];
  if (hour === undefined) return undefined;
  const today = dayOf(at);
  const due = (day: number): number => day * DAY - LIMA + hour * HOUR;
  if (when === 'closing') return due(today) > at ? due(today) : at + HOUR;
  if (when === 'tomorrow') return due(today + 1);
  const day = (today + 4) % 7;
  const saturday = due(today + ((SATURDAY - day + 7) % 7));
  return saturday > at ? saturday : due(today + 1);
}

/** May she still be reminded of it: due later today or tomorrow? */
export const isNear = (due: number, now: number): boolean =>
  due > now && dayOf(due) - dayOf(now) <= 1;

const stamp = (at: number): string =>
  `${new Date(at * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** As TEXT is written there: a new line is two characters, other control characters have no place. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');

/** Fold a line at 75 bytes, never inside a letter. */
function folded(line: string): string {
  const parts = [''];
  let size = 0;
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > 75) {
      parts.push(' ');
      size = 1;
    }
    parts[parts.length - 1] += letter;
    size += bytes;
  }
  return parts.join('\r\n');
}

/** `early`: how many seconds before it begins it rings; else it rings then. */
export type Reminder = {
  uid: string;
  title: string;
  text: string;
  at: number;
  now: number;
  minutes?: number;
  where?: string;
  early?: number;
};

/** Write a calendar of one event that rings; with the same `uid` a later one takes its place. */
export function calendar(what: Reminder): string {
  const { uid, title, text, at, now, minutes = 15, where, early = 0 } = what;
  const summary = escaped(title);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//CREANDO//ES',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    `SEQUENCE:${Math.floor(now / 60)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at + minutes * 60)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(text)}`,
    ...(where ? [`LOCATION:${escaped(where)}`] : []),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${summary}`,
    early ? `TRIGGER:-PT${early / 60}M` : 'TRIGGER:PT0S',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
}
