import { useState } from 'preact/hooks';
import { esCash } from '../../../i18n/es-cash';
import { addWords, t } from '../../../i18n/t';
import chartCss from '../../../ui/chart.css?inline';
import { addStyles } from '../../../ui/styles';
import { Shut, Stays, ToolEnd } from '../end';
import { useOwn } from '../own';
import { ToolScreen } from '../screen';
import { Views } from '../views';
import { CountView } from './count';
import { CASH } from './names';
import { WeekView } from './week';
import { WriteView } from './write';

addWords(esCash);
addStyles(chartCss);

const views = [
  ['cashCount', CountView],
  ['cashWrite', WriteView],
  ['cashWeek', WeekView],
] as const;

/** "Mi caja": the tin is counted first; who wants to know more writes it down. */
export function Cash() {
  const mine = useOwn(CASH);
  const [at, go] = useState(0);
  const [, View] = views[at] ?? views[0];
  return (
    <ToolScreen title={t('cashTitle')}>
      <Views label={t('cashViews')} of={views.map(([title]) => t(title))} at={at} go={go} />
      {mine.state === 'shut' && <Shut />}
      {mine.state === 'ready' && <View values={mine.values} />}
      <Stays />
      <ToolEnd of={CASH} />
    </ToolScreen>
  );
}
