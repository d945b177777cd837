import type { ComponentChild } from 'preact';
import { helping } from '../db/helper';
import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Sign, Wordmark } from '../ui/frame';
import { Icon, nextIcon, okIcon } from '../ui/icon';
import { bringIcon, phoneIcon, searchIcon } from '../ui/icons-more';
import { Face, hasDrawing, Picture } from '../ui/picture';
import { InsideNote } from './inside-note';
import { after } from './state/after';
import { useBring } from './state/bring';
import { places } from './state/parts';
import { isUnasked, myFace } from './state/session';
import { costOf, missingPack, nextIn, onShelf, runBy, stops } from './state/shelf';
import type { Stop } from './state/stop';
import { SyncLine } from './state/sync-line';
import { Tabs } from './tabs';

export function RouteScreen() {
  const way = stops();
  const pack = missingPack();
  const more = places.now();
  const [status, start] = useBring();
  const next = way.find((stop) => stop.state === 'next');
  const lesson = next?.module && nextIn(next.module);
  const begins = isUnasked() && !helping();
  /** Open what has come. */
  const open = () => {
    const module = next && onShelf(next.entry.id);
    const first = module && nextIn(module);
    if (first) location.hash = `#/l/${first[0]}`;
  };
  const away = next && !lesson && (
    <First note={t('away', costOf(next.entry))} title={next.entry.title}>
      <button class="btn mid" type="button" onClick={() => start(next.entry, open)}>
        {t('go')}
      </button>
    </First>
  );
  return (
    <>
      <Sign
        title={t('yourRoute')}
        top={<Wordmark />}
        side={
          <>
            <div class="corner">
              <a class="round" href="#/buscar" aria-label={t('search')}>
                <Icon of={searchIcon} />
              </a>
            </div>
            <SyncLine />
          </>
        }
      />
      <main class="sheet">
        <InsideNote />
        {begins && next ? (
          <First title={t('need')}>
            <a class="btn mid" href="#/empezar">
              {t('start')}
            </a>
          </First>
        ) : more ? (
          <more.Today away={away} />
        ) : lesson ? (
          <First note={t('nextIs', lesson[2])} title={lesson[1]}>
            <a class="btn mid" href={`#/l/${lesson[0]}`}>
              {t('go')}
            </a>
          </First>
        ) : (
          away
        )}
        <after.Piece show={({ Ahead }) => <Ahead Question={more?.Ask} />} />
        {way.length > 0 && !helping() && !begins && (
          <a class="ask row" href="#/pregunta/hoy">
            {['plata', 'celular', 'papeles'].map((need) => (
              <Picture key={need} id={`n-${need}`} />
            ))}
            <b class="grow">{t('needToday')}</b>
            <Icon of={nextIcon} />
          </a>
        )}
        {more && <more.WaysOn />}
        {!way.length && <p class="idea">{t('nothing')}</p>}
        {way.length > 0 && !next && <p class="rule">{t('allFinished')}</p>}
        <Way of={way} />
        <p class="note" role="status">
          {status || (pack ? t('allWhy') : way.length > 0 && t('allDone'))}
        </p>
        {pack && (
          <button class="btn soft" type="button" onClick={() => start(pack)}>
            <Icon of={bringIcon} />
            {t('all', costOf(pack))}
          </button>
        )}
        {!way.length && (
          <button class="btn soft" type="button" onClick={() => library.refresh()}>
            {t('retry')}
          </button>
        )}
        <p class="note">{runBy()}</p>
      </main>
      <Tabs here="#/" />
    </>
  );
}

type FirstProps = { note?: string; title: string; children: ComponentChild };

/** The one thing to touch first. */
const First = ({ note, title, children }: FirstProps) => (
  <section class="cloth row">
    <Face who={myFace()} />
    <div class="grow">
      {note && <p class="note">{note}</p>}
      <h2>{title}</h2>
    </div>
    {children}
  </section>
);

const BEND = 'M20 0C20 62 80 38 80 100';
/** What stands by the way. */
const adornments = ['barco', 'casa', 'llama'];
/** The way goes from the sea over the mountains to the forest, a third of it through each. */
const lands = ['costa', 'sierra', 'selva'] as const;
const seals = { done: okIcon, next: nextIcon, here: phoneIcon, away: bringIcon };

/** The woven way: what is done is a band, what is to come are bare warp threads. */
export function Way({ of: way }: { of: Stop[] }) {
  const landOf = (index: number) => lands[Math.floor((index * 3) / way.length)];
  const landAt = (index: number) =>
    landOf(index) === landOf(index - 1) ? undefined : landOf(index);
  return (
    <ol class="way">
      {way.map((stop, index) => (
        <li
          key={stop.entry.id}
          class={`step ${stop.state}${stop.module ? '' : ' away'}${landAt(index + 1) ? ' leads' : ''}`}
        >
          {index === 0 && <Land of="costa" />}
          <Land of={landAt(index + 1)} />
          {index < way.length - 1 && (
            <svg class="tract" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              {[1, 2, 3, 4, 5].map((n) => (
                <path key={n} class={`l${n}`} d={BEND} />
              ))}
            </svg>
          )}
          {index < way.length - 1 && !landAt(index + 1) && (
            <svg class="d adorn" viewBox="0 0 60 60" aria-hidden="true">
              <use href={`#c-${adornments[index % 3]}`} />
            </svg>
          )}
          <a href={`#/m/${stop.entry.id}`}>
            <Medal stop={stop} number={index + 1} />
            <span class="about">
              <b>{stop.entry.title}</b>
              <State of={stop} />
              {stop.why && <span class="note">{stop.why}</span>}
              <span class="note">
                {t(stop.module ? 'noData' : 'minutes', stop.entry.minutes ?? 0)}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

/** Where the way comes to: a view of it, and a kind word. */
function Land({ of: land }: { of: (typeof lands)[number] | undefined }) {
  return (
    land && (
      <>
        <svg class="d view" viewBox="0 0 320 90" preserveAspectRatio="none" aria-hidden="true">
          <use href={`#${land}`} />
        </svg>
        <p class="kind">{t(land)}</p>
      </>
    )
  );
}

function Medal({ stop: { module, state }, number }: { stop: Stop; number: number }) {
  const picture = module?.p ?? 0;
  return (
    <span class="medal" aria-hidden="true">
      {hasDrawing(picture) ? <Picture id={picture} /> : number}
      <span class="seal">
        <Icon of={module ? seals[state] : bringIcon} />
      </span>
    </span>
  );
}

function State({ of: { entry, module, state, finished, total } }: { of: Stop }) {
  return (
    <>
      {state === 'next' && module && <span class="chip">{t('nextStep', finished + 1, total)}</span>}
      {state === 'done' && <span class="chip yes">{t('done')}</span>}
      {module && state === 'here' && <span class="chip yes">{t('onPhone')}</span>}
      {!module && <span class="chip eye">{t('away', costOf(entry))}</span>}
      {entry.review && <span class="chip">{t('inReview')}</span>}
    </>
  );
}
