import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { runProcess } from '../cli/main.ts'
import { sourceResources } from '../core/source-resources.ts'

/** The command line run from the source tree by `npm run refrain`. */
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
await runProcess(sourceResources(), version)
