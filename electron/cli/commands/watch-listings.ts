import type { Command } from 'commander'
import type { LiveListing } from '../../../shared/contract/live.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { cells, table } from '../output.ts'

const perPage = 500

interface ListOptions {
  readonly source?: string
  readonly recording?: number
  readonly search: string
}

/** watch list, watch show, watch weeks, watch places, watch removals */
export function addWatchListingCommands(watch: Command, run: Run): void {
  define(watch, 'list', {
    description: 'listings of your recordings at live sources, last seen first',
    examples: ['watch list', 'watch list --source youtube --search harbour'],
  })
    .option('--source <id>', 'shown by this source')
    .option('--recording <id>', 'of this recording', idArgument)
    .option('--search <text>', 'with these words', '')
    .action(({ source, recording, search }: ListOptions) =>
      run(async (session) => {
        await session.withCore(async ({ call }) => {
          for (let cursor: string | null = null; ;) {
            const page: { rows: LiveListing[]; nextCursor: string | null } = await call('live.listings', {
              ...{ sourceId: source ?? null, recordingId: recording ?? null, search },
              ...{ limit: perPage, cursor },
            })
            for (const row of page.rows) session.output.item(row, listingLine(row))
            if (page.nextCursor === null) return
            cursor = page.nextCursor
          }
        })
        return exit.done
      }),
    )
  define(watch, 'show', {
    description: 'one listing with all that it said over time',
    examples: ['watch show 7', 'watch show --finding 12'],
  })
    .argument('[listing]', 'the listing', idArgument)
    .option('--finding <id>', 'the listing of this finding', idArgument)
    .action((listingId: number | undefined, { finding }: { readonly finding?: number }) =>
      run(async (session) => {
        const wanted = finding === undefined ? { listingId: listingId ?? 0 } : { findingId: finding }
        if (listingId === undefined && finding === undefined) throw nothingNamed()
        const { listing } = await session.withCore(({ call }) => call('live.listing', wanted))
        if (listing === null) throw notLive()
        session.output.result(listing, [
          listingLine(listing),
          ...listing.sightings.map(
            ({ sourceName, firstAt, lastAt }) => `   ${sourceName}: first ${firstAt}, last ${lastAt}`,
          ),
          ...listing.versions.map(({ at, why, facts, changed }) =>
            cells([`   ${at}`, why, changed.join(', '), facts.title, facts.artist]),
          ),
        ])
        return exit.done
      }),
    )
  addOverview(watch, run)
}

function addOverview(watch: Command, run: Run): void {
  define(watch, 'weeks', { description: 'new findings week by week', examples: ['watch weeks'] }).action(() =>
    run(async (session) => {
      const { weeks } = await session.withCore(({ call }) => call('live.perWeek', {}))
      const rows = weeks.map(({ from, findings, authorized }) => [
        from.slice(0, 10),
        String(findings),
        String(authorized),
      ])
      session.output.result(weeks, table(['WEEK OF', 'FINDINGS', 'AUTHORIZED'], rows))
      return exit.done
    }),
  )
  define(watch, 'places', {
    description: 'where each recording appears, most places first',
    examples: ['watch places', 'watch places --by source --open'],
  })
    .option('--by <what>', 'provider or source', 'provider')
    .option('--open', 'without what is authorized or dismissed')
    .action(({ by, open }: { readonly by: string; readonly open?: boolean }) =>
      run(async (session) => {
        const map = await session.withCore(({ call }) =>
          call('live.places', {
            by: by === 'source' ? 'source' : 'provider',
            openOnly: open ?? false,
            limit: 500,
          }),
        )
        const names = new Map(map.columns.map(({ key, name }) => [key, name]))
        const lines = map.rows.map(({ recordingId, title, total, cells: places }) => {
          const where = places.map(({ key, listings }) => `${names.get(key) ?? key} ${String(listings)}`)
          return [String(recordingId), title, String(total), where.join(', ')]
        })
        session.output.result(map, table(['ID', 'RECORDING', 'LISTINGS', 'WHERE'], lines))
        return exit.done
      }),
    )
  define(watch, 'removals', {
    description: 'how long providers took to remove what you reported',
    examples: ['watch removals'],
  }).action(() =>
    run(async (session) => {
      const { providers } = await session.withCore(({ call }) => call('live.removalTimes', {}))
      const hours = (value: number | null) => (value === null ? '' : value.toFixed(1))
      const rows = providers.map((one) => [
        one.name,
        String(one.sent),
        String(one.down),
        hours(one.medianHours),
        hours(one.longestHours),
      ])
      session.output.result(providers, table(['PROVIDER', 'SENT', 'DOWN', 'MEDIAN HOURS', 'LONGEST'], rows))
      return exit.done
    }),
  )
}

function listingLine({ id, sourceName, url, facts, lastSeenAt, findings }: LiveListing): string {
  const states = findings.map(({ state }) => state).join(', ')
  const said = [facts.artist, facts.title].filter((text) => text !== '').join(' – ')
  return cells([String(id), sourceName, said, url, lastSeenAt, states])
}

function nothingNamed(): RefrainError {
  return new RefrainError('VALIDATION', 'Name a listing, or a finding with --finding.', { field: 'listing' })
}

function notLive(): RefrainError {
  return new RefrainError(
    'NOT_FOUND',
    'There is no such listing of a live source. What a sweep found is shown by “finding show”.',
  )
}
