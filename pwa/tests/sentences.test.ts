// @vitest-environment node
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/spoken.json';
import type { Card } from '../src/domain/bundle';
import { cardSentences, cut, feedbackKeys } from '../src/domain/sentences';
import { inWords, spoken } from '../src/domain/spoken';
import { languageOf, pickVoice } from '../src/domain/voices';
import { es } from '../src/i18n/es';
import { esMore } from '../src/i18n/es-more';

const labels: Record<string, string> = vectors.labels;
const label = (key: string): string => labels[key] ?? key;

describe('spoken vectors, shared with the build of the recordings', () => {
  it.each(vectors.texts)('%s', (text, say) => expect(spoken(text as string)).toBe(say));

  it.each(vectors.cuts)('cuts %s', (text, pieces) => expect(cut(text as string)).toEqual(pieces));

  it.each(vectors.cards)('reads $card.0', ({ lesson, card, say, feedback }) => {
    const mine = cardSentences(card as unknown as Card, lesson, label);
    expect(mine.map((one) => one.say)).toEqual(say);
    const keys = ['a', 'b'].flatMap((option) =>
      [true, false].flatMap((right) => feedbackKeys(card as unknown as Card, option, right)),
    );
    for (const key of Object.keys(feedback)) expect(keys).toContain(key);
  });

  it('say the words that the screen shows', () => {
    const words: Record<string, string> = { ...es, ...esMore };
    for (const [key, text] of Object.entries(labels)) expect(words[key]).toBe(text);
  });
});

describe('sentences', () => {
  it('lose no word of a text', () => {
    const words = fc.array(fc.constantFrom('Hola.', 'S/ 1.50', '¿sí?', 'Sra.', 'y', '—', '«ya»'));
    fc.assert(
      fc.property(words, (some) => {
        expect(cut(some.join(' ')).join(' ')).toBe(some.join(' '));
      }),
    );
  });

  it('say numbers without a digit, below a million', () => {
    fc.assert(
      fc.property(fc.nat(999_999), (n) => {
        expect(inWords(n)).toMatch(/^[a-záéíóúñ ]+$/);
      }),
    );
  });

  it('have Spanish words on every card of every lesson, and nothing left that is misread', () => {
    // The built lessons are what people get.
    const index = JSON.parse(readFileSync('../var/bundles/index.json', 'utf8'));
    const modules = index.editions.abierta.entries.filter(
      ({ kind }: { kind: string }) => kind === 'module',
    );
    expect(modules.length).toBeGreaterThan(2);
    for (const { id, sha256 } of modules) {
      const { ls } = JSON.parse(readFileSync(`../var/bundles/${id}/${sha256}.json`, 'utf8'));
      for (const [lesson, , , , , cards] of ls) {
        for (const card of cards as Card[]) {
          const all = cardSentences(card, lesson, label);
          expect(all[0]?.text).toBe(cut(card[3])[0]);
          for (const { say } of all) expect(say).not.toMatch(/S\/|[%«»—×÷=]/);
        }
      }
    }
  });
});

describe('voices', () => {
  const voice = (lang: string, localService = true) => ({ lang, localService });

  it('are of the phone itself, the nearest Spanish first', () => {
    const all = ['en-US', 'es-ES', 'es_MX', 'es-419', 'pt-BR'].map((lang) => voice(lang));
    expect(pickVoice(all, 'es')?.lang).toBe('es_MX');
    expect(pickVoice([voice('es-ES'), voice('es_PE')], 'es-PE')?.lang).toBe('es_PE');
    expect(pickVoice([voice('es-AR')], 'es')?.lang).toBe('es-AR');
  });

  it('are hers when she chose one, while it is here and speaks the language', () => {
    const all = ['es-PE', 'es-ES', 'en-US'].map((lang) => ({ ...voice(lang), voiceURI: lang }));
    expect(pickVoice(all, 'es', 'es-ES')?.lang).toBe('es-ES');
    expect(pickVoice(all, 'es', 'en-US')?.lang).toBe('es-PE');
    expect(pickVoice(all, 'en', 'es-ES')?.lang).toBe('en-US');
    expect(pickVoice(all.slice(0, 1), 'es', 'es-ES')?.lang).toBe('es-PE');
    const away = { ...voice('es-ES', false), voiceURI: 'es-ES' };
    expect(pickVoice([away, ...all.slice(0, 1)], 'es', 'es-ES')?.lang).toBe('es-PE');
  });

  it('that send text away are not taken, nor those of another language', () => {
    expect(pickVoice([voice('es-PE', false), voice('en-US')], 'es')).toBeUndefined();
    expect(pickVoice([voice('es-PE')], 'quy')).toBeUndefined();
    expect(pickVoice([voice('est-EE')], 'es')).toBeUndefined();
    expect(languageOf('es_PE')).toBe('es');
  });
});
