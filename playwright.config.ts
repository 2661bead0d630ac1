import { defineConfig } from '@playwright/test'

/** Tests on the real Electron. One at a time: the windows share one display. Videos are never recorded. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
})
