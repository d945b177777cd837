/**
 * Put the stops of an edition in an order of her own; mirrored by api/route/route.py. Pure.
 *
 * tests/vectors/route.json and route-cases.json hold what both languages run. Nothing is taken out
 * but short ones that fit nothing she told: no module is locked.
 */
import type { Rules } from './bundle';

/** A module with its number of lessons, or a short one: a lesson for one trouble. */
export type WayStop = { id: string; lessons: number; short?: boolean };
/** What the route may know of her: what she told, and lessons finished by stop. */
export type Learner = {
  needs: readonly string[];
  about: Record<string, readonly string[]>;
  finished: Record<string, number>;
};
/** A stop in its place, with the key of its reason and what stands in it. */
export type Step = { id: string; why: string; args: (string | number)[] };

/** The question whose answer is her own order. */
export const OWN_ORDER = 'orden';

type Push = [weight: number, why: string, args: Step['args']];
type Ranked = { step: Step; score: number; total: number; short: boolean; done: boolean };

/** Give what moves a stop, in the order of the rules. */
function pushes({ needs, about, finished }: Learner, stop: WayStop, rules: Rules): Push[] {
  const found: Push[] = [];
  const count = finished[stop.id] ?? 0;
  if (count > 0 && count < stop.lessons)
    found.push([rules.started, 'w-started', [count, stop.lessons]]);
  for (const [question, forIt, against, answers] of rules.groups) {
    const isNeed = question === 'needs';
    const told = isNeed ? needs : (about[question] ?? []);
    for (const answer of told) {
      let weight = answers[answer]?.[stop.id] ?? 0;
      if (isNeed && weight && answer === told[0]) weight += rules.first;
      // `*` stands for the need, or for the question; in other reasons for it the answer stands.
      if (weight < 0) found.push([weight, against, []]);
      else if (weight && forIt.includes('*'))
        found.push([weight, forIt.replace('*', isNeed ? answer : question), []]);
      else if (weight) found.push([weight, forIt, [`q-${question}-${answer}`]]);
    }
  }
  return found;
}

function rank(who: Learner, stop: WayStop, base: number, rules: Rules): Ranked {
  const found = pushes(who, stop, rules);
  const total = found.reduce((sum, [weight]) => sum + weight, 0);
  const done = (who.finished[stop.id] ?? 0) >= stop.lessons;
  // The strongest reason that points where the stop went; the first of equals.
  const best = found.reduce<Push>(
    (one, other) => ((total > 0 ? other[0] > one[0] : other[0] < one[0]) ? other : one),
    [0, 'w-order', []],
  );
  const [, why, args] = done ? [0, 'w-done', []] : total ? best : [0, 'w-order', []];
  const step = { id: stop.id, why, args } as Step;
  return { step, score: base + total, total, short: !!stop.short, done };
}

/** Order modules and the short ones that fit; what she finished goes last, her own order is kept. */
export function wayOf(who: Learner, stops: readonly WayStop[], rules: Rules): Step[] {
  let place = 0;
  const ranked = stops
    .map((stop) => {
      const base = stop.short ? rules.short : -rules.step * place++;
      return rank(who, stop, base, rules);
    })
    .filter(({ short, score, done }) => !short || (score > 0 && !done))
    .sort(
      (x, y) =>
        Number(x.done) - Number(y.done) || y.score - x.score || (x.step.id < y.step.id ? -1 : 1),
    );
  const own = who.about[OWN_ORDER] ?? [];
  if (!own.length) return ranked.map(({ step }) => step);
  // Her modules in her order, new ones after; the short ones keep their places.
  const placed = ({ step: { id } }: Ranked) => (own.includes(id) ? own.indexOf(id) : own.length);
  const mine = ranked.filter(({ short }) => !short).sort((x, y) => placed(x) - placed(y));
  return ranked.map((one) => {
    if (one.short) return one.step;
    const { step, done, total } = mine.shift() as Ranked;
    return done || total > 0 ? step : { id: step.id, why: 'w-own', args: [] };
  });
}

/** Six questions about what she does already, each to be left out; `q-<id>` are their words. */
export const PLACEMENT = ['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'];
export const PRACTISED = ['si', 'mas', 'no'];

/** The lesson of a stop that comes next, on this phone; `next` is the index of its card. */
export type Ready = {
  lesson: string;
  title: string;
  minutes: number;
  next: number;
  total: number;
  isStarted: boolean;
};

/**
 * One thing for the minutes she has. In a few: what she began, else the first lesson that fits, else
 * the next card of a longer one. With more of them: the first of all, a short one too.
 */
export function todayOf(
  minutes: number,
  steps: readonly Step[],
  readyOf: (id: string) => Ready | undefined,
): { step: Step; ready: Ready } | undefined {
  const all = steps.flatMap((step) => {
    const ready = readyOf(step.id);
    return ready ? [{ step, ready }] : [];
  });
  const few = minutes < 10;
  return (
    (few
      ? (all.find(({ ready }) => ready.isStarted) ??
        all.find(({ ready }) => ready.minutes <= minutes))
      : undefined) ?? all[0]
  );
}

/** Let a stop change places with a neighbour. */
export function movedBy(order: readonly string[], from: number, by: number): string[] {
  const moved = [...order];
  const [one, other] = [order[from], order[from + by]];
  if (one !== undefined && other !== undefined) [moved[from], moved[from + by]] = [other, one];
  return moved;
}
