import { useEffect, useRef, useState } from 'preact/hooks';
import { TRY } from '../../../domain/deeds';
import { dayOf } from '../../../domain/lima';
import { t } from '../../../i18n/t';
import { HowWas, useKeep } from './answers';
import { keepHers, keepTry, type Try, triesOf, useOwn } from './own';
import { answers, dayWords, momentOf, nowS } from './said';
import { Days, Field } from './when';

/** One a fortnight is enough. */
const FORTNIGHT = 14;

const dayText = (day: number): string => dayWords(momentOf(day, 12));

/** Her small tries: one day, less than S/ 10, once a fortnight; kept for her alone. */
export function Tries() {
  const own = useOwn();
  const [gone, setGone] = useState<Try>();
  const { attempt, failed } = useKeep();
  if (!own) return null;
  const erase = (one: Try) => attempt(keepHers(one.name, null), () => setGone(one));
  const all = triesOf(own);
  const today = dayOf(nowS());
  const current = all.find(({ begun }) => today - begun < FORTNIGHT);
  const past = all.filter((one) => one !== current);
  return (
    <section class="entre">
      <h2>{t('tryTitle')}</h2>
      <p>{t('tryWhy')}</p>
      <div class="cloth entre">
        {current ? (
          <Current key={current.name} of={current} today={today} erase={erase} />
        ) : (
          <New />
        )}
      </div>
      {failed}
      {gone && !all.some(({ name }) => name === gone.name) && <Gone of={gone} />}
      {past.length > 0 && (
        <details>
          <summary class="link">{t('tryPast', past.length)}</summary>
          <ul class="entre">
            {past.map((one) => (
              <li key={one.name} class="cloth">
                <h3>{one.what}</h3>
                <p>
                  {one.result && t(answers[one.result][0])}{' '}
                  <span class="note">{dayText(one.day)}</span>
                </p>
                <Erase of={one} erase={erase} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

type EraseProps = { of: Try; erase: (one: Try) => void };

function Current({ of: one, today, erase }: EraseProps & { today: number }) {
  const { what, day, how, result } = one;
  return (
    <>
      <h3>{what}</h3>
      <p>{dayText(day)}</p>
      {how && <p class="note">{t('tryKnow', how)}</p>}
      {!result && <p>{t(day < today ? 'deedHow' : 'deedAlready')}</p>}
      <HowWas told={result} keep={(told) => keepTry(one, told)} />
      <Erase of={one} erase={erase} />
    </>
  );
}

/** What was erased, and the way back, until another one stands in its place. */
function Gone({ of: one }: { of: Try }) {
  const { attempt, failed } = useKeep();
  const ref = useRef<HTMLButtonElement>(null);
  // The button that was touched is gone.
  useEffect(() => ref.current?.focus(), [one]);
  return (
    <div class="row">
      <p class="note grow" role="status">
        {t('tryGone')}
      </p>
      {failed}
      <button
        class="btn soft mid"
        type="button"
        ref={ref}
        onClick={() => attempt(keepTry(one, one.result))}
      >
        {t('undo')}
      </button>
    </div>
  );
}

const Erase = ({ of: one, erase }: EraseProps) => (
  <button
    class="link"
    type="button"
    aria-label={`${t('tryErase')}: ${one.what}`}
    onClick={() => erase(one)}
  >
    {t('tryErase')}
  </button>
);

/** What, when, and how she will know. */
function New() {
  const begun = dayOf(nowS());
  const [isOpen, setOpen] = useState(false);
  const [what, setWhat] = useState('');
  const [how, setHow] = useState('');
  const [day, setDay] = useState(begun + 1);
  const { attempt, failed } = useKeep();
  if (!isOpen)
    return (
      <>
        <p class="note">{t('tryExample')}</p>
        <button class="btn soft" type="button" onClick={() => setOpen(true)}>
          {t('tryStart')}
        </button>
      </>
    );
  const name = TRY + begun;
  const one = { name, begun, what: what.trim(), day, how: how.trim() };
  return (
    <>
      <Field label={t('tryWhat')} value={what} set={setWhat} />
      <Days value={day} set={setDay} />
      <Field label={t('tryHowKnow')} value={how} set={setHow} />
      <p class="note">{t('deedPrivate')}</p>
      {failed}
      <button
        class="btn soft"
        type="button"
        disabled={!one.what}
        onClick={() => attempt(keepTry(one))}
      >
        {t('trySave')}
      </button>
    </>
  );
}
