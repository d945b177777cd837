import { useState } from 'preact/hooks';
import { countedBefore, countName, countOf, stayed } from '../../../domain/cash';
import { dateOf } from '../../../domain/lima';
import { piecesOf } from '../../../domain/price';
import { t } from '../../../i18n/t';
import { money } from '../../../ui/money';
import { Amounts, sum } from '../amounts';
import { keep, type Values } from '../own';
import { Result } from '../result';
import { useUndo } from '../undo';
import { CASH } from './names';

/** "Contar el cajón": what is in the tin now, what was there this morning, and so what stayed. */
export function CountView({ values }: { values: Values }) {
  const day = dateOf(Date.now() / 1000);
  const kept = countOf(values, day);
  const last = countedBefore(values, day);
  const [now, setNow] = useState<number[]>(piecesOf(kept?.now ?? 0));
  const [before, setBefore] = useState<number[]>(piecesOf(kept?.before ?? 0));
  const [said, say] = useUndo();
  const count = { now: sum(now), before: sum(before) };
  const left = stayed(count);
  const save = async () => {
    await keep(CASH, countName(day), count);
    say('cashCounted', async () => keep(CASH, countName(day), kept ?? null));
  };
  return (
    <>
      <Amounts
        of={[
          { title: 'cashNow', pieces: now, set: setNow },
          {
            title: 'cashBefore',
            pieces: before,
            set: setBefore,
            more: last !== undefined && before.length === 0 && (
              <button class="link" type="button" onClick={() => setBefore(piecesOf(last))}>
                {t('cashAsLast', money(last))}
              </button>
            ),
          },
        ]}
      />
      <p class="note">{t('cashCountHow')}</p>
      {now.length + before.length > 0 && (
        <>
          {left === 0 ? (
            <p class="cloth">{t('cashSame')}</p>
          ) : (
            <Result title={t(left < 0 ? 'cashMissing' : 'cashStayed')} amount={Math.abs(left)} />
          )}
          <button
            class="btn"
            type="button"
            onClick={() => void save().catch(() => say('notSaved'))}
          >
            {t('cashKeepCount')}
          </button>
        </>
      )}
      {said}
    </>
  );
}
