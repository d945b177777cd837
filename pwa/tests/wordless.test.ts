// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { emptied } from '../wordless.config.ts';

describe('a file of words without its words', () => {
  it('has the same dictionaries, with nothing in them', () => {
    const source = `/** The phone's own. */
import type { Other } from './other';
export type K = 'go';
export const es = { go: 'Seguir', // it's short
  'in-a-row': "Dicen: \\"sí\\"" };
export const more = { a: \`dos\` } as const;`;
    const left = emptied(source, 'es.ts').split('\n').filter(Boolean);
    expect(left).toEqual(['export const es = {};', 'export const more = {};']);
  });

  it.each(['export function say() {}', 'export const es = {}; es.go = "x";'])(
    'refuses code among the words: %s',
    (source) => {
      expect(() => emptied(source, 'es.ts')).toThrow('more than words');
    },
  );
});
