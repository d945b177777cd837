import { useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { inGroups, readLetters } from '../../domain/letters';
import { type Key, t } from '../../i18n/t';
import { Icon, okIcon } from '../../ui/icon';
import { bindCard, makeLlave } from '../../vault/phones';
import { urlOf } from './carry';
import { Qr } from './code';
import { PicturePad } from './pads';
import { Piece, whyNot } from './piece';

type LogProps = { log: Log };

/** Twelve characters of hers, on paper, and asked back: what is not copied well helps nobody. */
export function Llave({ log }: LogProps) {
  const [text, setText] = useState<string>();
  const [step, setStep] = useState<'show' | 'check' | 'done'>('show');
  const [said, setSaid] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const got = await makeLlave(log);
    setBusy(false);
    setSaid(got.ok ? undefined : whyNot(got.reason));
    if (!got.ok) return;
    setText(got.value);
    setStep('show');
  };
  const check = (typed: string) => {
    if (typed === text?.slice(4, 7)) {
      setSaid(undefined);
      setStep('done');
      setText(undefined);
    } else setSaid('llaveOther');
  };
  return (
    <Piece title="llave" text="llaveWhy" said={said}>
      {!text && (
        <>
          {step === 'done' && (
            <p class="chip yes big">
              <Icon of={okIcon} />
              {t('llaveDone')}
            </p>
          )}
          <button class="btn soft" type="button" aria-disabled={busy} onClick={() => void make()}>
            {t(busy ? 'llaveMaking' : step === 'done' ? 'llaveAnew' : 'llaveMake')}
          </button>
        </>
      )}
      {text && step === 'show' && (
        <>
          <div class="printed">
            <p class="letters">{inGroups(text)}</p>
            <Qr text={urlOf(`#/llave/${text}`)} label={t('llaveQr')} />
          </div>
          <p>{t('llaveWrite')}</p>
          <button class="btn soft" type="button" onClick={() => print()}>
            {t('print')}
          </button>
          <button class="btn" type="button" onClick={() => setStep('check')}>
            {t('llaveWritten')}
          </button>
        </>
      )}
      {text && step === 'check' && <Check done={check} back={() => setStep('show')} />}
    </Piece>
  );
}

function Check({ done, back }: { done: (typed: string) => void; back: () => void }) {
  const [typed, setTyped] = useState('');
  return (
    <form
      class="entre"
      onSubmit={(event) => {
        event.preventDefault();
        done(readLetters(typed));
      }}
    >
      <Letters label={t('llaveCheck')} value={typed} set={setTyped} />
      <button class="btn" type="submit">
        {t('ready')}
      </button>
      <button class="link" type="button" onClick={back}>
        {t('llaveAgain')}
      </button>
    </form>
  );
}

type FieldProps = { label: string; value: string; set: (text: string) => void };

/** Where letters and numbers are typed; big, and nobody corrects them. */
export function Letters({ label, value, set }: FieldProps) {
  return (
    <label class="entre">
      {label}
      <input
        class="letters"
        type="text"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}

/** Digits of a paper card. */
export function CardNumber({ value, set }: Omit<FieldProps, 'label'>) {
  return (
    <label class="entre">
      {t('cardNumber')}
      <input
        class="letters"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}

export const isCardNumber = (text: string): boolean => /^\d{8}$/.test(text.replace(/\D/g, ''));

/** The card that a facilitator printed becomes hers. */
export function Card({ log }: LogProps) {
  const [isOpen, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [said, setSaid] = useState<Key>();
  const [isDone, setDone] = useState(false);
  const bind = async (secret: string) => {
    if (!isCardNumber(number)) return setSaid('cardEight');
    const got = await bindCard(log, number.replace(/\D/g, ''), secret);
    setSaid(got.ok ? undefined : whyNot(got.reason));
    setDone(got.ok);
    if (got.ok) setOpen(false);
  };
  return (
    <Piece title="card" text="cardWhy" said={said}>
      {isDone && (
        <p class="chip yes big">
          <Icon of={okIcon} />
          {t('cardDone')}
        </p>
      )}
      {isOpen ? (
        <>
          <CardNumber value={number} set={setNumber} />
          <p>{t('cardPictures')}</p>
          <PicturePad off={false} done={(secret) => void bind(secret)} />
        </>
      ) : (
        <button class="btn soft" type="button" onClick={() => setOpen(true)}>
          {t('cardHave')}
        </button>
      )}
    </Piece>
  );
}
