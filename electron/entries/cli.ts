import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProcess } from '../cli/main.ts'
import { builtResources, captureProgramFrom, captureProgramVariable } from './resources.ts'

/** The command line of the built program, inside the installed app or under plain Node. */
const out = join(__dirname, '..')
const version = versionIn(JSON.parse(readFileSync(join(out, '..', 'package.json'), 'utf8')))

/** Settles when the command is done and its exit code set; the installed app waits for it. */
export const finished = runProcess(
  builtResources(
    out,
    process.env.REFRAIN_SQLITE_BINDING ?? null,
    captureProgramFrom(process.env[captureProgramVariable]),
  ),
  version,
)

// Read by hand, as in `captureProgramFrom`: the library for it takes longer to load than a small command takes.
function versionIn(facts: unknown): string {
  if (typeof facts === 'object' && facts !== null && 'version' in facts && typeof facts.version === 'string')
    return facts.version
  throw new Error('the program does not know its own version')
}
