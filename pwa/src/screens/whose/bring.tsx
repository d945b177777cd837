import { useEffect, useState } from 'preact/hooks';
import { adopt } from '../../db/adopt';
import { device } from '../../db/device';
import { type Carried, unpackCarry } from '../../domain/carry';
import { CODES } from '../../domain/event-types.gen';
import { isLateFace } from '../../domain/faces';
import { library } from '../../downloads/library';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Face } from '../../ui/picture';
import { isLocked } from '../../vault/index';
import { bringArt } from '../state/art';
import { progress } from '../state/session';
import { readShelf } from '../state/shelf';
import { lockUp, switchTo } from './lock-up';

/** What arrives in an address: seen first, taken in only when she says that it is hers. */
export function Bring({ data }: { data: string }) {
  const [one, setOne] = useState<Carried | 'cut'>();
  useEffect(() => {
    unpackCarry(data).then((got) => {
      if (!got.ok) setOne('cut');
      // The icon that an iPhone makes of such an address opens it at every start.
      else if (device.current()?.id === got.value.subject) void adopt(got.value).then(goHome);
      else setOne(got.value);
    });
  }, [data]);
  if (one === 'cut') return <Notice title={t('bringCut')} text={t('bringCutText')} />;
  return one ? <Ask one={one} /> : null;
}

/** The address is not kept among the places she was at: it says who she is. */
function goHome(): void {
  history.replaceState(null, '', '#/');
  dispatchEvent(new Event('hashchange'));
}

function Ask({ one }: { one: Carried }) {
  const [said, setSaid] = useState<Key>();
  // Her face may still have to come to this window.
  useEffect(() => {
    bringArt(...(isLateFace(one.avatar) ? ['caras'] : [])).catch(() => {});
  }, [one.avatar]);
  const done = new Set(
    one.rows.filter(({ t: type }) => type === CODES['lesson.finished']).map((row) => row.d?.lesson),
  ).size;
  const take = async () => {
    const known = device.profiles().find(({ id }) => id === one.subject);
    // She has set a key since: first she shows that it is she.
    if (known && isLocked(known)) {
      await lockUp();
      history.replaceState(null, '', `#/quien/${device.profiles().indexOf(known)}`);
      dispatchEvent(new Event('hashchange'));
      return;
    }
    const adopted = await adopt(one);
    if (!adopted) return setSaid('fullHouse');
    const profile = device.profiles().find(({ id }) => id === adopted.subject);
    if (profile) await switchTo(profile);
    await library.open(progress().edition?.edition);
    readShelf();
    void engine.sendNow();
    goHome();
  };
  return (
    <>
      <Sign title={t('bringTitle')} top={<Wordmark />} />
      <main class="sheet">
        <div class="row top">
          <Face who={one.avatar} big />
          <div class="says grow">
            <p>{t('bringText')}</p>
            <p>
              {done > 0 && <b>{tn('bringDone', done)} </b>}
              {tn('bringCount', one.rows.length)}
            </p>
          </div>
        </div>
        <p class={said ? 'warn' : 'sr'} role="status">
          {said && t(said)}
        </p>
        <button
          class="btn"
          type="button"
          onClick={() => void take().catch(() => setSaid('notSaved'))}
        >
          {t('bringYes')}
        </button>
        <a class="btn soft" href="#/">
          {t('bringNo')}
        </a>
        <p class="note">{t('bringSafe')}</p>
      </main>
    </>
  );
}
