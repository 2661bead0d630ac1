import type { CoreContext } from '../context.ts'
import { connectedMeans } from './connected.ts'
import { createSourceKeys, type SourceKeys } from './keys/source-keys.ts'
import { createLiveSettings } from './live-settings.ts'
import type { LiveMeans, LiveNeeds } from './means.ts'
import { type Accesses, createAccesses } from './source-access.ts'

/**
 * With what sources are reached. There is one of a workspace, whoever asks: the turns of a host, the day's budget and
 * the key of a source are the same for searches and for looks at addresses.
 */
export interface Reach {
  readonly means: LiveMeans
  readonly keys: SourceKeys
  readonly accesses: Accesses
}

/** Builds it; `makeMeans` stands in for the network's. */
export function createReach(
  context: CoreContext,
  makeMeans: (needs: LiveNeeds) => LiveMeans = connectedMeans,
): Reach {
  const keys = createSourceKeys(context)
  const settings = createLiveSettings(context.db)
  const means = makeMeans({
    db: context.db,
    appVersion: context.appVersion,
    clock: () => context.clock(),
    now: () => context.now(),
    log: (line) => {
      context.log(line)
    },
    contact: () => settings.get().contact,
  })
  return { means, keys, accesses: createAccesses(context, means, keys) }
}
