import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PIN_DIGITS, pictureSecret, PICTURES as WANTED } from '../../domain/pin';
import { t } from '../../i18n/t';
import { Icon } from '../../ui/icon';
import { eraseIcon } from '../../ui/icons-more';
import { draw } from '../../ui/picture';
import { PICTURES } from './pictures.gen';

type PadProps = {
  /** Called when the last digit or picture is in; the pad is empty again after. */
  done: (secret: string) => void;
  /** While a try is looked at, or has to wait. */
  off: boolean;
};

/** How much of the key is in, as shapes and as words; never what it is. */
function Slots({ full, of: total }: { full: number; of: number }) {
  return (
    <>
      <div class="slots" aria-hidden="true">
        {Array.from({ length: total }, (_, i) => (
          <span key={i} class={i < full ? 'full' : ''} />
        ))}
      </div>
      <p class="sr" role="status">
        {t('slotsFull', full, total)}
      </p>
    </>
  );
}

/** Take one more; hands over the whole when it is whole, once the last one has been seen. */
function useEntry<T>(length: number, whole: (parts: T[]) => void, off: boolean) {
  const [parts, setParts] = useState<T[]>([]);
  useEffect(() => {
    if (parts.length < length) return;
    setParts([]);
    whole(parts);
  }, [parts]);
  return {
    parts,
    add: (part: T) => setParts((old) => (off || old.length >= length ? old : [...old, part])),
    erase: () => setParts((old) => old.slice(0, -1)),
  };
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Six digits, by touch or by keyboard. */
export function PinPad({ done, off }: PadProps) {
  const { parts, add, erase } = useEntry<string>(PIN_DIGITS, (all) => done(all.join('')), off);
  const keys = useRef({ add, erase });
  keys.current = { add, erase };
  // Before the pad is painted: who types fast loses no digit.
  useLayoutEffect(() => {
    const press = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (ctrlKey || altKey || metaKey) return;
      if (/^\d$/.test(key)) keys.current.add(key);
      if (key === 'Backspace') keys.current.erase();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const Digit = (digit: string) => (
    <button key={digit} type="button" aria-disabled={off} onClick={() => add(digit)}>
      {digit}
    </button>
  );
  return (
    <div class={off ? 'pad off' : 'pad'}>
      <Slots full={parts.length} of={PIN_DIGITS} />
      <div class="pin">
        {DIGITS.map(Digit)}
        <span />
        {Digit('0')}
        <button type="button" aria-label={t('erase')} onClick={erase}>
          <Icon of={eraseIcon} />
        </button>
      </div>
    </div>
  );
}

/** Four of thirty pictures, always in the same places, so that the hand learns them. */
export function PicturePad({ done, off }: PadProps) {
  const { parts, add, erase } = useEntry<string>(WANTED, (all) => done(pictureSecret(all)), off);
  return (
    <div class={off ? 'pad off' : 'pad'}>
      <div class="row">
        <Slots full={parts.length} of={WANTED} />
        <button class="round" type="button" aria-label={t('erase')} onClick={erase}>
          <Icon of={eraseIcon} />
        </button>
      </div>
      <ul class="thirty">
        {PICTURES.map(([id, name]) => (
          <li key={id}>
            <button type="button" aria-label={name} aria-disabled={off} onClick={() => add(id)}>
              <OnePicture id={id} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One of the thirty, by its id. */
export function OnePicture({ id }: { id: string }) {
  const [, , box = '0 0 64 64', drawing = []] = PICTURES.find(([one]) => one === id) ?? [];
  return (
    <svg class="d" viewBox={box} aria-hidden="true">
      {drawing.map(draw)}
    </svg>
  );
}
