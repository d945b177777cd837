import { dayOf } from '../../../domain/lima';
import { t } from '../../../i18n/t';
import { hourWords, momentOf, nowS, said } from './said';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const [FIRST_HOUR, LAST_HOUR] = [5, 23];
const MOST_LETTERS = 160;

type Of<T> = { value: T; set: (value: T) => void };

/** One of the next seven days; `value` is its number. */
export function Days({ value, set }: Of<number>) {
  const today = dayOf(nowS());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome
    <div class="pick" role="group" aria-label={t('deedWhatDay')}>
      {DAYS.map((more) => {
        const day = today + more;
        const noon = momentOf(day, 12);
        const short = said(noon, { weekday: 'short', day: 'numeric' });
        return (
          <button key={more} type="button" aria-pressed={value === day} onClick={() => set(day)}>
            {more > 1 ? short : t(more ? 'tomorrow' : 'deedToday')}
          </button>
        );
      })}
    </div>
  );
}

/** The nearest hour that can be chosen. */
export const hourOf = (hour: number): number =>
  Math.min(LAST_HOUR, Math.max(FIRST_HOUR, Math.floor(hour)));

/** An hour, earlier and later by one. */
export function Hour({ value, set }: Of<number>) {
  const step = (by: number) => (
    <button
      class="btn soft mid"
      type="button"
      aria-label={t(by < 0 ? 'deedEarlier' : 'deedAfter')}
      onClick={() => set(hourOf(value + by))}
    >
      {by < 0 ? '−1' : '+1'}
    </button>
  );
  return (
    <div class="row count hour">
      {step(-1)}
      <output class="grow">{hourWords(momentOf(0, value))}</output>
      {step(1)}
    </div>
  );
}

/** A line in her own words. */
export function Field({ label, value, set }: Of<string> & { label: string }) {
  return (
    <label class="find">
      <b>{label}</b>
      <input
        autocomplete="off"
        maxLength={MOST_LETTERS}
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}
