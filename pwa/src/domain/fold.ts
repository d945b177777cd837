/**
 * Fold events into what a learner sees of herself; mirrored by api/progress/fold.py.
 *
 * The order of the events means nothing: every rule is a maximum or a set.
 * tests/vectors/progress.json holds the cases that both languages run.
 */
import type { Body, StoredEvent } from './event';
import { CODES, VERSIONS } from './event-types.gen';

export type FoldEvent = Pick<StoredEvent, 'r' | 'q' | 'h' | 't' | 'v' | 'at' | 'd' | 'of'>;

export type Answer = { option: string | number; rev: number; at: number; tries: number };

/** `done` gives each card's highest revision. */
export type LessonProgress = {
  opened: boolean;
  finished: boolean;
  done: Record<number, number>;
  answers: Record<number, Answer>;
};

export type Action = {
  lesson: string;
  card: number;
  rev: number;
  when: string;
  where: string;
  at: number;
};

export type Progress = {
  lessons: Record<string, LessonProgress>;
  consents: Record<string, number>;
  actions: Action[];
  edition?: { edition: string; channel?: string };
  avatar?: string;
  needs?: string[];
  /** What she told of her business, by question; an empty list is an answer taken back. */
  about?: Record<string, string[]>;
};

export type LessonView = {
  state: 'new' | 'started' | 'finished';
  done: number;
  total: number;
  next: number;
  fresh: number;
};

type Latest = { at: number; rank: number; h: string; d: Body };

/** A record keyed by ids of people and content: without a prototype, so that no id means more. */
const record = <T>(): Record<string, T> => Object.create(null);

const newer = (x: Latest, y: Latest): boolean =>
  x.at !== y.at ? x.at > y.at : x.rank !== y.rank ? x.rank > y.rank : x.h > y.h;

function addToLesson(lessons: Progress['lessons'], t: number, d: Body): LessonProgress {
  const id = d.lesson as string;
  lessons[id] ??= { opened: false, finished: false, done: {}, answers: {} };
  const lesson = lessons[id];
  if (t === CODES['lesson.opened']) lesson.opened = true;
  else if (t === CODES['lesson.finished']) lesson.finished = true;
  else {
    const card = d.card as number;
    lesson.done[card] = Math.max(d.rev as number, lesson.done[card] ?? 0);
  }
  return lesson;
}

/** Fold in any order; an action key (first identity, hash) counts once. */
export function fold(events: Iterable<FoldEvent>): Progress {
  const progress: Progress = { lessons: record(), consents: record(), actions: [] };
  const latest = new Map<string, Latest>();
  const actions: { at: number; h: string; d: Body }[] = [];
  const seen = new Set<string>();
  const offer = (slot: string, { at, h }: FoldEvent, d: Body, rank = 0): Latest => {
    const best = latest.get(slot);
    const mine = { at, rank, h, d };
    if (best && newer(best, mine)) return best;
    latest.set(slot, mine);
    return mine;
  };
  for (const e of events) {
    const key = `${e.of ?? [e.r, e.q]},${e.h}`;
    const { t, d } = e;
    // Unknown types, newer versions and sealed bodies wait for an app that can read them.
    if (!d || e.v > (VERSIONS[t] ?? 1) || seen.has(key)) continue;
    seen.add(key);
    if (t === CODES['profile.created']) offer('avatar', e, d);
    else if (t === CODES['edition.joined']) offer('edition', e, d);
    else if (t === CODES['need.chosen']) offer('needs', e, d);
    else if (t === CODES['about.told']) offer(`@${d.question}`, e, d);
    else if (t === CODES['consent.given']) offer(`?${d.purpose}`, e, d);
    else if (t === CODES['consent.withdrawn']) offer(`?${d.purpose}`, e, d, 1);
    else if (t === CODES['action.taken']) actions.push({ at: e.at, h: e.h, d });
    else if (t === CODES['answer.given']) {
      const { answers } = addToLesson(progress.lessons, t, d);
      const card = d.card as number;
      const best = offer(`${d.lesson}/${card}`, e, d);
      answers[card] = {
        option: best.d.option as string | number,
        rev: best.d.rev as number,
        at: best.at,
        tries: (answers[card]?.tries ?? 0) + 1,
      };
    } else if (t >= CODES['lesson.opened'] && t <= CODES['lesson.finished'])
      addToLesson(progress.lessons, t, d);
  }
  actions.sort((x, y) => x.at - y.at || (x.h < y.h ? -1 : 1));
  progress.actions = actions.map(({ at, d }) => ({ ...d, at }) as unknown as Action);
  settle(progress, latest);
  return progress;
}

/** Read the final values: who won of each `latest`. */
function settle(progress: Progress, latest: Map<string, Latest>): void {
  for (const [slot, { rank, d }] of latest) {
    if (slot === 'avatar') progress.avatar = d.avatar as string;
    else if (slot === 'needs') progress.needs = d.needs as string[];
    else if (slot[0] === '@') {
      progress.about ??= record();
      progress.about[slot.slice(1)] = d.answers as string[];
    } else if (slot === 'edition') {
      progress.edition = { edition: d.edition as string };
      if (d.channel) progress.edition.channel = d.channel as string;
    } else if (slot[0] === '?' && !rank) {
      progress.consents[slot.slice(1)] = d.text_version as number;
    }
  }
}

/** Compare progress with the cards [id, rev] of today's lesson; cards gone are ignored. */
export function lessonView(
  progress: LessonProgress | undefined,
  cards: readonly (readonly [id: number, rev: number])[],
): LessonView {
  const undone: number[] = [];
  cards.forEach(([id, rev], index) => {
    if ((progress?.done[id] ?? -1) < rev) undone.push(index);
  });
  const total = cards.length;
  const finished = !!progress?.finished;
  const begun = !!progress && (progress.opened || Object.keys(progress.done).length > 0);
  return {
    state: finished ? 'finished' : begun ? 'started' : 'new',
    done: total - undone.length,
    total,
    next: undone[0] ?? (finished ? 0 : Math.max(total - 1, 0)),
    fresh: finished ? undone.length : 0,
  };
}
