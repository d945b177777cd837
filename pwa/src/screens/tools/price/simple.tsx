import { useState } from 'preact/hooks';
import { MOST_THINGS, type Price, priceOf } from '../../../domain/price';
import { t } from '../../../i18n/t';
import { money } from '../../../ui/money';
import { Amounts, sum } from '../amounts';
import { countSteps, Steps } from './steps';

/** What the batch cost, how many came out, what she charges. Kept nowhere. */
export function Simple() {
  const [cost, setCost] = useState<number[]>([]);
  const [charge, setCharge] = useState<number[]>([]);
  const [count, setCount] = useState(0);
  const price = priceOf({ cost: sum(cost), count, charge: sum(charge) });
  return (
    <>
      <p class="note">{t('priceStays')}</p>
      <Amounts
        of={[
          {
            title: 'priceCost',
            pieces: cost,
            set: setCost,
            more: (
              <>
                <h2>{t('priceCount')}</h2>
                <Steps of={countSteps} most={MOST_THINGS} value={count} set={setCount}>
                  {count}
                </Steps>
                <div class="cloth entre" role="status">
                  {price ? <Cost of={price} /> : <p>{t('nothingYetSum')}</p>}
                  {price && charge.length > 0 && <Kept of={price} />}
                </div>
              </>
            ),
          },
          { title: 'priceCharge', pieces: charge, set: setCharge },
        ]}
      />
    </>
  );
}

function Cost({ of: { each, even, least } }: { of: Price }) {
  return (
    <>
      <p class="result">
        {t(even ? 'eachCost' : 'eachCostAbout')} <b>{money(each)}</b>
      </p>
      <p class="note">{t('atLeast', money(least))}</p>
    </>
  );
}

function Kept({ of: { keepEach, keepAll } }: { of: Price }) {
  const isLost = keepAll < 0;
  const say = (key: 'keepEach' | 'keepAll' | 'loseEach' | 'loseAll', amount: number) =>
    amount !== 0 && t(key, money(Math.abs(amount)));
  return (
    <p class={isLost ? 'warn' : 'says right'}>
      {keepAll === 0 && t('keepNothing')}
      {say(isLost ? 'loseEach' : 'keepEach', keepEach)}{' '}
      {say(isLost ? 'loseAll' : 'keepAll', keepAll)}
    </p>
  );
}
