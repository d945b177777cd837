import { useEffect, useRef, useState } from 'preact/hooks';
import { device } from '../../db/device';
import { ERASING } from '../../db/erase';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { Notice } from '../../ui/frame';
import { copyOf } from '../../vault/private';
import { forgetRefusal } from '../consent';
import { currentLog } from '../state/session';
import { lockUp } from './lock-up';

/** Everything of hers in one file of her own. */
export function TakeCopy() {
  const [said, setSaid] = useState<Key>();
  const make = async () => {
    const log = currentLog();
    const all = log && (await copyOf(log));
    const url = URL.createObjectURL(new Blob([JSON.stringify(all)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'creando-mi-copia.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    setSaid('copyMade');
  };
  return (
    <section class="cloth entre">
      <h2>{t('takeCopy')}</h2>
      <p>{t('copyWhy')}</p>
      <p class="note" role="status">
        {said && t(said)}
      </p>
      <button
        class="btn soft"
        type="button"
        onClick={() => void make().catch(() => setSaid('failed'))}
      >
        {t('takeCopy')}
      </button>
    </section>
  );
}

/** Said when it is done; of the server only once it has answered. */
export function Wiped() {
  const [waits, setWaits] = useState(true);
  useEffect(() => {
    const look = async () => setWaits(!!(await device.get(ERASING)));
    void engine.sendNow().then(look);
    return engine.subscribe(() => void look());
  }, []);
  return <Notice title={t('wiped')} text={t(waits ? 'wipedHere' : 'wipedAll')} />;
}

/** Erase everything of hers, here and on the server; asked twice, said plainly. */
export function Wipe() {
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState(false);
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (sure) ref.current?.focus();
  }, [sure]);
  const wipe = async () => {
    const log = currentLog();
    // Nobody is erased but who is open.
    if (device.current()?.id !== log?.profile.id) throw new Error('not hers');
    await forgetRefusal();
    await log?.erase();
    await lockUp();
    location.hash = '#/borrado';
  };
  if (!sure) {
    return (
      <button class="link" type="button" onClick={() => setSure(true)}>
        {t('wipe')}
      </button>
    );
  }
  return (
    <section class="warn entre">
      <h2 tabIndex={-1} ref={ref}>
        {t('wipeSure')}
      </h2>
      <p>{t('wipeWhat')}</p>
      {device.profiles().length > 1 && <p>{t('wipeOthers')}</p>}
      <p>{t('wipeOffline')}</p>
      {failed && <p role="alert">{t('failed')}</p>}
      <button class="btn soft" type="button" onClick={() => setSure(false)}>
        {t('wipeNo')}
      </button>
      <button
        class="btn soft"
        type="button"
        onClick={() => void wipe().catch(() => setFailed(true))}
      >
        {t('wipeYes')}
      </button>
    </section>
  );
}
