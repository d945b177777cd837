import { useState } from 'preact/hooks';
import type { Inline, OrderCard } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardBody, type CardProps } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { downIcon, upIcon } from '../../ui/icons-more';
import { plain, Words } from '../../ui/text';
import { AnswerFoot, Saying } from './answer';
import { shuffled } from './shuffle';

/** Put in order with two buttons a line. The answer is the ids in her order. */
export function Order({ card, lesson, answer, keep, next, back }: CardProps<OrderCard>) {
  const [, id, rev, , , [items, good, almost]] = card;
  const ids = items.map(([item]) => item);
  const [order, setOrder] = useState(() =>
    answer ? [...String(answer.option)] : shuffled(ids, `${lesson}/${id}`),
  );
  const [answered, setAnswered] = useState(answer !== undefined);
  const right = order.join('') === ids.join('');
  const move = (from: number, by: number, button: HTMLElement) => {
    const moved = [...order];
    const [item] = moved.splice(from, 1);
    moved.splice(from + by, 0, item as string);
    setOrder(moved);
    // The focus goes with the line that moved.
    const lines = button.closest('ol')?.children[from + by];
    lines?.querySelectorAll('button')[by < 0 ? 0 : 1]?.focus();
  };
  const give = () =>
    keep('answer.given', { lesson, card: id, rev, option: order.join('') }, () =>
      setAnswered(true),
    );
  return (
    <>
      <CardBody card={card}>
        <ol class="options" aria-label={t('orderMine')}>
          {order.map((item, place) => {
            const text = items.find(([one]) => one === item)?.[1] ?? '';
            return (
              <li key={ids[place]} class={`option${answered && right ? ' right' : ''}`}>
                <b class="num">{place + 1}</b>
                <span class="grow">
                  <Words of={text} />
                </span>
                {!answered && (
                  <Mover up={true} of={text} off={!place} move={(b) => move(place, -1, b)} />
                )}
                {!answered && (
                  <Mover
                    of={text}
                    off={place === order.length - 1}
                    move={(b) => move(place, 1, b)}
                  />
                )}
              </li>
            );
          })}
        </ol>
        {answered && <Saying right={right} why={right ? good : almost} />}
      </CardBody>
      <AnswerFoot
        back={back}
        next={next}
        right={answered ? right : undefined}
        again={() => setAnswered(false)}
      >
        <button class="btn" type="button" onClick={give}>
          {t('ready')}
        </button>
      </AnswerFoot>
    </>
  );
}

type MoverProps = {
  up?: boolean;
  of: Inline;
  off: boolean;
  move: (button: HTMLElement) => void;
};

function Mover({ up = false, of, off, move }: MoverProps) {
  return (
    <button
      class="round"
      type="button"
      aria-label={t(up ? 'up' : 'down', plain(of))}
      aria-disabled={off}
      onClick={(event) => off || move(event.currentTarget)}
    >
      <Icon of={up ? upIcon : downIcon} />
    </button>
  );
}
