import { z } from 'zod'
import { contactSetting } from '../../../../shared/domain/live/user-agent.ts'
import type { CoreContext } from '../../context.ts'
import { createPoliteClients, type PoliteSource } from '../client/polite-client.ts'
import { realSleep } from '../client/real-sleep.ts'
import type { LookMeans } from './look.ts'

/** Pages that are looked at again: any host, each at the pace of the client, and no more a day than a person reads. */
const pages: PoliteSource = { id: 'status', limits: { requests: 4, perMs: 1_000, perDay: 5_000, atOnce: 4 } }

/** With what the program looks at addresses. `hosts`: those the artist allows although they are not public. */
export function createLookMeans(
  context: CoreContext,
  hosts: () => readonly string[],
  sources: LookMeans['sources'],
): () => LookMeans {
  const { db, appVersion } = context
  const clients = createPoliteClients({
    ...{ db, appVersion, sleep: realSleep, random: Math.random },
    clock: () => context.clock(),
    contact: () => contactOf(db),
  })
  return () => ({ client: clients.of(pages, { allowedHosts: hosts() }), sources })
}

/** The contact of the watch: the one set for it, else the e-mail address of the profile. */
function contactOf(db: CoreContext['db']): string | null {
  const set: unknown = db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(contactSetting)
  const own = typeof set === 'string' ? z.string().safeParse(JSON.parse(set)).data : undefined
  if (own !== undefined && own !== '') return own
  const email: unknown = db.prepare('SELECT email FROM profile LIMIT 1').pluck().get()
  return typeof email === 'string' && email !== '' ? email : null
}
