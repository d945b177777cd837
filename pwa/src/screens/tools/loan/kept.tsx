import { useState } from 'preact/hooks';
import { costOf, type Loan } from '../../../domain/loan';
import { money as written } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { keep, type Own, type Values } from '../own';
import { rateWords, TOOL } from './told';

type KeptProps = { of: Values; show: (loan: Loan) => void };

/** The loans she kept, each to be looked at again or taken back. */
export function KeptLoans({ of: values, show }: KeptProps) {
  const [gone, setGone] = useState<[name: string, value: Own]>();
  const [failed, setFailed] = useState(false);
  const put = (name: string, value: Own, then: () => void) =>
    void keep(TOOL, name, value).then(
      () => {
        setFailed(false);
        then();
      },
      () => setFailed(true),
    );
  return (
    <>
      {values.size > 0 && <h2>{t('loanKept')}</h2>}
      {[...values].map(([name, value]) => (
        <KeptLoan
          key={name}
          of={value as Loan}
          show={show}
          erase={() => put(name, null, () => setGone([name, value]))}
        />
      ))}
      <p class={failed ? 'warn' : 'note'} role="status">
        {failed ? t('notSaved') : gone && t('loanErased')}
      </p>
      {gone && (
        <button
          class="btn soft"
          type="button"
          onClick={() => put(...gone, () => setGone(undefined))}
        >
          {t('undo')}
        </button>
      )}
    </>
  );
}

type KeptLoanProps = { of: Loan; show: (loan: Loan) => void; erase: () => void };

function KeptLoan({ of: loan, show, erase }: KeptLoanProps) {
  const cost = costOf(loan);
  const name = t('loanNamed', written(loan.lent), loan.count, written(loan.each));
  return (
    <section class="cloth entre">
      <h3>{name}</h3>
      {cost && (
        <p>
          {t('loanMore')} {written(cost.more)}. {cost.more >= 0 && rateWords(cost)}
        </p>
      )}
      <div class="row">
        <button
          class="btn soft mid"
          type="button"
          aria-label={`${t('loanShow')}: ${name}`}
          onClick={() => show(loan)}
        >
          {t('loanShow')}
        </button>
        <button class="link" type="button" aria-label={`${t('erase')}: ${name}`} onClick={erase}>
          {t('erase')}
        </button>
      </div>
    </section>
  );
}
