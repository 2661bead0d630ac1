import { inProject } from './lib/paths.mjs'
import { runBuilt } from './lib/run-built.mjs'

/**
 * Takes a picture of every screen of the sample workspace, in both sizes and both themes.
 *
 *   npm run screenshots [-- FOLDER [WORD...]]
 */
await runBuilt(import.meta.url, inProject('scripts', 'journey', 'screenshots.ts'))
