import { useRef } from 'preact/hooks';
import { type Deed, type DeedState, foldDeeds, stateOf } from '../../../domain/deeds';
import { dueAt, isNear } from '../../../domain/ics';
import { dayOf } from '../../../domain/lima';
import { type Key, t } from '../../../i18n/t';
import { rows } from '../../state/session';
import { HowWas, useKeep } from './answers';
import { WordsForm } from './form';
import { keepResult, retake, useOwn, type Words, wordsOf } from './own';
import { Reminder } from './reminder';
import { answers, dayWords, nowS, repeated, titleOf } from './said';

/** What asks for her comes first. */
const TURNS: DeedState[] = ['due', 'again', 'open', 'done', 'later'];

type Seen = { deed: Deed; state: DeedState; words: Words | undefined };

const keyOf = ({ deed: { lesson, card, at } }: Seen): string => `${lesson}/${card}/${at}`;

/** Told on another day: folded away. Today it may still be changed. */
const isOver = ({ deed: { result, again }, state }: Seen): boolean =>
  state === 'done' && dayOf((again ?? result)?.at ?? 0) !== dayOf(nowS());

/** Everything she decided to do in lessons, with when and where, and how it went. */
export function Decided() {
  const own = useOwn();
  if (!own) return null;
  const all = foldDeeds(rows())
    .map((deed): Seen => {
      const words = wordsOf(own, deed);
      return { deed, words, state: stateOf(deed, nowS(), words?.due) };
    })
    .filter(({ state }) => state !== 'replaced')
    .sort((x, y) => TURNS.indexOf(x.state) - TURNS.indexOf(y.state));
  const over = all.filter(isOver);
  return (
    <section class="entre">
      <h2>{t('myDecisions')}</h2>
      {!all.length && (
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
        {all
          .filter((one) => !isOver(one))
          .map((one) => (
            <li key={keyOf(one)} class="cloth entre">
              <h3>{titleOf(one.deed)}</h3>
              {one.state === 'later' ? <Later of={one.deed} /> : <One {...one} />}
            </li>
          ))}
      </ul>
      {over.length > 0 && (
        <details>
          <summary class="link">{t('deedOver', over.length)}</summary>
          <ul class="entre">
            {over.map((one) => (
              <li key={keyOf(one)} class="cloth">
                <h3>{titleOf(one.deed)}</h3>
                <Told of={one.deed} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

const Told = ({ of: { result, again } }: { of: Deed }) => (
  <>
    {[result, again].map(
      (one) =>
        one && (
          <p key={one.at}>
            {t(answers[one.result][0])} <span class="note">· {dayWords(one.at)}</span>
          </p>
        ),
    )}
  </>
);

/** Two at once are enough: this one waits until one of them was told. */
function Later({ of: deed }: { of: Deed }) {
  const { attempt, failed } = useKeep();
  return (
    <>
      <p class="note">{t('deedWaits')}</p>
      {failed}
      <button class="btn soft" type="button" onClick={() => attempt(retake(deed))}>
        {t('deedNow')}
      </button>
    </>
  );
}

function One({ deed, state, words }: Seen) {
  const { at, when, where, lesson, result, again } = deed;
  const now = nowS();
  const due = words?.due ?? dueAt(at, when);
  const isOpen = state === 'open';
  const round = state === 'again' || again ? 1 : 0;
  return (
    <>
      {(isOpen || state === 'due') && (
        <>
          <p>
            {t(when as Key)} · {t(where as Key)}
          </p>
          {words && <p class="says">{repeated(words)}</p>}
          <p class="note">{t('decidedOn', dayWords(at))}</p>
        </>
      )}
      {isOpen && due !== undefined && isNear(due, now) && (
        <p>
          <span class="chip eye">{t(dayOf(due) === dayOf(now) ? 'forToday' : 'forTomorrow')}</span>
        </p>
      )}
      {state !== 'done' && <p>{t(round ? 'againAsk' : isOpen ? 'deedAlready' : 'deedHow')}</p>}
      <HowWas
        told={round ? again?.result : result?.result}
        keep={(told) => keepResult(deed, round, told)}
      />
      {isOpen && <MyWords of={deed} words={words} />}
      {isOpen && due !== undefined && due > now && <Reminder of={deed} words={words} due={due} />}
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
