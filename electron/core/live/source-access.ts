import type { CancelSignal } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { type PoliteClient, type SourceAccess, SourceFailure } from './connector.ts'
import type { SourceKeys } from './keys/source-keys.ts'
import type { KnownSource, LiveMeans } from './means.ts'
import { isOffline } from '../platform/net/offline.ts'
import { createSourcesRepository } from './sources.repository.ts'

/** With what a source is asked: its client, its address and the artist's key. */
export interface Accesses {
  /** Throws SourceFailure where it cannot be asked at all. */
  open(source: KnownSource, signal: CancelSignal): Promise<SourceAccess>
}

/** Opens sources; the clients are made once, since they count requests. */
export function createAccesses(context: CoreContext, means: LiveMeans, keys: SourceKeys): Accesses {
  const sources = createSourcesRepository(context.db)
  const clients = new Map<string, PoliteClient>()
  const clientOf = (source: KnownSource, ownBase: string | null): PoliteClient => {
    const key = `${source.connector.id} ${ownBase ?? ''}`
    // The artist's own server may stand in her own network.
    const allowedHosts = ownBase === null ? [] : [new URL(ownBase).host]
    const known = clients.get(key) ?? means.client(source.connector, allowedHosts)
    clients.set(key, known)
    return {
      get: (request, ownSignal) => {
        if (isOffline(context.db)) throw offlineFailure()
        return known.get(request, ownSignal)
      },
    }
  }
  return {
    async open(source, signal) {
      if (isOffline(context.db)) throw offlineFailure()
      const stored = sources.get(source.connector.id)
      const base = stored.base ?? source.base
      if (base === null) throw new SourceFailure('not-found', 'has no address yet; set yours')
      return {
        client: clientOf(source, stored.base),
        signal,
        key: await openKey(keys, source),
        base,
      }
    },
  }
}

async function openKey(keys: SourceKeys, { connector }: KnownSource): Promise<string | null> {
  if (connector.key === 'none') return null
  const kept = keys.find(connector.id)
  if (kept === null) {
    if (connector.key === 'optional') return null
    throw new SourceFailure('key', 'needs a key of yours')
  }
  if (!kept.isOpen) throw new SourceFailure('key', 'cannot be asked: its key waits for the passphrase')
  // What failed may hold the key: it goes into no message and no log.
  const failed = (cause: unknown) =>
    Object.assign(
      new SourceFailure('key', 'cannot be asked: the secret store of this system did not give out its key'),
      { cause },
    )
  const key = await keys.of(connector.id).catch((cause: unknown) => {
    throw failed(cause)
  })
  if (key === null) throw failed(null)
  return key
}

function offlineFailure(): SourceFailure {
  return new SourceFailure('offline', 'was not asked')
}
