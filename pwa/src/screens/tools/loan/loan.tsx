import { useState } from 'preact/hooks';
import { costOf, type Loan, MOST_INSTALMENTS, TIMES } from '../../../domain/loan';
import { esSums } from '../../../i18n/es-sums';
import { addWords, t } from '../../../i18n/t';
import { Tabs } from '../../tabs';
import { ToolEnd } from '../end';
import { Amount, Count, Pick, Save, ToolSign } from '../fields';
import { useOwn } from '../own';
import { KeptLoans } from './kept';
import { Signs } from './signs';
import { Compared, TOOL, Told } from './told';

addWords(esSums);

const timesWords = {
  day: 'loanDaily',
  workday: 'loanWorkdays',
  week: 'loanWeekly',
  fortnight: 'loanFortnightly',
  month: 'loanMonthly',
} as const;

const empty: Loan = { lent: 0, off: 0, each: 0, times: 'month', count: 0 };
const newName = (): string => crypto.randomUUID();

/** "¿Cuánto cuesta este préstamo?": what it costs in all, two side by side, and signs to look for. */
export function LoanScreen() {
  const [loans, setLoans] = useState<Loan[]>([empty]);
  const [at, setAt] = useState(0);
  const mine = useOwn(TOOL);
  const loan = loans[at] ?? empty;
  const change = (some: Partial<Loan>) =>
    setLoans(loans.map((one, i) => (i === at ? { ...one, ...some } : one)));
  const costs = loans.map(costOf);
  const compare = () => {
    setLoans([...loans, empty]);
    setAt(1);
  };
  return (
    <>
      <ToolSign title={t('loan')} />
      <main class="sheet">
        {loans.length > 1 && (
          <Pick
            label={t('loanWhich')}
            value={at}
            set={setAt}
            of={loans.map((_, i) => [i, t('loanNumber', i + 1)] as const)}
          />
        )}
        <Fields key={at} of={loan} change={change} />
        <div class="entre" role="status">
          {costs.map((cost, i) => cost && <Told key={i} of={cost} name={t('loanNumber', i + 1)} />)}
          {!costs.some(Boolean) && <p class="cloth">{t('loanNothing')}</p>}
          {costs[0] && costs[1] && <Compared first={costs[0]} second={costs[1]} />}
        </div>
        {costs[at] && mine.state === 'ready' && <Save of={TOOL} name={newName} value={loan} />}
        {costs[0] && loans.length === 1 && (
          <button class="btn soft" type="button" onClick={compare}>
            {t('loanOther')}
          </button>
        )}
        {mine.state === 'ready' && <KeptLoans of={mine.values} show={(one) => change(one)} />}
        <Signs />
        <ToolEnd of={TOOL} />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

function Fields({ of: loan, change }: { of: Loan; change: (some: Partial<Loan>) => void }) {
  return (
    <>
      <Amount label={t('loanLent')} value={loan.lent} set={(lent) => change({ lent })} />
      <Amount
        label={t('loanOff')}
        note={t('loanOffHow')}
        value={loan.off}
        set={(off) => change({ off })}
      />
      <Amount
        label={t('loanEach')}
        note={t('loanEachHow')}
        value={loan.each}
        set={(each) => change({ each })}
      />
      <h2>{t('loanTimes')}</h2>
      <Pick
        label={t('loanTimes')}
        value={loan.times}
        set={(times) => change({ times })}
        of={TIMES.map((times) => [times, t(timesWords[times])])}
      />
      <Count
        label={t('loanCount')}
        value={loan.count}
        set={(count) => change({ count })}
        most={MOST_INSTALMENTS}
      />
    </>
  );
}
