/**
 * How the team's page is built: a document, a script and a stylesheet in a folder of their own,
 * outside /assets/, so that neither the learner's shell nor its worker knows of them.
 */
import { defineConfig } from 'vite';
import { jsx, pack, shortHelper } from './vite.config.ts';

export default defineConfig({
  root: 'src/equipo',
  base: '/equipo/',
  publicDir: false,
  oxc: jsx,
  plugins: [
    shortHelper(),
    {
      name: 'creando-pack',
      apply: 'build',
      enforce: 'post',
      writeBundle({ dir }) {
        if (dir) pack(dir);
      },
    },
  ],
  build: {
    outDir: '../../../var/pwa/equipo',
    emptyOutDir: true,
    target: 'es2020',
    modulePreload: false,
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: '[hash:8].js',
        chunkFileNames: '[hash:8].js',
        assetFileNames: '[hash:8][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8000' } },
});
