import { useState } from 'preact/hooks';
import { decisions } from '../../domain/decisions';
import { foldSharing, type Share } from '../../domain/sharing';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { currentLog, keep } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { isReader } from './copy-off';
import { useEvents } from './facts';

/** What others see of her, who, and until when; each is taken back where it stands. */
export function Shares() {
  const log = currentLog();
  const events = useEvents(log);
  const { contacts, shares } = foldSharing(events ?? []);
  const isRead = [...decisions(events ?? [])].some(([id, { version }]) => isReader(id) && version);
  return (
    <>
      <Sign title={t('shares')} />
      <main class="sheet">
        <p class="idea">{t('sharesIdea')}</p>
        {!log && <p>{t('nothingYet')}</p>}
        {events && (
          <>
            <With of={shares} />
            <section class="cloth entre">
              <h2>{t('sharesServer')}</h2>
              {!hasConsent() && !Object.keys(contacts).length && <p>{t('sharesNothing')}</p>}
              <ul class="facts">
                {hasConsent() && (
                  <Fact title="shareCopy" text="shareCopyWho" href="#/yo/permisos" />
                )}
                {isRead && <Fact title="shareReader" text="shareReaderWho" href="#/yo/permisos" />}
                {Object.keys(contacts).length > 0 && (
                  <Fact title="shareContact" text="shareContactWho" href="#/contacto" />
                )}
              </ul>
            </section>
          </>
        )}
        <a class="link" href="#/yo">
          {t('back')}
        </a>
      </main>
      <Tabs here="#/comparto" />
    </>
  );
}

function Fact({ title, text, href }: { title: Key; text: Key; href: string }) {
  return (
    <li>
      <b>{t(title)}</b>
      <p>{t(text)}</p>
      <a class="link" href={href}>
        {t('shareChange')} <span class="sr">{t(title)}</span>
      </a>
    </li>
  );
}

function With({ of: all }: { of: Share[] }) {
  const [stopped, setStopped] = useState<Share>();
  const [failed, setFailed] = useState(false);
  const now = Date.now() / 1000;
  const shares = all.filter(({ until }) => until > now);
  const run = (job: Promise<void>, next: Share | undefined) => {
    setFailed(false);
    job.then(
      () => setStopped(next),
      () => setFailed(true),
    );
  };
  const stop = (one: Share) => run(keep('share.withdrawn', { scope: one.scope, to: one.to }), one);
  return (
    <section class="cloth entre">
      <h2>{t('sharesWith')}</h2>
      {!shares.length && <p>{t('sharesNobody')}</p>}
      <ul class="facts">
        {shares.map((one) => (
          <li key={`${one.scope} ${one.to}`}>
            <b>{one.scope}</b>
            <p>{t('shareUntil', one.to, dayWords(one.until))}</p>
            <button class="link" type="button" onClick={() => stop(one)}>
              {t('shareStop')} <span class="sr">{one.scope}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class={failed ? 'warn' : stopped ? 'note' : 'sr'} role="status">
        {failed ? t('notSaved') : stopped && t('shareStopped')}
      </p>
      {stopped && (
        <button
          class="btn soft"
          type="button"
          onClick={() => run(keep('share.granted', stopped), undefined)}
        >
          {t('shareUndo')}
        </button>
      )}
    </section>
  );
}
