import { useRef, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { type Key, t } from '../../i18n/t';
import { type Contact, giveContact, type Hour } from '../../vault/contact';
import { CONTACT_TEXT } from './contact-text';
import { whyNot } from './piece';

const HOURS: [Hour, Key][] = [
  ['morning', 'hourMorning'],
  ['afternoon', 'hourAfternoon'],
  ['night', 'hourNight'],
  ['any', 'hourAny'],
];
/** Fewer are no telephone, and may be a document. */
const DIGITS = /^\+?\d{9,15}$/;
const NAME = /^\p{L}[\p{L}'’ -]{0,29}$/u;

type Typed = { number: string; hour: Hour | undefined; name: string; other: string };
type Field = 'number' | 'name' | 'other';

const plain = (number: string): string => number.replace(/[\s().-]/g, '');

/** What is wrong with what she typed, and where. */
function faultOf({ number, name, other }: Typed): [Field, Key] | undefined {
  const [who, theirs] = [name.trim(), plain(other)];
  if (!DIGITS.test(plain(number))) return ['number', 'contactBadNumber'];
  if (who && !NAME.test(who)) return ['name', 'contactBadName'];
  if (theirs && !DIGITS.test(theirs)) return ['other', 'contactBadOther'];
  if (who && !theirs) return ['other', 'contactNoOther'];
  return theirs && !who ? ['name', 'contactNoName'] : undefined;
}

const contactOf = ({ number, hour, name, other }: Typed): Contact => ({
  number: plain(number),
  ...(hour && { hour }),
  ...(name.trim() && { person: { name: name.trim(), number: plain(other) } }),
});

/** Her number, a good hour, somebody who always finds her; it stays on the screen until it is there. */
export function ContactForm({
  log,
  edition,
  done,
}: {
  log: Log;
  edition: string;
  done: () => void;
}) {
  const [typed, setTyped] = useState<Typed>({ number: '', hour: undefined, name: '', other: '' });
  const [said, setSaid] = useState<Key>();
  const [bad, setBad] = useState<Field>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const give = async () => {
    const fault = faultOf(typed);
    setBad(fault?.[0]);
    setSaid(fault?.[1]);
    if (fault) return form.current?.querySelector<HTMLElement>(`[data-of=${fault[0]}]`)?.focus();
    setBusy(true);
    const got = await giveContact(log, edition, contactOf(typed), CONTACT_TEXT).catch(
      () => undefined,
    );
    setBusy(false);
    if (got?.ok) return done();
    const reason = got?.reason ?? 'network';
    return setSaid(
      reason === 'notSaved'
        ? 'notSaved'
        : /^auth|^try/.test(reason)
          ? whyNot(reason)
          : 'contactNotSent',
    );
  };
  const field = (of: Field, label: Key, isNumber: boolean) => (
    <label class="entre">
      {t(label)}
      <input
        class="field"
        data-of={of}
        type="text"
        inputMode={isNumber ? 'tel' : 'text'}
        autocomplete="off"
        spellcheck={false}
        maxLength={30}
        aria-invalid={bad === of}
        value={typed[of]}
        onInput={(event) => setTyped({ ...typed, [of]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <form
      class="entre"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void give();
      }}
    >
      <section class="cloth entre">
        {field('number', 'contactNumber', true)}
        <p class="note">{t('contactNumberHow')}</p>
        <fieldset class="pick">
          <legend>{t('contactHour')}</legend>
          {HOURS.map(([hour, words]) => (
            <button
              key={hour}
              type="button"
              aria-pressed={typed.hour === hour}
              onClick={() => setTyped({ ...typed, hour: typed.hour === hour ? undefined : hour })}
            >
              {t(words)}
            </button>
          ))}
        </fieldset>
      </section>
      <section class="cloth entre">
        <h2>{t('contactPerson')}</h2>
        <p>{t('contactPersonHow')}</p>
        {field('name', 'contactName', false)}
        {field('other', 'contactOther', true)}
      </section>
      <p class={said ? 'warn' : busy ? 'note' : 'sr'} role="status">
        {busy ? t('contactClosing') : said && t(said)}
      </p>
      <button class="btn" type="submit" aria-disabled={busy}>
        {t('contactGive')}
      </button>
    </form>
  );
}
