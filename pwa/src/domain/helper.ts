/** Somebody helps her with the phone: how long that lasts, and what waits for her alone. Pure. */
import type { Card, Lesson } from './bundle';
import type { LessonProgress } from './fold';

/** Whom, when the phone was last touched, and whether it reads aloud only because of the help. */
export type Helped = { id: string; at: number; reads?: boolean };

const UNUSED_MS = 30 * 60_000;

export const lasts = (one: Helped, nowMs: number): boolean => nowMs - one.at < UNUSED_MS;

/** What she answers by herself: her own words to a question that has no right answer. */
export const isHers = (kind: Card[0]): boolean => kind === 'think';

/** What a place of hers holds: the phrase that says it. */
export type Hers = 'hersKeys' | 'hersSeen' | 'hersTold' | 'hersBusiness';

/** Addresses that wait for her. What answers a need (`n-`) is a list of lessons, and open. */
const PLACES: [address: RegExp, holds: Hers][] = [
  [/^(clave|telefonos|hoy|otro|llave|tarjeta|afuera|mudanza)\//, 'hersKeys'],
  [/^(contacto\/|constancia\/|yo\/.)/, 'hersSeen'],
  [/^(esperan|encuesta|pregunta)\/(?!n-)/, 'hersTold'],
  [/^negocio\//, 'hersBusiness'],
];

/** Tell what an address holds that waits for her while somebody helps; undefined: it stays open. */
export const herPlace = (page: string, id: string): Hers | undefined =>
  PLACES.find(([address]) => address.test(`${page}/${id}`))?.[1];

/** `card` is the number in its lesson, from 1. */
export type Question = { lesson: string; card: number; title: string };

/** The questions that were passed on: hers, still open, with something after them done. */
export function waiting(lessons: Lesson[], done: Record<string, LessonProgress>): Question[] {
  return lessons.flatMap(([lesson, , , , , cards]) => {
    const mine = done[lesson];
    if (!mine) return [];
    const isDone = ([, card, rev]: Card) => (mine.done[card] ?? -1) >= rev;
    return cards.flatMap((card, i) =>
      isHers(card[0]) && !isDone(card) && (mine.finished || cards.slice(i).some(isDone))
        ? [{ lesson, card: i + 1, title: card[3] }]
        : [],
    );
  });
}
