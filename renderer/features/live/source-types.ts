import type { Output } from '../../../shared/contract/index.ts'
import type { LiveSource } from '../../../shared/contract/live.ts'

/** Where keys are kept, and whether they can be. */
export type SecretStore = Output<'live.sources'>['secretStore']

/** Sources that are nothing without a server of the artist's own. */
export const selfHosted: ReadonlySet<string> = new Set(['searxng'])

/** True for what can be asked at once: it needs no key, no server of the artist's own and no address she names. */
export function isReady({ id, key, searches }: Pick<LiveSource, 'id' | 'key' | 'searches'>): boolean {
  return key.needs !== 'required' && !selfHosted.has(id) && searches.some((by) => by !== 'address')
}
