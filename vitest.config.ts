import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'scripts/lib/test-workers.mjs',
    // Generous: on a busy machine a test takes several times as long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,electron,scripts}/**/*.test.ts', 'test/unit/**/*.test.ts'],
          // They test functions without a state, or state they make themselves: one process runs many files.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'window', include: ['renderer/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/{integration,tamper,hostile,real}/**/*.test.ts'],
          // Processes that tests start from the sources need not strip the types of each file again.
          env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.refrain/compile-cache', import.meta.url)) },
        },
      },
    ],
  },
})
