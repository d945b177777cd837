import type { Tale } from '../../domain/bundle';
import { type Key, t } from '../../i18n/t';
import { Notice, Sign } from '../../ui/frame';
import { backIcon, Icon, nextIcon } from '../../ui/icon';
import { Face, hasDrawing, Picture } from '../../ui/picture';
import { Told } from '../../ui/told';
import { Tabs } from '../tabs';

/** The drawing a story begins with, if it has one. */
function sceneOf([, , , , , , blocks]: Tale): string {
  const figure = blocks.find((block) => Array.isArray(block) && block[0] === 'f');
  return figure ? String(figure[1]) : '';
}

/** Who tells, where, how it went; and that nobody is real. */
function Teller({ of: [, trade, place, went, , [who, name]] }: { of: Tale }) {
  return (
    <div class="row">
      <Face who={who} />
      <div class="grow">
        <p class="note">
          {t('inPlace', name, place)} · {t(trade as Key)}
        </p>
        <p class="row">
          <span class={`chip ${went ? 'yes' : 'eye'}`}>{t(went ? 'wentWell' : 'wentBadly')}</span>
          <span class="chip">{t('composed')}</span>
        </p>
      </div>
    </div>
  );
}

export function StoryList({ all }: { all: Tale[] }) {
  return (
    <>
      <p class="note">{t('composedWhy')}</p>
      <ul class="entre">
        {all.map((tale) => (
          <li key={tale[0]}>
            <a class="tale entre" href={`#/comunidad/${tale[0]}`}>
              {hasDrawing(sceneOf(tale)) && <Picture id={sceneOf(tale)} kind="scene" />}
              <h2>{tale[4]}</h2>
              <Teller of={tale} />
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** One story, whole; the next one and the tricks of its trade follow. */
export function StoryScreen({ all, id }: { all: Tale[]; id: string }) {
  const index = all.findIndex((one) => one[0] === id);
  const tale = all[index];
  if (!tale) return <Notice title={t('storyGone')} text={t('lostText')} />;
  const [, , , , title, [who, name], blocks] = tale;
  return (
    <>
      <Sign
        title={title}
        top={
          <a class="round" href="#/comunidad" aria-label={t('yourPeople')}>
            <Icon of={backIcon} />
          </a>
        }
      />
      <main class="sheet">
        <Teller of={tale} />
        <Told blocks={blocks} who={who} name={name} />
        <p class="note">{t('composedWhy')}</p>
        <a class="btn" href={`#/comunidad/${all[(index + 1) % all.length]?.[0]}`}>
          {t('anotherStory')}
          <Icon of={nextIcon} />
        </a>
        <a class="btn soft" href="#/comunidad/trucos">
          {t('tradeTricks')}
        </a>
      </main>
      <Tabs here="#/comunidad" />
    </>
  );
}
