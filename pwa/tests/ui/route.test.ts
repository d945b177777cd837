// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shuffled } from '../../src/domain/shuffle';
import { readInvite } from '../../src/ui/invite';
import { readRoute } from '../../src/ui/route';

describe('addresses', () => {
  it.each([
    ['', { at: 'home' }],
    ['#/', { at: 'home' }],
    ['#/yo', { at: 'page', page: 'yo', id: '' }],
    ['#/ayuda', { at: 'page', page: 'ayuda', id: '' }],
    ['#/m/precio', { at: 'page', page: 'm', id: 'precio' }],
    ['#/l/tanda', { at: 'lesson', id: 'tanda', card: 0 }],
    ['#/l/tanda/4', { at: 'lesson', id: 'tanda', card: 4 }],
    ['#/u/demo.lima-norte.abc', { at: 'page', page: 'u', id: 'demo.lima-norte.abc' }],
    ['#/l/tanda/x', { at: 'page', page: 'l', id: 'tanda' }],
    ['#/m/', { at: 'page', page: 'm', id: '' }],
    ['#/constructor', { at: 'page', page: 'constructor', id: '' }],
  ])('%s', (hash, route) => {
    expect(readRoute(hash)).toEqual(route);
  });
});

describe('invitations', () => {
  it('say where they lead', () => {
    expect(readInvite('demo.lima-norte.A1b2C3d4E5f6-_')).toEqual({
      edition: 'demo',
      channel: 'lima-norte',
    });
  });

  it.each([
    '',
    'demo',
    'demo.lima',
    'demo.lima.',
    'demo.lima.abc',
    'DEMO.x.A1b2C3d4E5',
    'a.b.c.d e',
  ])('cut short: %s', (code) => {
    expect(readInvite(code)).toBeUndefined();
  });
});

describe('a shuffle', () => {
  it('holds the same things in the same new order at each visit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 8 }),
        fc.string(),
        (items, seed) => {
          const mixed = shuffled(items, seed);
          expect([...mixed].sort()).toEqual([...items].sort());
          expect(mixed).not.toEqual(items);
          expect(shuffled(items, seed)).toEqual(mixed);
        },
      ),
    );
  });
});
