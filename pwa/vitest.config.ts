import { defineConfig } from 'vitest/config';
import { carried, told } from './locales.config.ts';

export default defineConfig({
  define: told(carried(true)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    setupFiles: ['tests/cheap.ts'],
    // Nothing waits for real: a slow machine is not a fault.
    testTimeout: 30_000,
  },
  // The vectors shared with pytest live in ../tests/vectors.
  server: { fs: { allow: ['..'] } },
});
