import { inProject } from './lib/paths.mjs'
import { runBuilt } from './lib/run-built.mjs'

/**
 * Does the main job of the product headless in the real Electron, start to end, and prints each step, its time
 * and where the results lie.
 *
 *   npm run demo
 */
await runBuilt(import.meta.url, inProject('scripts', 'journey', 'demo.ts'))
