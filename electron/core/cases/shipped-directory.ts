import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type ProviderDirectory,
  providerDirectory,
  type ProviderEntry,
} from '../../../shared/domain/notices/providers.ts'
import type { Database } from 'better-sqlite3'
import type { CoreContext } from '../context.ts'

type Place = Pick<CoreContext, 'db' | 'resources'>

const read = new WeakMap<Database, ProviderDirectory>()

/** The directory the app ships, read once for an open workspace. Throws when the file is not what it must be. */
export function shippedDirectory({ db, resources }: Place): ProviderDirectory {
  const known = read.get(db)
  if (known) return known
  const file = readFileSync(join(resources.data, 'providers.json'), 'utf8')
  const directory = providerDirectory.parse(JSON.parse(file))
  read.set(db, directory)
  return directory
}

/** The shipped entry of a provider by its name; null for one the artist or a domain brought. */
export function shippedEntry(place: Place, name: string): ProviderEntry | null {
  return shippedDirectory(place).providers.find((entry) => entry.name === name) ?? null
}

/** The domains of the streaming services of the directory. */
export function streamingDomains(place: Place): readonly string[] {
  return shippedDirectory(place).providers.flatMap(({ kind, domains }) =>
    kind === 'streaming' ? domains : [],
  )
}
