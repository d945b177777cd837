import { useState } from 'preact/hooks';
import { TRY } from '../../../domain/deeds';
import { dayOf } from '../../../domain/lima';
import { t } from '../../../i18n/t';
import { Answers, Reply, useKeep } from './answers';
import { type KeptTry, keepHers, type Try, triesOf, useOwn } from './own';
import { answers, dayWords, momentOf, nowS } from './said';
import { Days } from './when';

/** One a fortnight is enough. */
const FORTNIGHT = 14;
const MOST_LETTERS = 160;

const dayText = (day: number): string => dayWords(momentOf(day, 12));
const plainOf = ({ what, day, how }: Try) => ({ what, day, how });

/** Her small tries: one day, less than S/ 10, once a fortnight; kept for her alone. */
export function Tries() {
  const own = useOwn();
  if (!own) return null;
  const [last, ...older] = triesOf(own);
  const isOver = last && dayOf(nowS()) - last.begun >= FORTNIGHT;
  const past = [...(isOver && last ? [last] : []), ...older];
  return (
    <section class="entre">
      <h2>{t('tryTitle')}</h2>
      <p>{t('tryWhy')}</p>
      <div class="cloth entre">
        {last && !isOver ? <Current key={last.name} of={last} /> : <New />}
      </div>
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
                <Erase of={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Current({ of: one }: { of: KeptTry }) {
  const [isChanging, setChanging] = useState(false);
  const [isNew, setNew] = useState(false);
  if (isChanging) return <Form of={one} then={() => setChanging(false)} />;
  const { name, what, day, how, result } = one;
  const isDue = day < dayOf(nowS());
  return (
    <>
      <h3>{what}</h3>
      <p>{dayText(day)}</p>
      {how && <p class="note">{t('tryKnow', how)}</p>}
      {result ? (
        <Reply result={result} undo={() => keepHers(name, plainOf(one))} isNew={isNew} />
      ) : (
        <>
          <details open={isDue}>
            <summary class="link">{t(isDue ? 'deedHow' : 'deedAlready')}</summary>
            <Answers
              keep={(told) => keepHers(name, { ...plainOf(one), result: told })}
              then={() => setNew(true)}
            />
          </details>
          <button class="btn soft" type="button" onClick={() => setChanging(true)}>
            {t('tryChange')}
          </button>
        </>
      )}
      <Erase of={one} />
    </>
  );
}

/** Asked once more before it is gone: nothing brings it back. */
function Erase({ of: { name } }: { of: KeptTry }) {
  const [isSure, setSure] = useState(false);
  const { attempt, failed } = useKeep();
  return (
    <>
      {failed}
      <button
        class="link"
        type="button"
        onClick={() => (isSure ? attempt(() => keepHers(name, null)) : setSure(true))}
      >
        {t(isSure ? 'tryEraseSure' : 'tryErase')}
      </button>
    </>
  );
}

function New() {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Form then={() => setOpen(false)} />;
  return (
    <>
      <p class="note">{t('tryExample')}</p>
      <button class="btn soft" type="button" onClick={() => setOpen(true)}>
        {t('tryStart')}
      </button>
    </>
  );
}

/** What, when, and how she will know. */
function Form({ of: one, then }: { of?: KeptTry; then: () => void }) {
  const today = dayOf(nowS());
  const [what, setWhat] = useState(one?.what ?? '');
  const [how, setHow] = useState(one?.how ?? '');
  const [day, setDay] = useState(Math.max(one?.day ?? 0, today + 1));
  const { attempt, failed } = useKeep();
  const text = what.trim();
  const save = () =>
    attempt(
      () => keepHers(one?.name ?? `${TRY}${today}`, { what: text, day, how: how.trim() }),
      then,
    );
  return (
    <div class="entre">
      <Field label={t('tryWhat')} value={what} set={setWhat} />
      <Days label={t('deedWhatDay')} value={day} set={setDay} />
      <Field label={t('tryHowKnow')} value={how} set={setHow} />
      <p class="note">{t('deedPrivate')}</p>
      {failed}
      <button class="btn soft" type="button" disabled={!text} onClick={save}>
        {t('trySave')}
      </button>
    </div>
  );
}

type FieldProps = { label: string; value: string; set: (text: string) => void };

function Field({ label, value, set }: FieldProps) {
  return (
    <label class="find">
      <b>{label}</b>
      <input
        autocomplete="off"
        maxLength={MOST_LETTERS}
        value={value}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}
