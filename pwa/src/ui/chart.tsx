import { useState } from 'preact/hooks';
import { money } from '../i18n/format';
import { t } from '../i18n/t';

export type Bar = { label: string; amount: number };

/** Amounts with a bar under each: who cannot see the bars hears the same figures. */
export function Bars({ of: bars, caption }: { of: Bar[]; caption: string }) {
  const most = Math.max(1, ...bars.map(({ amount }) => amount));
  return (
    <table class="figures">
      <caption class="sr">{caption}</caption>
      <tbody>
        {bars.map(({ label, amount }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{money(amount)}</td>
            <td class="bar0" aria-hidden="true">
              <svg width="100%" height="16">
                <rect class="col0" width={`${(100 * amount) / most}%`} height="16" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A day, or a number of sales: what stands under it, how it is said, an amount of each series. */
export type Spot = { label: string; said: string; amounts: number[] };
type ChartProps = { caption: string; series: string[]; of: Spot[]; isLine?: boolean };

/** The middle of a place among so many, of a hundred. */
const middle = (place: number, of: Spot[]): number => ((place + 0.5) * 100) / of.length;

/** Columns, what is less than nothing below the line, or lines; the same figures in a table. */
export function Chart({ caption, series, of: spots, isLine }: ChartProps) {
  const [isOpen, setOpen] = useState(false);
  const all = spots.flatMap(({ amounts }) => amounts);
  const [low, top] = [Math.min(0, ...all), Math.max(1, ...all)];
  const y = (amount = 0): number => (100 * (top - amount)) / (top - low);
  const width = 70 / spots.length;
  const told = spots.filter(({ amounts }) => amounts.some(Boolean));
  return (
    <figure class="chart entre">
      <ul class="row note" aria-hidden="true">
        {series.map((name, i) => (
          <li key={name}>
            <svg width="24" height="12">
              <path
                class={`${isLine ? 'line' : 'col'}${i}`}
                d={isLine ? 'M0 6H24' : 'M0 0H24V12H0z'}
              />
            </svg>{' '}
            {name}
          </li>
        ))}
      </ul>
      <div aria-hidden="true">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none">
          {isLine
            ? series.map((name, i) => (
                <polyline
                  key={name}
                  class={`line${i}`}
                  points={spots
                    .map((one, at) => `${middle(at, spots)},${y(one.amounts[i])}`)
                    .join(' ')}
                />
              ))
            : spots.map(({ said, amounts }, at) =>
                amounts.map((amount, i) => (
                  <rect
                    key={`${said}${series[i]}`}
                    class={`col${i}`}
                    x={middle(at, spots) - width / 2}
                    y={y(Math.max(amount, 0))}
                    width={width}
                    height={Math.abs(y(amount) - y())}
                  />
                )),
              )}
          <path class="line2" d={`M0 ${y()}H100`} />
        </svg>
        <p>
          {spots.map(({ label, said }) => (
            <b key={said}>{label}</b>
          ))}
        </p>
      </div>
      {told.length > 0 && (
        <button class="link" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('chartFigures')}
        </button>
      )}
      <table class={isOpen ? 'figures' : 'sr'}>
        <caption class="sr">{caption}</caption>
        <tbody>
          {told.map(({ said, amounts }) => (
            <tr key={said}>
              <th scope="row">{said}</th>
              {amounts.map((amount, i) => (
                <td key={series[i]}>
                  {series[i]} {money(Math.abs(amount))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
