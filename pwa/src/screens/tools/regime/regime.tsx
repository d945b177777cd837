import { useEffect, useRef, useState } from 'preact/hooks';
import { dateOf } from '../../../domain/lima';
import {
  type Answers,
  type Asked,
  askedWith,
  CHOICES,
  knownIn,
  type Range,
  rangesIn,
} from '../../../domain/regime';
import { library } from '../../../downloads/library';
import { money as written } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { Frame, Save, say, useForm } from '../fields';
import { Views } from './views';

const TOOL = 'regimen';
const NAME = 'respuestas';
const YEAR = /^\d+/;

const thisYear = (): number => Number(YEAR.exec(dateOf(Date.now() / 1000)));

/** The dated amounts of the lessons; those that are not here come when there is signal. */
function useConstants() {
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
  const { mine, form, change } = useForm<Answers>(TOOL, NAME, {});
  const asked = askedWith(known);
  const [step, setStep] = useState<number>();
  const firstOpen = asked.findIndex((one) => form[one] === undefined);
  const at = firstOpen < 0 ? (step ?? asked.length) : Math.min(step ?? 0, firstOpen);
  const one = asked[at];
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step !== undefined) title.current?.focus();
  }, [step]);
  const answer = (value: Answers[Asked]) => {
    change({ [one as Asked]: value });
    setStep(at + 1);
  };
  return (
    <Frame title="regime" of={TOOL} mine={mine}>
      <p class="note">{one ? t('regimeStep', at + 1, asked.length) : t('regimeNone')}</p>
      <h2 tabIndex={-1} ref={title}>
        {one ? say(one) : t('regimeFour')}
      </h2>
      {one ? (
        <Options of={one} ranges={rangesIn(known)} value={form[one]} answer={answer} />
      ) : (
        <>
          <Views answers={form} known={known} constants={constants} />
          <Save of={TOOL} name={NAME} value={form} mine={mine} />
        </>
      )}
      {at > 0 && (
        <button class="btn soft" type="button" onClick={() => setStep(one ? at - 1 : 0)}>
          {t(one ? 'regimeBack' : 'regimeAgain')}
        </button>
      )}
    </Frame>
  );
}

type OptionsProps = {
  of: Asked;
  ranges: Range[];
  value: Answers[Asked];
  answer: (value: Answers[Asked]) => void;
};

function rangeWords({ over, upTo }: Range): string {
  if (upTo === null) return t('rangeOver', written(over));
  return over ? t('rangeFrom', written(over), written(upTo)) : t('rangeUpTo', written(upTo));
}

function Options({ of: one, ranges, value, answer }: OptionsProps) {
  const options: (readonly [answer: Answers[Asked], words: string])[] =
    one === 'sales' || one === 'buys'
      ? [...ranges.map((range) => [range, rangeWords(range)] as const), ['unsure', say('unsure')]]
      : CHOICES[one].map((id) => [id, say(`${one}-${id}`)]);
  return (
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
  );
}
