import { useEffect, useRef, useState } from 'preact/hooks';
import { newId } from '../../../domain/bytes';
import {
  type Cost,
  costOf,
  HIGHEST,
  MOST_INSTALMENTS,
  TIMES,
  type Times,
} from '../../../domain/loan';
import { money as written } from '../../../i18n/format';
import { tn } from '../../../i18n/plural';
import { t } from '../../../i18n/t';
import { Bars } from '../../../ui/chart';
import { Amounts, sum } from '../amounts';
import { Chips, Count, Frame, Save } from '../fields';
import { keep, useOwn, type Values } from '../own';
import { useUndo } from '../undo';
import { Views } from '../views';
import { Signs } from './signs';

const TOOL = 'prestamo';

/** A loan as it is put down, in coins and notes. */
type Form = {
  name: string;
  lent: number[];
  off: number[];
  each: number[];
  times: Times;
  count: number;
};

const empty = (): Form => ({
  name: newId(),
  lent: [],
  off: [],
  each: [],
  times: 'month',
  count: 0,
});
const costOfForm = ({ lent, off, each, times, count }: Form): Cost | undefined =>
  costOf({ lent: sum(lent), off: sum(off), each: sum(each), times, count });

/** The loans among what she keeps; what is none is passed over. */
const keptIn = (values: Values): Form[] =>
  [...values.values()].flatMap((one) => {
    const form = one as Partial<Form> | null;
    return Array.isArray(form?.each) && Array.isArray(form.lent) ? [form as Form] : [];
  });

/** "Lo que cuesta un préstamo": what it costs in all, two side by side, and signs to look for. */
export function LoanScreen() {
  const [forms, setForms] = useState(() => [empty()]);
  const [at, setAt] = useState(0);
  const mine = useOwn(TOOL);
  const form = forms[at] as Form;
  const put = (one: Form) => setForms(forms.map((old, i) => (i === at ? one : old)));
  const costs = forms.map(costOfForm);
  const [first, second] = costs;
  const kept = mine.state === 'ready' ? keptIn(mine.values) : [];
  const here = forms.map(({ name }) => name);
  const keptHere = here.filter((name) => kept.some((one) => one.name === name));
  const before = useRef<string[]>([]);
  useEffect(() => {
    // What was erased goes from the screen too; what stands beside it and was not kept stays.
    const isGone = ({ name }: Form) => before.current.includes(name) && !keptHere.includes(name);
    if (forms.some(isGone)) {
      const rest = forms.filter((one) => !isGone(one));
      setForms(rest.length ? rest : [empty()]);
      setAt(0);
    }
    before.current = keptHere;
  }, [keptHere.join()]);
  const compare = () => {
    setForms([...forms, empty()]);
    setAt(1);
  };
  const show = (one: Form) => {
    put(one);
    scrollTo(0, 0);
  };
  const numbered = (i: number) => t('loanNumber', i + 1);
  return (
    <Frame title="loan" of={TOOL} mine={mine}>
      {forms.length > 1 && (
        <Views label={t('loanSide')} of={[0, 1].map(numbered)} at={at} go={setAt} />
      )}
      <Fields key={form.name} of={form} put={put} />
      {costs.map((cost, i) => cost && <Told key={numbered(i)} of={cost} name={numbered(i)} />)}
      {first && second && <Compared first={first} second={second} />}
      {costs[at] ? (
        <Save of={TOOL} name={form.name} value={form} mine={mine} />
      ) : (
        <p class="cloth">{t('loanNothing')}</p>
      )}
      {first && forms.length === 1 && (
        <button class="btn soft" type="button" onClick={compare}>
          {t('loanOther')}
        </button>
      )}
      {mine.state === 'ready' && <KeptLoans of={kept} show={show} />}
      <Signs />
    </Frame>
  );
}

function Fields({ of: form, put }: { of: Form; put: (form: Form) => void }) {
  const amount = (title: 'loanLent' | 'loanOff' | 'loanEach', field: 'lent' | 'off' | 'each') => ({
    title,
    pieces: form[field],
    set: (pieces: number[]) => put({ ...form, [field]: pieces }),
  });
  return (
    <>
      <Amounts
        of={[
          amount('loanLent', 'lent'),
          { ...amount('loanOff', 'off'), more: <p class="note">{t('loanOffHow')}</p> },
          amount('loanEach', 'each'),
        ]}
      />
      <h2>{t('loanTimes')}</h2>
      <Chips
        label={t('loanTimes')}
        value={form.times}
        set={(times) => put({ ...form, times })}
        of={TIMES}
      />
      <Count
        title="loanCount"
        value={form.count}
        set={(count) => put({ ...form, count })}
        most={MOST_INSTALMENTS}
      />
    </>
  );
}

/** "43.5" from 0.435, as people here write it. */
const percent = (rate: number): string =>
  new Intl.NumberFormat('es-PE', { maximumFractionDigits: 1 }).format(rate * 100);

const rateWords = ({ tcea }: Cost): string =>
  tcea === 'over' ? t('loanOver', percent(HIGHEST)) : t('loanRate', percent(tcea ?? 0));

function Told({ of: cost, name }: { of: Cost; name: string }) {
  const { got, total, more, days } = cost;
  return (
    <section class="cloth entre">
      <h2>{name}</h2>
      <Bars
        caption={name}
        of={[
          { label: t('loanGot'), amount: got },
          { label: t('loanBack'), amount: total },
        ]}
      />
      {more < 0 ? (
        <p class="warn">{t('loanLess')}</p>
      ) : (
        <>
          <p class="result" role="status">
            {t('loanMore')} <b>{written(more)}</b> {rateWords(cost)}
          </p>
          <p>{tn('loanDays', days)}</p>
          <p class="note">{t('loanHow')}</p>
        </>
      )}
    </section>
  );
}

function Compared({ first, second }: { first: Cost; second: Cost }) {
  const more = first.more - second.more;
  const isAlike = first.got === second.got && first.days === second.days;
  return (
    <section class="cloth entre" role="status">
      <h2>{t('loanSide')}</h2>
      <p>{more ? t('loanCheaper', more > 0 ? 2 : 1, written(Math.abs(more))) : t('loanSame')}</p>
      <p>{t(isAlike ? 'loanAlike' : 'loanUnlike')}</p>
    </section>
  );
}

/** The loans she kept, each to be looked at again or taken back. */
function KeptLoans({ of: forms, show }: { of: Form[]; show: (form: Form) => void }) {
  const [said, setSaid] = useUndo();
  const erase = (form: Form) =>
    void keep(TOOL, form.name, null).then(
      () => setSaid('loanErased', () => keep(TOOL, form.name, form)),
      () => setSaid('notSaved'),
    );
  return (
    <>
      {forms.length > 0 && <h2>{t('loanKept')}</h2>}
      {forms.map((form) => {
        const cost = costOfForm(form);
        const name = t('loanNamed', written(sum(form.lent)), form.count, written(sum(form.each)));
        return (
          <section class="cloth entre" key={form.name}>
            <h3>{name}</h3>
            {cost && cost.more >= 0 && (
              <p>
                {t('loanMore')} {written(cost.more)}. {rateWords(cost)}
              </p>
            )}
            <div class="row">
              <button
                class="btn soft mid"
                type="button"
                aria-label={`${t('loanShow')}: ${name}`}
                onClick={() => show(form)}
              >
                {t('loanShow')}
              </button>
              <button
                class="link"
                type="button"
                aria-label={`${t('erase')}: ${name}`}
                onClick={() => erase(form)}
              >
                {t('erase')}
              </button>
            </div>
          </section>
        );
      })}
      {said}
    </>
  );
}
