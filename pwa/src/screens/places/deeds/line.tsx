import { useState } from 'preact/hooks';
import type { Result } from '../../../domain/deeds';
import { t } from '../../../i18n/t';
import { closeIcon, Icon } from '../../../ui/icon';
import { Answers, Reply } from './answers';
import type { Question } from './look';

type LineProps = {
  of: Question;
  /** She answered: the line stays for what is said to it. */
  hold: (isHeld: boolean) => void;
  putAway: () => void;
};

/** The one line at the next opening: how it went, in one touch. */
export function Line({ of: { text, href, keep, takeBack }, hold, putAway }: LineProps) {
  const [result, setResult] = useState<Result>();
  const undo = async () => {
    await takeBack();
    setResult(undefined);
    hold(false);
  };
  const then = (told: Result) => {
    setResult(told);
    hold(true);
  };
  return (
    <aside class="cloth entre">
      <div class="row">
        <p class="grow">
          {text}{' '}
          {href && !result && (
            <a class="link" href={href} onClick={putAway}>
              {t('howSee')}
            </a>
          )}
        </p>
        <button class="round" type="button" aria-label={t('howAway')} onClick={putAway}>
          <Icon of={closeIcon} />
        </button>
      </div>
      {result ? <Reply result={result} undo={undo} isNew /> : <Answers keep={keep} then={then} />}
    </aside>
  );
}
