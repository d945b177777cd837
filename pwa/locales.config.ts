/**
 * Which languages a build carries besides Spanish, each as a file of its own (docs/adr/0022).
 *
 * What a person who speaks it has not signed, or what was changed after she did, is a draft: it is
 * in no build but one made with DRAFT_LOCALES=1, for a look and for tests.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FOLDER = new URL('src/i18n/locales/', import.meta.url);
/** Everybody on the team reads these. */
const UNSIGNED = new Set(['en']);

type Signature = { by: string; on: string; of: string };
export type Locale = {
  lang: string;
  name: string;
  words: Record<string, string>;
  signature?: Signature;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a signature is about, to the letter: as scripts/worksheet.py writes it. */
export function signedText(words: Locale['words']): string {
  const inOrder = Object.keys(words).sort();
  return JSON.stringify(Object.fromEntries(inOrder.map((key) => [key, words[key]])));
}

/** True until somebody by name has signed exactly these words. */
export function isDraft({ lang, words, signature }: Locale): boolean {
  if (UNSIGNED.has(lang)) return false;
  if (!signature?.by.trim() || !/^\d{4}-\d\d-\d\d$/.test(signature.on)) return true;
  return signature.of !== sha256(signedText(words));
}

export const readLocales = (): Locale[] =>
  readdirSync(FOLDER)
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

const body = (locale: Locale): string => JSON.stringify(locale.words);
/** Not base64url: a learner's phone asks for it by this name. */
const addressOf = (locale: Locale): string => `/assets/${sha256(body(locale)).slice(0, 8)}.json`;

/** The locales of a build. */
export const carried = (drafts: boolean): Locale[] =>
  readLocales().filter((one) => drafts || !isDraft(one));

/** What the app is told of them: their names first, and where their words are when one is chosen. */
export const told = (carry: Locale[]): Record<string, string> => ({
  __LOCALES__: JSON.stringify(
    carry.map((one) => [one.lang, isDraft(one) ? `${one.name} (borrador)` : one.name]),
  ),
  __WORDS__: JSON.stringify(
    Object.fromEntries(
      carry.map((one) => [one.lang, isDraft(one) ? [addressOf(one), 1] : [addressOf(one)]]),
    ),
  ),
});

export const DRAFTS = process.env.DRAFT_LOCALES === '1';

/** Put the words beside the chunks; while developing, answer with them. */
export function locales(): Plugin {
  const carry = carried(DRAFTS);
  return {
    name: 'creando-locales',
    config: () => ({ define: told(carry) }),
    generateBundle() {
      for (const one of carry)
        this.emitFile({
          type: 'asset',
          fileName: addressOf(one).slice(1),
          source: body(one),
        });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const one = carry.find((locale) => addressOf(locale) === request.url);
        if (!one) return next();
        response.setHeader('content-type', 'application/json');
        response.end(body(one));
      });
    },
  };
}
