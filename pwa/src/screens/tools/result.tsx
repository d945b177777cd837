import { t } from '../../i18n/t';
import { money } from '../../ui/money';
import { Says } from '../../ui/speaker';

/** One amount, large; touched, it is said. */
export function Result({ title, amount }: { title: string; amount: number }) {
  return (
    <div class="cloth row">
      <p class="result grow" role="status">
        {title} <b>{money(amount)}</b>
      </p>
      <Says words={{ text: `${title} ${money(amount)}`, lang: 'es' }} of={t('hearSum')} />
    </div>
  );
}
