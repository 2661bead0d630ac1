import type { CancelSignal } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { type PoliteClient, type SourceAccess, SourceFailure } from './connector.ts'
import type { KnownSource, LiveMeans } from './means.ts'
import { isOffline } from '../platform/net/offline.ts'
import { createSourcesRepository, type StoredSource } from './sources.repository.ts'

/** With what a source is asked: its client, its address and the artist's key. */
export interface Accesses {
  /** Throws SourceFailure where it cannot be asked at all. */
  open(source: KnownSource, signal: CancelSignal): Promise<SourceAccess>
}

/** Opens sources; the clients are made once, since they count requests. */
export function createAccesses(context: CoreContext, means: LiveMeans): Accesses {
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
        key: await openKey(context, source, stored),
        base,
      }
    },
  }
}

async function openKey(
  context: CoreContext,
  { connector }: KnownSource,
  { closedKey }: StoredSource,
): Promise<string | null> {
  if (connector.key === 'none') return null
  if (closedKey === null) {
    if (connector.key === 'optional') return null
    throw new SourceFailure('key', 'needs a key of yours')
  }
  try {
    return Buffer.from(await context.secrets.open(closedKey)).toString('utf8')
  } catch (cause) {
    // What failed may hold the key: it goes into no message and no log.
    throw Object.assign(
      new SourceFailure('key', 'cannot be asked: the secret store of this system did not give out its key'),
      { cause },
    )
  }
}

function offlineFailure(): SourceFailure {
  return new SourceFailure('offline', 'was not asked')
}
