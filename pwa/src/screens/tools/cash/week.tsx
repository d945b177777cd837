import { useState } from 'preact/hooks';
import { linesIn, type Place, sheetOf, sheetUnits, totals, weekOf } from '../../../domain/cash';
import { dateOf } from '../../../domain/lima';
import { tongues } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { Chart } from '../../../ui/chart';
import { houseIcon, stallIcon } from '../../../ui/icons-more';
import { money } from '../../../ui/money';
import { saveFile } from '../../after/share';
import type { Values } from '../own';
import { Pick } from '../pick';
import { Result } from '../result';
import { kinds, places } from './names';

const FILE = 'mi-caja.csv';

const dayName = (day: string, how: Intl.DateTimeFormatOptions): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(tongues(), { ...how, timeZone: 'UTC' });

/** What came in and went out each day of this week, of the business or of the house. */
export function WeekView({ values }: { values: Values }) {
  const [place, setPlace] = useState<Place>('negocio');
  const lines = linesIn(values);
  const week = weekOf(dateOf(Date.now() / 1000));
  const { came, went, left } = totals(lines, place, week);
  const days = week.map((day) => {
    const one = totals(lines, place, [day]);
    const amounts = [one.came, -one.went];
    const said = dayName(day, { weekday: 'long', day: 'numeric' });
    return { label: dayName(day, { weekday: 'narrow' }), said, amounts };
  });
  const caption = `${t('cashChart')}. ${t(places[place])}`;
  return (
    <>
      <Pick
        title="cashWhose"
        of={[
          ['negocio', stallIcon, places.negocio],
          ['casa', houseIcon, places.casa],
        ]}
        chosen={place}
        choose={setPlace}
      />
      <h2>{t('cashChart')}</h2>
      <div class="cloth">
        <Chart caption={caption} series={[t('cashIn'), t('cashOut')]} of={days} />
      </div>
      <p>{t('cashTotals', money(came), money(went))}</p>
      <Result title={t(left < 0 ? 'cashWeekLost' : 'cashWeekLeft')} amount={Math.abs(left)} />
      <Sheet values={values} />
    </>
  );
}

/** All of the notebook in a file that a computer opens. */
function Sheet({ values }: { values: Values }) {
  const [isMade, setMade] = useState(false);
  const make = () => {
    const head = [t('cashDay'), t('cashCol'), t('cashOfWhom'), t('cashFor'), t('cashSoles')];
    const of = { ...kinds, ...places, before: 'cashTinBefore', now: 'cashTinNow' } as const;
    const said = Object.entries(of).map(([name, key]) => [name, t(key)]);
    const text = sheetOf(values, {
      head: [...head, t('cashPaidOn')],
      of: Object.fromEntries(said),
    });
    saveFile(new File([sheetUnits(text)], FILE, { type: 'text/csv' }));
    setMade(true);
  };
  return values.size ? (
    <>
      <p class="note">{t('cashFileWhy')}</p>
      <button class="btn soft" type="button" onClick={make}>
        {t('cashFile')}
      </button>
      <p class="note" role="status">
        {isMade && t('cashFileMade', FILE)}
      </p>
    </>
  ) : null;
}
