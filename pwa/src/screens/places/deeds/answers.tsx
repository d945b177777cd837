import { useEffect, useRef, useState } from 'preact/hooks';
import { RESULTS, type Result } from '../../../domain/deeds';
import { t } from '../../../i18n/t';
import { answers } from './said';

/** Keep something once, and say it when that failed. */
export function useKeep() {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const attempt = (job: () => Promise<void>, then = () => {}) => {
    if (isBusy) return;
    setBusy(true);
    job()
      .then(
        () => {
          setFailed(false);
          then();
        },
        () => setFailed(true),
      )
      .finally(() => setBusy(false));
  };
  return { attempt, failed: hasFailed && <p class="warn">{t('notSaved')}</p> };
}

type AnswersProps = { keep: (result: Result) => Promise<void>; then?: (result: Result) => void };

/** How it went, in one touch. */
export function Answers({ keep, then = () => {} }: AnswersProps) {
  const { attempt, failed } = useKeep();
  return (
    <>
      {failed}
      <div class="row">
        {RESULTS.map((result) => (
          <button
            key={result}
            class="btn soft mid"
            type="button"
            onClick={() =>
              attempt(
                () => keep(result),
                () => then(result),
              )
            }
          >
            {t(answers[result][0])}
          </button>
        ))}
      </div>
    </>
  );
}

type ReplyProps = { result: Result; undo: () => Promise<void>; isNew?: boolean };

/** What is said to an answer, and the way back from it. */
export function Reply({ result, undo, isNew }: ReplyProps) {
  const { attempt, failed } = useKeep();
  const ref = useRef<HTMLParagraphElement>(null);
  // The button that was touched is gone.
  useEffect(() => {
    if (isNew) ref.current?.focus();
  }, []);
  const [answer, reply] = answers[result];
  return (
    <>
      {failed}
      <p ref={ref} tabIndex={-1}>
        <b>{t(answer)}.</b> {t(reply)}
      </p>
      <button class="link" type="button" onClick={() => attempt(undo)}>
        {t('deedUndo')}
      </button>
    </>
  );
}
