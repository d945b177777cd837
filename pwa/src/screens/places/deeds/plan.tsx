import { useState } from 'preact/hooks';
import { t } from '../../../i18n/t';
import { useKeep } from './answers';
import { WordsForm } from './form';
import { Away, type LineProps } from './line';
import type { ToPlan } from './look';
import { retake, type Words } from './own';
import { repeated, titleOf } from './said';

/** What she promised today: which of three waits, or the hour and the place of the newest. */
export function Plan({ of: { deed, others, settle }, hold }: LineProps<ToPlan>) {
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState<Words>();
  const { attempt, failed } = useKeep();
  const end = (before?: Promise<void>) =>
    attempt((before ?? Promise.resolve()).then(settle), () => hold(false));
  const open = () => {
    hold(true);
    setOpen(true);
  };
  const [later] = others;
  const text = t(later ? 'deedThird' : 'deedPlan', titleOf(deed));
  return (
    <aside class="cloth entre">
      <div class="row">
        <p class="grow" role="status">
          {words ? t('deedKept', repeated(words)) : text}
        </p>
        <Away end={() => end()} />
      </div>
      {failed}
      {others.map((one) => (
        <button
          key={one.at}
          class="btn soft"
          type="button"
          onClick={() => end(one === later ? undefined : retake(later as typeof one))}
        >
          {titleOf(one)}
        </button>
      ))}
      {!later && !isOpen && (
        <button class="btn soft" type="button" onClick={open}>
          {t('deedPlanDo')}
        </button>
      )}
      {isOpen && !words && <WordsForm of={deed} then={setWords} />}
    </aside>
  );
}
