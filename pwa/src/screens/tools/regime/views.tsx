import { useEffect, useRef } from 'preact/hooks';
import {
  type Answers,
  type Constant,
  type Regime,
  toAsk,
  type View,
  viewsOf,
} from '../../../domain/regime';
import { money as written } from '../../../i18n/format';
import { type Key, t } from '../../../i18n/t';

const words: Record<Regime, [name: Key, asks: Key]> = {
  nrus: ['nrus', 'nrusAsks'],
  rer: ['rer', 'rerAsks'],
  rmt: ['rmt', 'rmtAsks'],
  general: ['general', 'generalAsks'],
};
const fits: Record<View['fit'], Key> = {
  open: 'fitOpen',
  over: 'fitOver',
  bills: 'fitBills',
  may: 'fitMay',
  ask: 'fitAsk',
};
/** What an amount is called, by its id. */
const amounts: Record<string, Key> = {
  uit: 'amountUit',
  'nrus-tope-1': 'amountTop1',
  'nrus-tope-2': 'amountTop2',
  'nrus-cuota-1': 'amountFee1',
  'nrus-cuota-2': 'amountFee2',
  'rer-tope': 'amountRer',
  'rer-tasa': 'amountShare',
  'rmt-tope': 'amountRmt',
};
const questions: Record<ReturnType<typeof toAsk>[number], Key> = {
  invoice: 'takeInvoice',
  places: 'takePlaces',
  market: 'takeMarket',
  service: 'takeService',
  low: 'takeLow',
};

type ViewsProps = {
  answers: Answers;
  known: Parameters<typeof viewsOf>[1];
  constants: readonly Constant[];
  /** She has just answered the last question. */
  focused: boolean;
};

/** The four side by side, and what to ask where it is confirmed. */
export function Views({ answers, known, constants, focused }: ViewsProps) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);
  const whoOf = (id: string) => constants.find(([one]) => one === id)?.[3] || t('regimeWho');
  return (
    <>
      <h2 tabIndex={-1} ref={ref}>
        {t('regimeFour')}
      </h2>
      {answers.figures === 'no' && <p class="says">{t('figuresFirst')}</p>}
      {viewsOf(answers, known).map((view) => (
        <One key={view.regime} of={view} whoOf={whoOf} />
      ))}
      <h2>{t('regimeTake')}</h2>
      <ul class="idea">
        {toAsk(answers).map((one) => (
          <li key={one}>{t(questions[one])}</li>
        ))}
      </ul>
      <p class="rule">{t('regimeRule')}</p>
      <a class="btn soft" href="#/l/regimen">
        {t('regimeLesson')}
      </a>
    </>
  );
}

function One({ of: view, whoOf }: { of: View; whoOf: (id: string) => string }) {
  const { regime, fit, missing, limit, fee, share } = view;
  const [name, asks] = words[regime];
  return (
    <section class="cloth entre">
      <h3>{t(name)}</h3>
      <p>{t(asks)}</p>
      {fee !== undefined && <p>{t('regimeFee', written(fee))}</p>}
      {share !== undefined && <p>{t('regimeShare', share)}</p>}
      {limit !== undefined && (
        <p>{t(regime === 'nrus' ? 'regimeMonth' : 'regimeYear', written(limit))}</p>
      )}
      <p class={fit === 'may' ? 'says right' : fit === 'open' || fit === 'ask' ? 'note' : 'warn'}>
        {t(fits[fit])}
      </p>
      {missing.length > 0 && (
        <ul class="note">
          {missing.map((id) => (
            <li key={id}>{t('regimeMissing', t(amounts[id] as Key), whoOf(id))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
