import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/t';
import { closeIcon, Icon } from '../../../ui/icon';
import { keep } from '../../state/session';
import { useKeep } from './answers';
import { WordsForm } from './form';
import type { ToPlan } from './look';
import type { Words } from './own';
import { retake } from './retake';
import { repeated, titleOf } from './said';

type PlanProps = { of: ToPlan; hold: (isHeld: boolean) => void };

/** What she promised today: which of three waits, or the hour and the place of the newest. */
export function Plan({ of: { deed, others, settle }, hold }: PlanProps) {
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState<Words>();
  const { attempt, failed } = useKeep();
  const end = () => attempt(settle, () => hold(false));
  const [open, later] = others;
  return (
    <aside class="cloth entre">
      <div class="row">
        {words ? (
          <Kept of={words} />
        ) : (
          <p class="grow">{t(later ? 'deedThird' : 'deedPlan', titleOf(deed))}</p>
        )}
        <button class="round" type="button" aria-label={t('howAway')} onClick={end}>
          <Icon of={closeIcon} />
        </button>
      </div>
      {failed}
      {open && later && (
        <>
          <button class="btn soft" type="button" onClick={end}>
            {titleOf(later)}
          </button>
          <button
            class="btn soft"
            type="button"
            onClick={() =>
              attempt(
                () => keep('action.taken', retake(later)).then(settle),
                () => hold(false),
              )
            }
          >
            {titleOf(open)}
          </button>
        </>
      )}
      {!later && !isOpen && (
        <button
          class="btn soft"
          type="button"
          onClick={() => {
            hold(true);
            setOpen(true);
          }}
        >
          {t('deedPlanDo')}
        </button>
      )}
      {isOpen && !words && <WordsForm of={deed} then={setWords} />}
    </aside>
  );
}

/** Her words, repeated to her. */
function Kept({ of: words }: { of: Words }) {
  const ref = useRef<HTMLParagraphElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <p class="grow" tabIndex={-1} ref={ref}>
      {t('deedKept', repeated(words))}
    </p>
  );
}
