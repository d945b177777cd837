import {
  type Cost,
  type Even,
  evenOf,
  leftOf,
  moreFor,
  PERIODS,
  pointsOf,
} from '../../../domain/breakeven';
import { MOST_THINGS } from '../../../domain/price';
import { esSums } from '../../../i18n/es-sums';
import { money as written } from '../../../i18n/format';
import { tn } from '../../../i18n/plural';
import { addWords, type Key, t } from '../../../i18n/t';
import { Icon, nextIcon } from '../../../ui/icon';
import { Tabs } from '../../tabs';
import { ToolEnd } from '../end';
import { Amount, Count, Pick, Save, ToolSign, useForm } from '../fields';

addWords(esSums);

const TOOL = 'equilibrio';
const NAME = 'cuenta';

/** What is paid whether anything is sold or not, and how often that usually is. */
const KINDS: [Key, Cost['per']][] = [
  ['evenStall', 'day'],
  ['evenLight', 'month'],
  ['evenFare', 'day'],
  ['evenHelper', 'week'],
  ['evenMine', 'week'],
  ['evenOther', 'month'],
];
const perWords = { day: 'evenDay', week: 'evenWeek', month: 'evenMonth' } as const;

type Form = {
  costs: { [kind: string]: Cost };
  thing: string;
  keep: number;
  days: number;
  slow: number;
  pay: number;
};
const empty: Form = { costs: {}, thing: '', keep: 0, days: 6, slow: 0, pay: 0 };

/** "¿Cuánto tengo que vender?": what is due, what stays of a sale, and whether a helper fits in. */
export function BreakEven() {
  const { form, change, canKeep } = useForm(TOOL, NAME, empty);
  const even = evenOf(Object.values(form.costs), form.keep, form.days);
  return (
    <>
      <ToolSign title={t('even')} />
      <main class="sheet">
        <h2>{t('evenCosts')}</h2>
        <p class="note">{t('evenCostsHow')}</p>
        <Costs of={form.costs} set={(costs) => change({ costs })} />
        <Amount
          label={t('evenKeep')}
          note={t('evenKeepHow')}
          value={form.keep}
          set={(keep) => change({ keep })}
        />
        <Count
          label={t('evenDays')}
          value={form.days}
          set={(days) => change({ days })}
          least={1}
          most={7}
          steps={[-1, 1]}
        />
        <label class="find">
          <b>{t('evenThing')}</b>
          <input
            maxLength={24}
            autocomplete="off"
            value={form.thing}
            onInput={(event) => change({ thing: event.currentTarget.value })}
          />
        </label>
        <section class="cloth entre" role="status">
          {even ? <Told of={even} form={form} /> : <p>{t('evenNothing')}</p>}
        </section>
        {even && <Drawn of={even} keep={form.keep} />}
        {even && <Helper of={even} form={form} change={change} />}
        {even && canKeep && <Save of={TOOL} name={() => NAME} value={form} />}
        <ToolEnd of={TOOL} />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

/** Those that were put, then names of others to put. */
function Costs({ of: costs, set }: { of: Form['costs']; set: (costs: Form['costs']) => void }) {
  const isPut = ([kind]: (typeof KINDS)[number]) => costs[kind] !== undefined;
  return (
    <>
      {KINDS.filter(isPut).map(([kind]) => {
        const cost = costs[kind] as Cost;
        return (
          <div class="cloth entre" key={kind}>
            <Amount
              label={t(kind)}
              value={cost.amount}
              opens={!cost.amount}
              set={(amount) => set({ ...costs, [kind]: { ...cost, amount } })}
            />
            <Pick
              label={t('evenPer', t(kind))}
              value={cost.per}
              set={(per) => set({ ...costs, [kind]: { ...cost, per } })}
              of={PERIODS.map((per) => [per, t(perWords[per])])}
            />
          </div>
        );
      })}
      <div class="pick">
        {KINDS.filter((one) => !isPut(one)).map(([kind, per]) => (
          <button
            key={kind}
            type="button"
            onClick={() => set({ ...costs, [kind]: { amount: 0, per } })}
          >
            + {t(kind)}
          </button>
        ))}
      </div>
    </>
  );
}

const thingOf = ({ thing }: Form, count: number): string =>
  thing.trim() ? `${count} ${thing.trim()}` : tn('evenSales', count);

function Told({ of: { due, week, day }, form }: { of: Even; form: Form }) {
  return (
    <>
      <p class="result">
        {t('evenSell')} <b>{t('evenAWeek', thingOf(form, week))}</b> {t('evenADay', day)}
      </p>
      <p>{t('evenPays', written(due))}</p>
    </>
  );
}

/** What stays or lacks by how much is sold: a line for the eye, the same numbers in a table. */
function Drawn({ of: even, keep }: { of: Even; keep: number }) {
  const points = pointsOf(even, keep);
  const [, most] = points[points.length - 1] as [number, number];
  const x = (sold: number) => (sold / (even.week * 2)) * 200;
  const y = (left: number) => 5 + ((most - left) / (most + even.due)) * 80;
  const line = points.map(([sold, left]) => `${x(sold)} ${y(left)}`).join('L');
  return (
    <section class="entre">
      <h2>{t('evenDrawn')}</h2>
      <svg
        viewBox="0 0 200 90"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        aria-hidden="true"
      >
        <path d={`M0 ${y(0)}H200`} stroke-dasharray="4" />
        <path d={`M${line}`} stroke-width="4" />
        <circle cx={x(even.week)} cy={y(0)} r="6" fill="currentColor" />
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('evenSold')}</th>
            <th scope="col">{t('evenLeft')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(([sold, left]) => (
            <tr key={sold}>
              <th scope="row">{sold}</th>
              <td>{t(left < 0 ? 'evenLacks' : 'evenStays', written(Math.abs(left)))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HelperProps = { of: Even; form: Form; change: (some: Partial<Form>) => void };

/** "¿Me alcanza para un ayudante?", by a slow week, as the lesson reckons it. */
function Helper({ of: even, form: { keep, slow, pay }, change }: HelperProps) {
  const left = leftOf(even, keep, slow);
  const rest = left - pay;
  const say = (key: 'helperLeft' | 'helperLacks' | 'helperFits' | 'helperNot', amount: number) =>
    t(key, written(Math.abs(amount)));
  return (
    <>
      <h2>{t('helperAsk')}</h2>
      <p>{t('helperHow')}</p>
      <Count
        label={t('helperSlow')}
        value={slow}
        set={(sold) => change({ slow: sold })}
        most={MOST_THINGS}
      />
      <Amount label={t('helperPay')} value={pay} set={(amount) => change({ pay: amount })} />
      <div class="cloth entre" role="status">
        {slow > 0 && <p>{say(left < 0 ? 'helperLacks' : 'helperLeft', left)}</p>}
        {slow > 0 && pay > 0 && (
          <p class={rest < 0 ? 'warn' : 'says right'}>
            {say(rest < 0 ? 'helperNot' : 'helperFits', rest)}
          </p>
        )}
        {pay > 0 && <p>{tn('helperMore', moreFor(even, keep, pay))}</p>}
        <p class="note">{t('helperLaw')}</p>
      </div>
      <a class="btn soft" href="#/l/mi-ayudante">
        {t('helperLesson')}
        <Icon of={nextIcon} />
      </a>
    </>
  );
}
