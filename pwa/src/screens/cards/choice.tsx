import { useState } from 'preact/hooks';
import type { ChoiceCard, Option } from '../../domain/bundle';
import { t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Icon, okIcon } from '../../ui/icon';
import { Words } from '../../ui/text';
import { Ask, useAnswer } from './answer';

/** One right option or several. What she chose is said by the ids of the options. */
export function Choice(props: CardProps<ChoiceCard>) {
  const [kind, , , , , options] = props.card;
  const isMany = kind === 'many';
  const [chosen, setChosen] = useState(String(props.answer?.option ?? ''));
  const { answered, give, reopen } = useAnswer(props);
  const isChosen = ([id]: Option) => chosen.includes(id);
  const right = options.every((option) => isChosen(option) === !!option[2]);
  const why = options.filter(isChosen).map((option) => option[3]);
  if (!right && options.filter(isChosen).every((option) => option[2])) why.push(t('missing'));
  const tap = (id: string) => {
    if (answered) return;
    if (isMany) setChosen(toggled(chosen, id));
    else give(id, () => setChosen(id));
  };
  const again = () => {
    reopen();
    if (!isMany) setChosen('');
  };
  return (
    <Ask
      of={props}
      right={answered ? right : undefined}
      why={why}
      hint={isMany ? 'markAll' : 'tapOne'}
      ready={isMany && chosen !== '' && (() => give(chosen))}
      again={again}
    >
      <ul class="options">
        {options.map((option) => {
          const [id, text, isRight] = option;
          const on = isChosen(option);
          const state = answered && on ? (isRight ? ' right' : ' not') : '';
          return (
            <li key={id}>
              <button
                class={`option${state}`}
                type="button"
                aria-pressed={on}
                aria-disabled={answered}
                onClick={() => tap(id)}
              >
                {isMany && <span class="tick">{on && <Icon of={okIcon} />}</span>}
                <span class="grow">
                  <Words of={text} />
                </span>
                {state && (
                  <small>
                    {t('yourAnswer')} {state === ' right' && !isMany && <Icon of={okIcon} />}
                  </small>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </Ask>
  );
}

const toggled = (chosen: string, id: string): string =>
  chosen.includes(id) ? chosen.replace(id, '') : [...chosen, id].sort().join('');
