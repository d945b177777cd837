import { useRef } from 'preact/hooks';
import { type Deed, type DeedState, foldDeeds, stateOf, TAKEN_BACK } from '../../../domain/deeds';
import { dueAt, isNear } from '../../../domain/ics';
import { dayOf } from '../../../domain/lima';
import { type Key, t } from '../../../i18n/t';
import { keep, rows } from '../../state/session';
import { Answers, Reply, useKeep } from './answers';
import { WordsForm } from './form';
import { keepResult } from './look';
import { useOwn, type Words, wordsOf } from './own';
import { Reminder } from './reminder';
import { retake } from './retake';
import { answers, dayWords, nowS, repeated, titleOf } from './said';

/** What asks for her comes first; what is over is folded away, but for what she told today. */
const TURNS: DeedState[] = ['due', 'again', 'open', 'done', 'later'];

type Seen = { deed: Deed; state: DeedState; words: Words | undefined };

/** Everything she decided to do in lessons, with when and where, and how it went. */
export function Decided() {
  const own = useOwn();
  if (!own) return null;
  const now = nowS();
  const all = foldDeeds(rows()).map((deed): Seen => {
    const words = wordsOf(own, deed);
    return { deed, words, state: stateOf(deed, now, words?.due) };
  });
  const isOver = ({ deed, state }: Seen): boolean =>
    state === 'done' && dayOf((deed.again ?? deed.result)?.at ?? 0) !== dayOf(now);
  const shown = all
    .filter((one) => one.state !== 'replaced' && !isOver(one))
    .sort((x, y) => TURNS.indexOf(x.state) - TURNS.indexOf(y.state));
  const over = all.filter(isOver);
  return (
    <section class="entre">
      <h2>{t('myDecisions')}</h2>
      {!shown.length && !over.length && (
        <div class="cloth entre">
          <p>
            <b>{t('noDecisions')}</b> {t('noDecisionsHow')}
          </p>
          <a class="btn soft" href="#/">
            {t('toRoute')}
          </a>
        </div>
      )}
      <ul class="entre">
        {shown.map((one) => (
          <li key={`${one.deed.lesson}/${one.deed.card}/${one.deed.at}`} class="cloth entre">
            <h3>{titleOf(one.deed)}</h3>
            <One {...one} />
          </li>
        ))}
      </ul>
      {over.length > 0 && <Over all={over} />}
    </section>
  );
}

function One(seen: Seen) {
  const { deed, state, words } = seen;
  if (state === 'later') return <Later of={deed} />;
  if (state === 'done') return <Told of={deed} />;
  if (state === 'again')
    return (
      <>
        <p>{t('againAsk')}</p>
        <Answers keep={(result) => keepResult(deed, 1, result)} />
      </>
    );
  return <Open deed={deed} isDue={state === 'due'} words={words} />;
}

/** Told today: it may still be taken back. */
function Told({ of: deed }: { of: Deed }) {
  const last = deed.again ?? deed.result;
  const undo = () => keepResult(deed, deed.again ? 1 : 0, TAKEN_BACK);
  return last ? (
    <Reply key={last.at} result={last.result} undo={undo} isNew={last.at > nowS() - 5} />
  ) : null;
}

/** Two at once are enough: this one waits until one of them was told. */
function Later({ of: deed }: { of: Deed }) {
  const { attempt, failed } = useKeep();
  return (
    <>
      <p class="note">{t('deedWaits')}</p>
      {failed}
      <button
        class="btn soft"
        type="button"
        onClick={() => attempt(() => keep('action.taken', retake(deed)))}
      >
        {t('deedNow')}
      </button>
    </>
  );
}

type OpenProps = { deed: Deed; isDue: boolean; words: Words | undefined };

function Open({ deed, isDue, words }: OpenProps) {
  const { at, when, where, lesson } = deed;
  const now = nowS();
  const due = words?.due ?? dueAt(at, when);
  return (
    <>
      <p>
        {t(when as Key)} · {t(where as Key)}
      </p>
      {words && <p class="says">{repeated(words)}</p>}
      <p class="note">{t('decidedOn', dayWords(at))}</p>
      {due !== undefined && isNear(due, now) && (
        <p>
          <span class="chip eye">{t(dayOf(due) === dayOf(now) ? 'forToday' : 'forTomorrow')}</span>
        </p>
      )}
      <details open={isDue}>
        <summary class="link">{t(isDue ? 'deedHow' : 'deedAlready')}</summary>
        <Answers keep={(result) => keepResult(deed, 0, result)} />
      </details>
      {!isDue && <MyWords of={deed} words={words} />}
      {due !== undefined && due > now && <Reminder of={deed} words={words} due={due} />}
      <a class="btn soft" href={`#/l/${lesson}`}>
        {t('openLesson')}
      </a>
    </>
  );
}

/** Where she puts or changes the day, the hour and the place. */
function MyWords({ of: deed, words }: { of: Deed; words: Words | undefined }) {
  const ref = useRef<HTMLDetailsElement>(null);
  const close = () => {
    ref.current?.removeAttribute('open');
    ref.current?.querySelector('summary')?.focus();
  };
  return (
    <details ref={ref}>
      <summary class="link">{t(words ? 'deedChange' : 'deedPlanDo')}</summary>
      <WordsForm key={words?.due} of={deed} words={words} then={close} />
    </details>
  );
}

function Over({ all }: { all: Seen[] }) {
  return (
    <details>
      <summary class="link">{t('deedOver', all.length)}</summary>
      <ul class="entre">
        {all.map(({ deed }) => (
          <li key={`${deed.lesson}/${deed.card}/${deed.at}`} class="cloth">
            <h3>{titleOf(deed)}</h3>
            {[deed.result, deed.again].map(
              (one) =>
                one && (
                  <p key={one.at}>
                    {t(answers[one.result][0])} <span class="note">· {dayWords(one.at)}</span>
                  </p>
                ),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
