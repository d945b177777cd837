import { type Cost, HIGHEST } from '../../../domain/loan';
import { money as written } from '../../../i18n/format';
import { tn } from '../../../i18n/plural';
import { t } from '../../../i18n/t';

/** Before the names of what she keeps of it. */
export const TOOL = 'prestamo';

/** 43.5 from 0.435, as people here write it. */
const percent = (rate: number): string =>
  new Intl.NumberFormat('es-PE', { maximumFractionDigits: 1 }).format(rate * 100);

export const rateWords = ({ tcea }: Cost): string =>
  tcea === 'over' ? t('loanOver', percent(HIGHEST)) : t('loanRate', percent(tcea ?? 0));

/** Two bars for the eye, as long as what she gets and what she gives back; the words say the same. */
function Bars({ of: { got, total } }: { of: Cost }) {
  const most = Math.max(got, total);
  return (
    <svg viewBox="0 0 200 40" aria-hidden="true">
      <path d={`M0 2H${(got / most) * 200}V16H0z`} fill="var(--turquesa)" />
      <path d={`M0 22H${(total / most) * 200}V36H0z`} fill="var(--rosa)" />
    </svg>
  );
}

export function Told({ of: cost, name }: { of: Cost; name: string }) {
  const { got, total, more, days } = cost;
  return (
    <section class="cloth entre">
      <h2>{name}</h2>
      <p>
        {t('loanGot', written(got))} {t('loanBack', written(total))} {tn('loanDays', days)}
      </p>
      <Bars of={cost} />
      {more < 0 ? (
        <p class="warn">{t('loanLess')}</p>
      ) : (
        <>
          <p class="result">
            {t('loanMore')} <b>{written(more)}</b>
          </p>
          <p>{rateWords(cost)}</p>
          <p class="note">{t('loanHow')}</p>
        </>
      )}
    </section>
  );
}

export function Compared({ first, second }: { first: Cost; second: Cost }) {
  const more = first.more - second.more;
  const isAlike = first.got === second.got && first.days === second.days;
  return (
    <section class="cloth entre">
      <h2>{t('loanSide')}</h2>
      <p>{more ? t('loanCheaper', more > 0 ? 2 : 1, written(Math.abs(more))) : t('loanSame')}</p>
      <p class="note">{t(isAlike ? 'loanAlike' : 'loanUnlike')}</p>
    </section>
  );
}
