// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { locale } from './locale';

const newApp = async () => {
  const { device } = await import('../../src/db/device');
  const language = await import('../../src/screens/state/language');
  const prefs = await import('../../src/screens/state/prefs');
  const words = await import('../../src/i18n/t');
  await device.open();
  await prefs.readPrefs();
  return { device, ...language, ...prefs, ...words };
};

/** The app opened again on the same phone. */
const reopened = () => {
  vi.resetModules();
  return newApp();
};

let served: () => Response;
const asked = vi.fn(async () => served());
const json = (text: string) =>
  new Response(text, { headers: { 'content-type': 'application/json' } });

beforeEach(async () => {
  const { newPhone } = await import('../phone');
  newPhone();
  asked.mockClear();
  vi.stubGlobal('fetch', asked);
  served = () => json(JSON.stringify(locale('en').words));
});

describe('the words of a language', () => {
  it('are fetched once, when it is chosen, and spoken at the next opening without a network', async () => {
    const app = await newApp();
    expect(app.language()).toBe('es');
    expect(await app.chooseLanguage('en')).toBe(true);
    expect(app.t('go')).toBe('Next');
    await app.chooseLanguage('es');
    expect(app.t('go')).toBe('Seguir');
    await app.chooseLanguage('en');
    expect(asked).toHaveBeenCalledTimes(1);
    served = () => Response.error();
    const later = await reopened();
    expect(later.t('go')).toBe('Next');
    await later.freshWords();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('are asked for anew by a build that has others, and the old ones do until then', async () => {
    const app = await newApp();
    await app.chooseLanguage('en');
    await app.device.set('words', {
      en: { go: 'Go on', inSpanish: 'in Spanish', _: '/assets/old.json' },
    });
    const later = await reopened();
    expect(later.t('go')).toBe('Go on');
    expect(later.t('back')).toBe('Volver (in Spanish)');
    served = () => Response.error();
    await later.freshWords();
    expect(later.t('go')).toBe('Go on');
    served = () => json(JSON.stringify(locale('en').words));
    await later.freshWords();
    expect([later.t('go'), later.t('back')]).toEqual(['Next', 'Back']);
  });

  it('are not what a portal or a cut answer says, and then nothing changes', async () => {
    const app = await newApp();
    served = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    expect(await app.chooseLanguage('en')).toBe(false);
    served = () => json('{"go": "Cont');
    await expect(app.chooseLanguage('en')).rejects.toThrow();
    expect([app.language(), app.prefs()]).toEqual(['es', {}]);
    expect(await app.chooseLanguage('xx')).toBe(false);
  });

  it('are forgotten when this build does not speak them', async () => {
    const app = await newApp();
    await app.device.set('words', { ay: { go: 'x' } });
    await app.setPrefs({ lang: 'ay' });
    const later = await reopened();
    later.forgetOthers();
    expect(later.language()).toBe('es');
  });
});

describe('a choice', () => {
  it('is the phone’s while there is nobody, and then each person’s own', async () => {
    const app = await newApp();
    await app.chooseLanguage('en');
    const ana = await app.device.createProfile('y1');
    expect(app.prefs().lang).toBe('en');
    await app.setPrefs({ lang: 'es', rate: 0.8 });
    const luz = await app.device.createProfile('y2');
    expect(app.prefs()).toEqual({ lang: 'en' });
    await app.device.use(ana.id);
    expect(app.prefs()).toEqual({ lang: 'es', rate: 0.8 });
    expect(app.language()).toBe('es');
    // Before her key, hers is spoken to who is asked for it.
    app.device.leave();
    expect(app.language()).toBe('en');
    app.speakTo(app.device.profiles().find(({ id }) => id === ana.id));
    expect(app.language()).toBe('es');
    app.speakTo();
    expect(app.language()).toBe('en');
    expect(luz.prefs).toBeUndefined();
    const later = await reopened();
    await later.device.use(ana.id);
    expect(later.prefs()).toEqual({ lang: 'es', rate: 0.8 });
  });
});
