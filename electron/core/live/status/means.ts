import type { CoreContext } from '../../context.ts'
import { createPoliteClients, type PoliteClients, type PoliteSource } from '../client/polite-client.ts'
import { realSleep } from '../client/real-sleep.ts'
import { type Connector, SourceFailure } from '../connector.ts'
import { createConnectors } from '../connectors/index.ts'
import { contactOf } from '../contact.ts'
import { createSourceKeys, type SourceKeys } from '../keys/source-keys.ts'
import type { LookMeans } from './look.ts'

/** Pages that are looked at again: any host, each at the pace of the client, and no more a day than a person reads. */
const pages: PoliteSource = { id: 'status', limits: { requests: 4, perMs: 1_000, perDay: 5_000, atOnce: 4 } }

/**
 * With what the program looks at addresses. `hosts`: those the artist allows although they are not public. `sources`
 * stand in for the sources that know the state of their own addresses.
 */
export function createLookMeans(
  context: CoreContext,
  hosts: () => readonly string[],
  sources?: LookMeans['sources'],
): () => LookMeans {
  const { db, appVersion } = context
  const clients = createPoliteClients({
    ...{ db, appVersion, sleep: realSleep, random: Math.random },
    clock: () => context.clock(),
    contact: () => contactOf(db),
  })
  const keys = createSourceKeys(context)
  const asked = sources ?? createConnectors().flatMap((connector) => sourceOf(connector, clients, keys))
  return () => ({ client: clients.of(pages, { allowedHosts: hosts() }), sources: asked })
}

/** A source as looks ask it: with the artist's key, where it takes one; nothing for one that knows no states. */
function sourceOf(connector: Connector, clients: PoliteClients, keys: SourceKeys): LookMeans['sources'] {
  const { id, base, key: needs } = connector
  if (connector.stateOf === undefined || base === undefined) return []
  const client = clients.of(connector)
  return [
    {
      connector,
      async open(signal) {
        const key = needs === 'none' ? null : await keys.of(id).catch(() => null)
        if (key === null && needs === 'required') throw new SourceFailure('key', 'needs a key of yours')
        return { client, signal, key, base }
      },
    },
  ]
}
