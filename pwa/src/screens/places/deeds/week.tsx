import { PACES, RHYTHM, type Rhythm, rhythmOf, type Week } from '../../../domain/rhythm';
import { tn } from '../../../i18n/plural';
import { type Key, t } from '../../../i18n/t';
import { Band } from '../../../ui/frame';
import { keep, rows } from '../../state/session';
import { useKeep } from './answers';
import { nowS } from './said';

/** As many weeks as an edition has. */
const SHOWN = 6;
const patterns = ['rombo', 'esc', 'zig', 'ola'];
const words: Record<Week, Key> = { woven: 'weekWoven', free: 'weekFree', bare: 'weekBare' };

/** Her week: how often she wants to come, if she wants, and the weeks as bands of a cloth. */
export function MyWeek() {
  const rhythm = rhythmOf(rows(), nowS());
  const { attempt, failed } = useKeep();
  const tell = (answers: string[]) => attempt(keep('about.told', { question: RHYTHM, answers }));
  return (
    <section class="entre">
      <h2>{t('weekTitle')}</h2>
      <div class="cloth entre">
        {rhythm && <Cloth of={rhythm} />}
        <p class={rhythm && 'note'}>{t(rhythm ? 'weekHow' : 'weekWhy')}</p>
        {failed}
        <div class="row">
          {PACES.map((one) => {
            const isMine = Number(one) === rhythm?.pace;
            return (
              <button
                key={one}
                class="btn soft mid"
                type="button"
                aria-pressed={isMine}
                onClick={() => tell(isMine ? [] : [one])}
              >
                {tn('weekDays', Number(one))}
              </button>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function Cloth({ of: { pace, days, weeks } }: { of: Rhythm }) {
  const from = Math.max(0, weeks.length - SHOWN);
  return (
    <>
      <p>
        <b>{tn('weekSoFar', pace, days)}</b> {days >= pace && t('weekDone')}
      </p>
      {weeks.length > 0 && (
        <ol class="entre">
          {weeks.slice(from).map((week, n) => (
            <li key={from + n} class="row">
              <span class="grow">
                <Band
                  of={
                    week === 'woven' ? (patterns[(from + n) % patterns.length] as string) : 'hilo'
                  }
                />
              </span>
              <span class="note">{t(words[week])}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
