import { useLayoutEffect, useState } from 'preact/hooks';
import { device, MOST_PEOPLE, type Profile } from '../../db/device';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { isLocked } from '../../vault/index';
import { speakTo } from '../state/language';
import { suit } from '../state/mode';
import { FacePicker, Faces } from './faces';
import { Forgot } from './forgot';
import { switchTo, welcome } from './lock-up';
import { Unlock } from './unlock';

type Step = { at: 'all' | 'new' } | { at: 'key' | 'forgot'; one: Profile };

/** "¿Quién eres?": the first thing on a phone that several people share, or that has a key. */
export function Who({ wanted }: { wanted?: string }) {
  const [step, setStep] = useState<Step>(() => first(wanted));
  const [failed, setFailed] = useState(false);
  const asked = 'one' in step ? step.one : undefined;
  // Her language comes before her key.
  useLayoutEffect(() => {
    speakTo(asked);
    suit(asked);
    return () => {
      speakTo();
      suit();
    };
  }, [asked?.id]);
  const run = (job: Promise<unknown>) => {
    setFailed(false);
    job.then(arrived, () => setFailed(true));
  };
  const pick = async ({ id }: Profile) => {
    // Another tab may have set her key meanwhile, or erased her.
    const one = await device.fresh(id);
    if (!one) setStep({ at: 'all' });
    else if (isLocked(one)) setStep({ at: 'key', one });
    else run(switchTo(one));
  };
  const all = () => setStep({ at: 'all' });
  return (
    <>
      <Sign
        title={t(step.at === 'new' ? 'pickFace' : step.at === 'forgot' ? 'forgot' : 'whoAreYou')}
        top={<Wordmark />}
      />
      <main class="sheet who">
        {failed && (
          <p class="warn" role="alert">
            {t('notSaved')}
          </p>
        )}
        {step.at === 'all' && <All pick={pick} add={() => setStep({ at: 'new' })} />}
        {step.at === 'new' && <Newcomer pick={(face) => run(welcome(face))} back={all} />}
        {step.at === 'key' && (
          <Unlock
            key={step.one.id}
            one={step.one}
            done={(isHelped) => run(switchTo(step.one, isHelped))}
            forgot={() => setStep({ at: 'forgot', one: step.one })}
            back={all}
          />
        )}
        {step.at === 'forgot' && (
          <Forgot
            one={step.one}
            again={() => setStep({ at: 'key', one: step.one })}
            afresh={() => setStep({ at: 'new' })}
          />
        )}
      </main>
    </>
  );
}

/** Nothing to choose: somebody new, who was chosen already, or the only one here and with a key. */
function first(wanted?: string): Step {
  if (wanted === 'otra') return { at: 'new' };
  const people = device.profiles();
  const isAlone = people.length === 1 && !device.current();
  const one = isAlone ? people[0] : wanted ? people[Number(wanted)] : undefined;
  return one && isLocked(one) ? { at: 'key', one } : { at: 'all' };
}

/** She is here; the place she was on her way to comes, or the route. */
function arrived(): void {
  if (/^#\/quien/.test(location.hash)) location.hash = '#/';
}

function All({ pick, add }: { pick: (one: Profile) => void; add: () => void }) {
  const people = device.profiles();
  return (
    <>
      <p class="idea">{t('touchYours')}</p>
      <Faces of={people} pick={pick} />
      {people.length < MOST_PEOPLE ? (
        <button class="btn soft" type="button" onClick={add}>
          {t('other')}
        </button>
      ) : (
        <p class="note">{t('fullHouse')}</p>
      )}
      <a class="link" href="#/otro">
        {t('alreadyHere')}
      </a>
      {people.some((one) => !one.lock) && <p class="note">{t('openOnes')}</p>}
    </>
  );
}

function Newcomer({ pick, back }: { pick: (face: string) => void; back: () => void }) {
  return (
    <section class="entre" aria-label={t('pickFace')}>
      {device.profiles().length < MOST_PEOPLE ? (
        <>
          <p>{t('otherHow')}</p>
          <FacePicker pick={pick} />
          <p class="note">{t('noPin')}</p>
        </>
      ) : (
        <p class="warn">{t('fullHouse')}</p>
      )}
      <button class="link" type="button" onClick={back}>
        {t('back')}
      </button>
    </section>
  );
}
