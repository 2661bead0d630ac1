import { onProjectNode } from './setup/bootstrap.mjs'
import { setUp } from './setup/set-up.mjs'

/**
 * Makes a fresh clone ready to run, and does nothing where all is in place.
 *
 *   node scripts/setup.mjs [--tests] [--retry-official]
 *
 * --tests           also the command-line tools the tests check results with
 * --retry-official  try again for the official Electron where the substitute is in use
 */
await onProjectNode(import.meta.url, async (args) => {
  await setUp({ tests: args.includes('--tests'), retryOfficial: args.includes('--retry-official') })
  return 0
})
