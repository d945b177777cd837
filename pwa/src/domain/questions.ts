/**
 * The picture questions about her business, each skippable. None asks where she is from, her
 * papers, what she earns, her sex or her family, and none may (tests/unit/test_never_collect.py).
 */
import type { Progress } from './fold';

/** `sets`: of each set as many answers as `most`. A drawing is `q-<question>-<answer>`. */
export type Question = { id: string; most: number; sets: readonly (readonly string[])[] };

export const QUESTIONS: readonly Question[] = [
  {
    id: 'rubro',
    most: 2,
    sets: [['comida', 'belleza', 'ropa', 'cuidado', 'salud', 'ensenar', 'arte', 'oficios', 'nose']],
  },
  {
    id: 'donde',
    most: 3,
    sets: [['casa', 'puesto', 'caminando', 'local', 'domicilio', 'celular']],
  },
  { id: 'hace', most: 1, sets: [['semilla', 'brote', 'planta', 'arbol']] },
  { id: 'modo', most: 1, sets: [['ojo', 'oreja', 'dos']] },
  {
    id: 'cuando',
    most: 1,
    sets: [
      ['sol', 'tarde', 'luna'],
      ['5', '15', 'domingo'],
    ],
  },
];

/** Take an answer, or take it back; one too many of its set takes the place of the first. */
export function withAnswer(
  { sets, most }: Question,
  answers: readonly string[],
  one: string,
): string[] {
  if (answers.includes(one)) return answers.filter((old) => old !== one);
  const set = sets.find((some) => some.includes(one)) ?? [];
  const others = answers.filter((old) => !set.includes(old));
  const mine = answers.filter((old) => set.includes(old));
  return [...others, ...[...mine, one].slice(-most)];
}

/** The question to ask now: one more after each finished lesson, none while they are put away. */
export function toAsk(
  { about = {}, lessons }: Pick<Progress, 'about' | 'lessons'>,
  awayUntil: number,
  now: number,
): Question | undefined {
  const told = QUESTIONS.filter(({ id }) => about[id]).length;
  const finished = Object.values(lessons).filter((one) => one.finished).length;
  return finished > told && now >= awayUntil ? QUESTIONS.find(({ id }) => !about[id]) : undefined;
}
