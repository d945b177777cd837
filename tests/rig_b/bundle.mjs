// node bundle.mjs OUT [MUTANT.json]: the phone's real code as one script; a mutant is a list of
// {file, from, to}, and each `from` must stand exactly once in its file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const pwa = join(dirname(fileURLToPath(import.meta.url)), '../../pwa');
const require = createRequire(join(pwa, 'package.json'));
const { rolldown } = await import(pathToFileURL(require.resolve('rolldown')).href);

const [out, mutant] = process.argv.slice(2);
const patches = mutant ? JSON.parse(readFileSync(mutant, 'utf8')) : [];
const applied = new Set();
const src = join(pwa, 'src');
const ENTRY = '\0phone';
const entry = `
export { device } from '${src}/db/device';
export { isOpen, openLog } from '${src}/db/log';
export { engine } from '${src}/sync/engine';
export { speak } from '${src}/sync/turn';
export { applyReply, readOutbox } from '${src}/sync/store';
export { readReply } from '${src}/sync/reply';
export * as vault from '${src}/vault/index';
export { eraseToday } from '${src}/vault/today';
export { hashOf } from '${src}/domain/event';
`;

const bundle = await rolldown({
  input: ENTRY,
  plugins: [
    {
      name: 'phone',
      resolveId: (id) => (id === ENTRY ? id : null),
      load(id) {
        if (id === ENTRY) return { code: entry, moduleType: 'ts' };
        const mine = patches.filter(({ file }) => id === join(pwa, file));
        if (!mine.length) return null;
        let code = readFileSync(id, 'utf8');
        for (const one of mine) {
          const times = code.split(one.from).length - 1;
          if (times !== 1) throw new Error(`${one.file}: found ${times} times: ${one.from}`);
          code = code.replace(one.from, () => one.to);
          applied.add(one);
        }
        return { code, moduleType: 'ts' };
      },
    },
  ],
});
await bundle.write({
  file: out,
  format: 'iife',
  name: 'PHONE',
  codeSplitting: false,
});
await bundle.close();
if (applied.size !== patches.length) throw new Error('a patch was not applied');
