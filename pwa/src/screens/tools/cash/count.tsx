import { useState } from 'preact/hooks';
import { type Count, countedBefore, countName, countOf, stayed } from '../../../domain/cash';
import { dateOf } from '../../../domain/lima';
import { piecesOf } from '../../../domain/price';
import { type Key, t } from '../../../i18n/t';
import { money } from '../../../ui/money';
import { Amounts, sum } from '../amounts';
import { keep, type Values } from '../own';
import { Result } from '../result';
import { useOnce, useUndo } from '../undo';
import { CASH } from './names';

/** "Contar el cajón": what is in the tin now, what was there this morning, and so what stayed. */
export function CountView({ values }: { values: Values }) {
  const day = dateOf(Date.now() / 1000);
  const kept = countOf(values, day);
  const [said, say] = useUndo();
  const once = useOnce();
  const save = async (count: Count) => {
    await keep(CASH, countName(day), count);
    say('cashCounted', () => keep(CASH, countName(day), kept ?? null));
    return true;
  };
  // As it is kept: what was erased or brought back stands in the tin at once.
  const key = `${kept?.before} ${kept?.now}`;
  return (
    <>
      <Tin
        key={key}
        kept={kept}
        last={countedBefore(values, day)}
        save={(count) => void once(() => save(count)).catch(() => say('notSaved'))}
      />
      {said}
    </>
  );
}

/** What was there in the morning may be forgotten: then it is said what the sum takes for granted. */
const titleOf = ({ before, now }: Count): Key =>
  now < before ? 'cashMissing' : before ? 'cashStayed' : 'cashStayedIf';

type TinProps = {
  kept: Count | undefined;
  last: number | undefined;
  save: (count: Count) => void;
};

function Tin({ kept, last, save }: TinProps) {
  const [now, setNow] = useState(() => piecesOf(kept?.now ?? 0));
  const [before, setBefore] = useState(() => piecesOf(kept?.before ?? 0));
  const count = { now: sum(now), before: sum(before) };
  const left = stayed(count);
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
            <Result title={t(titleOf(count))} amount={Math.abs(left)} />
          )}
          <button class="btn" type="button" onClick={() => save(count)}>
            {t('cashKeepCount')}
          </button>
        </>
      )}
    </>
  );
}
