import { useState } from 'preact/hooks';
import type { MatchCard } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardBody, type CardProps } from '../../ui/card';
import { AnswerFoot, Saying } from './answer';
import { shuffled } from './shuffle';

/** Pair what is above with what is below. The answer is the ids of the right sides, in the order of the left. */
export function Match({ card, lesson, answer, keep, next, back }: CardProps<MatchCard>) {
  const [, id, rev, , , [pairs, good, almost]] = card;
  const ids = pairs.map(([pair]) => pair);
  const [below] = useState(() => shuffled(pairs, `${lesson}/${id}`));
  const [mates, setMates] = useState<(string | undefined)[]>(() =>
    answer ? [...String(answer.option)] : ids.map(() => undefined),
  );
  const [active, setActive] = useState(0);
  const [answered, setAnswered] = useState(answer !== undefined);
  const right = mates.join('') === ids.join('');
  const complete = mates.every(Boolean);

  const pair = (mate: string) => {
    const paired = mates.map((old, i) => (i === active ? mate : old === mate ? undefined : old));
    setMates(paired);
    const free = paired.indexOf(undefined);
    if (free >= 0) setActive(free);
  };
  const give = () =>
    keep('answer.given', { lesson, card: id, rev, option: mates.join('') }, () =>
      setAnswered(true),
    );
  const again = () => {
    // What was right stays.
    const left = mates.map((mate, i) => (mate === ids[i] ? mate : undefined));
    setMates(left);
    setActive(left.indexOf(undefined));
    setAnswered(false);
  };
  const rightSide = (mate: string | undefined) => pairs.find(([one]) => one === mate)?.[2] ?? '';

  return (
    <>
      <CardBody card={card}>
        <ul class="options" aria-label={t('pairs')}>
          {pairs.map(([pairId, left], i) => (
            <li key={pairId}>
              <button
                class={`option${answered && right ? ' right' : ''}`}
                type="button"
                aria-pressed={!answered && i === active}
                aria-disabled={answered}
                onClick={() => answered || setActive(i)}
              >
                <b class={`num m${i}`}>{i + 1}</b>
                <span class="grow">
                  {left}
                  <span class="mate">
                    {mates[i] ? t('goesWith', rightSide(mates[i])) : t('which')}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {!answered && (
          <ul class="below">
            {below.map(([mate, , words]) => {
              const place = mates.indexOf(mate);
              return (
                <li key={mate}>
                  <button class="option" type="button" onClick={() => pair(mate)}>
                    {place >= 0 && <b class={`num m${place}`}>{place + 1}</b>}
                    <span class="grow">{words}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        )}
        {answered && <Saying right={right} why={right ? good : almost} />}
      </CardBody>
      <AnswerFoot back={back} next={next} right={answered ? right : undefined} again={again}>
        {complete ? (
          <button class="btn" type="button" onClick={give}>
            {t('ready')}
          </button>
        ) : (
          <p class="note grow">{t('matchHelp')}</p>
        )}
      </AnswerFoot>
    </>
  );
}
