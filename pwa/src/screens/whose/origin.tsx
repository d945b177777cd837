import { useEffect, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { type Origin, originOf, tellOrigin } from '../../vault/origin';
import { currentLog } from '../state/session';
import { hasConsent } from '../state/sync-line';
import { Tabs } from '../tabs';
import { sendWhatWaits } from './facts';

const WORDS = [
  ['contactFor', 'originFor'],
  ['contactWho', 'originWho'],
  ['contactLong', 'originLong'],
] as const;
const ANSWERS: [Origin, Key][] = [
  ['otro', 'originOther'],
  ['peru', 'originPeru'],
  ['', 'originNone'],
];

/** Where she is from: what it is for comes first, and nobody has to. */
export function OriginPlace() {
  const log = currentLog();
  return (
    <>
      <Sign title={t('origin')} />
      <main class="sheet">
        <p class="idea">{t('originIdea')}</p>
        <section class="cloth entre">
          {WORDS.map(([title, text]) => (
            <div key={title}>
              <h2>{t(title)}</h2>
              <p>{t(text)}</p>
            </div>
          ))}
        </section>
        {log ? <Answer log={log} /> : <p>{t('nothingYet')}</p>}
        <a class="link" href="#/yo">
          {t('back')}
        </a>
      </main>
      <Tabs here="#/yo/origen" />
    </>
  );
}

/** Three answers; the last one takes the others back. */
function Answer({ log }: { log: Log }) {
  const [told, setTold] = useState<Origin>();
  const [said, setSaid] = useState<Key>();
  useEffect(
    () =>
      void originOf(log).then(
        ({ answer }) => setTold(answer),
        () => {},
      ),
    [log],
  );
  const tell = async (answer: Origin) => {
    await tellOrigin(log, answer);
    setTold(answer);
    await sendWhatWaits();
    const { isDone } = await originOf(log);
    const [kept, taken] = isDone
      ? (['originKept', 'originTaken'] as const)
      : ([hasConsent() ? 'originLater' : 'originHere', 'contactTakenLater'] as const);
    setSaid(answer ? kept : taken);
  };
  return (
    <section class="cloth entre">
      <fieldset class="pick">
        <legend>{t('origin')}</legend>
        {ANSWERS.map(([answer, words]) => (
          <button
            key={answer}
            type="button"
            aria-pressed={told === answer}
            onClick={() => void tell(answer).catch(() => setSaid('notSaved'))}
          >
            {t(words)}
          </button>
        ))}
      </fieldset>
      <p class={said ? 'note' : 'sr'} role="status">
        {said && t(said)}
      </p>
    </section>
  );
}
