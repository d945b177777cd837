import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { Picture } from '../../ui/picture';
import { Tabs } from '../tabs';
import { Decisions } from './decisions';
import { PriceScreen } from './price';

/** Mi negocio: what she decided to do, and the sums of her trade. */
export function Business({ id }: { id: string }) {
  if (id === 'precio') return <PriceScreen />;
  return (
    <>
      <Sign title={t('business')} top={<Wordmark />} />
      <main class="sheet">
        <section class="cloth entre">
          <div class="row">
            <Picture id="n-precio" kind="need" />
            <h2 class="grow">{t('howMuch')}</h2>
          </div>
          <p>{t('howMuchWhy')}</p>
          <a class="btn mid" href="#/negocio/precio">
            {t('makeSum')}
            <Icon of={nextIcon} />
          </a>
        </section>
        <Decisions />
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}
