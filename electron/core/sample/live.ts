import type { CoreProcedureName, Input, Output } from '../../../shared/contract/index.ts'
import { longestIntervalMs } from '../../../shared/contract/live.ts'
import type { SourceQuery } from '../../../shared/domain/live/source-listing.ts'
import type { CoreContext } from '../context.ts'
import { createReplay, type KnownSource, SourceFailure } from '../live/index.ts'
import { sampleAnswer } from './live-answers.ts'

type Call = <P extends CoreProcedureName>(name: P, input: Input<P>) => Promise<Output<P>>

const hourMs = 60 * 60 * 1000
const weekMs = 7 * 24 * hourMs
/** The sources of the sample with the weeks before now in which they were visited. */
const sources = [
  { id: 'deezer', name: 'Deezer', searches: ['isrc'], weeks: [13, 10, 8, 5, 3, 1, 0] },
  { id: 'archive', name: 'Internet Archive', searches: ['names'], weeks: [12, 9, 7, 6, 4, 2, 0] },
  { id: 'itunes', name: 'iTunes Search', searches: ['names'], weeks: [11, 7, 2, 0] },
] as const
const visits = 7

/**
 * Visits to three sources over three months, through the code that visits real ones; only the answers are the sample's
 * own. The sources then stand at invented addresses, so that nobody real is ever asked for what is invented.
 */
export async function watchForWeeks(context: CoreContext, call: Call): Promise<void> {
  const now = context.clock()
  const replay = createReplay(context)
  const planned = sources
    .flatMap((source) => source.weeks.map((weeks, visit) => ({ source, weeks, visit })))
    .toSorted((one, other) => other.weeks - one.weeks)
  for (const { source, weeks, visit } of planned) {
    // The last visit asks all that is due, so that nothing is left to be asked.
    if (weeks === 0) await turnOn(call, source.id)
    const isSpent = weeks === 0 && source.id === 'itunes'
    await replay.visit(answering(source, visit, isSpent), now - weeks * weekMs - 3 * hourMs)
  }
  await call('live.setSource', { sourceId: 'youtube', enabled: true })
  await call('live.addAddresses', {
    addresses: [
      {
        value: 'https://forum.tunevault.example/threads/nova-tern.812/',
        note: 'Somebody posts whole albums here',
      },
      { value: 'https://blog.tidehouse.example/feed.xml' },
    ],
  })
  // Naming addresses turns their source on; these are invented.
  await call('live.setSource', { sourceId: 'pages', enabled: false })
}

async function turnOn(call: Call, sourceId: string): Promise<void> {
  const base = `https://${sourceId}.example`
  await call('live.setSource', { sourceId, enabled: true, base, intervalMs: longestIntervalMs })
}

function answering(
  { id, name, searches }: (typeof sources)[number],
  visit: number,
  isSpent: boolean,
): KnownSource {
  return {
    connector: {
      id,
      name,
      searches,
      key: 'none',
      limits: { requests: 1, perMs: 1000, perDay: null, atOnce: 1 },
      terms: { says: '', source: '', checkedOn: null },
      // eslint-disable-next-line @typescript-eslint/require-await -- a source answers over time; this one knows
      async *search(query: SourceQuery) {
        if (isSpent) throw new SourceFailure('quota', 'says that its quota is used up', 9 * hourMs)
        yield* sampleAnswer(id, query, visit, visits)
      },
    },
    base: null,
    takes: [],
    intervalMs: longestIntervalMs,
  }
}
