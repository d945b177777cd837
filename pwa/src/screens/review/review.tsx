/** The weekly checks of her rules and the cards that come back, with their words (see at.ts). */

import { useState } from 'preact/hooks';
import { esReview } from '../../i18n/es-review';
import { addWords, t } from '../../i18n/t';
import { Icon, nextIcon } from '../../ui/icon';
import { Overview } from './overview';
import { minutesOf, planNow } from './plan';
import { Round } from './round';
import { TakeRule } from './rules';

addWords(esReview);

/** What there is for today, and her rules; `hoy` goes through it. */
function Place({ id }: { id: string }) {
  const [turn, setTurn] = useState(0);
  return id === 'hoy' ? <Round key={turn} again={() => setTurn(turn + 1)} /> : <Overview />;
}

/** Above her route, when there is something to go over. */
function ReviewLine() {
  const { steps } = planNow();
  return steps.length ? (
    <a class="ask row" href="#/repaso">
      <b class="grow">{t('reviewLine', minutesOf(steps))}</b>
      <Icon of={nextIcon} />
    </a>
  ) : null;
}

export const review = { Place, TakeRule, ReviewLine };
