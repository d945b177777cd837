import { useState } from 'preact/hooks';
import { esCash } from '../../../i18n/es-cash';
import { addWords, t } from '../../../i18n/t';
import barsCss from '../../../ui/bars.css?inline';
import { Sign } from '../../../ui/frame';
import { backIcon, Icon } from '../../../ui/icon';
import { addStyles } from '../../../ui/styles';
import { Tabs } from '../../tabs';
import { Shut, Stays, ToolEnd } from '../end';
import { useOwn } from '../own';
import { Views } from '../views';
import { CountView } from './count';
import { CASH } from './names';
import { WeekView } from './week';
import { WriteView } from './write';

addWords(esCash);
addStyles(barsCss);

const views = [
  ['cashCount', CountView],
  ['cashWrite', WriteView],
  ['cashWeek', WeekView],
] as const;

/** "Mi caja": the tin is counted first; who wants to know more writes it down. */
export function Cash() {
  const mine = useOwn(CASH);
  const [at, go] = useState(0);
  const [round, again] = useState(0);
  const [, View] = views[at] ?? views[0];
  return (
    <>
      <Sign
        title={t('cashTitle')}
        top={
          <a class="round" href="#/negocio" aria-label={t('business')}>
            <Icon of={backIcon} />
          </a>
        }
      />
      <main class="sheet">
        <Views title="cashViews" of={views.map(([title]) => title)} at={at} go={go} />
        <Stays />
        {mine.state === 'shut' && <Shut />}
        {mine.state === 'ready' && <View key={`${at}.${round}`} values={mine.values} />}
        <ToolEnd of={CASH} changed={() => again((old) => old + 1)} />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}
