/** What of her decisions is said above her route (screens/after/ahead.tsx). */
import { type Deed, foldDeeds, type Result } from '../../../domain/deeds';
import { dayOf } from '../../../domain/lima';
import {
  foldMeetings,
  type Meeting,
  type MeetingAnswer,
  meetingToAsk,
} from '../../../domain/meetings';
import { deedToAsk, since } from '../../../domain/returning';
import { type Key, t } from '../../../i18n/t';
import { currentLog, keep, note, rows, setNote } from '../../state/session';
import { type ToAnswer, type ToCome, toAnswer, toCome } from './offers';
import { keepResult, keepTry, readOwn, triesOf, wordsOf } from './own';
import { cardOf, nowS, repeated } from './said';

/** Her own notes of what she put away: since when it was hers, by round; the day of a try. */
const AWAY = ['asked', 'asked1', 'asked.prueba'] as const;
/** When she last settled the hour of a promise, or put that away. */
const PLANNED = 'planned';
/** The day of the last meeting she did not want to be asked about. */
const MET_AWAY = 'asked.met';
/** Later nobody remembers a try. */
const MOST_DAYS = 21;

/** A question that waits for one touch; without a result, the answer is taken back. */
export type Question = {
  text: string;
  href?: string;
  keep: (result?: Result) => Promise<void>;
  putAway: () => Promise<void>;
};
/** A promise of today without an hour; `others` when a third took the place of the first of two. */
export type ToPlan = { deed: Deed; others: Deed[]; settle: () => Promise<void> };
/** What the team says it did with her; only what both say counts. */
export type Met = {
  meeting: Meeting;
  keep: (answer: MeetingAnswer) => Promise<void>;
  putAway: () => Promise<void>;
};
type Hers = {
  met?: Met | undefined;
  question?: Question | undefined;
  plan?: ToPlan | false | undefined;
};
type Look = Hers & { date?: ToCome | undefined; survey?: ToAnswer | undefined };

const saidWhen: Record<string, Key> = {
  now: 'saidNow',
  closing: 'saidClosing',
  tomorrow: 'saidTomorrow',
  weekend: 'saidWeekend',
};

/** A twin's rows lie among hers; what was noted of the twin is asked of the twin. */
const isHers = (row: object): boolean => {
  const id = currentLog()?.profile.id;
  return ((row as { s?: string }).s ?? id) === id;
};

async function lookMet(today: number): Promise<Met | undefined> {
  const away = Number((await note(MET_AWAY)) ?? 0);
  const meeting = meetingToAsk(foldMeetings(rows().filter(isHers)), today, away);
  return (
    meeting && {
      meeting,
      keep: (answer) => keep('meeting.confirmed', { meeting: meeting.meeting, answer }),
      putAway: () => setNote(MET_AWAY, String(meeting.day)),
    }
  );
}

/** Look up what there is to say; nothing of it changes anything. */
export async function look(): Promise<Look> {
  const [hers, date, survey] = await Promise.all([lookHers(), toCome(), toAnswer()]);
  return { ...hers, date, survey };
}

async function lookHers(): Promise<Hers> {
  const own = await readOwn();
  const [away, again, awayTry, planned] = (await Promise.all(
    [...AWAY, PLANNED].map(async (name) => Number((await note(name)) ?? 0)),
  )) as [number, number, number, number];
  const now = nowS();
  const today = dayOf(now);
  const met = await lookMet(today);
  // What is no longer on the phone cannot be shown to her.
  const deeds = foldDeeds(rows()).filter(cardOf);
  const open = deeds.filter(({ standing }) => standing === 'open');
  const later = deeds.find(({ standing }) => standing === 'later');
  const [newest, other] = open;
  const isNew = newest && newest.at > planned && dayOf(newest.at) === today;
  const plan = isNew &&
    !wordsOf(own, newest) && {
      deed: newest,
      others: later && other ? [later, other] : [],
      settle: () => setNote(PLANNED, String(nowS())),
    };
  const asked = deedToAsk(deeds, now, [away, again], (deed) => wordsOf(own, deed)?.due);
  if (asked) {
    const { deed, round } = asked;
    const { title, href } = cardOf(deed) as { title: string; href: string };
    const words = wordsOf(own, deed);
    const when = words ? t('deedSaid', repeated(words)) : t(saidWhen[deed.when] ?? 'saidTomorrow');
    const question: Question = {
      text: t(round ? 'howAgain' : 'howWas', title, when),
      href,
      keep: (result) => keepResult(deed, round, result),
      putAway: () => setNote(AWAY[round], String(since(asked))),
    };
    return { met, question, plan };
  }
  const tried = triesOf(own).find(
    ({ day, result }) => !result && day < today && today - day <= MOST_DAYS && day > awayTry,
  );
  const question = tried && {
    text: t('tryHow', tried.what),
    keep: (result?: Result) => keepTry(tried, result),
    putAway: () => setNote(AWAY[2], String(tried.day)),
  };
  return { met, question, plan };
}
