/**
 * How the PWA is built: few chunks, one document with its styles inside, a short worker that knows
 * the build's files, and every file compressed beside itself.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { minify } from 'terser';
import { build, defineConfig, type Plugin, type Rollup } from 'vite';
import { locales } from './locales.config.ts';

const PACKED = new Set(['.css', '.html', '.js', '.json', '.svg', '.webmanifest']);
/** Builds known to be unable to ask for their replacement; see docs/adr/0004. */
const BROKEN: string[] = [];

/**
 * The shell is the entry, `rest`, and what these need. Other chunks come when they are asked for: who
 * has no use for them never pays for them. The worker keeps them from then on, over updates too.
 */
const SHELL_PARTS = new Set(['rest']);

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

/** What the bundler's helper makes for a file that is asked for whole, written as it is: a file less. */
function inlineHelper(files: Files): void {
  const isHelper = (file: Files[string]): boolean =>
    file.type === 'chunk' && file.moduleIds.every((id) => id.includes('rolldown/runtime'));
  const [name] = Object.entries(files).find(([, file]) => isHelper(file)) ?? [];
  if (!name) return;
  const base = name.split('/').pop() as string;
  for (const file of Object.values(files)) {
    if (file.type !== 'chunk' || !file.imports.includes(name)) continue;
    const plain = withGetters(file.code, base);
    if (plain.includes(base)) throw new Error(`the helper is imported in another way: ${base}`);
    file.code = plain;
    file.imports = file.imports.filter((one) => one !== name);
  }
  delete files[name];
}

/** `x=helper({a:()=>b})` as `x={get a(){return b}}`, without the import of the helper. */
export function withGetters(code: string, base: string): string {
  const [line = '', helper = ''] =
    code.match(new RegExp(`import\\{t as ([\\w$]+)\\}from"\\./${base}";`)) ?? [];
  const call = `=${helper.replace('$', '\\$')}\\(\\{((?:\\w+:\\(\\)=>[\\w$]+,?)+)\\}\\)`;
  const plain = code.replace(new RegExp(call, 'g'), (_, parts: string) => {
    return `={${parts.replace(/(\w+):\(\)=>([\w$]+)/g, 'get $1(){return $2}')}}`;
  });
  if (!line || plain === code) throw new Error(`the helper is used in another way: ${base}`);
  return plain.replace(line, '');
}

/** A second minifier after the bundler's own: each finds what the other leaves (docs/adr/0029). */
const SHORTER = { module: true, ecma: 2020, compress: { passes: 3 } } as const;

async function shorten(files: Files): Promise<void> {
  for (const file of Object.values(files)) {
    if (file.type !== 'chunk') continue;
    const vars = { props: sameNames(file.code) };
    file.code = (await minify(file.code, { ...SHORTER, nameCache: { vars } })).code as string;
  }
}

/** Names that the bundler may give to what leaves a file, and that nothing inside may have. */
const WORDS_OF_JS = new Set([
  'default',
  'do',
  'for',
  'if',
  'in',
  'let',
  'NaN',
  'new',
  'try',
  'var',
]);

/**
 * What crosses files keeps one name in all of them: `import{A,B}` packs better than
 * `import{A as t,B as e}` (docs/adr/0039). Made of this file's own text alone, as its name is. By
 * the name here; of two that are called alike the first has it.
 */
export function sameNames(code: string): Record<string, string> {
  const names: Record<string, string> = {};
  const taken = new Set<string>();
  for (const [, kind, list] of code.matchAll(/\b(import|export)\{([^}]*)\}/g))
    for (const one of (list as string).split(',')) {
      const [first = '', second = first] = one.split(' as ');
      const [name, here] = kind === 'import' ? [first, second] : [second, first];
      if (!name || WORDS_OF_JS.has(name) || taken.has(name) || names[`$${here}`]) continue;
      taken.add(name);
      names[`$${here}`] = name;
    }
  return names;
}

/** Build a worker; its place is read from its URL, where a space or an accent is spelt %20. */
async function workerCode(entry: URL, define: Record<string, string>): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    define,
    build: {
      write: false,
      target: 'es2020',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: fileURLToPath(entry), output: { format: 'iife' } },
    },
  })) as Rollup.RollupOutput;
  return output.output[0].code;
}

const brotli = (plain: Buffer): Buffer =>
  brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });

/** What a tool's file may weigh as it travels, its words with it: bytes (docs/adr/0039). */
const MOST = {
  daily: 12_000,
  directory: 12_000,
  price: 12_000,
  review: 10_000,
  sheets: 12_000,
  sums: 12_000,
};

function weighTools(files: Files): void {
  for (const [name, most] of Object.entries(MOST)) {
    const file = Object.values(files).find((one) => one.type === 'chunk' && one.name === name);
    if (file?.type !== 'chunk') throw new Error(`no file of the tools is called ${name}`);
    const size = brotli(Buffer.from(file.code)).length;
    if (size > most) throw new Error(`${name} weighs ${size} B of ${most}: move a tool (HOSTS)`);
  }
}

export function pack(folder: string): void {
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) pack(path);
    else if (PACKED.has(extname(path))) {
      const plain = readFileSync(path);
      writeFileSync(`${path}.br`, brotli(plain));
      writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
    }
  }
}

/**
 * JSX as calls of Preact's own createElement, children after the properties: shorter, once packed,
 * than with a list of children among the properties, and there is no helper to carry.
 */
export const jsx = {
  jsx: { runtime: 'classic', pragma: 'node', pragmaFrag: 'Together' },
  jsxInject: "import { createElement as node, Fragment as Together } from 'preact'",
} as const;

/** Vite's own helper loads stylesheets and preloads with its lazy parts; ours have neither. */
export function shortHelper(): Plugin {
  return {
    name: 'creando-short-helper',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
  };
}

/** The words of another language: the page itself keeps those that were chosen. */
const isWords = (name: string): boolean => name.endsWith('.json');

/** The files of the shell: what the entry and the parts of the shell load without being asked. */
function shellOf(files: Files): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = files[name];
    if (!file || found.has(name)) return;
    found.add(name);
    if (file.type !== 'chunk') return;
    file.imports.forEach(visit);
    for (const later of file.dynamicImports)
      if (SHELL_PARTS.has((files[later] as { name?: string }).name ?? '')) visit(later);
  };
  for (const [name, file] of Object.entries(files))
    if (name.startsWith('assets/') && !isWords(name) && (file.type === 'asset' || file.isEntry))
      visit(name);
  return [...found];
}

function shell(): Plugin {
  return {
    name: 'creando-shell',
    apply: 'build',
    enforce: 'post',
    // A name is made before `shorten`, and must change with whatever changes the content.
    augmentChunkHash: () => pinned.terser + JSON.stringify(SHORTER) + sameNames,
    async generateBundle(_options, bundle) {
      const files = bundle as Files;
      const page = files['index.html'];
      if (page?.type !== 'asset') throw new Error('no index.html in this build');
      inlineStyles(page, files);
      inlineHelper(files);
      await shorten(files);
      weighTools(files);
      const assets = shellOf(files);
      const all = Object.keys(files).filter((name) => name.startsWith('assets/'));
      const extra = all.filter((name) => !assets.includes(name) && !isWords(name)).sort();
      const names = ['/', ...assets.sort().map((name) => `/${name}`)];
      const hash = createHash('sha256').update(text(page)).update(names.join()).digest('hex');
      const id = hash.slice(0, 8);
      page.source = text(page).replace('__BUILD__', id);
      const code = await workerCode(new URL('src/sw/worker.ts', import.meta.url), {
        BUILD: JSON.stringify(id),
        SHELL: JSON.stringify(names),
        EXTRA: JSON.stringify(extra.map((name) => `/${name}`)),
        BROKEN: JSON.stringify(BROKEN),
      });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
    },
    async writeBundle({ dir }) {
      if (!dir) return;
      pack(dir);
      // The worker that removes itself stays out of what is served until it is needed.
      const killSwitch = join(dir, '../kill-switch');
      mkdirSync(killSwitch, { recursive: true });
      const code = await workerCode(new URL('src/sw/none.ts', import.meta.url), {});
      writeFileSync(join(killSwitch, 'sw.js'), code);
    },
  };
}

/** Left alone, the bundler makes files of what the entry shares with other parts: a request for each. */
function chunkOf(id: string, graph: Rollup.ChunkingContext): string | null {
  // The bundler's own helper for modules that are asked for whole.
  if (id.includes('rolldown/runtime')) return 'app';
  const above = new Set([id]);
  for (const one of above)
    for (const importer of graph.getModuleInfo(one)?.importers ?? []) above.add(importer);
  if ([...above].some((one) => one.endsWith('/index.html'))) return 'app';
  if ([...above].some((one) => one.endsWith('/screens/rest.tsx'))) return 'rest';
  const heads = [...above].filter((one) => graph.getModuleInfo(one)?.dynamicImporters.length);
  const hosts = [...new Set(heads.map((one) => HOSTS[parse(one).name] ?? ''))];
  if (hosts.length === 1) return hosts[0] || null;
  return SHARED.find((line) => hosts.every((one) => line.includes(one)))?.[0] ?? null;
}

/**
 * Parts that the same people need travel in one file, tools in files under 12 kB (docs/adr/0039).
 * What is named here by the module that begins it is fetched when that is asked for, as all parts.
 */
const HOSTS: Record<string, string> = {
  deeds: 'daily',
  price: 'price',
  cash: 'sums',
  sums: 'sums',
  canvas: 'sheets',
  checklist: 'sheets',
  messages: 'sheets',
  directory: 'directory',
  whose: 'whose',
  verify: 'verify',
  proof: 'proof',
  round: 'round',
};
/** What several files need lies in the first of them, which is on her phone before the others. */
const SHARED = [
  ['daily', 'price', 'sums', 'sheets', 'directory'],
  ['whose', 'proof'],
  ['verify', 'proof'],
  ['reply', 'round', 'whose', 'verify', 'proof'],
];

const about = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const pinned: Record<string, string> = about.devDependencies;

export default defineConfig({
  define: { __VERSION__: JSON.stringify(about.version) },
  oxc: jsx,
  plugins: [shortHelper(), locales(), shell()],
  build: {
    outDir: '../var/pwa',
    emptyOutDir: true,
    target: 'es2020',
    modulePreload: false,
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        codeSplitting: { groups: [{ name: chunkOf }], includeDependenciesRecursively: false },
        entryFileNames: 'assets/[hash:8].js',
        chunkFileNames: 'assets/[hash:8].js',
        assetFileNames: 'assets/[hash:8][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
