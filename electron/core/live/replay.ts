import type { CoreContext } from '../context.ts'
import { createHeldCatalogue } from './held-catalogue.ts'
import { createAuthorizations } from './live-findings.ts'
import { createListingStore } from './listing-store.ts'
import { createLooksRepository } from './looks.repository.ts'
import type { KnownSource } from './means.ts'
import { createSourcesRepository } from './sources.repository.ts'
import { visitSource } from './visit-source.ts'

/** Visits that lie in the past, for the sample workspace: everything as a visit does it, at another time. */
export interface Replay {
  /** Asks a source every question of its own, as if it were `at` (milliseconds since the epoch). Asks no server itself. */
  visit(source: KnownSource, at: number): Promise<void>
}

/** Begins a replay; the catalogue is read once for all its visits. */
export function createReplay(context: CoreContext): Replay {
  const sources = createSourcesRepository(context.db)
  const shared = {
    sources,
    store: createListingStore(context),
    catalogue: createHeldCatalogue(context),
    authorizations: createAuthorizations(context.db),
    control: { jobId: null, signal: new AbortController().signal },
    isHeld: () => false,
    asking: new Set<string>(),
    note: () => undefined,
  }
  const noServer = {
    get: () => Promise.reject(new Error('a replay asks no server')),
  }
  return {
    async visit(source, at) {
      const clock = () => at
      const past = { ...context, clock, now: () => new Date(at).toISOString() }
      const looks = createLooksRepository(context.db, clock)
      const open = (_source: KnownSource, signal: AbortSignal) =>
        Promise.resolve({ client: noServer, signal, key: null, base: source.base ?? '' })
      await visitSource({ ...shared, context: past, looks, accesses: { open } }, source, {
        notSince: new Date(at).toISOString(),
      })
    },
  }
}
