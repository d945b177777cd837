/** Her route: the order that the rules of the edition give, why, and one thing for today. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { Entry } from '../../domain/bundle';
import { type Ready, type Step, todayOf, type WayStop, wayOf } from '../../domain/way';
import { library } from '../../downloads/library';
import { type Key, t } from '../../i18n/t';
import { Icon, nextIcon } from '../../ui/icon';
import { Face, hasDrawing, Picture } from '../../ui/picture';
import { review } from '../review/at';
import { currentLog, myFace, needs, progress } from '../state/session';
import {
  findLesson,
  guide,
  isStep,
  moduleEntries,
  nextIn,
  onShelf,
  stops,
  viewOf,
} from '../state/shelf';

/** Bundles of short lessons: each answers one trouble. */
export const shortEntries = (): Entry[] =>
  moduleEntries().filter(({ group }) => group === 'ratitos');

/** Modules and short lessons of the edition, and how many lessons of each she finished. */
function known(): { all: WayStop[]; finished: Record<string, number> } {
  const rows = new Map(library.words()?.ms.map(([id, , lessons]) => [id, lessons]));
  const all: WayStop[] = [];
  const finished: Record<string, number> = {};
  const isDone = (id: string) => !!progress().lessons[id]?.finished;
  for (const entry of moduleEntries()) {
    const lessons = (rows.get(entry.id) ?? []).map(([id]) => id);
    if (isStep(entry)) {
      all.push({ id: entry.id, lessons: Math.max(entry.lessons ?? 0, 1) });
      finished[entry.id] = lessons.filter(isDone).length;
    } else if (entry.group === 'ratitos')
      for (const id of lessons) {
        all.push({ id, lessons: 1, short: true });
        finished[id] = Number(isDone(id));
      }
  }
  return { all, finished };
}

/** Her steps, short lessons among them; undefined until the rules are on the phone. */
export function mySteps(about = progress().about ?? {}): Step[] | undefined {
  const rules = library.words()?.r;
  if (!rules) return undefined;
  const { all, finished } = known();
  return wayOf({ needs: needs(), about, finished }, all, rules);
}

/** The modules alone, in their order. */
export const modulesOf = (steps: Step[]): Step[] => {
  const ids = new Set(moduleEntries().map(({ id }) => id));
  return steps.filter(({ id }) => ids.has(id));
};

/** A reason in words, with her answer as she saw it; what stands where all have it needs none. */
export const whyOf = ({ why, args }: Step): string =>
  why && why !== 'w-order'
    ? t(why as Key, ...args.map((one) => (typeof one === 'string' ? t(one as Key) : one)))
    : '';

/** Put the stops in her order; the reasons are hers alone, so a helper does not read them. */
export function guideWay(): void {
  guide.by = (way: Entry[]) => {
    const steps = currentLog() && mySteps();
    if (!steps) return undefined;
    const place = (entry: Entry) => steps.findIndex(({ id }) => id === entry.id);
    way.sort((x, y) => place(x) - place(y));
    return Object.fromEntries(helping() ? [] : steps.map((step) => [step.id, whyOf(step)]));
  };
}

/** Never proposed by itself: who looks over her shoulder would read it. */
export const isQuiet = (id: string): boolean => !!library.words()?.r?.quiet.includes(id);

/** What of a stop can be opened now; nothing of it on the phone, or all of it done: nothing. */
function readyOf(id: string): Ready | undefined {
  if (isQuiet(id)) return undefined;
  const module = onShelf(id);
  const lesson = module ? nextIn(module) : findLesson(id)?.lesson;
  if (!lesson) return undefined;
  const { state, next, total } = viewOf(lesson);
  if (state === 'finished') return undefined;
  const [at, title, minutes] = lesson;
  return { lesson: at, title, minutes, next, total, isStarted: state === 'started' };
}

/** She may answer this for good (`cuando`); here it is for this once. */
const MINUTES = [5, 15];

/** One thing for the minutes she has, with its reason; `away`: what comes when nothing is here. */
export function Today({ away }: { away: ComponentChild }) {
  const told = progress().about?.cuando ?? [];
  const [minutes, setMinutes] = useState(told.includes('15') || told.includes('domingo') ? 15 : 5);
  const steps = mySteps();
  const bare = () => stops().map(({ entry: { id } }): Step => ({ id, why: '', args: [] }));
  const found = todayOf(minutes, steps ?? bare(), readyOf);
  if (!found) return <>{away}</>;
  const { step, ready } = found;
  return (
    <section class="cloth entre">
      <div class="row">
        <Face who={myFace()} />
        <div class="grow">
          <p class="note">
            {ready.isStarted
              ? t('todayCard', ready.next + 1, ready.total)
              : t('nextIs', ready.minutes)}
          </p>
          <h2>{ready.title}</h2>
          {!helping() && whyOf(step) && <p>{whyOf(step)}</p>}
        </div>
        <a class="btn mid" href={`#/l/${ready.lesson}`}>
          {t('go')}
        </a>
      </div>
      <p class="note" id="have">
        {t('todayHave')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in older Chrome */}
      <div class="row" role="group" aria-labelledby="have">
        {MINUTES.map((one) => (
          <button
            key={one}
            class="btn soft mid"
            type="button"
            aria-pressed={one === minutes}
            onClick={() => setMinutes(one)}
          >
            {t('minutes', one)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Other ways on from her route: short lessons, the six questions, her own order. */
export function WaysOn() {
  const isHers = !helping() && !!mySteps();
  return (
    <>
      <review.Piece show={({ ReviewLine }) => <ReviewLine />} />
      {shortEntries().length > 0 && (
        <a class="ask row" href="#/ratitos">
          {['minuto', 'reloj'].map((id) => hasDrawing(id) && <Picture key={id} id={id} />)}
          <b class="grow">{t('shortOnes')}</b>
          <Icon of={nextIcon} />
        </a>
      )}
      {isHers && (
        <p>
          {!progress().about?.['p-1'] && (
            <a class="link" href="#/pregunta/antes">
              {t('placeAsk')}
            </a>
          )}{' '}
          <a class="link" href="#/pregunta/orden">
            {t('orderChange')}
          </a>
        </p>
      )}
    </>
  );
}
