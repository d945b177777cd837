import { useEffect, useRef, useState } from 'preact/hooks';
import { dateOf } from '../../../domain/lima';
import {
  type Answers,
  type Asked,
  askedWith,
  type Constant,
  knownIn,
  type Range,
  rangesIn,
} from '../../../domain/regime';
import { library } from '../../../downloads/library';
import { esSums } from '../../../i18n/es-sums';
import { money as written } from '../../../i18n/format';
import { addWords, type Key, t } from '../../../i18n/t';
import { Tabs } from '../../tabs';
import { ToolEnd } from '../end';
import { Save, ToolSign, useForm } from '../fields';
import { Views } from './views';

addWords(esSums);

const TOOL = 'regimen';
const NAME = 'respuestas';
const YEAR_DIGITS = 4;

const thisYear = (): number => Number(dateOf(Date.now() / 1000).slice(0, YEAR_DIGITS));

const titles: Record<Asked, Key> = {
  buyers: 'askBuyers',
  invoice: 'askInvoice',
  figures: 'askFigures',
  sales: 'askSales',
  buys: 'askBuys',
  places: 'askPlaces',
  trade: 'askTrade',
};

/** The answers of those that are no range. */
const choices: { [K in Asked]?: [answer: string, words: Key][] } = {
  buyers: [
    ['people', 'buyPeople'],
    ['firms', 'buyFirms'],
    ['both', 'buyBoth'],
  ],
  invoice: [
    ['yes', 'invoiceYes'],
    ['no', 'invoiceNo'],
    ['unsure', 'unsure'],
  ],
  figures: [
    ['yes', 'figuresYes'],
    ['no', 'figuresNo'],
  ],
  places: [
    ['one', 'placeOne'],
    ['more', 'placeMore'],
  ],
  trade: [
    ['market', 'tradeMarket'],
    ['goods', 'tradeGoods'],
    ['service', 'tradeService'],
  ],
};

/** The dated amounts of the lessons; those that are not here come when there is signal. */
function useConstants(): Constant[] {
  const [constants, set] = useState(library.words()?.constants);
  useEffect(() => {
    if (!constants) void library.fetchWords().then(() => set(library.words()?.constants));
  }, [constants]);
  return constants ?? [];
}

/** The four regimes, by one question at a time. */
export function RegimeScreen() {
  const constants = useConstants();
  const known = knownIn(constants, thisYear());
  const { form, change, canKeep } = useForm<Answers>(TOOL, NAME, {});
  const asked = askedWith(known);
  const [step, setStep] = useState<number>();
  const isAnswered = asked.every((one) => form[one] !== undefined);
  const at = step ?? (isAnswered ? asked.length : 0);
  const one = asked[at];
  const answer = (value: Answers[Asked]) => {
    change({ [one as Asked]: value });
    setStep(at + 1);
  };
  return (
    <>
      <ToolSign title={t('regime')} />
      <main class="sheet">
        <p class="note">{t('regimeNone')}</p>
        {one ? (
          <Question
            key={one}
            of={one}
            place={t('regimeStep', at + 1, asked.length)}
            ranges={rangesIn(known)}
            value={form[one]}
            answer={answer}
            focused={step !== undefined}
          />
        ) : (
          <>
            <Views
              answers={form}
              known={known}
              constants={constants}
              focused={step !== undefined}
            />
            {canKeep && <Save of={TOOL} name={() => NAME} value={form} />}
          </>
        )}
        {at > 0 && (
          <button class="btn soft" type="button" onClick={() => setStep(one ? at - 1 : 0)}>
            {t(one ? 'regimeBack' : 'regimeAgain')}
          </button>
        )}
        <ToolEnd of={TOOL} />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

type QuestionProps = {
  of: Asked;
  place: string;
  ranges: Range[];
  value: Answers[Asked];
  answer: (value: Answers[Asked]) => void;
  focused: boolean;
};

function rangeWords({ over, upTo }: Range): string {
  if (upTo === null) return t('rangeOver', written(over));
  return over ? t('rangeFrom', written(over), written(upTo)) : t('rangeUpTo', written(upTo));
}

function Question({ of: one, place, ranges, value, answer, focused }: QuestionProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);
  const isRange = one === 'sales' || one === 'buys';
  const options: [answer: Answers[Asked], words: string][] = isRange
    ? [
        ...ranges.map((range): [Range, string] => [range, rangeWords(range)]),
        ['unsure', t('unsure')],
      ]
    : (choices[one] ?? []).map(([id, words]) => [id as Answers[Asked], t(words)]);
  return (
    <section class="entre">
      <p class="note">{place}</p>
      <h2 tabIndex={-1} ref={ref}>
        {t(titles[one])}
      </h2>
      <ul class="options">
        {options.map(([id, words]) => (
          <li key={words}>
            <button
              class="option"
              type="button"
              aria-pressed={JSON.stringify(id) === JSON.stringify(value)}
              onClick={() => answer(id)}
            >
              {words}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
