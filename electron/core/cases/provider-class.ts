import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { providerDirectory } from '../../../shared/domain/notices/providers.ts'
import type { ProviderClass } from '../../../shared/domain/notices/rules/propose.ts'

const known = new Map<string, ReadonlyMap<string, ProviderClass>>()

/** What a provider is, by its name in the shipped directory; `unknown` for one that is not in it. */
export function providerClassOf(dataFolder: string, name: string): ProviderClass {
  let classes = known.get(dataFolder)
  if (!classes) {
    const file = readFileSync(join(dataFolder, 'providers.json'), 'utf8')
    const { providers } = providerDirectory.parse(JSON.parse(file))
    classes = new Map(providers.map((entry) => [entry.name, entry.kind]))
    known.set(dataFolder, classes)
  }
  return classes.get(name) ?? 'unknown'
}
