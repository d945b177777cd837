import { useRef, useState } from 'preact/hooks';
import { areLetters, CODE_LETTERS, LLAVE_LETTERS, readLetters } from '../../domain/letters';
import { library } from '../../downloads/library';
import { type Key, t } from '../../i18n/t';
import { engine } from '../../sync/engine';
import { Sign, Wordmark } from '../../ui/frame';
import { arrive, type Way } from '../../vault/phones';
import { progress } from '../state/session';
import { readShelf } from '../state/shelf';
import { CardNumber, isCardNumber, Letters } from './llave';
import { switchTo } from './lock-up';
import { PicturePad } from './pads';

const why: Record<string, Key> = {
  'link.unknown': 'codeUnknown',
  'key.unknown': 'llaveUnknown',
  'card.unknown': 'cardUnknown',
  'try.later': 'tryLater',
  'auth.subject': 'codeUnknown',
  full: 'fullHouse',
  shut: 'arriveShut',
};

/** What came with the address is used once and is not kept among the places she was at. */
const fromAddress = (id: string): { code: string; key?: string } => {
  const [code = '', key] = id.split('.');
  if (id) history.replaceState(null, '', location.hash.split('/').slice(0, 2).join('/'));
  return key ? { code, key } : { code };
};

/** Onto this phone: by a code, by her llave, by her card. */
export function Arrive({ by, id }: { by: Way['by']; id: string }) {
  const [from] = useState(() => fromAddress(id));
  const [text, setText] = useState(from.code);
  const [said, setSaid] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const isUnderWay = useRef(false);
  const go = async (way: Way) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setSaid(undefined);
    setBusy(true);
    const got = await arrive(way).catch(() => undefined);
    setBusy(false);
    isUnderWay.current = false;
    if (!got?.ok) return setSaid(why[got?.reason ?? ''] ?? 'noAnswer');
    await switchTo(got.value.profile);
    await library.open(progress().edition?.edition);
    readShelf();
    void engine.sendNow();
    location.hash = '#/yo';
  };
  const send = (event: Event) => {
    event.preventDefault();
    const letters = readLetters(text);
    const count = by === 'code' ? CODE_LETTERS : LLAVE_LETTERS;
    if (!areLetters(letters, count)) return setSaid(by === 'code' ? 'codeEight' : 'llaveTwelve');
    const key = from.key && letters === readLetters(from.code) ? { key: from.key } : {};
    void go(by === 'code' ? { by, code: letters, ...key } : { by: 'llave', llave: letters });
  };
  const title = by === 'code' ? 'arriveCode' : by === 'llave' ? 'arriveLlave' : 'arriveCard';
  return (
    <>
      <Sign title={t(title)} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t(`${title}How`)}</p>
        <p class={said ? 'warn' : busy ? 'note' : 'sr'} role="status">
          {said ? t(said) : busy && t('arriving')}
        </p>
        {by === 'card' ? (
          <>
            <CardNumber value={text} set={setText} />
            <p>{t('cardPictures')}</p>
            <PicturePad
              off={busy}
              done={(secret) =>
                isCardNumber(text)
                  ? void go({ by, number: text.replace(/\D/g, ''), secret })
                  : setSaid('cardEight')
              }
            />
          </>
        ) : (
          <form class="entre" onSubmit={send}>
            <Letters
              label={t(by === 'code' ? 'codeLabel' : 'llaveLabel')}
              value={text}
              set={setText}
            />
            <button class="btn" type="submit" aria-disabled={busy}>
              {t('arriveGo')}
            </button>
          </form>
        )}
        <a class="link" href="#/">
          {t('back')}
        </a>
      </main>
    </>
  );
}
