/**
 * The gallery of components, for who builds the app: `npm run gallery`, then /gallery.html. It is
 * served and never built; drawings and index.html are read where they lie.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __VERSION__: JSON.stringify('galería') },
  cacheDir: '../var/cache/gallery',
  optimizeDeps: { noDiscovery: true },
  server: { fs: { allow: ['..'] }, watch: null, hmr: false },
});
