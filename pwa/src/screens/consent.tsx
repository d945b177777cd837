import { useEffect, useState } from 'preact/hooks';
import { device } from '../db/device';
import { helping } from '../db/helper';
import type { Edition } from '../domain/bundle';
import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { engine } from '../sync/engine';
import { refusalKey } from '../sync/gate';
import { Foot, useTitle } from '../ui/frame';
import { Face } from '../ui/picture';
import { currentLog, keep } from './state/session';
import { hasConsent } from './state/sync-line';

/** The purpose a copy on the server is for. */
const PURPOSE = 'data.sync';

const refused = (): string => refusalKey(device.current()?.id);

/** The edition's own words on what is sent; fetched once when they are not here yet. */
export function useConsentText(): Edition['cs'][number] | undefined {
  const [edition, setEdition] = useState(library.editionText());
  useEffect(() => {
    if (!edition)
      void library.fetchEdition().then((got) => setEdition(got.ok ? got.value : undefined));
  }, []);
  return consentOf(edition);
}

const consentOf = (edition: Edition | undefined): Edition['cs'][number] | undefined =>
  edition?.cs.find(([purpose]) => purpose === PURPOSE);

/**
 * True while this person was never asked, or said yes to a text whose sense has changed since;
 * and what would be asked is on the phone. Who said no is not asked again; with a helper beside
 * her it waits.
 */
export function useAsking(): boolean {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    void (async () => {
      if (await device.get(refused())) return;
      setVersion(consentOf(library.editionText())?.[1] ?? 0);
    })().catch(() => {});
  }, []);
  return !helping() && (currentLog()?.progress().consents[PURPOSE] ?? 0) < version;
}

export const forgetRefusal = (): Promise<void> => device.set(refused(), undefined);

const keepCopy = async (version: number): Promise<void> => {
  await keep('consent.given', { purpose: PURPOSE, text_version: version });
  // A log made since the app was opened is not watched yet.
  void engine.sendNow();
};

export const keepHere = async (): Promise<void> => {
  if (hasConsent()) await keep('consent.withdrawn', { purpose: PURPOSE });
  await device.set(refused(), 1);
};

/** What is sent, to whom, why, how long and how to erase it: asked before the first byte leaves. */
export function Consent({ done }: { done: () => void }) {
  const text = useConsentText();
  const [failed, setFailed] = useState(false);
  const [, version = 0, title = t('askTitle'), paragraphs = []] = text ?? [];
  const ref = useTitle(title);
  const decide = (job: Promise<void>) => {
    setFailed(false);
    job.then(done, () => setFailed(true));
  };
  return (
    <>
      <main class="sheet">
        <div class="row top">
          <Face who="y9" big />
          <h1 class="grow" tabIndex={-1} ref={ref}>
            {title}
          </h1>
        </div>
        <div class="says entre">
          {text ? paragraphs.map((words) => <p key={words}>{words}</p>) : <p>{t('consentAway')}</p>}
        </div>
        <p class="note">{t('later')}</p>
        <p class={failed ? 'warn' : 'sr'} role="status">
          {failed && t('notSaved')}
        </p>
      </main>
      <Foot>
        <div class="grow entre">
          {text && (
            <button class="btn" type="button" onClick={() => decide(keepCopy(version))}>
              {t('yes')}
            </button>
          )}
          <button class="btn soft" type="button" onClick={() => decide(keepHere())}>
            {t('onlyHere')}
          </button>
        </div>
      </Foot>
    </>
  );
}
