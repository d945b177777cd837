import { useState } from 'preact/hooks';
import { device, MOST_PEOPLE, type Profile } from '../../db/device';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { newPerson, usePerson } from '../state/session';
import { FacePicker, Faces } from './faces';

/** "¿Quién eres?": the first thing on a phone that several people share. */
export function Who() {
  const [isNew, setNew] = useState(false);
  const [failed, setFailed] = useState(false);
  const people = device.profiles();
  const run = (job: Promise<unknown>) => {
    setFailed(false);
    job.then(arrived, () => setFailed(true));
  };
  return (
    <>
      <Sign title={t(isNew ? 'pickFace' : 'whoAreYou')} top={<Wordmark />} />
      <main class="sheet who">
        {failed && (
          <p class="warn" role="alert">
            {t('notSaved')}
          </p>
        )}
        {isNew ? (
          <Newcomer pick={(face) => run(newPerson(face))} back={() => setNew(false)} />
        ) : (
          <>
            <p class="idea">{t('touchYours')}</p>
            <Faces of={people} pick={(one: Profile) => run(usePerson(one))} />
            {people.length < MOST_PEOPLE ? (
              <button class="btn soft" type="button" onClick={() => setNew(true)}>
                {t('other')}
              </button>
            ) : (
              <p class="note">{t('fullHouse')}</p>
            )}
            <p class="note">{t('openOnes')}</p>
          </>
        )}
      </main>
    </>
  );
}

/** She is here; the place she was on her way to comes, or the route. */
export function arrived(): void {
  if (/^#\/quien/.test(location.hash)) location.hash = '#/';
}

function Newcomer({ pick, back }: { pick: (face: string) => void; back: () => void }) {
  return (
    <section class="entre" aria-label={t('pickFace')}>
      <p>{t('otherHow')}</p>
      <FacePicker pick={pick} />
      <p class="note">{t('noPin')}</p>
      <button class="link" type="button" onClick={back}>
        {t('back')}
      </button>
    </section>
  );
}
