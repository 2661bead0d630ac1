import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      '{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}',
      'test/{unit,integration,tamper,hostile,real}/**/*.test.ts',
    ],
    globalSetup: 'scripts/lib/test-workers.mjs',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
