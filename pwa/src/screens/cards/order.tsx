import { useState } from 'preact/hooks';
import type { Inline, OrderCard } from '../../domain/bundle';
import { shuffled } from '../../domain/shuffle';
import { t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { downIcon, upIcon } from '../../ui/icons-more';
import { plain, Words } from '../../ui/text';
import { Ask, useAnswer } from './answer';

/** Put in order with two buttons a line. The answer is the ids in her order. */
export function Order(props: CardProps<OrderCard>) {
  const { card, lesson, answer } = props;
  const [items, good, almost] = card[5];
  const ids = items.map(([item]) => item);
  const [order, setOrder] = useState(() =>
    answer ? [...String(answer.option)] : shuffled(ids, `${lesson}/${card[1]}`),
  );
  const { answered, give, reopen } = useAnswer(props);
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
  return (
    <Ask
      of={props}
      right={answered ? right : undefined}
      why={[right ? good : almost]}
      hint="ready"
      ready={() => give(order.join(''))}
      again={reopen}
    >
      <ol class="options" aria-label={t('orderMine')}>
        {order.map((item, place) => {
          const text = items.find(([one]) => one === item)?.[1] ?? '';
          const mover = (by: number, off: boolean) => (
            <Mover by={by} of={text} off={off} move={(button) => move(place, by, button)} />
          );
          return (
            <li key={ids[place]} class={`option${answered && right ? ' right' : ''}`}>
              <b class="num">{place + 1}</b>
              <span class="grow">
                <Words of={text} />
              </span>
              {!answered && (
                <span class="movers">
                  {mover(-1, !place)}
                  {mover(1, place === order.length - 1)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Ask>
  );
}

type MoverProps = { by: number; of: Inline; off: boolean; move: (button: HTMLElement) => void };

function Mover({ by, of, off, move }: MoverProps) {
  return (
    <button
      class="round"
      type="button"
      aria-label={t(by < 0 ? 'up' : 'down', plain(of))}
      aria-disabled={off}
      onClick={(event) => off || move(event.currentTarget)}
    >
      <Icon of={by < 0 ? upIcon : downIcon} />
    </button>
  );
}
