import { useRef, useState } from 'preact/hooks';
import { weekOf } from '../../domain/habits';
import { type Key, t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Foot, useTitle } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { restNow } from '../state/rest';
import { keep } from '../state/session';
import { checkOf, nowS, type Step } from './plan';
import { isRight, type Question } from './right';

/** How a card went. Nobody is asked whether it was easy (docs/adr/0034-review.md). */
const [WRONG, TRIED_AGAIN, KNEW] = [1, 2, 3];

/** What she did in this round: practices looked at, cards known, cards that were not. */
export type Done = 'checks' | 'right' | 'wrong';

export type StepProps = {
  of: Step;
  save: (job: () => Promise<void>, then: () => void) => void;
  count: (what: Done) => void;
  next: () => void;
};

/** What she can say of a week, and what is said to that. */
const answers: [id: string, words: Key, reply: Key][] = [
  ['yes', 'didIt', 'didItWell'],
  ['part', 'didPart', 'didPartWell'],
  ['no', 'didNot', 'didNotWell'],
];

/** Did she do it this week? Kept when she goes on: until then a touch changes it. */
export function Practice({ of: { lesson }, save, count, next }: StepProps) {
  const [id, , , rule] = lesson;
  const title = checkOf(lesson) ?? rule;
  const ref = useTitle(title);
  const [answer, setAnswer] = useState('');
  const reply = answers.find(([one]) => one === answer)?.[2];
  const say = (said: string) =>
    save(
      () => keep('habit.checked', { lesson: id, week: weekOf(nowS()), answer: said }),
      () => {
        if (answer === said) count('checks');
        next();
      },
    );
  return (
    <>
      <main class="sheet">
        <h1 tabIndex={-1} ref={ref}>
          {title}
        </h1>
        <p class="note">{t('lastDays')}</p>
        <ul class="options">
          {answers.map(([one, words]) => (
            <li key={one}>
              <button
                class="option"
                type="button"
                aria-pressed={answer === one}
                onClick={() => setAnswer(one)}
              >
                {t(words)}
              </button>
            </li>
          ))}
        </ul>
        <p class="idea" role="status">
          {reply && t(reply)}
        </p>
        <p class="rule">
          <b>{t('rule')}</b> {rule}
        </p>
      </main>
      <Foot>
        <button class="link" type="button" onClick={() => say('notnow')}>
          {t('notNow')}
        </button>
        {answer ? (
          <button class="btn" type="button" onClick={() => say(answer)}>
            {t('go')}
            <Icon of={nextIcon} />
          </button>
        ) : (
          <p class="note grow">{t('tapOne')}</p>
        )}
      </Foot>
    </>
  );
}

type AgainProps = StepProps & { question: Question };

/** A card she knows, shown again as in its lesson; what is kept is how it went, not what she chose. */
export function Again({ of: { lesson }, question, save, count, next }: AgainProps) {
  const tries = useRef(0);
  const [id] = lesson;
  const [kind, card, rev] = question;
  const answered = (option: string | number, then: () => void) => {
    const right = isRight(question, option);
    const isFirst = !tries.current;
    const done = () => {
      tries.current += 1;
      if (isFirst) count(right ? 'right' : 'wrong');
      then();
    };
    const rating = isFirst ? (right ? KNEW : WRONG) : TRIED_AGAIN;
    // That it was wrong is known already.
    if (!isFirst && !right) done();
    else save(() => keep('card.recalled', { lesson: id, card, rev, rating: Number(rating) }), done);
  };
  const props: CardProps = {
    card: question,
    lesson: id,
    answer: undefined,
    keep: (_, body, then) => answered((body as { option: string | number }).option, then),
    hold: (job, then) => save(async () => void (await job()), then),
    next,
    back: undefined,
  };
  // Whoever is at this address has it: it came with the rest.
  const Kind = restNow()?.cardKinds[kind];
  return Kind ? <Kind {...props} /> : null;
}
