import { useState } from 'preact/hooks';
import type { ChoiceCard, Option } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardBody, type CardProps } from '../../ui/card';
import { Icon, okIcon } from '../../ui/icon';
import { Words } from '../../ui/text';
import { AnswerFoot, Verdict } from './answer';

/** One right option or several. What she chose is said by the ids of the options. */
export function Choice({ card, lesson, answer, keep, next, back }: CardProps<ChoiceCard>) {
  const [kind, id, rev, , , options] = card;
  const [chosen, setChosen] = useState(String(answer?.option ?? ''));
  const [answered, setAnswered] = useState(answer !== undefined);
  const right = options.every(([option, , isRight]) => chosen.includes(option) === !!isRight);
  const isPart =
    !right && options.every(([option, , isRight]) => isRight || !chosen.includes(option));
  const give = (option: string) =>
    keep('answer.given', { lesson, card: id, rev, option }, () => {
      setChosen(option);
      setAnswered(true);
    });
  const tap = (option: string) => {
    if (answered) return;
    if (kind === 'one') give(option);
    else setChosen(toggled(chosen, option));
  };
  const again = () => {
    setAnswered(false);
    if (kind === 'one') setChosen('');
  };
  return (
    <>
      <CardBody card={card}>
        <ul class="options">
          {options.map((option) => (
            <li key={option[0]}>
              <OptionButton
                option={option}
                many={kind === 'many'}
                chosen={chosen.includes(option[0])}
                answered={answered}
                tap={tap}
              />
            </li>
          ))}
        </ul>
        {answered && (
          <Verdict right={right}>
            {options.filter(([option]) => chosen.includes(option)).map(explanation)}
            {isPart && <p>{t('missing')}</p>}
          </Verdict>
        )}
      </CardBody>
      <AnswerFoot back={back} next={next} right={answered ? right : undefined} again={again}>
        {kind === 'one' ? (
          <p class="note grow">{t('tapOne')}</p>
        ) : (
          <button class="btn" type="button" onClick={() => chosen && give(chosen)}>
            {t('ready')}
          </button>
        )}
      </AnswerFoot>
    </>
  );
}

const toggled = (chosen: string, option: string): string =>
  chosen.includes(option) ? chosen.replace(option, '') : [...chosen, option].sort().join('');

const explanation = ([id, , , why]: Option) => (
  <p key={id}>
    <Words of={why} />
  </p>
);

type ButtonProps = {
  option: Option;
  many: boolean;
  chosen: boolean;
  answered: boolean;
  tap: (option: string) => void;
};

function OptionButton({ option: [id, text, right], many, chosen, answered, tap }: ButtonProps) {
  const state = answered && chosen ? (right ? ' right' : ' not') : '';
  return (
    <button
      class={`option${state}`}
      type="button"
      aria-pressed={chosen}
      aria-disabled={answered}
      onClick={() => tap(id)}
    >
      {many && <span class={`tick${chosen ? ' on' : ''}`}>{chosen && <Icon of={okIcon} />}</span>}
      <span class="grow">
        <Words of={text} />
      </span>
      {state && <small>{t('yourAnswer')}</small>}
      {state === ' right' && <Icon of={okIcon} />}
    </button>
  );
}
