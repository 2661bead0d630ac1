import { defineConfig } from '@playwright/test'

/**
 * Tests on the real Electron. One at a time: of two windows on one display only one has the keyboard. `npm test` runs two
 * where displays are virtual (test/e2e/support/display.ts). Videos are never recorded.
 */
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
