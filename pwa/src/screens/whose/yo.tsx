import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import { applyUpdate, onUpdate } from '../../downloads/shell';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { Sign } from '../../ui/frame';
import { Icon, okIcon } from '../../ui/icon';
import { lockIcon, phoneIcon } from '../../ui/icons-more';
import { Consent } from '../consent';
import { Languages } from '../languages';
import { Remove } from '../module';
import { after } from '../state/after';
import { needingAttention } from '../state/attention';
import { ModeButton } from '../state/mode';
import { currentLog } from '../state/session';
import { linkManifest } from '../state/settle';
import { moduleEntries, onShelf, runBy, spaceOf } from '../state/shelf';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { Arrivals } from './arrivals';
import { copyOff } from './copy-off';
import { HelperLink, NoQuechua, Questions, VoiceLink } from './me';
import { People } from './people';
import { TakeCopy, Wipe } from './wipe';

declare const __VERSION__: string;

export function Yo() {
  const [asking, setAsking] = useState(false);
  useEffect(linkManifest, []);
  if (asking) return <Consent done={() => setAsking(false)} />;
  const log = currentLog();
  // With a helper beside her, what is hers to decide waits.
  const hers = helping() ? undefined : log;
  return (
    <>
      <Sign title={t('whoAreYou')}>
        <People />
      </Sign>
      <main class="sheet">
        <NewVersion />
        <after.Piece show={({ MyData }) => <MyData />} />
        <Questions />
        {hers && <Arrivals key={hers.profile.id} log={hers} />}
        {hers && <MyKey />}
        <Work key={log?.profile.id} />
        {hers && <Copy ask={() => setAsking(true)} />}
        {hers && <Others />}
        <ModeButton to="simple" label="simpleMode" />
        <VoiceLink />
        <HelperLink />
        <section class="cloth entre">
          <h2>{t('language')}</h2>
          <Languages />
          <NoQuechua />
        </section>
        <OnPhone />
        <after.Piece show={({ ToHome }) => <ToHome />} />
        {hers && <TakeCopy />}
        <after.Piece show={({ XapiFile }) => <XapiFile />} />
        <section class="entre">
          <h2>{t('moreAbout')}</h2>
          <a class="btn soft" href="#/ayuda">
            {t('help')}
          </a>
          <a class="btn soft" href="#/privacidad">
            <Icon of={lockIcon} />
            {t('privacyTitle')}
          </a>
          <p class="note">
            {t('about')} {runBy()} {t('version', __VERSION__)}
          </p>
        </section>
        {hers && (
          <a class="link" href="#/hoy">
            {t('todayErase')}
          </a>
        )}
        {hers && <Wipe />}
      </main>
      <Tabs here="#/yo" />
    </>
  );
}

/** Whether a key keeps her things, and where to change that. */
function MyKey() {
  const profile = currentLog()?.profile;
  if (!profile) return null;
  return (
    <section class="cloth entre">
      <h2>{t('myKey')}</h2>
      <p>{t(profile.lock ? 'keyIsOn' : 'keyIsOff')}</p>
      <a class="btn soft" href="#/clave">
        <Icon of={lockIcon} />
        {t(profile.lock ? 'keySee' : 'keySet')}
      </a>
      <a class="btn soft" href="#/telefonos">
        <Icon of={phoneIcon} />
        {t('myPhones')}
      </a>
    </section>
  );
}

/** Saved, sent, waiting, needing attention: always in words. */
function Work() {
  const log = currentLog();
  const { unsent, attention } = log?.counts() ?? { unsent: 0, attention: 0 };
  const [said, setSaid] = useState<Key>();
  const consent = hasConsent();
  const send = () => void engine.sendNow().then(({ ok }) => setSaid(ok ? undefined : 'sendFailed'));
  return (
    <section class="cloth entre">
      <h2>{t('myWork')}</h2>
      {log && <Ticks />}
      {!log && <p>{t('nothingYet')}</p>}
      {log && !consent && (
        <p>
          <b>{t('onlyHereNow')}</b> <span class="note">{t('onlyHereWhy')}</span>
        </p>
      )}
      {log && consent && <p class="note">{t(unsent ? 'waitsWhy' : 'allSentWhy')}</p>}
      <p class="note" role="status">
        {engine.state() === 'sending' ? t('sending') : said && t(said)}
      </p>
      {consent && (
        <button class="btn soft" type="button" onClick={send}>
          {t('sendNow')}
        </button>
      )}
      {(attention > 0 || engine.state() === 'attention') && <Attention />}
    </section>
  );
}

/** One, two or three ticks: on this phone, on the server, in a backup that was tried. */
function Ticks() {
  const { unsent, sent, kept } = currentLog()?.counts() ?? { unsent: 0, sent: 0, kept: 0 };
  const isSent = sent + kept > 0;
  return (
    <ul class="ticks">
      <li>
        <Marks count={1} />
        {t('saved')}
      </li>
      {hasConsent() && (
        <li>
          <Marks count={2} off={!isSent} />
          <span>
            {isSent && t('copySent', sent + kept)} {unsent > 0 && t('unsent', unsent)}
            {!isSent && !unsent && t('nothingYet')}
          </span>
        </li>
      )}
      {isSent && (
        <li>
          <Marks count={3} off={!kept} />
          <span>
            {kept > 0 && t('copySafe', kept)}{' '}
            <span class="note">{t(!kept ? 'copyUnsafe' : sent ? 'copyPartly' : 'copyAll')}</span>
          </span>
        </li>
      )}
    </ul>
  );
}

function Marks({ count, off }: { count: number; off?: boolean }) {
  return (
    <span class={off ? 'marks off' : 'marks'} aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <Icon key={i} of={okIcon} />
      ))}
    </span>
  );
}

function Attention() {
  const [found, setFound] = useState(new Map<number, number>());
  useEffect(() => {
    const log = currentLog();
    if (log) needingAttention(log).then(setFound, () => {});
  }, []);
  return (
    <div class="warn">
      <h3>{t('attention')}</h3>
      <p>{t(found.size ? 'needsYouWhy' : 'profileRefused')}</p>
      <ul>
        {[...found].map(([type, count]) => (
          <li key={type}>
            {t((type === 4 ? 'what3' : `what${type}`) as Key)} · {count}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Copy({ ask }: { ask: () => void }) {
  const [said, setSaid] = useState<Key>();
  const consent = hasConsent();
  const off = () => {
    const log = currentLog();
    if (log) copyOff(log).then(setSaid, () => setSaid('notSaved'));
  };
  return (
    <section class="cloth entre">
      <h2>{t('copy')}</h2>
      <p>{t(consent ? 'copyOn' : 'copyOff')}</p>
      <p class="note" role="status">
        {said && t(said)}
      </p>
      <button class="btn soft" type="button" onClick={consent ? off : ask}>
        {t(consent ? 'turnOff' : 'turnOn')}
      </button>
    </section>
  );
}

/** What she allows, what others see, and whether they may find her. */
function Others() {
  return (
    <section class="cloth entre">
      <h2>{t('mineAndOthers')}</h2>
      <a class="btn soft" href="#/pregunta">
        {t('myAnswers')}
      </a>
      <a class="btn soft" href="#/constancia">
        {t('myProof')}
      </a>
      <a class="btn soft" href="#/yo/permisos">
        {t('permits')}
      </a>
      <a class="btn soft" href="#/yo/comparto">
        {t('shares')}
      </a>
      <a class="btn soft" href="#/contacto">
        {t('contact')}
      </a>
      <a class="btn soft" href="#/yo/origen">
        {t('origin')}
      </a>
    </section>
  );
}

function OnPhone() {
  const here = moduleEntries().filter((one) => onShelf(one.id));
  return (
    <section class="cloth entre">
      <h2>{t('onThisPhone')}</h2>
      <p>{here.length ? t('space', spaceOf(here)) : t('noModules')}</p>
      <ul class="facts">
        {here.map((entry) => (
          <li key={entry.id}>
            <b>
              <Icon of={phoneIcon} /> {entry.title}
            </b>
            <Remove entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewVersion() {
  const [waits, setWaits] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => onUpdate(() => setWaits(true)), []);
  if (!waits) return null;
  return (
    <section class="cloth entre">
      <h2>{t('newVersion')}</h2>
      <p role="status">{t(busy ? 'lessonOpen' : 'newVersionWhy')}</p>
      <button
        class="btn soft"
        type="button"
        onClick={() => void applyUpdate().then((went) => setBusy(!went))}
      >
        {t('useNew')}
      </button>
    </section>
  );
}
