import { useState } from 'preact/hooks';
import { device, type Profile } from '../../db/device';
import { t } from '../../i18n/t';
import { isLocked } from '../../vault/index';
import { currentLog, myFace } from '../state/session';
import { FacePicker, Faces } from './faces';
import { changeFace, switchTo } from './lock-up';

/** Who uses this phone now, and the others: change of person, another drawing. */
export function People() {
  const [isPicking, setPicking] = useState(false);
  const [failed, setFailed] = useState(false);
  const people = device.profiles();
  const run = (job: Promise<unknown>) => {
    setFailed(false);
    job.then(
      () => setPicking(false),
      () => setFailed(true),
    );
  };
  const pick = async ({ id }: Profile) => {
    if (id === device.current()?.id) return;
    // Another tab may have set her key meanwhile, or erased her.
    const one = await device.fresh(id);
    if (!one) location.hash = '#/quien';
    else if (isLocked(one)) location.hash = `#/quien/${people.indexOf(one)}`;
    else run(switchTo(one));
  };
  return (
    <div class="entre">
      <Faces of={people} pick={pick} />
      {failed && (
        <p class="warn" role="alert">
          {t('notSaved')}
        </p>
      )}
      {isPicking ? (
        <section class="entre" aria-label={t('pickFace')}>
          <p>{t('pickFace')}</p>
          <FacePicker mine={myFace()} pick={(avatar) => run(changeFace(avatar))} />
          <button class="link" type="button" onClick={() => setPicking(false)}>
            {t('never')}
          </button>
        </section>
      ) : (
        <div class="row">
          <a class="btn soft mid" href="#/quien/otra">
            {t('other')}
          </a>
          {currentLog() && (
            <button class="link" type="button" onClick={() => setPicking(true)}>
              {t('changeFace')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
