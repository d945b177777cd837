/**
 * The app once more with every word taken out, to weigh: what is left is code and style, what is
 * gone is words. It is measured (scripts/measure_bytes.py), never served.
 */
import ts from 'typescript';
import { mergeConfig, type Plugin } from 'vite';
import base from './vite.config.ts';

/** Files that hold words in a language and nothing else. */
const WORDS = /\/src\/i18n\/(?:locales\/|(?:es|en|qu[a-z]?)[-.])/;

/** Empty every dictionary of such a file, and let no other code hide in it. */
export function emptied(source: string, id: string): string {
  const file = ts.createSourceFile(id, source, ts.ScriptTarget.Latest);
  return file.statements
    .map((one) => {
      if (ts.isImportDeclaration(one) || ts.isTypeAliasDeclaration(one)) return '';
      const words = ts.isVariableStatement(one) ? one.declarationList.declarations : [];
      if (!words.length) throw new Error(`${id} holds more than words`);
      return words.map(({ name }) => `export const ${name.getText(file)} = {};`).join('');
    })
    .join('\n');
}

function wordless(): Plugin {
  let files = 0;
  return {
    name: 'creando-wordless',
    enforce: 'pre',
    transform(source, id) {
      if (!WORDS.test(id)) return null;
      files += 1;
      return { code: id.endsWith('.json') ? '{}' : emptied(source, id), map: null };
    },
    buildEnd() {
      if (!files) this.error('no file with words was found: what is weighed is not code alone');
    },
  };
}

export default mergeConfig(base, {
  plugins: [wordless()],
  build: { outDir: '../var/wordless' },
});
