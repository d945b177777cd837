import { useState } from 'preact/hooks';
import { toAsk } from '../../domain/questions';
import { type Key, t } from '../../i18n/t';
import { progress, setNote } from '../state/session';

/** Among her notes: until when the questions are put away. */
export const AWAY = 'preguntas';
const WEEK_MS = 7 * 86_400_000;

/** On the route: the one picture question to ask now, if there is one. */
export function Ask({ until }: { until: number }) {
  const [away, setAway] = useState(until);
  const now = Date.now();
  const one = toAsk(progress(), away, now);
  if (!one) return null;
  const putAway = () =>
    void setNote(AWAY, String(now + WEEK_MS)).then(
      () => setAway(now + WEEK_MS),
      () => {},
    );
  return (
    <section class="cloth entre">
      <div>
        <p class="note">{t('oneQuestion')}</p>
        <h2>{t(`q-${one.id}` as Key)}</h2>
      </div>
      <div class="row">
        <a class="btn soft mid" href={`#/pregunta/${one.id}`}>
          {t('answerIt')}
        </a>
        <button class="link" type="button" onClick={putAway}>
          {t('notNow')}
        </button>
      </div>
    </section>
  );
}
