import type { Choice, Variants } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { Icon, nextIcon, okIcon } from '../../ui/icon';
import { Blocks } from '../../ui/text';
import { ask, told } from '../state/variants';

/** One place of a card told in several ways: hers is shown, the others are a touch away. */
export function VariantsBlock({ of: block }: { of: Variants }) {
  const [kind, ...choices] = block;
  const mine = told(block);
  return kind === 'e' ? (
    <Trades block={block} choices={choices} mine={mine} />
  ) : (
    <Papers block={block} choices={choices} mine={mine} />
  );
}

type Props = { block: Variants; choices: Choice[]; mine: Choice | undefined };

const words = ([, , ...texts]: Choice) => <Blocks of={texts} />;

function Trades({ block, choices, mine }: Props) {
  return (
    <>
      {mine && (
        <div class="cloth">
          <p class="note">{mine[1]}</p>
          {words(mine)}
        </div>
      )}
      <details class="others">
        <summary>{t('otherTrades')}</summary>
        <div class="pick">
          {choices.map(([key, title]) => (
            <button
              key={key}
              type="button"
              aria-pressed={key === mine?.[0]}
              onClick={() => ask(block, key)}
            >
              {title}
            </button>
          ))}
        </div>
      </details>
    </>
  );
}

/** Every document is there for everybody; what she opens is kept nowhere. */
function Papers({ block, choices, mine }: Props) {
  return (
    <>
      <p class="note">{t('papersHow')}</p>
      <ul class="entre papers">
        {choices.map((one) => {
          const isOpen = one === mine;
          return (
            <li key={one[0]}>
              <button
                class="option"
                type="button"
                aria-expanded={isOpen}
                aria-pressed={isOpen}
                onClick={() => ask(block, one[0])}
              >
                <span class="grow">{one[1]}</span>
                <Icon of={isOpen ? okIcon : nextIcon} />
              </button>
              {isOpen && <div class="cloth">{words(one)}</div>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
