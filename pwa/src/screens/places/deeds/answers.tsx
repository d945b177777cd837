import { useEffect, useRef, useState } from 'preact/hooks';
import { RESULTS, type Result } from '../../../domain/deeds';
import { t } from '../../../i18n/t';
import { answers } from './said';

/** Keep something once, and say it when that failed. */
export function useKeep() {
  const [state, setState] = useState('');
  const attempt = (job: Promise<void>, then = () => {}) => {
    setState('busy');
    job.then(
      () => {
        setState('');
        then();
      },
      () => setState('failed'),
    );
  };
  return {
    attempt,
    isBusy: state === 'busy',
    failed: state === 'failed' && <p class="warn">{t('notSaved')}</p>,
  };
}

type HowWasProps = {
  told?: Result | undefined;
  /** Without a result, what was told is taken back. */
  keep: (result?: Result) => Promise<void>;
  then?: (result?: Result) => void;
};

/** How it went, in one touch; then what is said to that, and the way back. */
export function HowWas({ told, keep, then = () => {} }: HowWasProps) {
  const { attempt, isBusy, failed } = useKeep();
  const ref = useRef<HTMLDivElement>(null);
  const isMoved = useRef(false);
  // The button that was touched is gone.
  useEffect(() => {
    if (isMoved.current) ref.current?.focus();
  }, [told]);
  const tell = (result?: Result) => {
    if (isBusy) return;
    isMoved.current = true;
    attempt(keep(result), () => then(result));
  };
  return (
    <div class="entre" tabIndex={-1} ref={ref}>
      {failed}
      {told ? (
        <p>
          <b>{t(answers[told][0])}.</b> {t(answers[told][1])}{' '}
          <button class="link" type="button" onClick={() => tell()}>
            {t('deedUndo')}
          </button>
        </p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome
        <div class="pick two" role="group" aria-label={t('deedHow')}>
          {RESULTS.map((result) => (
            <button key={result} type="button" onClick={() => tell(result)}>
              {t(answers[result][0])}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
