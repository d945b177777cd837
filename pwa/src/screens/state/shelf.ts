/** The modules on this phone, read once and kept in memory, and the way to one more. */

import {
  type Catalog,
  cardRevs,
  type Edition,
  type Entry,
  type Lesson,
  type Module,
} from '../../domain/bundle';
import { sizeWords } from '../../domain/bytes';
import type { LessonView } from '../../domain/fold';
import { fitting } from '../../domain/needs';
import { library } from '../../downloads/library';
import { t } from '../../i18n/t';
import { bringArt } from './art';
import { changed } from './changes';
import { restNow } from './rest';
import { needs, progress } from './session';
import type { Stop } from './stop';

const shelf = new Map<string, Module>();
let text: Edition | undefined;

export const catalog = (): Catalog | undefined => library.catalog();
/** Who runs this edition; it says itself whose product it is not. */
export const runBy = (): string => text?.by ?? t('notOfficial');

/** Whom to ask whether this is real, where the edition names somebody. */
export const contactOf = (): Edition['ct'] => text?.ct;

/** Numbers for a bad moment; none while nobody of the edition confirmed one. */
export const helplines = (): NonNullable<Edition['hp']> => text?.hp ?? [];

export const onShelf = (id: string): Module | undefined => shelf.get(id);

/** Module entries in the order of the route. */
export const moduleEntries = (): Entry[] =>
  (catalog()?.entries ?? [])
    .filter((one) => one.kind === 'module')
    .sort((x, y) => (x.order ?? 0) - (y.order ?? 0));

/** What is a step of the route. */
export const isStep = ({ group }: Entry): boolean => !group;

/** The bundle of all modules, while something of it is still missing here. */
export const missingPack = (): Entry | undefined =>
  moduleEntries().every((one) => shelf.has(one.id))
    ? undefined
    : catalog()?.entries.find((one) => one.kind === 'pack');

/** Take what the library holds. */
export function readShelf(): void {
  text = library.editionText();
  shelf.clear();
  for (const { id } of moduleEntries()) {
    const module = library.module(id);
    if (module) shelf.set(id, module);
  }
  changed();
}

/** Fetch one module or the stories, or everything when no id is given. Words first: its drawings follow. */
export async function bring(id?: string): Promise<boolean> {
  const { ok } = await (id ? library.fetchModule(id) : library.fetchPacks());
  readShelf();
  if (restNow()) void bringArt().catch(() => {});
  return ok;
}

/** What it costs her to fetch this, drawings included, in words. */
export function costOf({ id, kind }: Entry): string {
  const parts = (catalog()?.entries ?? []).filter(
    (one) =>
      (kind === 'pack'
        ? /pack|stories/.test(one.kind)
        : [id, `art-${id}`, 'art'].includes(one.id)) && !library.has(one.id),
  );
  return sizeWords(parts.reduce((sum, one) => sum + one.transfer_bytes, 0));
}

/** The space that some modules take with their drawings, in words. */
export function spaceOf(modules: Entry[]): string {
  const ids = modules.flatMap(({ id }) => [id, `art-${id}`]);
  const parts = (catalog()?.entries ?? []).filter((one) => ids.includes(one.id));
  return sizeWords(parts.reduce((sum, one) => sum + one.stored_bytes, 0));
}

/** How far she is; who has no log yet is at the first card. */
export function viewOf(lesson: Lesson): LessonView {
  const cards = cardRevs(lesson);
  const view = restNow()?.lessonView(progress().lessons[lesson[0]], cards);
  return view ?? { state: 'new', done: 0, total: cards.length, next: 0, fresh: 0 };
}

export const isFinished = (lesson: Lesson): boolean => viewOf(lesson).state === 'finished';

/** The lesson to open next in a module; undefined when all are finished. */
export const nextIn = (module: Module): Lesson | undefined =>
  module.ls.find((lesson) => !isFinished(lesson));

export function findLesson(id: string): { module: Module; lesson: Lesson } | undefined {
  for (const module of shelf.values()) {
    const lesson = module.ls.find((one) => one[0] === id);
    if (lesson) return { module, lesson };
  }
  return undefined;
}

/** What a later part knows: it puts the stops in her order and gives the reasons, by stop. */
export const guide: { by?: (way: Entry[]) => Record<string, string> | undefined } = {};

/** The stops of the route; one is next until all are done: what presses her, else the first. */
export function stops(): Stop[] {
  const way = moduleEntries().filter(isStep);
  const why = guide.by?.(way);
  const isDone = ({ id }: Entry) => !!shelf.get(id)?.ls.every(isFinished);
  const next = [...fitting(why ? [] : needs(), way), ...way].find((one) => !isDone(one));
  return way.map((entry) => {
    const module = shelf.get(entry.id);
    const total = module?.ls.length ?? entry.lessons ?? 0;
    const finished = module?.ls.filter(isFinished).length ?? 0;
    const other = isDone(entry) ? 'done' : module ? 'here' : 'away';
    const state = entry === next ? 'next' : other;
    return { entry, module, finished, total, state, why: why?.[entry.id] };
  });
}
