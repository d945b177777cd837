import { useState } from 'preact/hooks';
import type { NumberCard } from '../../domain/bundle';
import { money } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { CardProps } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { eraseIcon } from '../../ui/icons-more';
import { Ask, useAnswer } from './answer';

const BACK = 'Backspace';
const KEYS = [...'1234567890', BACK];

/** How many digits a box takes: up to 99,999 soles or units, two for céntimos. */
const ROOM = [5, 2];

/** A number on large keys of our own: soles and céntimos, or units. The answer is in céntimos or units. */
export function NumberAnswer(props: CardProps<NumberCard>) {
  const [target, unit, near, good, almost] = props.card[5];
  const isMoney = unit === 'centimos';
  const [boxes, setBoxes] = useState(() => written(props.answer?.option, isMoney));
  const [box, setBox] = useState(0);
  const { answered, give, reopen } = useAnswer(props);
  const [first, second] = boxes.map(Number);
  const value = isMoney ? Number(first) * 100 + Number(second) : Number(first);
  const right = Math.abs(value - target) <= near;

  const press = (key: string) => {
    if (answered) return;
    const old = boxes[box] ?? '';
    const digits = key === BACK ? old.slice(0, -1) : (old + key).slice(0, ROOM[box]);
    setBoxes(boxes.map((text, i) => (i === box ? digits : text)));
  };
  const typed = (event: KeyboardEvent) => {
    if (KEYS.includes(event.key)) press(event.key);
  };
  return (
    <Ask
      of={props}
      right={answered ? right : undefined}
      why={[right ? good : almost]}
      hint="writeFirst"
      ready={boxes.some(Boolean) && (() => give(value))}
      again={reopen}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for who has real keys */}
      <div onKeyDown={typed}>
        <div class="display">
          {isMoney && (
            <>
              <b aria-hidden="true">S/</b>
              <span class="sr">{money(value)}</span>
            </>
          )}
          {boxes.map((text, i) => {
            const name = isMoney ? (i ? 'centimos' : 'soles') : 'units';
            return (
              <button
                key={name}
                type="button"
                aria-pressed={!answered && i === box}
                onClick={() => setBox(i)}
              >
                <output>{text || '0'}</output>
                <small>{t(name)}</small>
              </button>
            );
          })}
        </div>
        {!answered && (
          <div class="keys">
            {KEYS.map((key) => (
              <button
                key={key}
                type="button"
                aria-label={key === BACK ? t('erase') : key}
                onClick={() => press(key)}
              >
                {key === BACK ? <Icon of={eraseIcon} /> : key}
              </button>
            ))}
          </div>
        )}
      </div>
    </Ask>
  );
}

/** The boxes as she left them: soles and céntimos, or units. */
function written(option: string | number | undefined, isMoney: boolean): string[] {
  const value = Number(option ?? 0);
  const text = (part: number) => (part ? String(part) : '');
  return isMoney ? [text(Math.floor(value / 100)), text(value % 100)] : [text(value)];
}
