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
import { money as written } from '../../../i18n/format';
import { tn } from '../../../i18n/plural';
import { type Key, t } from '../../../i18n/t';
import { Chart } from '../../../ui/chart';
import { Says } from '../../../ui/speaker';
import { Amounts, sum } from '../amounts';
import { Chips, Count, Frame, Save, say, useForm } from '../fields';

const TOOL = 'equilibrio';
const NAME = 'cuenta';

/** What is paid whether anything is sold or not, and how often that usually is. */
const KINDS: [kind: string, per: Cost['per']][] = [
  ['stall', 'day'],
  ['light', 'month'],
  ['fare', 'day'],
  ['helper', 'week'],
  ['mine', 'week'],
  ['other', 'month'],
];

type Form = {
  costs: { [kind: string]: { pieces: number[]; per: Cost['per'] } };
  thing: string;
  keep: number[];
  days: number;
  slow: number;
  pay: number[];
};
const empty: Form = { costs: {}, thing: '', keep: [], days: 6, slow: 0, pay: [] };

/** "¿Cuánto tengo que vender?": what is due, what stays of a sale, and whether a helper fits in. */
export function BreakEven() {
  const { mine, form, change } = useForm(TOOL, NAME, empty);
  const { costs, thing, days } = form;
  const keep = sum(form.keep);
  const due = Object.values(costs).map(({ pieces, per }) => ({ amount: sum(pieces), per }));
  const even = evenOf(due, keep, days);
  const things = (count: number) =>
    thing.trim() ? `${count} ${thing.trim()}` : tn('evenSales', count);
  return (
    <Frame title="even" of={TOOL} mine={mine}>
      <p>{t('evenCosts')}</p>
      <Amounts
        of={[
          ...KINDS.map(([kind, usual]) => {
            const { pieces, per } = costs[kind] ?? { pieces: [], per: usual };
            const set = (some: object) =>
              change({ costs: { ...costs, [kind]: { pieces, per, ...some } } });
            return {
              title: `sum-${kind}` as Key,
              pieces,
              set: (all: number[]) => set({ pieces: all }),
              more: pieces.length > 0 && (
                <Chips
                  label={say(kind)}
                  value={per}
                  set={(one) => set({ per: one })}
                  of={PERIODS}
                />
              ),
            };
          }),
          {
            title: 'evenKeep',
            pieces: form.keep,
            set: (all) => change({ keep: all }),
            more: <p class="note">{t('evenKeepHow')}</p>,
          },
        ]}
      />
      <Count
        title="evenDays"
        value={days}
        set={(all) => change({ days: Math.max(1, all) })}
        most={7}
        of={[[-1], [1]]}
      />
      <label class="find">
        <b>{t('evenThing')}</b>
        <input
          maxLength={24}
          autocomplete="off"
          value={thing}
          onInput={(event) => change({ thing: event.currentTarget.value })}
        />
      </label>
      {even ? (
        <>
          <Told of={even} things={things} />
          <h2>{t('evenDrawn')}</h2>
          <div class="cloth">
            <Chart
              caption={t('evenDrawn')}
              series={[t('evenStays'), t('evenDue')]}
              of={pointsOf(even, keep).map(([sold, ...amounts]) => ({
                label: `${sold}`,
                said: things(sold),
                amounts,
              }))}
              isLine
            />
          </div>
          <Helper of={even} form={form} change={change} />
          <Save of={TOOL} name={NAME} value={form} mine={mine} />
        </>
      ) : (
        <p class="cloth">{t('evenNothing')}</p>
      )}
    </Frame>
  );
}

type ToldProps = { of: Even; things: (count: number) => string };

function Told({ of: { due, week, day }, things }: ToldProps) {
  const [sell, rest] = [t('evenAWeek', things(week)), t('evenADay', day)];
  return (
    <div class="cloth entre">
      <div class="row">
        <p class="result grow" role="status">
          {t('evenSell')} <b>{sell}</b> {rest}
        </p>
        <Says words={{ text: `${t('evenSell')} ${sell}, ${rest}`, lang: 'es' }} of={t('hearSum')} />
      </div>
      <p>{t('evenPays', written(due))}</p>
    </div>
  );
}

type HelperProps = { of: Even; form: Form; change: (some: Partial<Form>) => void };

/** "¿Me alcanza para un ayudante?", by a slow week, as the lesson reckons it. */
function Helper({ of: even, form, change }: HelperProps) {
  const { slow } = form;
  const [keep, pay] = [sum(form.keep), sum(form.pay)];
  const left = leftOf(even, keep, slow);
  const rest = left - pay;
  return (
    <details>
      <summary class="btn soft">{t('helperAsk')}</summary>
      <section class="entre">
        <p>{t('helperHow')}</p>
        <Count
          title="helperSlow"
          value={slow}
          set={(all) => change({ slow: all })}
          most={MOST_THINGS}
        />
        <Amounts
          of={[{ title: 'helperPay', pieces: form.pay, set: (all) => change({ pay: all }) }]}
        />
        <div class="entre" role="status">
          {slow > 0 && <p>{t(left < 0 ? 'helperLacks' : 'helperLeft', written(Math.abs(left)))}</p>}
          {slow > 0 && pay > 0 && (
            <p class={rest < 0 ? 'warn' : 'says right'}>
              {t(rest < 0 ? 'helperNot' : 'helperFits', written(Math.abs(rest)))}
            </p>
          )}
          {pay > 0 && <p>{tn('helperMore', moreFor(even, keep, pay))}</p>}
        </div>
        <p class="note">{t('helperLaw')}</p>
        <a class="btn soft" href="#/l/mi-ayudante">
          {t('helperLesson')}
        </a>
      </section>
    </details>
  );
}
