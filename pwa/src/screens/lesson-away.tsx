import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Notice } from '../ui/frame';
import { Icon } from '../ui/icon';
import { bringIcon } from '../ui/icons-more';
import { useBring } from './state/bring';
import { catalog, costOf, missingPack } from './state/shelf';

/** A lesson that is not on the phone: what it weighs, and that it comes when there is signal. */
export function LessonAway() {
  const pack = missingPack();
  const [status, start] = useBring();
  if (!pack) return <Unknown />;
  const size = costOf(pack);
  return (
    <Notice title={t('lessonAway')} text={t('lessonAwayText', size)}>
      <p class="note" role="status">
        {status}
      </p>
      <button class="btn" type="button" onClick={() => start(pack)}>
        <Icon of={bringIcon} />
        {t('bring', size)}
      </button>
    </Notice>
  );
}

/** Nothing here has this name; without the catalogue nobody can tell whether it exists. */
export function Unknown() {
  if (catalog()) return <Notice title={t('lost')} text={t('lostText')} />;
  return (
    <Notice title={t('lessonAway')} text={t('nothing')}>
      <button class="btn" type="button" onClick={() => void library.refresh()}>
        {t('retry')}
      </button>
    </Notice>
  );
}
