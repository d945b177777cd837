// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { browserOf, type Signs } from '../src/domain/browser';
import { addSpent, stripOf } from '../src/domain/spent';
import { wrapWords } from '../src/domain/wrap';

const lima = (text: string): number => Date.parse(`${text}-05:00`) / 1000;

describe('the data of the month', () => {
  it('adds up by the days and months of Lima', () => {
    const first = addSpent(undefined, 30_000, lima('2026-11-29T12:00:00'));
    const same = addSpent(first, 500, lima('2026-11-29T23:59:00'));
    expect(same).toEqual({ month: '2026-11', bytes: 30_500, day: '2026-11-29', today: 30_500 });
    // 23:59 of the 30th in Lima is December in UTC.
    const next = addSpent(same, 1000, lima('2026-11-30T23:59:00'));
    expect(next).toEqual({ month: '2026-11', bytes: 31_500, day: '2026-11-30', today: 1000 });
    const month = addSpent(next, 0, lima('2026-12-01T00:00:00'));
    expect(month).toEqual({ month: '2026-12', bytes: 0, day: '2026-12-01', today: 0 });
  });

  it('has a strip that always holds what was spent', () => {
    expect(stripOf(0)).toEqual({ scale: 1, part: 0 });
    expect(stripOf(214_000)).toEqual({ scale: 1, part: 0.214 });
    expect(stripOf(1_000_001).scale).toBe(5);
    const huge = stripOf(734_500_000);
    expect(huge.scale).toBe(735);
    expect(huge.part).toBeLessThanOrEqual(1);
  });
});

describe('whose menu she sees', () => {
  const chromium: Signs = { standalone: false, prompt: true, gecko: false, agent: 'Chrome/119.0' };
  const plain: Signs = { ...chromium, prompt: false };
  it.each<[string, Signs, string]>([
    ['Chrome', chromium, 'chrome'],
    ['Samsung', { ...chromium, agent: 'SamsungBrowser/23.0 Chrome/115.0' }, 'samsung'],
    ['Firefox', { ...plain, gecko: true, agent: 'Gecko/121.0 Firefox/121.0' }, 'firefox'],
    ['Safari', { ...plain, standalone: true, agent: 'iPhone Version/16.5 Safari/604.1' }, 'safari'],
    // A name alone is never believed against what the browser can do.
    ['a name only', { ...plain, gecko: true, agent: 'SamsungBrowser iPhone' }, 'firefox'],
    ['Chrome by name of an iPhone', { ...chromium, agent: 'iPhone' }, 'chrome'],
    ['Safari without its sign', { ...plain, agent: 'iPhone' }, 'safari'],
    ['nobody knows', { ...plain, agent: '' }, 'chrome'],
  ])('%s', (_, signs, browser) => {
    expect(browserOf(signs)).toBe(browser);
  });
});

describe('lines of words', () => {
  const wide = (line: string) => line.length;
  it('are never wider than they may be, and lose no word', () => {
    const text = 'Primero sé cuánto me cuesta. Después pongo el precio.';
    const lines = wrapWords(text, 16, wide);
    expect(lines.every((line) => line.length <= 16)).toBe(true);
    expect(lines.join(' ')).toBe(text);
    expect(lines).toHaveLength(4);
  });
  it('leave a longer word alone on its line', () => {
    expect(wrapWords('a extraordinariamente b', 6, wide)).toEqual([
      'a',
      'extraordinariamente',
      'b',
    ]);
    expect(wrapWords('', 6, wide)).toEqual([]);
  });
});
