import type { CoreProcedureName, Input, Output } from '../../../shared/contract/index.ts'
import { artist, releases } from './artist.ts'
import type { SampleClock } from './sample-clock.ts'

type Call = <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<Output<P>>

/** Where tracks of the first album turned up besides; a table as a helper of the artist would keep it. */
export function uploadsCsv(): string {
  const tracks = releases[0]?.tracks ?? []
  const places: readonly (readonly [prefix: string, count: number])[] = [
    ['https://soundcloud.com/fullalbums/', 3],
    ['https://archive.org/details/nova-tern-', 4],
    ['https://bandcamp.com/fan-rips/track/', 2],
  ]
  const rows = places.flatMap(([prefix, count]) =>
    tracks.slice(0, count).map(([title]) => {
      const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
      return [title, artist.artistName, `${prefix}${slug}`].join(',')
    }),
  )
  return ['Title,Artist,URL', ...rows].join('\n') + '\n'
}

const counterNotice = `Counter-notice

The following material was removed: https://archive.org/details/nova-tern-ropewalk

I swear, under penalty of perjury, that I have a good faith belief that the material was removed as a result of a
mistake or misidentification of the material.

I consent to the jurisdiction of the federal district court for the district in which my address is located, and I
will accept service of process from the person who provided the notification or an agent of that person.

Name: Dana Whitlock
Address: 8 Quarry Road, Bangor, ME 04401
Telephone: +1 207 555 0188
E-mail: dana@whitlock.example

/s/ Dana Whitlock
`

/**
 * Cases of the sample in the states they go through after the notice: removed, countered, waiting, carried on. Each
 * thing is recorded on the day it happens.
 */
export async function followUpSome(call: Call, clock: () => number, past: SampleClock): Promise<void> {
  const on = (days: number): string => {
    past.daysAgo(days)
    return new Date(clock()).toISOString().slice(0, 10)
  }

  on(20)
  const removed = await sentCase(call, 'soundcloud.com', clock)
  await call('cases.move', {
    caseId: removed,
    state: 'acknowledged',
    happenedOn: on(19),
    note: 'Ticket 88213',
  })
  await call('cases.move', { caseId: removed, state: 'removed', happenedOn: on(17) })

  on(15)
  const silent = await sentCase(call, 'mp3harbor.example', clock)

  on(9)
  const countered = await sentCase(call, 'archive.org', clock)

  await call('cases.move', {
    caseId: silent,
    state: 'silent',
    happenedOn: on(5),
    note: 'No answer to the form, none to the reminder.',
  })
  await call('cases.move', { caseId: countered, state: 'countered', happenedOn: on(4), text: counterNotice })

  on(3)
  await sentCase(call, 'bandcamp.com', clock)

  const carriedOn = on(2)
  await call('cases.circumstances', { caseId: silent, patch: { behindCdn: true, sells: true } })
  const { steps } = await call('cases.followUp', { caseId: silent })
  const network = steps.find(({ code }) => code === 'cdn')?.suggestions[0]
  if (network === undefined) return
  const to = { providerId: network.providerId }
  await call('cases.escalate', { caseId: silent, step: 'cdn', to, happenedOn: carriedOn })
}

async function sentCase(call: Call, domain: string, clock: () => number): Promise<number> {
  const found = await call('findings.list', { limit: 5, filter: { state: 'new', domain } })
  const findingIds = found.rows.map(({ id }) => id)
  await call('findings.decide', { findingIds, decision: 'confirm', reason: '' })
  const { caseIds } = await call('cases.group', {})
  const [caseId] = caseIds
  if (caseId === undefined) throw new Error(`the sample has no finding at ${domain}`)
  await call('cases.itemUpdate', {
    caseId,
    findingIds,
    patch: { fairUse: { purpose: 'Offered whole, without comment', conclusion: 'not-fair-use' } },
  })
  await call('cases.itemsSeen', { caseId, findingIds })
  const { id: noticeId } = await call('notices.draft', { caseId })
  await call('notices.update', { noticeId, patch: { goodFaith: true, accurate: true } })
  await call('notices.update', { noticeId, patch: { signature: artist.legalName } })
  const at = new Date(clock()).toISOString()
  await call('cases.recordSent', { caseId, at, channel: 'E-mail', reference: '' })
  return caseId
}
