import { useState } from 'preact/hooks';
import { esPrice } from '../../../i18n/es-price';
import { addWords, t } from '../../../i18n/t';
import barsCss from '../../../ui/bars.css?inline';
import { Sign } from '../../../ui/frame';
import { backIcon, Icon } from '../../../ui/icon';
import { addStyles } from '../../../ui/styles';
import { Tabs } from '../../tabs';
import { Shut, Stays, ToolEnd } from '../end';
import { useOwn } from '../own';
import { Views } from '../views';
import { ListView, PRICE } from './list';
import css from './price.css?inline';
import { Simple } from './simple';
import { Suppliers } from './suppliers';
import { WholeView } from './whole';

addWords(esPrice);
addStyles(barsCss + css);

const LIST = 3;

/** "¿Cuánto cobro?": the sum first; then with her time, two suppliers, and her list of prices. */
export function PriceScreen() {
  const mine = useOwn(PRICE);
  const [at, go] = useState(0);
  const [first, setFirst] = useState(0);
  const [round, again] = useState(0);
  const toList = (price: number) => {
    setFirst(price);
    go(LIST);
    scrollTo(0, 0);
  };
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
        <Views
          title="priceViews"
          of={['priceSimple', 'priceWhole', 'priceSuppliers', 'priceMine']}
          at={at}
          go={(to) => {
            setFirst(0);
            go(to);
          }}
        />
        {at === 0 && <Simple />}
        {at === 1 && <WholeView toList={toList} />}
        {at === 2 && <Suppliers />}
        {at === LIST && (
          <>
            <Stays />
            {mine.state === 'shut' && <Shut />}
            {mine.state === 'ready' && <ListView key={round} values={mine.values} first={first} />}
            <ToolEnd of={PRICE} changed={() => again((old) => old + 1)} />
          </>
        )}
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}
