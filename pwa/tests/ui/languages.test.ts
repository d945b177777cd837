// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carried, isDraft, type Locale, readLocales, signedText } from '../../locales.config';
import { dayWords, money } from '../../src/i18n/format';
import { tn } from '../../src/i18n/plural';
import { addWords, language, others, spoken, t, tIn } from '../../src/i18n/t';
import { locale } from './locale';

/** Every Spanish word of a learner's phone, whatever part brings it; the team's page stays Spanish. */
const parts = import.meta.glob<Record<string, Record<string, string>>>(
  ['../../src/i18n/es.ts', '../../src/i18n/es-*.ts', '!../../src/i18n/es-equipo.ts'],
  { eager: true },
);
const spanish: Record<string, string> = Object.assign(
  {},
  ...Object.values(parts).flatMap(Object.values),
);
const holes = (text = '') => (text.match(/\{\d\}/g) ?? []).sort().join();

let wanted: string;
beforeEach(() => {
  addWords(spanish);
  spoken.by = () => wanted;
  others.en = { ...locale('en').words };
  others.qu = { ...locale('qu').words };
});
afterEach(() => {
  for (const lang of Object.keys(others)) delete others[lang];
});

describe('the files of other languages', () => {
  it('English says everything that Spanish says, and nothing else', () => {
    expect(Object.keys(locale('en').words).sort()).toEqual(Object.keys(spanish).sort());
  });

  it.each(readLocales().map((one) => [one.lang, one.words] as const))(
    '%s knows its keys, leaves none empty and keeps every placeholder',
    (_, words) => {
      const wrong = Object.entries(words).filter(
        ([key, text]) => !spanish[key] || !text.trim() || holes(text) !== holes(spanish[key]),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(readLocales().map((one) => [one.lang, one.words] as const))(
    '%s says how it calls Spanish, what is in it, and what is a draft',
    (_, words) => {
      for (const key of ['inSpanish', 'lessonInSpanish', 'lessonsInSpanish', 'draft'])
        expect(words[key]).toBeTruthy();
    },
  );
});

describe('a phrase', () => {
  it('is said in the language that is wanted, filled in', () => {
    wanted = 'en';
    expect(t('cardOf', 3, 7)).toBe('Card 3 of 7');
    wanted = 'qu';
    expect(t('cardOf', 3, 7)).toBe('7 tarjetamanta 3 kaq');
    expect(tIn('es', 'cardOf', 3, 7)).toBe('Tarjeta 3 de 7');
  });

  it('that lacks is said in Spanish with a word that says so, and is never a key', () => {
    wanted = 'en';
    delete others.en?.unsent;
    expect(t('unsent', 3)).toBe('3 sin enviar (in Spanish)');
    wanted = 'qu';
    for (const key of Object.keys(spanish)) {
      const said = t(key as Parameters<typeof t>[0], 1, 2, 3);
      expect(said).not.toBe('');
      expect(said === key && said !== spanish[key]).toBe(false);
      if (!others.qu?.[key]) expect(said.endsWith(' (castellanopi)')).toBe(true);
    }
  });

  it('is Spanish while the words of the other language are not here', () => {
    wanted = 'en';
    delete others.en;
    expect(language()).toBe('es');
    expect(t('go')).toBe('Seguir');
  });
});

describe('how many', () => {
  it('follows the rules of the language', () => {
    wanted = 'es';
    expect([tn('bands', 1), tn('bands', 4)]).toEqual(['Llevas 1 banda.', 'Llevas 4 bandas.']);
    expect(tn('moduleAwayText', 1, '9 kB')).toContain('Es 1 lección y pesa 9 kB.');
    wanted = 'en';
    expect([tn('bands', 0), tn('bands', 1)]).toEqual(['You have 0 bands.', 'You have 1 band.']);
  });

  it('has one form where the language has one, and the Spanish one where the phrase lacks', () => {
    wanted = 'qu';
    others.qu = { ...others.qu, bands: '{0} chumpiyki kan.' };
    delete others.qu.bands1;
    expect([tn('bands', 1), tn('bands', 4)]).toEqual(['1 chumpiyki kan.', '4 chumpiyki kan.']);
    delete others.qu.bands;
    expect(tn('bands', 1)).toBe('Llevas 1 banda. (castellanopi)');
    expect(tn('bands', 4)).toBe('Llevas 4 bandas. (castellanopi)');
  });
});

describe('money and days', () => {
  it('are those of Peru, in Lima, whatever the clock of the phone', () => {
    expect(money(1250)).toBe('S/\u00a012.50');
    expect(money(123_456)).toBe('S/\u00a01,234.56');
    // Three in the morning in London is still the evening before in Lima.
    const evening = Date.UTC(2026, 10, 28, 3) / 1000;
    wanted = 'es';
    expect(dayWords(evening)).toBe('27 de noviembre de 2026');
    wanted = 'en';
    expect(dayWords(evening)).toBe('November 27, 2026');
  });
});

describe('a language that nobody signed', () => {
  const signed = async (one: Locale, more = {}): Promise<Locale> => {
    const bytes = new TextEncoder().encode(signedText(one.words));
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const of = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { ...one, signature: { by: 'Saturnina Quispe', on: '2026-11-28', of, ...more } };
  };

  it('is a draft, in no build but one for a look', () => {
    expect(isDraft(locale('qu'))).toBe(!locale('qu').signature);
    expect(carried(false).every((one) => !isDraft(one))).toBe(true);
    expect(carried(true)).toHaveLength(readLocales().length);
  });

  it('stops being one by a name, a day and exactly these words', async () => {
    const words = { go: 'Qatiy', back: 'Kutiy' };
    const one: Locale = { lang: 'qu', name: 'Runasimi', words };
    expect(isDraft(one)).toBe(true);
    const good = await signed(one);
    expect(isDraft(good)).toBe(false);
    expect(isDraft({ ...good, words: { back: 'Kutiy', go: 'Qatiy' } })).toBe(false);
    expect(isDraft({ ...good, words: { ...words, go: 'Puriy' } })).toBe(true);
    expect(isDraft(await signed(one, { by: ' ' }))).toBe(true);
    expect(isDraft(await signed(one, { on: 'hoy' }))).toBe(true);
  });

  it('is signed for these words as the sheet counts them', () => {
    // The same words and the same number stand in tests/unit/test_worksheet.py.
    const words = { go: 'Qatiy «{0}» ñan', back: 'Kutiy "\\"', bands1: '1 chumpi' };
    const of = 'db6d4c8311acddaedf229394c3bc3906d0dd19a0f7c8804137bda4e49d5ff8d2';
    const signature = { by: 'Saturnina Quispe', on: '2026-11-20', of };
    expect(isDraft({ lang: 'qu', name: 'Runasimi', words, signature })).toBe(false);
  });

  it('is English never: the team reads it', () => {
    expect(isDraft(locale('en'))).toBe(false);
  });
});
