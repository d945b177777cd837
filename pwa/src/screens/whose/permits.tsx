import { useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import type { Edition } from '../../domain/bundle';
import { contactPurpose, type Decision, decisions } from '../../domain/decisions';
import { library } from '../../downloads/library';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { PURPOSE } from '../../sync/gate';
import { Sign, Wordmark } from '../../ui/frame';
import { takeContactBack } from '../../vault/contact';
import { currentLog, keep } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { CONTACT_TEXT, CONTACT_WORDS } from './contact-text';
import { copyOff, isReader, readerOff } from './copy-off';
import { useEvents } from './facts';
import { whyNot } from './piece';

/** `version` is that of the text on this phone; none when it is not here any more. */
type Purpose = { id: string; title: string; text: string[]; version?: number };

/** What is asked for here, and what she once said yes to elsewhere. */
function purposesOf(edition: Edition | undefined, said: Map<string, Decision>): Purpose[] {
  const here = (edition?.cs ?? []).map(
    ([id, version, title, text]): Purpose => ({ id, version, title, text }),
  );
  const contact: Purpose = {
    id: contactPurpose(library.edition()),
    title: t('contactPermit'),
    text: CONTACT_WORDS.map((key) => `${t(key)}. ${t(`${key}Text` as Key)}`),
    version: CONTACT_TEXT,
  };
  const known = new Set([...here, contact].map(({ id }) => id));
  const old = [...said].filter(([id, { version }]) => version !== undefined && !known.has(id));
  return [
    ...here,
    contact,
    ...old.map(([id]) => ({
      id,
      title: isReader(id) ? t('oldReader') : t('oldPermit', id),
      text: [t('oldPermitText')],
    })),
  ];
}

const isContact = (id: string): boolean => id.startsWith(contactPurpose(''));

/** One by one: what each permission is for, what she said and when, and the other answer. */
export function Permits() {
  const log = currentLog();
  const events = useEvents(log);
  const edition = library.editionText();
  const said = decisions(events ?? []);
  return (
    <>
      <Sign title={t('permits')} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t('permitsIdea')}</p>
        {!log && <p>{t('nothingYet')}</p>}
        {log && !edition && <p class="warn">{t('consentAway')}</p>}
        {log &&
          events &&
          purposesOf(edition, said).map((one) => (
            <Permit key={one.id} log={log} one={one} now={said.get(one.id)} />
          ))}
        <a class="link" href="#/yo">
          {t('back')}
        </a>
      </main>
      <Tabs here="#/permisos" />
    </>
  );
}

async function give(id: string, version: number): Promise<Key> {
  await keep('consent.given', { purpose: id, text_version: version });
  void engine.sendNow();
  return 'nowYes';
}

async function withdraw(log: Log, id: string): Promise<Key> {
  if (isContact(id)) {
    const got = await takeContactBack(log);
    if (!got.ok) return whyNot(got.reason);
    return got.value === 'there' ? 'contactTaken' : 'contactTakenLater';
  }
  if (id === PURPOSE) return copyOff(log);
  if (isReader(id)) return readerOff(log, id);
  await keep('consent.withdrawn', { purpose: id });
  return 'nowNo';
}

type PermitProps = { log: Log; one: Purpose; now: Decision | undefined };

function Permit({ log, one, now }: PermitProps) {
  const [words, setWords] = useState<Key>();
  const isGiven = now?.version !== undefined;
  const isOlder = isGiven && one.version !== undefined && (now?.version ?? 0) < one.version;
  const run = (job: Promise<Key>) => {
    setWords(undefined);
    job.then(setWords, () => setWords('notSaved'));
  };
  return (
    <section class="cloth entre">
      <h2>{one.title}</h2>
      {one.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p class="note">
        {one.version !== undefined && t('textNow', one.version)} {saidWords(now)}
      </p>
      {isOlder && one.version !== undefined && (
        <p>
          <b>{t('textNewer', now?.version ?? 0, one.version)}</b>
        </p>
      )}
      {isOlder && !isContact(one.id) && (
        <button
          class="btn soft"
          type="button"
          onClick={() => run(give(one.id, one.version as number))}
        >
          {t('agreeNewer')}
        </button>
      )}
      {isContact(one.id) && !isGiven ? (
        <a class="btn soft" href="#/contacto">
          {t('contact')}
        </a>
      ) : isReader(one.id) && !isGiven && !hasConsent() ? (
        <p class="note">{t('readerNeedsCopy')}</p>
      ) : (
        <button
          class="switch"
          type="button"
          role="switch"
          aria-checked={isGiven}
          onClick={() => run(isGiven ? withdraw(log, one.id) : give(one.id, one.version as number))}
        >
          <span>
            {t('allow')} <span class="sr">{one.title}</span>
          </span>
        </button>
      )}
      <p class={words ? 'note' : 'sr'} role="status">
        {words && t(words)}
      </p>
    </section>
  );
}

function saidWords(now: Decision | undefined): string {
  if (!now) return t('saidNothing');
  return now.version === undefined
    ? t('saidNo', dayWords(now.at))
    : t('saidYes', dayWords(now.at), now.version);
}
