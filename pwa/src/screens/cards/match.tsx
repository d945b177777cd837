import { useState } from 'preact/hooks';
import type { MatchCard } from '../../domain/bundle';
import { shuffled } from '../../domain/shuffle';
import { t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Ask, useAnswer } from './answer';

/** Pair what is above with what is below. The answer is the ids of the right sides, in the order of the left. */
export function Match(props: CardProps<MatchCard>) {
  const { card, lesson, answer } = props;
  const [pairs, good, almost] = card[5];
  const [below] = useState(() => shuffled(pairs, `${lesson}/${card[1]}`));
  const [mates, setMates] = useState<(string | undefined)[]>(() =>
    answer ? [...String(answer.option)] : pairs.map(() => undefined),
  );
  const [active, setActive] = useState(0);
  const { answered, give, reopen } = useAnswer(props);
  const right = pairs.every(([id], i) => mates[i] === id);

  const show = (next: typeof mates) => {
    setMates(next);
    setActive(Math.max(0, next.indexOf(undefined)));
  };
  const pair = (mate: string) =>
    show(mates.map((old, i) => (i === active ? mate : old === mate ? undefined : old)));
  const again = () => {
    // What was right stays.
    show(mates.map((mate, i) => (mate === pairs[i]?.[0] ? mate : undefined)));
    reopen();
  };
  const rightSide = (mate: string | undefined) => pairs.find(([id]) => id === mate)?.[2];

  return (
    <Ask
      of={props}
      right={answered ? right : undefined}
      why={[right ? good : almost]}
      hint="matchHelp"
      ready={mates.every(Boolean) && (() => give(mates.join('')))}
      again={again}
    >
      <ul class="options" aria-label={t('pairs')}>
        {pairs.map(([id, left], i) => (
          <li key={id}>
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
                <small class="mate">
                  {mates[i] ? t('goesWith', rightSide(mates[i]) ?? '') : t('which')}
                </small>
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
    </Ask>
  );
}
