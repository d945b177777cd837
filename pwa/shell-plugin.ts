/**
 * What Vite does not do for us: one document with its styles inside, a short worker that knows the
 * build's files, and every file compressed beside itself.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin, type Rollup } from 'vite';

const PACKED = new Set(['.css', '.html', '.js', '.json', '.svg', '.webmanifest']);
/** Builds known to be unable to ask for their replacement; see docs/adr/0004. */
const BROKEN: string[] = [];

type Asset = Rollup.OutputAsset;
type Files = { [name: string]: Rollup.OutputAsset | Rollup.OutputChunk };

const text = (asset: Asset): string =>
  typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source);

/** Put the entry's stylesheet into the document: one request less before the first card. */
function inlineStyles(page: Asset, files: Files): void {
  page.source = text(page).replace(
    /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
    (link, name: string) => {
      const css = files[name];
      if (css?.type !== 'asset') return link;
      delete files[name];
      return `<style>${text(css).trim()}</style>`;
    },
  );
}

async function workerCode(entry: string, define: Record<string, string>): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    define,
    build: {
      write: false,
      target: 'es2020',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  })) as Rollup.RollupOutput;
  return output.output[0].code;
}

function pack(folder: string): void {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) pack(path);
    else if (PACKED.has(extname(path))) {
      const plain = readFileSync(path);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      };
      writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }));
      writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
    }
  }
}

/**
 * Vite's helper for lazy parts loads stylesheets and preloads; ours have neither, and 3 kB of it
 * would come before the first card.
 */
export function plainImports(): Plugin {
  return {
    name: 'creando-plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
  };
}

/** `killSwitch`: folder for the worker that removes itself, kept out of what is served. */
export function shell(killSwitch: string): Plugin {
  return {
    name: 'creando-shell',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = bundle as Files;
      const page = files['index.html'];
      if (page?.type !== 'asset') throw new Error('no index.html in this build');
      inlineStyles(page, files);
      const assets = Object.keys(files).filter((name) => name.startsWith('assets/'));
      const names = ['/', ...assets.sort().map((name) => `/${name}`)];
      const hash = createHash('sha256').update(text(page)).update(names.join()).digest('hex');
      const id = hash.slice(0, 8);
      page.source = text(page).replace('__BUILD__', id);
      const code = await workerCode(new URL('src/sw/worker.ts', import.meta.url).pathname, {
        BUILD: JSON.stringify(id),
        SHELL: JSON.stringify(names),
        BROKEN: JSON.stringify(BROKEN),
      });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
    },
    async writeBundle({ dir }) {
      if (!dir) return;
      pack(dir);
      mkdirSync(killSwitch, { recursive: true });
      const code = await workerCode(new URL('src/sw/none.ts', import.meta.url).pathname, {});
      writeFileSync(join(killSwitch, 'sw.js'), code);
    },
  };
}
