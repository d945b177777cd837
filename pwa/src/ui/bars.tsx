import { money } from '../i18n/format';

export type Bar = { label: string; amount: number };

/** Amounts as bars in the rows of a table: who cannot see the bars hears the same figures. */
export function Bars({ of: bars, caption }: { of: Bar[]; caption: string }) {
  const most = Math.max(1, ...bars.map(({ amount }) => Math.abs(amount)));
  return (
    <table class="bars">
      <caption class="sr">{caption}</caption>
      <tbody>
        {bars.map(({ label, amount }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td aria-hidden="true">
              <svg width="100%" height="20">
                <rect
                  class={amount < 0 ? 'N' : 'V'}
                  width={`${(100 * Math.abs(amount)) / most}%`}
                  height="100%"
                />
              </svg>
            </td>
            <td>{money(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
