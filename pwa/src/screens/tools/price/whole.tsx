import { useState } from 'preact/hooks';
import { MOST, MOST_THINGS, wholePrice } from '../../../domain/price';
import { t } from '../../../i18n/t';
import { Bars } from '../../../ui/chart';
import { money } from '../../../ui/money';
import { Amounts, sum } from '../amounts';
import { Result } from '../result';
import { Views } from '../views';
import { countSteps, type Step, Steps } from './steps';

const MOST_MINUTES = 99 * 60;
const MARGINS = [0, 10, 20, 30, 50, 100];

type WholeProps = { toList: (price: number) => void };

/** The price with her time, gas, passage and stall, and what she wants to earn besides. */
export function WholeView({ toList }: WholeProps) {
  const [cost, setCost] = useState<number[]>([]);
  const [count, setCount] = useState(0);
  const [minutes, setMinutes] = useState(0);
  const [perHour, setPerHour] = useState<number[]>([]);
  const [gas, setGas] = useState<number[]>([]);
  const [fare, setFare] = useState<number[]>([]);
  const [stall, setStall] = useState<number[]>([]);
  const [at, setAt] = useState(0);
  const margin = MARGINS[at] ?? 0;
  const extras = sum(gas) + sum(fare) + sum(stall);
  const of = { cost: sum(cost), count, minutes, perHour: sum(perHour), extras, margin };
  const found = wholePrice(of);
  const steps: Step[] = [-60, -15, 15, 60].map((step) => {
    const isHour = step % 60 === 0;
    return isHour ? [step, t('oneHour')] : [step, t('someMinutes', Math.abs(step))];
  });
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
                <h2>{t('wholeTime')}</h2>
                <Steps of={steps} most={MOST_MINUTES} value={minutes} set={setMinutes}>
                  {t('hoursMinutes', Math.floor(minutes / 60), minutes % 60)}
                </Steps>
              </>
            ),
          },
          { title: 'wholePerHour', pieces: perHour, set: setPerHour },
          { title: 'wholeGas', pieces: gas, set: setGas },
          { title: 'wholeFare', pieces: fare, set: setFare },
          { title: 'wholeStall', pieces: stall, set: setStall },
        ]}
      />
      <h2>{t('wholeMargin')}</h2>
      <Views
        label={t('wholeMargin')}
        of={MARGINS.map((one) => (one ? money(one * 10) : t('wholeNoMargin')))}
        at={at}
        go={setAt}
      />
      {found ? (
        <>
          <Result title={t('wholePrice')} amount={found.price} />
          <p>
            {t('wholeEach', money(found.each))} {t('wholeLeast', money(found.least))}
          </p>
          <div class="cloth">
            <Bars
              caption={t('wholeParts')}
              of={[
                { label: t('partCost'), amount: of.cost },
                { label: t('partTime'), amount: found.time },
                { label: t('partExtras'), amount: extras },
              ]}
            />
          </div>
          {found.price <= MOST && (
            <button class="btn soft" type="button" onClick={() => toList(found.price)}>
              {t('wholeToList')}
            </button>
          )}
        </>
      ) : (
        <p class="cloth">{t('nothingYetSum')}</p>
      )}
    </>
  );
}
