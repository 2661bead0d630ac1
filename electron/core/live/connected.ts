import type { AddressKind } from '../../../shared/contract/live-addresses.ts'
import { createPoliteClients } from './client/polite-client.ts'
import { realSleep } from './client/real-sleep.ts'
import type { Connector } from './connector.ts'
import { createConnectors } from './connectors/index.ts'
import { createAlarm, type KnownSource, type LiveMeans, type LiveNeeds } from './means.ts'

const day = 24 * 60 * 60 * 1000

/** Which of the artist's addresses each source of addresses looks at. */
const addressesOf: Readonly<Record<string, readonly AddressKind[]>> = {
  pages: ['page', 'feed', 'sitemap'],
  torrents: ['torrent', 'magnet'],
  folder: ['folder'],
}

/** What changes daily is looked at daily; a catalogue of recordings every three days. */
function asKnown(connector: Connector): KnownSource {
  const takes = addressesOf[connector.id] ?? []
  return {
    connector,
    // A source of addresses asks those, and has none of its own.
    base: connector.base ?? (takes.length > 0 ? '' : null),
    takes,
    intervalMs: takes.length > 0 ? day : 3 * day,
  }
}

/** The means of the program: every connector, asked politely over the network. */
export function connectedMeans({ db, appVersion, clock, contact }: LiveNeeds): LiveMeans {
  const clients = createPoliteClients({
    ...{ db, appVersion, clock, sleep: realSleep, random: Math.random },
    contact: () => contact() || null,
  })
  return {
    sources: createConnectors().map(asKnown),
    alarm: createAlarm(clock),
    client: (source, allowedHosts) => clients.of(source, { allowedHosts }),
    spentToday: ({ connector, base }) =>
      clients.standing(connector, base === null || base === '' ? 'https://none.invalid' : base).usedToday,
  }
}
