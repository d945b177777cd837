/** What the edition offers, as she sees it: a line above her route, and a date on Comunidad. */
import { useState } from 'preact/hooks';
import { type Meeting, nextOf, type SurveyId } from '../../../domain/offers';
import { library } from '../../../downloads/library';
import { type Key, t } from '../../../i18n/t';
import { saveCalendar } from './calendar';
import { Away, type LineProps } from './line';
import type { Offer, ToAnswer, ToCome } from './offers';
import { dayWords, hourWords, nowS, said } from './said';

const HOUR_S = 3600;
const words: Record<SurveyId, Key> = { entrada: 'surveyFirst', 'seis-meses': 'surveyLater' };

const useAway =
  ({ putAway }: Offer, hold: (holds: boolean) => void) =>
  () => {
    const done = () => hold(false);
    void putAway().then(done, done);
  };

/** One quiet line: what it is for, and the way there. */
export function SurveyLine({ of, hold }: LineProps<ToAnswer>) {
  const end = useAway(of, hold);
  return (
    <aside class="cloth row">
      <p class="grow">
        {t(words[of.id])}{' '}
        <a class="link" href={`#/encuesta/${of.id}`}>
          {t('answerIt')}
        </a>
      </p>
      <Away end={end} />
    </aside>
  );
}

export function DateLine({ of, hold }: LineProps<ToCome>) {
  const end = useAway(of, hold);
  return (
    <aside class="cloth row">
      <One of={of.meeting} />
      <Away end={end} />
    </aside>
  );
}

/** On Comunidad, whatever she put away above her route. */
export function NextDate() {
  const meeting = nextOf(library.editionText()?.dt ?? [], nowS());
  return meeting ? (
    <section class="cloth">
      <One key={meeting[0]} of={meeting} />
    </section>
  ) : null;
}

/** What, when and where; and its place in the phone's own calendar, which can ring. */
function One({ of: [id, title, at, minutes, where] }: { of: Meeting }) {
  const [isMade, setMade] = useState(false);
  const early = at - nowS() > HOUR_S ? HOUR_S : 0;
  const make = () => {
    const uid = `${library.edition()}-${id}@creando`;
    saveCalendar(id, { uid, title, text: location.origin, where, at, minutes, early });
    setMade(true);
  };
  return (
    <div class="grow entre">
      <p>
        <span class="note">{t('dateNext')}</span> <b>{title}</b>
      </p>
      <p>
        {t('deedOn', dayWords(at), hourWords(at))} · {t('minutes', minutes)}. {where}
      </p>
      {at > nowS() && (
        <button class="btn soft" type="button" onClick={make}>
          {t('toCalendar')}
        </button>
      )}
      <p class="note" role="status">
        {isMade && t('calendarMade', said(at - early, { dateStyle: 'full', timeStyle: 'short' }))}
      </p>
    </div>
  );
}
