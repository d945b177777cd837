import { useState } from 'preact/hooks';
import { forget, type Mark, missing } from '../../db/sentinel';
import { type Key, t } from '../../i18n/t';
import { bringBack } from '../../sync/bring-back';
import { Sign, Wordmark } from '../../ui/frame';
import { Face } from '../../ui/picture';
import { usePerson } from '../state/session';
import { faceName } from './faces';

const WORDS: Record<string, Key> = {
  nothing: 'goneNothing',
  full: 'fullHouse',
  refused: 'goneRefused',
  network: 'goneNoSignal',
};

/** What was kept here is gone: said at once, with what can come back and what cannot. */
export function Missing() {
  // Counted once: on her way back she is on the phone already, and not yet whole.
  const [gone, setGone] = useState(missing);
  const leave = () => {
    for (const { id } of gone) forget(id);
    location.hash = '#/';
  };
  return (
    <>
      <Sign title={t('goneTitle')} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t('goneWhy')}</p>
        <ul class="entre">
          {gone.map((one) => (
            <li key={one.id}>
              <Gone
                one={one}
                done={() => setGone((all) => all.filter(({ id }) => id !== one.id))}
              />
            </li>
          ))}
        </ul>
        {gone.length ? (
          <button class="link" type="button" onClick={leave}>
            {t('goneLeave')}
          </button>
        ) : (
          <a class="btn" href="#/">
            {t('goneBack')}
          </a>
        )}
      </main>
    </>
  );
}

function Gone({ one, done }: { one: Mark; done: () => void }) {
  const [said, setSaid] = useState<Key>();
  const hasCopy = one.token && one.agreed !== undefined;
  const bring = () => {
    setSaid('goneBringing');
    bringBack(one)
      .then(async (got) => {
        if (!got.ok) return setSaid(WORDS[got.reason]);
        await usePerson(got.value);
        done();
      })
      .catch(() => setSaid('notSaved'));
  };
  return (
    <section class="cloth row">
      <Face who={one.avatar} />
      <div class="grow">
        <h2 class="sr">{faceName(one.avatar)}</h2>
        <p>{t(hasCopy ? 'goneCopy' : one.token ? 'goneNothing' : 'goneLocked')}</p>
        <p class={said && said !== 'goneBringing' ? 'warn' : 'note'} role="status">
          {said && t(said)}
        </p>
        {hasCopy && (
          <button class="btn soft" type="button" onClick={bring}>
            {t('goneBring')}
          </button>
        )}
      </div>
    </section>
  );
}
