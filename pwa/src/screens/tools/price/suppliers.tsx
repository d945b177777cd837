import { useState } from 'preact/hooks';
import { choose, MOST_IN_PACK, MOST_PACKS, type Offer, ONE } from '../../../domain/price';
import { type Key, t } from '../../../i18n/t';
import { money } from '../../../ui/money';
import { Says } from '../../../ui/speaker';
import { Amounts, sum } from '../amounts';
import { Views } from '../views';
import { type Step, Steps } from './steps';

/** How it is bought: asked for, said of one, and shortened. */
const units: [name: Key, each: Key, short: Key][] = [
  ['unitKilo', 'eachKilo', 'shortKilo'],
  ['unitMetre', 'eachMetre', 'shortMetre'],
  ['unitUnit', 'eachUnit', 'shortUnit'],
];
const WHOLE = 2;
const byQuarters: Step[] = [
  [-10 * ONE, '10'],
  [-ONE, '1'],
  [-ONE / 4, '¼'],
  [ONE / 4, '¼'],
  [ONE, '1'],
  [10 * ONE, '10'],
];
const byOnes = byQuarters.filter(([step]) => step % ONE === 0);
const packSteps: Step[] = [[-1], [1]];

type Side = { pieces: number[]; packs: number; inPack: number };
const empty: Side = { pieces: [], packs: 1, inPack: 0 };

const offerOf = ({ pieces, packs, inPack }: Side): Offer => ({ cost: sum(pieces), packs, inPack });

/** "¿Cuál proveedor conviene?": what a kilo, a metre or a unit costs at each of two. */
export function Suppliers() {
  const [unit, setUnit] = useState(0);
  const [sides, setSides] = useState<[Side, Side]>([empty, empty]);
  const [, each, short] = units[unit] as (typeof units)[0];
  const change = (at: 0 | 1, to: Partial<Side>) =>
    setSides(([one, two]) => (at ? [one, { ...two, ...to }] : [{ ...one, ...to }, two]));
  const chosen = choose(offerOf(sides[0]), offerOf(sides[1]));
  const side = (at: 0 | 1, title: Key) => {
    const { pieces, packs, inPack } = sides[at];
    return {
      title,
      pieces,
      set: (now: number[]) => change(at, { pieces: now }),
      more: (
        <>
          <h3>{t('supplierPacks')}</h3>
          <Steps
            of={packSteps}
            most={MOST_PACKS}
            value={packs}
            set={(now) => change(at, { packs: Math.max(1, now) })}
          >
            {packs}
          </Steps>
          <h3>{t('supplierInPack')}</h3>
          <Steps
            of={unit === WHOLE ? byOnes : byQuarters}
            most={MOST_IN_PACK}
            value={inPack}
            set={(now) => change(at, { inPack: now })}
          >
            {inPack / ONE} {t(short)}
          </Steps>
        </>
      ),
    };
  };
  const words = chosen && [
    t('supplierEach', t('supplierA'), t(each), money(chosen.each[0])),
    t('supplierEach', t('supplierB'), t(each), money(chosen.each[1])),
    chosen.better === undefined
      ? t('supplierSame')
      : t('supplierBetter', t(chosen.better ? 'supplierB' : 'supplierA')),
  ];
  return (
    <>
      <p class="note">{t('priceStays')}</p>
      <h2>{t('supplierUnit')}</h2>
      <Views
        label={t('supplierUnit')}
        of={units.map(([name]) => t(name))}
        at={unit}
        go={(to) => {
          setUnit(to);
          setSides(sides.map((one) => ({ ...one, inPack: 0 })) as [Side, Side]);
        }}
      />
      <Amounts of={[side(0, 'supplierCostA'), side(1, 'supplierCostB')]} />
      <div class="cloth row">
        <div class="grow" role="status">
          {words ? words.map((one) => <p key={one}>{one}</p>) : <p>{t('supplierNone')}</p>}
        </div>
        {words && <Says words={{ text: words.join(' '), lang: 'es' }} of={t('hearSum')} />}
      </div>
    </>
  );
}
