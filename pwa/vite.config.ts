import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { plainImports, shell } from './shell-plugin.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

type Graph = {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null;
};

/** Does the page need this module before anything is imported lazily? */
function isFirst(id: string, graph: Graph, seen = new Set<string>()): boolean {
  const info = graph.getModuleInfo(id);
  if (!info || seen.has(id)) return false;
  seen.add(id);
  return info.isEntry || info.importers.some((importer) => isFirst(importer, graph, seen));
}

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [plainImports(), shell('../var/kill-switch')],
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
        entryFileNames: 'assets/[hash:8].js',
        chunkFileNames: 'assets/[hash:8].js',
        assetFileNames: 'assets/[hash:8][extname]',
        // A request costs as much as 2 kB of code: what is not first comes in one chunk.
        codeSplitting: {
          // Otherwise a lazy chunk would carry along what the page has already.
          includeDependenciesRecursively: false,
          groups: [{ name: (id, graph) => (isFirst(id, graph as Graph) ? 'app' : 'rest') }],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
