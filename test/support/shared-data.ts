import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root =
  process.env.REFRAIN_SHARED_DATA ?? join(dirname(fileURLToPath(import.meta.url)), '../../../shared/data')

/**
 * Path of a file of the real data set kept beside the repository, or null when it is absent.
 * A test that needs it must skip with a line naming what is missing.
 */
export function sharedData(relative: string): string | null {
  const path = join(root, relative)
  return existsSync(path) ? path : null
}
