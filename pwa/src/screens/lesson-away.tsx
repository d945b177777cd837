import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Notice } from '../ui/frame';
import { Icon } from '../ui/icon';
import { bringIcon } from '../ui/icons-more';
import { useBring } from './state/bring';
import { catalog, costOf, missingPack, moduleEntries } from './state/shelf';

/** A lesson that is not on the phone: what it weighs, and that it comes when there is signal. */
export function LessonAway({ id }: { id: string }) {
  // Its own module, where the words for searching know it: all of them weigh ten times as much.
  const [module, , lessons] =
    library.words()?.ms.find(([, , all]) => all.some(([lesson]) => lesson === id)) ?? [];
  const pack = moduleEntries().find((one) => one.id === module) ?? missingPack();
  const title = lessons?.find(([lesson]) => lesson === id)?.[1];
  const [status, start] = useBring();
  if (!pack) return <Unknown />;
  const size = costOf(pack);
  return (
    <Notice title={title ?? t('lessonAway')} text={t('lessonAwayText', size)}>
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
