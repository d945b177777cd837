import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { bringIcon } from '../../ui/icons-more';
import { useBring } from '../state/bring';
import { catalog, costOf, moduleEntries } from '../state/shelf';
import { Tabs } from '../tabs';
import { deeds } from './deeds/part';
import { InviteTwo } from './invite-two';
import { StoryList, StoryScreen } from './stories';
import { Tricks } from './tricks';

const parts = [
  ['', 'stories'],
  ['trucos', 'tricks'],
  ['invita', 'inviteTwo'],
] as const;

/** Comunidad until people meet in it: stories, tricks, and a way to tell two others. */
export function Community({ id }: { id: string }) {
  const stories = library.stories();
  if (stories && id && !parts.some(([part]) => part === id)) {
    return <StoryScreen all={stories.ss} id={id} />;
  }
  return (
    <>
      <Sign title={t('yourPeople')}>
        <nav class="sub" aria-label={t('whatToSee')}>
          {parts.map(([part, key]) => (
            <a
              key={part}
              href={`#/comunidad${part && `/${part}`}`}
              {...(part === id && { 'aria-current': 'page' as const })}
            >
              {t(key)}
            </a>
          ))}
        </nav>
      </Sign>
      <main class="sheet">
        {!id && <deeds.Piece show={({ NextDate }) => <NextDate />} />}
        {id === 'invita' && <InviteTwo />}
        {id !== 'invita' && !stories && <Away />}
        {stories && id === 'trucos' && <Tricks all={stories.ts} />}
        {stories && !id && <StoryList all={stories.ss} />}
        {!id && <ForMentors />}
      </main>
      <Tabs here="#/comunidad" />
    </>
  );
}

/** Who would like to be beside others learns here how. */
function ForMentors() {
  const entry = moduleEntries().find(({ group }) => group === 'mentores');
  return entry ? (
    <section class="cloth">
      <h2>{t('forMentors')}</h2>
      <p>{t('forMentorsWhy')}</p>
      <a class="btn soft" href={`#/m/${entry.id}`}>
        {t('go')}
        <Icon of={nextIcon} />
      </a>
    </section>
  ) : null;
}

/** Nothing is fetched unasked: she reads first what it weighs. */
function Away() {
  const [status, start] = useBring();
  const entry = catalog()?.entries.find((one) => one.kind === 'stories');
  const size = entry && costOf(entry);
  return (
    <>
      <p class="idea">{size ? t('storiesAway', size) : t('storiesNone')}</p>
      <p class="note" role="status">
        {status}
      </p>
      <button
        class="btn"
        type="button"
        onClick={() => (entry ? start(entry) : void library.refresh())}
      >
        <Icon of={bringIcon} />
        {size ? t('bring', size) : t('retry')}
      </button>
    </>
  );
}
