// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/graduation.json';
import type { FoldEvent } from '../src/domain/fold';
import { type Asked, askedBy, missing, toldOf } from '../src/domain/graduation';

type Vector = {
  name: string;
  asks: Asked;
  modules: Record<string, string[]>;
  events: FoldEvent[];
  expect: [string, number][];
};
const cases = vectors as unknown as Vector[];

describe('graduation vectors, shared with the server', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const modules = Object.values(one.modules);
    for (const events of [one.events, [...one.events].reverse(), [...one.events, ...one.events]])
      expect(missing(one.asks, modules, events)).toEqual(one.expect);
  });

  it('asks as usual where an edition says nothing', () => {
    expect(askedBy(undefined)).toEqual({ modules: 4, actions: 4, given: 1, survey: 'salida' });
    expect(askedBy([1, 0, 0, ''])).toEqual({ modules: 1, actions: 0, given: 0, survey: '' });
  });
});

describe('answers of a survey', () => {
  const answer = (survey: string, question: string, at: number, h: string, answers: string[]) =>
    ({ t: 32, v: 1, at, h, d: { survey, version: 1, question, answers } }) as unknown as FoldEvent;
  it('are the last ones, by question, in any order', () => {
    const events = [
      answer('salida', 'contar', 5, 'a', ['no']),
      answer('salida', 'contar', 9, 'b', ['si']),
      answer('salida', 'cajon', 9, 'c', []),
      answer('entrada', 'cajon', 99, 'd', ['siempre']),
    ];
    for (const order of [events, [...events].reverse()])
      expect(toldOf(order, 'salida')).toEqual({
        contar: { answers: ['si'], at: 9 },
        cajon: { answers: [], at: 9 },
      });
  });
});
