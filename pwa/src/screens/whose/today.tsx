import { useEffect, useState } from 'preact/hooks';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { countToday, eraseToday } from '../../vault/today';
import { currentLog } from '../state/session';
import { Tabs } from '../tabs';

/** Long enough to think better of it. */
const UNDO_S = 10;

/** "Borrar lo de hoy": what goes, what does not, and time to say no before anything is gone. */
export function Today() {
  const log = currentLog();
  const [count, setCount] = useState<{ here: number; sent: number }>();
  const [left, setLeft] = useState<number>();
  const [gone, setGone] = useState<number>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (log) countToday(log).then(setCount, () => setFailed(true));
  }, [log, gone]);
  useEffect(() => {
    if (left === undefined) return undefined;
    if (left === 0) {
      setLeft(undefined);
      if (log) eraseToday(log).then(setGone, () => setFailed(true));
      return undefined;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <>
      <Sign title={t('todayErase')} />
      <main class="sheet">
        {gone !== undefined && <p class="chip yes big">{tn('todayGone', gone)}</p>}
        {count && gone === undefined && <What {...count} />}
        <p class={failed ? 'warn' : 'sr'} role="status">
          {failed && t('failed')}
          {left === UNDO_S && tn('todayIn', left)}
        </p>
        {left !== undefined ? (
          <section class="warn entre">
            <p aria-hidden="true">{tn('todayIn', left)}</p>
            <button class="btn" type="button" onClick={() => setLeft(undefined)}>
              {t('todayUndo')}
            </button>
          </section>
        ) : (
          gone === undefined &&
          !!count?.here && (
            <button class="btn" type="button" onClick={() => setLeft(UNDO_S)}>
              {t('todayErase')}
            </button>
          )
        )}
        <a class="btn soft" href="#/yo">
          {t('yo')}
        </a>
      </main>
      <Tabs here="#/hoy" />
    </>
  );
}

function What({ here, sent }: { here: number; sent: number }) {
  return (
    <>
      <p class="idea">{!here ? t('todayNone') : tn('todayHere', here)}</p>
      {here > 0 && <p>{t('todayWhat')}</p>}
      {sent > 0 && <p class="note">{tn('todaySent', sent)}</p>}
      <p class="note">{t('todayStays')}</p>
    </>
  );
}
