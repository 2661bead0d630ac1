import type { PoliteSource } from '../client/polite-client.ts'
import type { Reach } from '../reach.ts'
import type { LookMeans } from './look.ts'

/** Pages that are looked at again: any host, each at the pace of the client, and no more a day than a person reads. */
const pages: PoliteSource = { id: 'status', limits: { requests: 4, perMs: 1_000, perDay: 5_000, atOnce: 4 } }

/** With what the program looks at addresses. `hosts`: those the artist allows although they are not public. */
export function createLookMeans({ means, accesses }: Reach, hosts: () => readonly string[]): () => LookMeans {
  const sources = means.sources
    .filter(({ connector }) => connector.stateOf !== undefined)
    .map((source): LookMeans['sources'][number] => ({
      connector: source.connector,
      open: (signal) => accesses.open(source, signal),
    }))
  return () => ({ client: means.client(pages, hosts()), sources })
}
