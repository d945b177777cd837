// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../src/domain/bundle';
import type { LessonProgress } from '../src/domain/fold';
import { fitting, NEEDS, withNeed } from '../src/domain/needs';
import { QUESTIONS, toAsk, withAnswer } from '../src/domain/questions';
import { es } from '../src/i18n/es';
import { esAsk } from '../src/i18n/es-ask';

const module = (id: string, ...needs: string[]) => ({ id, kind: 'module', needs }) as Entry;
const way = [
  module('precio', 'precio'),
  module('cajones', 'plata', 'deudas'),
  module('guardar', 'deudas', 'plata'),
  module('whatsapp', 'celular', 'sin-clientes'),
  { id: 'old', kind: 'module' } as Entry,
];
const ids = (found: Entry[]) => found.map(({ id }) => id);

describe('what presses her', () => {
  it('is one of twelve, each with its words and known to the authors', () => {
    expect(new Set(NEEDS).size).toBe(12);
    const words: Record<string, string> = es;
    for (const need of NEEDS) expect(words[`n-${need}`]).toBeTruthy();
    const model = readFileSync('../api/content/model.py', 'utf8');
    const theirs = /NEEDS = frozenset\(([^)]*)\)/.exec(model)?.[1]?.match(/[a-z-]+/g) ?? [];
    expect(theirs.filter((word) => word !== 'split').sort()).toEqual([...NEEDS].sort());
  });

  it('is at most two: the third takes the place of the first', () => {
    expect(withNeed([], 'precio')).toEqual(['precio']);
    expect(withNeed(['precio', 'plata'], 'caro')).toEqual(['plata', 'caro']);
    expect(withNeed(['precio', 'plata'], 'precio')).toEqual(['plata']);
  });

  it('chooses the module that answers most of it, then what she chose first', () => {
    expect(ids(fitting(['celular'], way))).toEqual(['whatsapp']);
    expect(ids(fitting(['celular', 'plata'], way))).toEqual(['whatsapp', 'cajones', 'guardar']);
    expect(ids(fitting(['celular', 'sin-clientes'], way))).toEqual(['whatsapp']);
    expect(ids(fitting(['precio', 'deudas'], way))[0]).toBe('precio');
    expect(ids(fitting(['plata', 'deudas', 'celular'], way))).toEqual([
      'cajones',
      'guardar',
      'whatsapp',
    ]);
  });

  it('chooses nothing where no module answers it', () => {
    expect(fitting(['papeles'], way)).toEqual([]);
    expect(fitting([], way)).toEqual([]);
  });
});

describe('the picture questions', () => {
  const done = (count: number): Record<string, LessonProgress> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `l${i}`,
        { opened: true, finished: true, done: {}, answers: {} },
      ]),
    );

  it('have words for each question and each answer', () => {
    const words: Record<string, string> = esAsk;
    for (const { id, sets } of QUESTIONS) {
      expect(words[`q-${id}`]).toMatch(/^¿.*\?$/);
      for (const one of sets.flat()) expect(words[`q-${id}-${one}`]).toBeTruthy();
    }
  });

  it('come one at a time, one more after each finished lesson', () => {
    expect(toAsk({ lessons: {} }, 0, 1)).toBeUndefined();
    expect(toAsk({ lessons: done(1) }, 0, 1)?.id).toBe('rubro');
    expect(toAsk({ lessons: done(1), about: { rubro: ['ropa'] } }, 0, 1)).toBeUndefined();
    expect(toAsk({ lessons: done(2), about: { rubro: [] } }, 0, 1)?.id).toBe('donde');
    const all = Object.fromEntries(QUESTIONS.map(({ id }) => [id, []]));
    expect(toAsk({ lessons: done(9), about: all }, 0, 1)).toBeUndefined();
  });

  it('stay put away until the day said', () => {
    expect(toAsk({ lessons: done(1) }, 100, 99)).toBeUndefined();
    expect(toAsk({ lessons: done(1) }, 100, 100)?.id).toBe('rubro');
  });

  it('take so many answers of each set, and take them back', () => {
    const [rubro, , hace, , cuando] = QUESTIONS as [never, never, never, never, never];
    expect(withAnswer(rubro, ['comida', 'ropa'], 'arte')).toEqual(['ropa', 'arte']);
    expect(withAnswer(hace, ['brote'], 'arbol')).toEqual(['arbol']);
    expect(withAnswer(hace, ['brote'], 'brote')).toEqual([]);
    expect(withAnswer(cuando, ['luna', '15'], '5')).toEqual(['luna', '5']);
    expect(withAnswer(cuando, ['luna'], 'domingo')).toEqual(['luna', 'domingo']);
  });
});
