/** What of her decisions is said above her route (screens/after/ahead.tsx). */
import { type Deed, foldDeeds, type Result, TAKEN_BACK } from '../../../domain/deeds';
import { dayOf } from '../../../domain/lima';
import { type Asked, deedToAsk, since } from '../../../domain/returning';
import { type Key, t } from '../../../i18n/t';
import { keep, note, rows, setNote } from '../../state/session';
import { type KeptTry, keepHers, readOwn, triesOf, wordsOf } from './own';
import { cardOf, nowS, repeated } from './said';

/** Her own notes: since when what she put away last was hers; by round, and of tries. */
const AWAY = ['asked', 'asked1'] as const;
const AWAY_TRY = 'asked.prueba';
/** When she last settled the hour of a promise, or put that away. */
const PLANNED = 'planned';

/** A question that waits for one touch. */
export type Question = {
  text: string;
  href?: string;
  keep: (result: Result) => Promise<void>;
  takeBack: () => Promise<void>;
  putAway: () => Promise<void>;
};
/** A promise of today without an hour; `others` when a third took the place of the first of two. */
export type ToPlan = { deed: Deed; others: Deed[]; settle: () => Promise<void> };
export type Look = { question?: Question | undefined; plan?: ToPlan | undefined };

const saidWhen: Record<string, Key> = {
  now: 'saidNow',
  closing: 'saidClosing',
  tomorrow: 'saidTomorrow',
  weekend: 'saidWeekend',
};

export const keepResult = (deed: Deed, round: 0 | 1, result: string): Promise<void> =>
  keep('action.done', { lesson: deed.lesson, card: deed.card, taken: deed.at, round, result });

/** A try is asked about from the day after it; later than three weeks nobody remembers. */
export const isTryDue = ({ day, result }: KeptTry, today: number): boolean =>
  !result && day < today && today - day <= 21;

const numberOf = async (name: string): Promise<number> => Number((await note(name)) ?? 0);

/** Look up what there is to say; nothing of it changes anything. */
export async function look(): Promise<Look> {
  const own = await readOwn();
  const away: [number, number] = [await numberOf(AWAY[0]), await numberOf(AWAY[1])];
  const planned = await numberOf(PLANNED);
  const awayTry = await numberOf(AWAY_TRY);
  const now = nowS();
  const today = dayOf(now);
  // What is no longer on the phone cannot be shown to her.
  const deeds = foldDeeds(rows()).filter(cardOf);
  const asked = deedToAsk(deeds, now, away, (deed) => wordsOf(own, deed)?.due);
  const tried = triesOf(own).find((one) => isTryDue(one, today) && one.day > awayTry);
  const [newest] = deeds.filter(({ standing }) => standing === 'open');
  const isNew = newest && newest.at > planned && dayOf(newest.at) === today;
  return {
    question: asked ? askDeed(asked, repeatedOf) : tried && askTry(tried),
    plan:
      isNew && !wordsOf(own, newest)
        ? {
            deed: newest,
            others: waiting(deeds, newest),
            settle: () => setNote(PLANNED, String(nowS())),
          }
        : undefined,
  };

  function repeatedOf(deed: Deed): string {
    const words = wordsOf(own, deed);
    return words ? t('deedSaid', repeated(words)) : t(saidWhen[deed.when] ?? 'saidTomorrow');
  }
}

/** The two before the newest, when a third made the first of them wait. */
function waiting(deeds: Deed[], newest: Deed): Deed[] {
  const later = deeds.find(({ standing }) => standing === 'later');
  const other = deeds.find((one) => one.standing === 'open' && one !== newest);
  return later && other ? [other, later] : [];
}

function askDeed(asked: Asked, repeatedOf: (deed: Deed) => string): Question {
  const { deed, round } = asked;
  const { title, href } = cardOf(deed) ?? { title: t('aLesson'), href: '#/' };
  return {
    text: round ? t('howAgain', title) : t('howWas', title, repeatedOf(deed)),
    href,
    keep: (result) => keepResult(deed, round, result),
    takeBack: () => keepResult(deed, round, TAKEN_BACK),
    putAway: () => setNote(AWAY[round], String(since(asked))),
  };
}

function askTry({ name, begun: _, ...one }: KeptTry): Question {
  return {
    text: t('tryHow', one.what),
    keep: (result) => keepHers(name, { ...one, result }),
    takeBack: () => keepHers(name, { what: one.what, day: one.day, how: one.how }),
    putAway: () => setNote(AWAY_TRY, String(one.day)),
  };
}
