import { useState } from 'preact/hooks';
import type { Result } from '../../../domain/deeds';
import { t } from '../../../i18n/t';
import { closeIcon, Icon } from '../../../ui/icon';
import { HowWas } from './answers';
import type { Question } from './look';

/** `hold`: what she is answering stays on the screen until she is done with it. */
export type LineProps<T> = { of: T; hold: (holds: boolean) => void };

/** The one line at the next opening: how it went, in one touch. */
export function Line({ of: { text, href, keep, putAway }, hold }: LineProps<Question>) {
  const [told, setTold] = useState<Result>();
  const then = (result?: Result) => {
    setTold(result);
    hold(!!result);
  };
  const end = () => {
    const done = () => hold(false);
    // What was answered need not be put away, nor what is older than it.
    void (told ? Promise.resolve() : putAway()).then(done, done);
  };
  return (
    <aside class="cloth entre">
      <div class="row">
        <p class="grow">
          {text}{' '}
          {href && !told && (
            <a class="link" href={href} onClick={end}>
              {t('howSee')}
            </a>
          )}
        </p>
        <Away end={end} />
      </div>
      <HowWas told={told} keep={keep} then={then} />
    </aside>
  );
}

export const Away = ({ end }: { end: () => void }) => (
  <button class="round" type="button" aria-label={t('howAway')} onClick={end}>
    <Icon of={closeIcon} />
  </button>
);
