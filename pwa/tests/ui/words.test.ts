// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { es } from '../../src/i18n/es';
import { esAllow } from '../../src/i18n/es-allow';
import { esAsk } from '../../src/i18n/es-ask';
import { esCanvas } from '../../src/i18n/es-canvas';
import { esChecklist } from '../../src/i18n/es-checklist';
import { esCommunity } from '../../src/i18n/es-community';
import { esDeeds } from '../../src/i18n/es-deeds';
import { esDirectory } from '../../src/i18n/es-directory';
import { esEnding } from '../../src/i18n/es-ending';
import { esHelp } from '../../src/i18n/es-help';
import { esHelper } from '../../src/i18n/es-helper';
import { esLanguage } from '../../src/i18n/es-language';
import { esListen } from '../../src/i18n/es-listen';
import { esMessages } from '../../src/i18n/es-messages';
import { esMore } from '../../src/i18n/es-more';
import { esProof } from '../../src/i18n/es-proof';
import { esReview } from '../../src/i18n/es-review';
import { esSheets } from '../../src/i18n/es-sheets';
import { esSimple } from '../../src/i18n/es-simple';
import { esSums } from '../../src/i18n/es-sums';
import { esTools } from '../../src/i18n/es-tools';
import { esWay } from '../../src/i18n/es-way';
import { esWhose } from '../../src/i18n/es-whose';
import { esYo } from '../../src/i18n/es-yo';
import { addWords, t } from '../../src/i18n/t';

const SRC = join(import.meta.dirname, '../../src');
const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((item) =>
    item.isDirectory() ? sources(join(folder, item.name)) : [join(folder, item.name)],
  );
const code = sources(SRC)
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('i18n'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const parts: Record<string, string>[] = [
  es,
  esMore,
  esHelp,
  esYo,
  esWhose,
  esAllow,
  esLanguage,
  esCommunity,
  esListen,
  esAsk,
  esEnding,
  esHelper,
  esDeeds,
  esProof,
  esReview,
  esCanvas,
  esChecklist,
  esDirectory,
  esMessages,
  esSheets,
  esSums,
  esTools,
  esWay,
  esSimple,
];
const all: Record<string, string> = Object.assign({}, ...parts);

/** Keys that the code puts together: needs, questions about her business, answers of help, privacy and contact, names of event types, whens and wheres, trades, what the tools that reckon offer. */
const built = (key: string): boolean =>
  /^((?:[cnqw]|sum)-[\w-]+|what\d+|(help|privacy|hint)\w+|contact(For|Who|Long|Back)Text|(way|arrive)\w+How|weekend|phone|street|inSpanish|comida|puesto|belleza|costura|tejido|arreglos|(chrome|samsung|firefox|safari)\d)$/.test(
    key,
  );

/** The form for one thing is said where that for many is. */
const isOne = (key: string): boolean => key.endsWith('1') && key.slice(0, -1) in all;

describe('words', () => {
  it('belong to one part only', () => {
    const count = parts.flatMap((part) => Object.keys(part)).length;
    expect(Object.keys(all)).toHaveLength(count);
  });

  it('are all said somewhere', () => {
    const silent = Object.keys(all).filter(
      (key) =>
        !built(key) && !isOne(key) && !code.includes(`'${key}'`) && !code.includes(`"${key}"`),
    );
    expect(silent).toEqual([]);
  });

  it('speak to her as tú, and never of errors', () => {
    for (const words of Object.values(all)) {
      expect(words).not.toMatch(/\b(usted|ustedes|error|inválid|incorrect|fallid)/i);
    }
  });

  it('say first what the first part needs, and the rest once it is here', () => {
    expect(t('cardOf', 3, 7)).toBe('Tarjeta 3 de 7');
    expect(t('unsent', 3)).toBe('');
    addWords(esMore);
    expect(t('unsent', 3)).toBe('3 sin enviar');
  });
});
