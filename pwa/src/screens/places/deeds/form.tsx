import { useState } from 'preact/hooks';
import { type Deed, wordsName } from '../../../domain/deeds';
import { dueAt } from '../../../domain/ics';
import { dayOf } from '../../../domain/lima';
import { t } from '../../../i18n/t';
import { useKeep } from './answers';
import { keepHers, type Words } from './own';
import { momentOf, nowS } from './said';
import { Days, Field, Hour, hourOf } from './when';

const HOUR_S = 3600;

type FormProps = { of: Deed; words?: Words | undefined; then: (words: Words) => void };

/** The day, the hour and the place of a promise, in her own words; kept for her alone. */
export function WordsForm({ of: deed, words, then }: FormProps) {
  const { at, when } = deed;
  const first = words?.due ?? dueAt(at, when) ?? at + HOUR_S;
  const [day, setDay] = useState(Math.max(dayOf(first), dayOf(nowS())));
  const [hour, setHour] = useState(hourOf((first - momentOf(dayOf(first), 0)) / HOUR_S));
  const [place, setPlace] = useState(words?.place ?? '');
  const { attempt, failed } = useKeep();
  const due = momentOf(day, hour);
  const isPast = due <= nowS();
  const save = () => {
    const mine: Words = { taken: at, due, place: place.trim() };
    attempt(keepHers(wordsName(deed), mine), () => then(mine));
  };
  return (
    <div class="entre">
      <Days value={day} set={setDay} />
      <Hour value={hour} set={setHour} />
      <Field label={t('deedWhere')} value={place} set={setPlace} />
      <p class="note">{t('deedPrivate')}</p>
      {failed}
      <p class="note" role="status">
        {isPast && t('deedPast')}
      </p>
      <button class="btn soft" type="button" disabled={isPast} onClick={save}>
        {t('deedSave')}
      </button>
    </div>
  );
}
