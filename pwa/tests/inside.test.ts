// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { insideOf, intentOf, type Window } from '../src/domain/inside';

const android = 'Mozilla/5.0 (Linux; Android 11; SM-A032M) AppleWebKit/537.36 Chrome/119.0 Mobile';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15';
const chrome: Window = {
  agent: `${android} Safari/537.36`,
  secure: true,
  standalone: false,
  worker: true,
  persist: true,
  notify: true,
  share: true,
};
const view = { ...chrome, persist: false, notify: false, share: false };
const safari = { ...chrome, agent: `${iphone} Version/16.5 Safari/604.1`, notify: false };

describe('a window of another app', () => {
  it.each<[string, Partial<Window>, string, string]>([
    [
      'Facebook, Android',
      { ...view, agent: `${android} [FB_IAB/FB4A;FBAV/440;]` },
      'android',
      'Facebook',
    ],
    ['TikTok, Android', { ...view, agent: `${android} musical_ly_2023` }, 'android', 'TikTok'],
    ['an app that tells no name', view, 'android', ''],
    [
      'an app that says only that it is one',
      { ...view, notify: true, share: true, agent: `${android}; wv)` },
      'android',
      '',
    ],
    [
      'Instagram, iOS',
      { ...safari, worker: false, agent: `${iphone} Instagram 312` },
      'ios',
      'Instagram',
    ],
    [
      'Facebook, iOS, with a worker',
      { ...safari, agent: `${iphone} [FBAN/FBIOS;FBAV/440]` },
      'ios',
      'Facebook',
    ],
    ['a window that keeps nothing', { worker: false }, 'android', ''],
  ])('%s', (_, differs, system, app) => {
    expect(insideOf({ ...chrome, ...differs })).toEqual({ system, app });
  });

  it.each<[string, Partial<Window>]>([
    ['Chrome', {}],
    ['Chrome on a desktop without sharing', { agent: 'X11; Linux', share: false }],
    ['Firefox on a desktop', { agent: 'Gecko/20100101 Firefox/130.0', share: false }],
    ['Safari on iOS', safari],
    ['an older Safari', { ...safari, persist: false }],
    ['the home screen', { ...view, standalone: true }],
    ['a name alone, in a browser that can do everything', { agent: `${android} Instagram 312` }],
    ['a page without a certificate, where no browser can', { secure: false, worker: false }],
  ])('is not %s', (_, differs) => {
    expect(insideOf({ ...chrome, ...differs })).toBeUndefined();
  });
});

it('opens in Chrome at the same place, and without Chrome too', () => {
  const link = intentOf('https://creando.example/?a=1#/traer/1abc');
  expect(link.startsWith('intent://creando.example/?a=1#/traer/1abc#Intent;scheme=https;')).toBe(
    true,
  );
  // Android reads what stands after the last "#".
  expect(link.lastIndexOf('#Intent;')).toBe(link.lastIndexOf('#'));
  expect(link).toContain(
    'S.browser_fallback_url=https%3A%2F%2Fcreando.example%2F%3Fa%3D1%23%2Ftraer%2F1abc;end',
  );
});
