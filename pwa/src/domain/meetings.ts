/**
 * Fold who was in touch with her, as the team notes it and as she says; mirrored by
 * api/outcomes/meetings.py.
 *
 * The order of the events means nothing: of one meeting the latest note counts, of one second the
 * one that takes it back, and of her answers the latest. tests/vectors/meetings.json holds the
 * cases of both languages.
 */
import type { Body } from './event';
import { CODES, VERSIONS } from './event-types.gen';
import type { FoldEvent } from './fold';
import { SERVER_CODES } from './server-types.gen';

/** One that stands noted: what it was, on which day in Lima, and what she says ('': nothing). */
export type Meeting = { meeting: string; kind: string; day: number; answer: string };

type MeetingEvent = Pick<FoldEvent, 't' | 'v' | 'at' | 'h' | 'd'>;
type Latest = Map<string, { order: [at: number, off: number, h: string]; d: Body }>;

/** Fold in any order; the oldest meeting first. */
export function foldMeetings(events: Iterable<MeetingEvent>): Meeting[] {
  const notes: Latest = new Map();
  const answers: Latest = new Map();
  for (const { t, v, at, h, d } of events) {
    const isNote = t === SERVER_CODES['meeting.noted'];
    if (!d || v > (VERSIONS[t] ?? 1) || (!isNote && t !== CODES['meeting.confirmed'])) continue;
    const kept = isNote ? notes : answers;
    const off = Number(isNote && !d.on);
    const best = kept.get(d.meeting as string)?.order;
    const isLater =
      !best ||
      at > best[0] ||
      (at === best[0] && (off > best[1] || (off === best[1] && h > best[2])));
    if (isLater) kept.set(d.meeting as string, { order: [at, off, h], d });
  }
  return [...notes]
    .filter(([, { d }]) => d.on)
    .map(([meeting, { d }]) => ({
      meeting,
      kind: d.kind as string,
      day: d.day as number,
      answer: (answers.get(meeting)?.d.answer as string) ?? '',
    }))
    .sort((x, y) => x.day - y.day || (x.meeting < y.meeting ? -1 : 1));
}

/** What she says of one; the last takes back what she said. */
export type MeetingAnswer = 'yes' | 'no' | 'back';
/** Later nobody remembers which day it was. */
const MOST_DAYS = 21;

/** The newest meeting to ask her about: not answered, not long ago, after the day she put away. */
export const meetingToAsk = (all: Meeting[], today: number, away: number): Meeting | undefined =>
  [...all]
    .reverse()
    .find(
      ({ day, answer }) =>
        answer !== 'yes' && answer !== 'no' && today - day <= MOST_DAYS && day > away,
    );
