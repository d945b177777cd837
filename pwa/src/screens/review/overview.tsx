import { helping } from '../../db/helper';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { Tabs } from '../tabs';
import { dayText, minutesOf, planNow, type Step } from './plan';
import { MyRules } from './rules';

/** "Repaso": what there is for today, and her rules. */
export function Overview() {
  const { steps, next } = planNow();
  return (
    <>
      <Sign title={t('review')} top={<Wordmark />} />
      <main class="sheet">
        {steps.length ? <Today steps={steps} /> : <Nothing next={next} />}
        {!helping() && <MyRules />}
      </main>
      <Tabs here="#/" />
    </>
  );
}

function Today({ steps }: { steps: Step[] }) {
  const cards = steps.filter(({ question }) => question).length;
  const checks = steps.length - cards;
  return (
    <section class="cloth entre">
      <h2>{t('reviewToday')}</h2>
      <ul class="idea">
        {checks > 0 && <li>{tn('reviewChecks', checks)}</li>}
        {cards > 0 && <li>{tn('reviewCards', cards)}</li>}
      </ul>
      <p class="note">{tn('reviewHow', minutesOf(steps))}</p>
      <a class="btn" href="#/repaso/hoy">
        {t('start')}
        <Icon of={nextIcon} />
      </a>
    </section>
  );
}

function Nothing({ next }: { next: number | undefined }) {
  return (
    <section class="cloth entre">
      <p>
        <b>{t('reviewEmpty')}</b>{' '}
        {next === undefined ? t('reviewNever') : t('reviewBack', dayText(next))}
      </p>
      <a class="btn soft" href="#/">
        {t('toRoute')}
      </a>
    </section>
  );
}
