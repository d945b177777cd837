/**
 * Bundle a phone for Node: `node build.mjs OUT [PATCHES.json]` writes phone.mjs, which is the rig's,
 * and core.mjs, which is the app's. A patch is {file, from, to}: its text must stand in that file of
 * pwa/src exactly once, or the build fails.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const pwa = join(here, '../../pwa');
const need = createRequire(join(pwa, 'package.json'));
const { build } = await import(pathToFileURL(need.resolve('vite')).href);
const [out, patchFile] = process.argv.slice(2);
const patches = patchFile ? JSON.parse(readFileSync(patchFile, 'utf8')) : [];
const applied = new Set();

const patcher = {
  name: 'patches',
  enforce: 'pre',
  transform(code, id) {
    let text = code;
    for (const [i, { file, from, to }] of patches.entries()) {
      if (!id.endsWith(`/pwa/src/${file}`)) continue;
      if (text.split(from).length !== 2) throw new Error(`patch of ${file} does not fit: ${from}`);
      text = text.replace(from, () => to);
      applied.add(i);
    }
    return text === code ? null : text;
  },
};

for (const name of ['phone', 'core'])
  await build({
    configFile: false,
    root: pwa,
    logLevel: 'error',
    plugins: [patcher],
    resolve: {
      alias: { 'fake-indexeddb': need.resolve('fake-indexeddb').replace('/cjs/', '/esm/') },
    },
    ssr: { noExternal: true },
    build: {
      ssr: join(here, `${name}.ts`),
      copyPublicDir: false,
      outDir: out,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
if (applied.size !== patches.length) throw new Error('a patch met no file');
