import { useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { Lesson } from '../../domain/bundle';
import { asksOn, isKept, timesOf } from '../../domain/habits';
import { dayOf } from '../../domain/lima';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { readRoute } from '../../ui/route';
import { keep, progress } from '../state/session';
import { checkOf, dayText, habits, nowS, ruled } from './plan';

/** Take a rule up, or put it down; the button stays where it is. */
function Take({ lesson }: { lesson: string }) {
  const [state, setState] = useState<'failed' | 'changed'>();
  const habit = habits().find((one) => one.lesson === lesson);
  const next = habit?.on ? asksOn(habit, nowS()) : undefined;
  const toggle = () =>
    keep('habit.taken', { lesson, on: habit?.on ? 0 : 1 }).then(
      () => setState('changed'),
      () => setState('failed'),
    );
  return (
    <>
      <p class={state === 'failed' ? 'warn' : 'note'} role="status">
        {state === 'failed'
          ? t('notSaved')
          : next === undefined
            ? state && t('ruleDropped')
            : next > dayOf(nowS())
              ? t('ruleTaken', dayText(next))
              : t('ruleWaits')}
      </p>
      <button class={habit?.on ? 'link' : 'btn soft'} type="button" onClick={() => void toggle()}>
        {t(habit?.on ? 'ruleDrop' : 'ruleTake')}
      </button>
    </>
  );
}

/** At the end of a lesson: does its rule become a habit? It is hers to say, so not while helped. */
export function TakeRule() {
  const route = readRoute(location.hash);
  const lesson = route.at === 'lesson' ? ruled(route.id) : undefined;
  if (!lesson || helping()) return null;
  return (
    <section class="cloth entre">
      <h2>{t('ruleAsk')}</h2>
      <p>{checkOf(lesson)}</p>
      <p class="note">{t('ruleAskHow')}</p>
      <Take lesson={lesson[0]} />
    </section>
  );
}

/** The rules she took up, those she put down, and those of other lessons she finished. */
export function MyRules() {
  // As they were when she came: what she takes up or puts down stays under her thumb.
  const [mine] = useState(() => [...habits()].sort((x, y) => Number(y.on) - Number(x.on)));
  const [others] = useState(() =>
    Object.entries(progress().lessons)
      .filter(([id, { finished }]) => finished && !mine.some(({ lesson }) => lesson === id))
      .map(([id]) => id),
  );
  return (
    <section class="entre">
      <h2>{t('myRules')}</h2>
      {!mine.length && <p>{t('noRules')}</p>}
      <Rules of={mine.map(({ lesson }) => lesson)} />
      {others.some(ruled) && (
        <details>
          <summary class="link">{t('otherRules')}</summary>
          <Rules of={others} />
        </details>
      )}
    </section>
  );
}

const Rules = ({ of: ids }: { of: string[] }) => (
  <ul class="entre">
    {ids.map((id) => {
      const lesson = ruled(id);
      return (
        lesson && (
          <li key={id} class="cloth entre">
            <Rule of={lesson} />
          </li>
        )
      );
    })}
  </ul>
);

function Rule({ of: lesson }: { of: Lesson }) {
  const [id, , , rule] = lesson;
  const habit = habits().find((one) => one.lesson === id);
  const times = habit ? timesOf(habit) : 0;
  return (
    <>
      <h3>{checkOf(lesson)}</h3>
      <p>{rule}</p>
      {habit && isKept(habit) && (
        <p>
          <span class="chip yes">{t('ruleKept')}</span>
        </p>
      )}
      {times > 0 && <p class="note">{tn('ruleTimes', times)}</p>}
      <Take lesson={id} />
    </>
  );
}
