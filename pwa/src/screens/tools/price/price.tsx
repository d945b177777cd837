import { useState } from 'preact/hooks';
import { MOST_THINGS, type Price, priceOf } from '../../../domain/price';
import { money as written } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { CoinPad } from '../../../ui/coin-pad';
import { Sign } from '../../../ui/frame';
import { backIcon, Icon } from '../../../ui/icon';
import { money } from '../../../ui/money';
import { Tabs } from '../../tabs';

const steps = [-10, -1, 1, 10];
const sum = (pieces: number[]): number => pieces.reduce((all, one) => all + one, 0);

/** "¿Cuánto cobro?": what the batch cost, how many came out, what she charges. Kept nowhere. */
export function PriceScreen() {
  const [cost, setCost] = useState<number[]>([]);
  const [charge, setCharge] = useState<number[]>([]);
  const [count, setCount] = useState(0);
  const [isCharging, setCharging] = useState(false);
  const price = priceOf({ cost: sum(cost), count, charge: sum(charge) });
  const pieces = { pieces: isCharging ? charge : cost, set: isCharging ? setCharge : setCost };
  const pad = <CoinPad key={String(isCharging)} {...pieces} />;
  return (
    <>
      <Sign
        title={t('howMuch')}
        top={
          <a class="round" href="#/negocio" aria-label={t('business')}>
            <Icon of={backIcon} />
          </a>
        }
      />
      <main class="sheet">
        <p class="note">{t('priceStays')}</p>
        <h2>{t('priceCost')}</h2>
        {isCharging ? <Shut amount={sum(cost)} open={() => setCharging(false)} /> : pad}
        <h2>{t('priceCount')}</h2>
        <div class="row count">
          {steps.slice(0, 2).map((step) => stepper(step, setCount))}
          <output class="grow">{count}</output>
          {steps.slice(2).map((step) => stepper(step, setCount))}
        </div>
        <div class="cloth entre" role="status">
          {price ? <Cost of={price} /> : <p>{t('nothingYetSum')}</p>}
          {price && charge.length > 0 && <Kept of={price} />}
        </div>
        <h2>{t('priceCharge')}</h2>
        {isCharging ? pad : <Shut amount={sum(charge)} open={() => setCharging(true)} />}
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

/** An amount whose coins are put away: touching it brings them back. */
function Shut({ amount, open }: { amount: number; open: () => void }) {
  return (
    <button class="till" type="button" aria-label={t('putMoney', written(amount))} onClick={open}>
      <output>{written(amount)}</output>
    </button>
  );
}

type Change = (change: (old: number) => number) => void;

const stepper = (step: number, set: Change) => (
  <button
    key={step}
    class="btn soft mid"
    type="button"
    aria-label={t(step < 0 ? 'fewer' : 'more', Math.abs(step))}
    onClick={() => set((old) => Math.min(MOST_THINGS, Math.max(0, old + step)))}
  >
    {step < 0 ? `−${-step}` : `+${step}`}
  </button>
);

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
