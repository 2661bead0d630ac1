import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runProcess } from '../cli/main.ts'
import { builtResources, captureProgramFrom, captureProgramVariable } from './resources.ts'

/** The command line of the built program, inside the installed app or under plain Node. */
const out = join(__dirname, '..')
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(out, '..', 'package.json'), 'utf8')))

/** Settles when the command is done and its exit code set; the installed app waits for it. */
export const finished = runProcess(
  builtResources(
    out,
    process.env.REFRAIN_SQLITE_BINDING ?? null,
    captureProgramFrom(process.env[captureProgramVariable]),
  ),
  version,
)
