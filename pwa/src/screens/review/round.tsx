import { useEffect, useRef, useState } from 'preact/hooks';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { useTitle } from '../../ui/frame';
import { closeIcon, Icon } from '../../ui/icon';
import { Face } from '../../ui/picture';
import { Speaker } from '../../ui/speaker';
import { Overview } from './overview';
import { dayText, minutesOf, planNow } from './plan';
import { Again, type Done, Practice, type StepProps } from './steps';

/** One save at a time; what failed is said, and the same touch tries again. */
function useSave(): [failed: Key | undefined, save: StepProps['save']] {
  const busy = useRef(false);
  const [failed, setFailed] = useState<Key>();
  const save: StepProps['save'] = (job, then) => {
    if (busy.current) return;
    busy.current = true;
    job().then(
      () => {
        busy.current = false;
        setFailed(undefined);
        then();
      },
      ({ reason }: { reason?: string }) => {
        busy.current = false;
        setFailed(reason === 'full' ? 'full' : 'notSaved');
      },
    );
  };
  return [failed, save];
}

type Score = Record<Done, number>;

/** Once through what there is for now, a thing a screen. Each answer is kept at once. */
export function Round({ again }: { again: () => void }) {
  const [steps] = useState(() => planNow().steps);
  const [index, setIndex] = useState(0);
  const [score, setScore] = useState<Score>({ checks: 0, right: 0, wrong: 0 });
  const [failed, save] = useSave();
  useEffect(() => {
    document.title = `${t('review')} · CREANDO`;
    scrollTo(0, 0);
  }, [index]);
  const step = steps[index];
  if (!steps.length) return <Overview />;
  if (!step) return <End of={score} again={again} />;
  const props: StepProps = {
    of: step,
    save,
    count: (what) => setScore((old) => ({ ...old, [what]: old[what] + 1 })),
    next: () => setIndex(index + 1),
  };
  return (
    <>
      <header class="lesson">
        <a class="round" href="#/repaso" aria-label={t('reviewStop')}>
          <Icon of={closeIcon} />
        </a>
        <svg class="weave" role="img" aria-label={t('cardOf', index + 1, steps.length)}>
          <rect width="100%" height="100%" fill="url(#t-hilo)" />
          <rect width={`${(100 * index) / steps.length}%`} height="100%" fill="url(#t-rombo)" />
        </svg>
        <p>{index < steps.length - 1 ? t('left', minutesOf(steps.slice(index))) : t('last')}</p>
        <Speaker />
      </header>
      <div class="state" role="status">
        {failed && <p class="warn">{t(failed)}</p>}
      </div>
      {step.question ? (
        <Again key={index} question={step.question} {...props} />
      ) : (
        <Practice key={index} {...props} />
      )}
    </>
  );
}

/** What she did, and when something comes back. */
function End({ of: { checks, right, wrong }, again }: { of: Score; again: () => void }) {
  const { steps, next } = planNow();
  const ref = useTitle(t('reviewDone'));
  return (
    <div class="party">
      <main class="sheet">
        <a class="round" href="#/" aria-label={t('closeEnd')}>
          <Icon of={closeIcon} />
        </a>
        <h1 class="shout" tabIndex={-1} ref={ref}>
          {t('reviewDone')}
        </h1>
        {checks + right + wrong > 0 && (
          <div class="row top">
            <Face who="y4" />
            <div class="says right grow">
              {checks > 0 && <p>{tn('endChecks', checks)}</p>}
              {right > 0 && <p>{tn('endCards', right)}</p>}
              {wrong > 0 && <p>{t('endSoon')}</p>}
            </div>
          </div>
        )}
        <section class="cloth entre">
          {next !== undefined && <p>{t('reviewBack', dayText(next))}</p>}
          <a class="btn" href="#/">
            {t('toRoute')}
          </a>
          {steps.length > 0 && (
            <button class="btn soft" type="button" onClick={again}>
              {t('reviewMore')}
            </button>
          )}
        </section>
      </main>
    </div>
  );
}
