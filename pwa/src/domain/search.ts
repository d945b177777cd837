/** Search without a network: blind to accents and capitals, by beginnings, one slip forgiven. */
import type { Index } from './bundle';

/** A lesson found, and the module it is in. */
export type Found = { module: string; lesson: string; title: string };

/** Said in every question, so they find nothing. */
const COMMON = new Set(
  'de la el en un una al lo los las se me mi mis no si su te tu es y o a que por para con como del'.split(
    ' ',
  ),
);
/** From this length on a word may have one letter wrong, missing, too many, or two changed round. */
const FORGIVEN = 5;

/** Split into words without accents and capitals, as api/content/words.py does. */
export const folded = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .match(/[a-z0-9]+/g) ?? [];

/** Are two words one slip apart, or the same? */
function isNear(x: string, y: string): boolean {
  let i = 0;
  while (i < x.length && x[i] === y[i]) i += 1;
  const [a, b] = [x.slice(i), y.slice(i)];
  return (
    a === b ||
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/** Does a word that she wrote stand for this one? A beginning is enough. */
export const stands = (typed: string, word: string): boolean =>
  word.startsWith(typed) ||
  (typed.length >= FORGIVEN &&
    [0, -1, 1].some((more) => isNear(typed, word.slice(0, typed.length + more))));

const points = (typed: string, words: readonly string[], worth: number): number =>
  words.some((word) => stands(typed, word)) ? worth : 0;

/** What a word says besides itself: others of the same meaning, and needs. */
function meaning(typed: string, { g }: Index): { words: string[]; needs: string[] } {
  const rows = g.filter(([words]) => words.split(' ').some((word) => stands(typed, word)));
  return {
    words: rows.flatMap(([words]) => words.split(' ')),
    needs: rows.flatMap(([, needs]) => needs.split(' ')),
  };
}

const MOST = 12;

/** What is known of a module besides the index. */
type About = {
  title: string;
  needs?: string[] | undefined;
  leads?: string | undefined;
  rules?: Record<string, string> | undefined;
};

/**
 * Lessons that speak of what she wrote, best first. `about` gives a module's title and needs, and of
 * one that is on the phone what it leads to and the rules of its lessons.
 * Her own words count more than others of the same meaning; who meets all of them goes before.
 */
export function search(
  query: string,
  index: Index,
  about: (module: string) => About | undefined,
): Found[] {
  const typed = folded(query).filter((word) => !COMMON.has(word));
  const meanings = typed.map((word) => meaning(word, index));
  const found = index.ms.flatMap(([module, outcome, lessons]) => {
    const { title: moduleTitle = '', needs = [], leads = '', rules } = about(module) ?? {};
    const around = [...folded(`${moduleTitle} ${leads}`), ...outcome.split(' ')];
    return lessons.map(([lesson, title, rule]) => {
      const own = folded(title);
      const all = [...own, ...rule.split(' '), ...folded(rules?.[lesson] ?? '')];
      const each = typed.map((word, i) => {
        const same = meanings[i];
        return Math.max(
          points(word, own, 9),
          points(word, all, 6),
          points(word, around, 4),
          same?.words.some((one) => all.includes(one)) ? 3 : 0,
          same?.needs.some((one) => needs.includes(one)) ? 2 : 0,
        );
      });
      const met = each.filter((score) => score > 0).length;
      const score = 100 * met + each.reduce((sum, one) => sum + one, 0);
      return { module, lesson, title, score };
    });
  });
  return found
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score)
    .slice(0, MOST)
    .map(({ score: _, ...one }) => one);
}
