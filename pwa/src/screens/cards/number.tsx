import { useState } from 'preact/hooks';
import type { NumberCard } from '../../domain/bundle';
import type { Key } from '../../i18n/t';
import { t } from '../../i18n/t';
import { CardBody, type CardProps } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { eraseIcon } from '../../ui/icons-more';
import { AnswerFoot, Saying } from './answer';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** How many digits a box takes: up to 99,999 soles or units, two for céntimos. */
const ROOM = [5, 2];

/** A number on large keys of our own: soles and céntimos, or units. The answer is in céntimos or units. */
export function NumberAnswer({ card, lesson, answer, keep, next, back }: CardProps<NumberCard>) {
  const [, id, rev, , , [target, unit, near, good, almost]] = card;
  const isMoney = unit === 'centimos';
  const [boxes, setBoxes] = useState(() => written(answer?.option, isMoney));
  const [box, setBox] = useState(0);
  const [answered, setAnswered] = useState(answer !== undefined);
  const [first = '', second = ''] = boxes;
  const value = isMoney ? Number(first) * 100 + Number(second) : Number(first);
  const right = Math.abs(value - target) <= near;

  const press = (key: string) => {
    if (answered) return;
    const old = boxes[box] ?? '';
    const digits = key === 'Backspace' ? old.slice(0, -1) : (old + key).slice(0, ROOM[box]);
    setBoxes(boxes.map((text, i) => (i === box ? digits : text)));
  };
  const typed = (event: KeyboardEvent) => {
    if (KEYS.includes(event.key) || event.key === 'Backspace') press(event.key);
  };
  const give = () =>
    keep('answer.given', { lesson, card: id, rev, option: value }, () => setAnswered(true));

  return (
    <>
      <CardBody card={card}>
        <div class="display">
          {isMoney && <b>S/</b>}
          {boxes.map((text, i) => {
            const name: Key = isMoney ? (i ? 'centimos' : 'soles') : 'units';
            return (
              <button
                key={name}
                type="button"
                aria-pressed={!answered && i === box}
                onClick={() => setBox(i)}
                onKeyDown={typed}
              >
                <output>{text || '0'}</output>
                <small>{t(name)}</small>
              </button>
            );
          })}
        </div>
        {!answered && (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for who has real keys
          <div class="keys" onKeyDown={typed}>
            {KEYS.map((key) => (
              <button key={key} type="button" onClick={() => press(key)}>
                {key}
              </button>
            ))}
            <button type="button" aria-label={t('erase')} onClick={() => press('Backspace')}>
              <Icon of={eraseIcon} />
            </button>
          </div>
        )}
        {answered && <Saying right={right} why={right ? good : almost} />}
      </CardBody>
      <AnswerFoot
        back={back}
        next={next}
        right={answered ? right : undefined}
        again={() => setAnswered(false)}
      >
        {first || second ? (
          <button class="btn" type="button" onClick={give}>
            {t('ready')}
          </button>
        ) : (
          <p class="note grow">{t('writeFirst')}</p>
        )}
      </AnswerFoot>
    </>
  );
}

/** The boxes as she left them: soles and céntimos, or units. */
function written(option: string | number | undefined, isMoney: boolean): string[] {
  const value = Number(option ?? 0);
  const text = (part: number) => (part ? String(part) : '');
  return isMoney ? [text(Math.floor(value / 100)), text(value % 100)] : [text(value)];
}
