import { useEffect, useRef, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { foldSharing } from '../../domain/sharing';
import { library } from '../../downloads/library';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { Icon, okIcon } from '../../ui/icon';
import { editionKey, endOfNumber, takeContactBack } from '../../vault/contact';
import { currentLog } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { ContactForm } from './contact-form';
import { CONTACT_WORDS } from './contact-text';
import { useEvents } from './facts';
import { whyNot } from './piece';

/** How to find her: what it is for comes first, and nobody has to. */
export function ContactPlace() {
  const log = currentLog();
  return (
    <>
      <Sign title={t('contact')} />
      <main class="sheet">
        <p class="idea">{t('contactIdea')}</p>
        <section class="cloth entre">
          {CONTACT_WORDS.map((key) => (
            <div key={key}>
              <h2>{t(key)}</h2>
              <p>{t(`${key}Text` as Key)}</p>
            </div>
          ))}
        </section>
        {log ? <Mine key={log.profile.id} log={log} /> : <p>{t('nothingYet')}</p>}
        <a class="link" href="#/yo">
          {t('back')}
        </a>
      </main>
      <Tabs here="#/contacto" />
    </>
  );
}

/** What is held, and taking it back; or giving it. */
function Mine({ log }: { log: Log }) {
  const edition = library.edition();
  const events = useEvents(log);
  const [isChanging, setChanging] = useState(false);
  const [said, setSaid] = useState<{ words: Key; bad?: boolean }>();
  const ref = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [said]);
  if (!events) return null;
  const isHeld = edition in foldSharing(events).contacts;
  const take = async () => {
    const got = await takeContactBack(log);
    setChanging(false);
    if (!got.ok) setSaid({ words: whyNot(got.reason), bad: true });
    else setSaid({ words: got.value === 'there' ? 'contactTaken' : 'contactTakenLater' });
  };
  return (
    <>
      <p class={!said ? 'sr' : said.bad ? 'warn' : 'chip yes big'} role="status" ref={ref}>
        {said && !said.bad && <Icon of={okIcon} />}
        {said && t(said.words)}
      </p>
      {isHeld && !isChanging && (
        <Held
          log={log}
          edition={edition}
          change={() => {
            setSaid(undefined);
            setChanging(true);
          }}
          take={() => void take().catch(() => setSaid({ words: 'notSaved', bad: true }))}
        />
      )}
      {(!isHeld || isChanging) && (
        <Give
          log={log}
          edition={edition}
          done={() => {
            setChanging(false);
            setSaid({ words: 'contactDone' });
          }}
        />
      )}
      {isChanging && (
        <button class="link" type="button" onClick={() => setChanging(false)}>
          {t('never')}
        </button>
      )}
    </>
  );
}

type HeldProps = { log: Log; edition: string; change: () => void; take: () => void };

function Held({ log, edition, change, take }: HeldProps) {
  const [end, setEnd] = useState('');
  useEffect(() => void endOfNumber(log, edition).then(setEnd, () => {}), [log]);
  return (
    <section class="cloth entre">
      <p>
        <b>
          {t('contactHeld')} {end && t('contactHeldEnd', end)}
        </b>
      </p>
      <button class="btn soft" type="button" onClick={change}>
        {t('contactChange')}
      </button>
      <button class="btn soft" type="button" onClick={take}>
        {t('contactTake')}
      </button>
    </section>
  );
}

/** Asked only where somebody can read it: an edition without a key asks nothing. */
function Give({ log, edition, done }: { log: Log; edition: string; done: () => void }) {
  const [asks, setAsks] = useState<'yes' | 'no' | 'away'>();
  const look = async () => {
    setAsks(undefined);
    const got = await editionKey(edition);
    setAsks(!got.ok ? 'away' : got.value ? 'yes' : 'no');
  };
  useEffect(() => void look(), []);
  if (!asks || asks === 'no')
    return <p role="status">{t(asks ? 'contactNone' : 'contactLooking')}</p>;
  if (asks === 'away') {
    return (
      <div class="warn entre" role="status">
        <p>{t('contactAway')}</p>
        <button class="btn soft" type="button" onClick={() => void look()}>
          {t('retry')}
        </button>
      </div>
    );
  }
  if (hasConsent()) return <ContactForm log={log} edition={edition} done={done} />;
  return (
    <>
      <p>{t('contactNeedCopy')}</p>
      <a class="btn soft" href="#/yo/permisos">
        {t('permits')}
      </a>
    </>
  );
}
