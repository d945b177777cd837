import { dayOf } from '../../../domain/lima';
import { t } from '../../../i18n/t';
import { dayWords, hourWords, momentOf, nowS, said } from './said';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const FIRST_HOUR = 5;
const LAST_HOUR = 22;

type DaysProps = { label: string; value: number; set: (day: number) => void };

/** One of the next seven days; `value` is its number. */
export function Days({ label, value, set }: DaysProps) {
  const today = dayOf(nowS());
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome
    <div class="pick" role="group" aria-label={label}>
      {DAYS.map((more) => {
        const noon = momentOf(today + more, 12);
        return (
          <button
            key={more}
            type="button"
            aria-pressed={value === today + more}
            aria-label={dayWords(noon)}
            onClick={() => set(today + more)}
          >
            {more > 1
              ? said(noon, { weekday: 'short', day: 'numeric' })
              : t(more ? 'deedTomorrow' : 'deedToday')}
          </button>
        );
      })}
    </div>
  );
}

type HourProps = { value: number; set: (hour: number) => void };

/** An hour, earlier and later by one. */
export function Hour({ value, set }: HourProps) {
  return (
    <div class="row count">
      <button
        class="btn soft mid"
        type="button"
        aria-label={t('deedEarlier')}
        onClick={() => set(Math.max(FIRST_HOUR, value - 1))}
      >
        −1
      </button>
      <output class="grow">{hourWords(momentOf(0, value))}</output>
      <button
        class="btn soft mid"
        type="button"
        aria-label={t('deedAfter')}
        onClick={() => set(Math.min(LAST_HOUR, value + 1))}
      >
        +1
      </button>
    </div>
  );
}
