import { useState } from 'preact/hooks';
import { esPrice } from '../../../i18n/es-price';
import { addWords, t } from '../../../i18n/t';
import chartCss from '../../../ui/chart.css?inline';
import { addStyles } from '../../../ui/styles';
import { Shut, Stays, ToolEnd } from '../end';
import { useOwn } from '../own';
import { ToolScreen } from '../screen';
import { Views } from '../views';
import { ListView, PRICE } from './list';
import css from './price.css?inline';
import { Simple } from './simple';
import { Suppliers } from './suppliers';
import { WholeView } from './whole';

addWords(esPrice);
addStyles(chartCss + css);

const LIST = 3;

/** "¿Cuánto cobro?": the sum first; then with her time, two suppliers, and her list of prices. */
export function PriceScreen() {
  const mine = useOwn(PRICE);
  const [at, go] = useState(0);
  const [first, setFirst] = useState(0);
  const toList = (price: number) => {
    setFirst(price);
    go(LIST);
    scrollTo(0, 0);
  };
  return (
    <ToolScreen title={t('howMuch')}>
      <Views
        label={t('priceViews')}
        of={[t('priceSimple'), t('priceWhole'), t('priceSuppliers'), t('priceMine')]}
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
          {mine.state === 'ready' && <ListView values={mine.values} first={first} />}
          <ToolEnd of={PRICE} />
        </>
      )}
    </ToolScreen>
  );
}
