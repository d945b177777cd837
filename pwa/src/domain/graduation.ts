/**
 * What an edition asks to finish, and what of it is still missing; mirrored by
 * api/proof/graduation.py. The order of the events means nothing: sets, and the latest of each
 * answer. tests/vectors/graduation.json holds the cases that both languages run.
 */
import type { Edition } from './bundle';
import { CODES, VERSIONS } from './event-types.gen';
import type { FoldEvent } from './fold';

type Event = Pick<FoldEvent, 't' | 'v' | 'at' | 'h' | 'd'>;

/** 0 and '' ask nothing. */
export type Asked = { modules: number; actions: number; given: number; survey: string };
export type Part = 'modules' | 'actions' | 'given' | 'survey';

/** She did it and says how it went; "I could not" and "not safe" are no result, and no fault. */
const RESULTS = ['worked', 'half', 'no'];
const NO_RESULTS = ['couldnt', 'unsafe'];
/**
 * What she says that she gave to others, until people meet in the app: then `post.written` of hers
 * counts as well. The app cannot see a rule taught at a stall, so it is asked and not watched.
 */
export const GIVEN = 'di';

/** What an edition says of it; as usual where it says nothing. */
export function askedBy(said: Edition['gr']): Asked {
  const [modules, actions, given, survey] = said ?? [4, 4, 1, 'salida'];
  return { modules, actions, given, survey };
}

/** Any other word takes back what was told before it; of one second it counts (domain/deeds.ts). */
const isBack = ({ t, d }: Event): boolean =>
  t === CODES['action.done'] && ![...RESULTS, ...NO_RESULTS].includes(d?.result as string);

function isAfter(x: Event, y: Event): boolean {
  if (x.at !== y.at) return x.at > y.at;
  return isBack(x) === isBack(y) ? x.h > y.h : isBack(x);
}

/** Keep what was said last under each name. */
function latest(): {
  offer(name: string, event: Event): void;
  all: Map<string, Event>;
} {
  const all = new Map<string, Event>();
  return {
    all,
    offer(name, event) {
      const old = all.get(name);
      if (!old || isAfter(event, old)) all.set(name, event);
    },
  };
}

const isReadable = ({ t, v, d }: Event): boolean => !!d && v <= (VERSIONS[t] ?? 1);

/** Tell which parts lack how many; `modules` has the lessons of each, finished when all are. */
export function missing(
  asked: Asked,
  modules: string[][],
  events: Iterable<Event>,
): [Part, number][] {
  const lessons = new Set<string>();
  const surveys = new Set<string>();
  const results = latest();
  const told = latest();
  for (const event of events) {
    if (!isReadable(event)) continue;
    const d = event.d as Record<string, unknown>;
    if (event.t === CODES['lesson.finished']) lessons.add(d.lesson as string);
    else if (event.t === CODES['survey.answered']) surveys.add(d.survey as string);
    else if (event.t === CODES['about.told'] && d.question === GIVEN) told.offer(GIVEN, event);
    else if (event.t === CODES['action.done'])
      results.offer(`${d.lesson}/${d.card}/${d.taken} ${d.round}`, event);
  }
  const acted = [...results.all].filter(([, { d }]) => RESULTS.includes(d?.result as string));
  const actions = new Set(acted.map(([name]) => name.split(' ')[0])).size;
  const given = new Set((told.all.get(GIVEN)?.d?.answers as string[] | undefined) ?? []).size;
  const isFinished = (one: string[]) => one.length > 0 && one.every((id) => lessons.has(id));
  const lacks: [Part, number][] = [
    ['modules', asked.modules - modules.filter(isFinished).length],
    ['actions', asked.actions - actions],
    ['given', asked.given - given],
    ['survey', Number(!!asked.survey && !surveys.has(asked.survey))],
  ];
  return lacks.filter(([, count]) => count > 0);
}

export type ToldAnswer = { answers: string[]; at: number };

/** What she answered last to each question of a survey, and when; an empty list was skipped. */
export function toldOf(events: Iterable<Event>, survey: string): Record<string, ToldAnswer> {
  const said = latest();
  for (const event of events)
    if (event.t === CODES['survey.answered'] && isReadable(event) && event.d?.survey === survey)
      said.offer(event.d.question as string, event);
  return Object.fromEntries(
    [...said.all].map(([name, { d, at }]) => [name, { answers: d?.answers as string[], at }]),
  );
}
