import { useState } from 'preact/hooks';
import { device } from '../../db/device';
import { t } from '../../i18n/t';
import { Face } from '../../ui/picture';
import { currentLog, keep, myFace, newPerson, usePerson } from '../state/session';

const FACES = Array.from({ length: 12 }, (_, i) => `y${i + 1}`);

/** A family's phone: at most this many people share it. */
const MOST = 8;

/** Who uses this phone: change of person, one more person, another face. */
export function People() {
  const [picking, setPicking] = useState<'other' | 'mine'>();
  const [failed, setFailed] = useState(false);
  const people = device.profiles();
  const me = device.current();
  const run = (job: Promise<unknown>) => {
    setFailed(false);
    job.then(
      () => setPicking(undefined),
      () => setFailed(true),
    );
  };
  const pick = (avatar: string) =>
    run(picking === 'mine' ? keep('profile.created', { avatar }) : newPerson(avatar));
  return (
    <div class="entre">
      <ul class="people">
        {people.map((one, i) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={one.id === me?.id}
              onClick={() => run(usePerson(one))}
            >
              <Face who={one.id === me?.id ? myFace() : one.avatar} big />
              <span>{one.id === me?.id ? t('you') : `${t('open')} ${i + 1}`}</span>
            </button>
          </li>
        ))}
      </ul>
      {people.length > 1 && <p>{t('noPin')}</p>}
      {failed && (
        <p class="warn" role="alert">
          {t('notSaved')}
        </p>
      )}
      {picking ? (
        <section class="entre" aria-label={t('pickFace')}>
          <p>{t(picking === 'mine' ? 'pickFace' : 'otherHow')}</p>
          {picking === 'other' && people.length < 2 && <p>{t('noPin')}</p>}
          <ul class="faces">
            {FACES.map((who, i) => (
              <li key={who}>
                <button type="button" aria-label={t('faceN', i + 1)} onClick={() => pick(who)}>
                  <Face who={who} />
                </button>
              </li>
            ))}
          </ul>
          <button class="link" type="button" onClick={() => setPicking(undefined)}>
            {t('never')}
          </button>
        </section>
      ) : (
        <div class="row">
          {people.length < MOST ? (
            <button class="btn soft mid" type="button" onClick={() => setPicking('other')}>
              {t('other')}
            </button>
          ) : (
            <p>{t('fullHouse')}</p>
          )}
          {currentLog() && (
            <button class="link" type="button" onClick={() => setPicking('mine')}>
              {t('changeFace')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
