// @vitest-environment node
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rules } from '../src/domain/bundle';
import { NEEDS } from '../src/domain/needs';
import { QUESTIONS } from '../src/domain/questions';
import {
  type Learner,
  movedBy,
  OWN_ORDER,
  PLACEMENT,
  PRACTISED,
  type Ready,
  type Step,
  todayOf,
  type WayStop,
  wayOf,
} from '../src/domain/way';
import { esAsk } from '../src/i18n/es-ask';
import { esWay } from '../src/i18n/es-way';

const read = (name: string) => JSON.parse(readFileSync(`../${name}`, 'utf8'));
type Row = { question: string; why: string; against: string; answers: Rules['groups'][0][3] };
const source: Omit<Rules, 'groups'> & { groups: Row[] } = read('lessons/route.json');
const rules: Rules = {
  ...source,
  groups: source.groups.map((one) => [one.question, one.why, one.against, one.answers]),
};
const vectors: {
  stops: [string, number, number][];
  learners: [string[], Learner['about'], Learner['finished'], string][];
} = read('tests/vectors/route.json');
const stops: WayStop[] = vectors.stops.map(([id, lessons, short]) => ({
  id,
  lessons,
  short: !!short,
}));
const modules = stops.filter(({ short }) => !short).map(({ id }) => id);
type Case = Learner & { case: string; steps: [string, string, ...(string | number)[]][] };
const cases: Case[] = read('tests/vectors/route-cases.json');
const words: Record<string, string> = { ...esAsk, ...esWay };

describe('her route', () => {
  it('is, byte for byte, the one of the other language, for two hundred learners', () => {
    expect(vectors.learners).toHaveLength(200);
    for (const [needs, about, finished, hash] of vectors.learners) {
      const text = JSON.stringify(wayOf({ needs, about, finished }, stops, rules));
      expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(hash);
    }
  });

  for (const { case: name, steps, ...who } of cases)
    it(`is the one a mentor would give: ${name}`, () => {
      expect(wayOf(who, stops, rules).map(({ id, why, args }) => [id, why, ...args])).toEqual(
        steps,
      );
    });

  it('is ordered by what is listed and by nothing else', () => {
    const listed = rules.groups.map(([question]) => question);
    expect(listed.sort()).toEqual(['needs', 'rubro', 'donde', 'hace', 'modo', ...PLACEMENT].sort());
    const others = fc.constantFrom('origen', 'papeles', 'ingreso', 'sexo', 'familia', 'cuando');
    const told = fc.dictionary(others, fc.array(fc.constantFrom('si', 'no', 'comida', 'peru')));
    const who: Learner = { needs: ['precio'], about: { rubro: ['arte'] }, finished: {} };
    fc.assert(
      fc.property(told, (about) => {
        expect(wayOf({ ...who, about: { ...about, ...who.about } }, stops, rules)).toEqual(
          wayOf(who, stops, rules),
        );
      }),
    );
  });

  it('has every module once, whatever order she put', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...modules, 'viejo')), (own) => {
        const about = { [OWN_ORDER]: own };
        const ids = wayOf({ needs: ['plata'], about, finished: {} }, stops, rules).map(
          ({ id }) => id,
        );
        const hers = [...new Set(own)].filter((id) => id !== 'viejo');
        const found = ids.filter((id) => modules.includes(id));
        expect([...found].sort()).toEqual([...modules].sort());
        if (own.length) expect(found.slice(0, hers.length)).toEqual(hers);
      }),
    );
  });

  it('has words for each reason, and knows each answer that can be given', () => {
    const answers: Record<string, readonly string[]> = { needs: NEEDS };
    for (const { id, sets } of QUESTIONS) answers[id] = sets.flat();
    for (const id of PLACEMENT) answers[id] = PRACTISED;
    for (const [question, why, against, weights] of rules.groups) {
      for (const answer of Object.keys(weights)) {
        expect(answers[question], question).toContain(answer);
        expect(words[why.replace('*', question === 'needs' ? answer : question)]).toBeTruthy();
        if (!why.includes('*')) expect(words[`q-${question}-${answer}`]).toBeTruthy();
      }
      expect(words[against]).toBeTruthy();
    }
    for (const id of PLACEMENT) expect(words[`q-${id}`]).toMatch(/\?$/);
    for (const id of PRACTISED) expect(words[`q-p-${id}`]).toBeTruthy();
  });
});

describe('one thing for the minutes she has', () => {
  const step = (id: string): Step => ({ id, why: 'w-order', args: [] });
  const ready = (more: Partial<Ready> = {}): Ready => ({
    lesson: 'x',
    title: 'X',
    minutes: 5,
    next: 0,
    total: 8,
    isStarted: false,
    ...more,
  });
  const steps = [step('lejos'), step('ratito'), step('precio'), step('cajones')];
  const shelf: Record<string, Ready> = {
    ratito: ready({ lesson: 'menu', minutes: 10 }),
    precio: ready({ lesson: 'tanda' }),
    cajones: ready({ lesson: 'contar' }),
  };
  const of = (minutes: number, on = shelf) => todayOf(minutes, steps, (id) => on[id])?.ready.lesson;

  it('is what fits: a lesson in five, a short one in fifteen; what is not on the phone waits', () => {
    expect(of(5)).toBe('tanda');
    expect(of(15)).toBe('menu');
    expect(of(5, {})).toBeUndefined();
  });

  it('goes on with what she began when she has little, the next card of a long one too', () => {
    const cajones = ready({ lesson: 'contar', isStarted: true, next: 3 });
    expect(of(5, { ...shelf, cajones })).toBe('contar');
    expect(of(15, { ...shelf, cajones })).toBe('menu');
    expect(of(5, { ratito: ready({ lesson: 'menu', minutes: 10 }) })).toBe('menu');
  });
});

describe('a stop moved by hand', () => {
  it('changes places with its neighbour and never leaves the list', () => {
    expect(movedBy(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(movedBy(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(movedBy(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(movedBy(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
});
