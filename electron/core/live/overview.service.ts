import type { Database } from 'better-sqlite3'
import type { Handlers, Output } from '../../../shared/contract/index.ts'
import { type KnownProvider, providerOfDomain, readProvidersByDomain } from '../findings/index.ts'
import { readRemovals } from './removals.ts'
import { createStateChecks } from './status/state-checks.repository.ts'

type OverviewHandlers = Pick<Handlers, 'live.perWeek' | 'live.places' | 'live.removalTimes'>

const day = 24 * 60 * 60 * 1000
const mostColumns = 40

/** What the watch found, over time and over places. */
export function createOverviewHandlers(db: Database, clock: () => number): OverviewHandlers {
  return {
    'live.perWeek': ({ weeks }) => perWeek(db, clock(), weeks),
    'live.places': (request) => places(db, request),
    'live.removalTimes': () => ({ providers: readRemovals(db) }),
  }
}

interface WeekRow {
  readonly week: number
  readonly sourceId: string
  readonly findings: number
  readonly authorized: number
}

function perWeek(db: Database, now: number, weeks: number): Output<'live.perWeek'> {
  // The epoch was a Thursday.
  const thisWeek = Math.floor((now / day + 3) / 7)
  const fromOf = (number: number) => new Date((number * 7 - 3) * day).toISOString()
  const first = thisWeek - weeks + 1
  const rows = db
    .prepare<[string], WeekRow>(
      `SELECT CAST((julianday(f.found_at) - 2440587.5 + 3) / 7 AS INTEGER) AS week, l.source_id AS sourceId,
         count(*) AS findings, sum(f.state = 'authorized' AND f.decided_at = f.found_at) AS authorized
       FROM finding f JOIN listing l ON l.id = f.listing_id
       WHERE l.source_id IS NOT NULL AND f.found_at >= ? GROUP BY 1, 2 ORDER BY 1, 3 DESC`,
    )
    .all(fromOf(first))
  return {
    weeks: Array.from({ length: weeks }, (_, index) => {
      const own = rows.filter((row) => row.week === first + index)
      return {
        from: fromOf(first + index),
        findings: own.reduce((sum, { findings }) => sum + findings, 0),
        authorized: own.reduce((sum, { authorized }) => sum + authorized, 0),
        bySource: own.map(({ sourceId, findings }) => ({ sourceId, findings })),
      }
    }),
  }
}

interface PlaceRow {
  readonly recordingId: number
  readonly place: string
  readonly listings: number
  readonly fresh: number
}

/**
 * Each listing counts once for each of its recordings, with the source whose words it has; one that stands as gone by the
 * looks at its address does not.
 */
function places(
  db: Database,
  { by, openOnly, offset, limit }: Parameters<OverviewHandlers['live.places']>[0],
): Output<'live.places'> {
  const open = openOnly ? "AND f.state NOT IN ('authorized', 'dismissed')" : ''
  const from = `finding f JOIN listing l ON l.id = f.listing_id AND l.source_id IS NOT NULL
    WHERE f.id NOT IN (SELECT value FROM json_each(@gone)) ${open}`
  const gone = JSON.stringify([...createStateChecks(db).gone().keys()])
  const column = by === 'source' ? 'l.source_id' : "coalesce(l.domain, '')"
  const total = db
    .prepare<[{ gone: string }], number>(`SELECT count(DISTINCT f.recording_id) FROM ${from}`)
    .pluck()
  const recordings = db
    .prepare<
      [{ gone: string; limit: number; offset: number }],
      { recordingId: number; title: string; artist: string; total: number }
    >(
      `SELECT r.id AS recordingId, r.title, r.artist, n.total FROM
         (SELECT f.recording_id AS id, count(*) AS total FROM ${from} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT @limit OFFSET @offset) n
       JOIN recording r ON r.id = n.id ORDER BY n.total DESC, r.id`,
    )
    .all({ gone, limit, offset })
  const cells = db
    .prepare<[{ gone: string; recordingIds: string }], PlaceRow>(
      `SELECT f.recording_id AS recordingId, ${column} AS place, count(*) AS listings,
         sum(f.state = 'new') AS fresh FROM ${from}
         AND f.recording_id IN (SELECT value FROM json_each(@recordingIds)) GROUP BY 1, 2`,
    )
    .all({ gone, recordingIds: JSON.stringify(recordings.map(({ recordingId }) => recordingId)) })
  const sums = db
    .prepare<[{ gone: string }], { place: string; listings: number }>(
      `SELECT ${column} AS place, count(*) AS listings FROM ${from} GROUP BY 1`,
    )
    .all({ gone })
  const naming = by === 'source' ? sourceNames(db) : providerNames(db)
  return {
    columns: groupedColumns(sums, naming),
    rows: recordings.map((recording) => ({
      ...recording,
      cells: groupedCells(
        cells.filter(({ recordingId }) => recordingId === recording.recordingId),
        naming,
      ),
    })),
    total: total.get({ gone }) ?? 0,
  }
}

/** The column a place belongs to, and what it is called. */
type Naming = (place: string) => { readonly key: string; readonly name: string }

function sourceNames(db: Database): Naming {
  const names = new Map(
    db
      .prepare<[], { id: string; name: string }>('SELECT id, name FROM live_source')
      .all()
      .map(({ id, name }) => [id, name]),
  )
  return (place) => ({ key: place, name: names.get(place) ?? place })
}

function providerNames(db: Database): Naming {
  const providers: ReadonlyMap<string, KnownProvider> = readProvidersByDomain(db)
  return (place) => {
    if (place === '') return { key: 'none', name: 'No web address' }
    const provider = providerOfDomain(providers, place)
    return provider === null
      ? { key: place, name: place }
      : { key: `provider:${String(provider.id)}`, name: provider.name }
  }
}

function groupedColumns(
  sums: readonly { readonly place: string; readonly listings: number }[],
  naming: Naming,
): Output<'live.places'>['columns'] {
  const columns = new Map<string, { key: string; name: string; listings: number }>()
  for (const { place, listings } of sums) {
    const { key, name } = naming(place)
    const known = columns.get(key)
    columns.set(key, { key, name, listings: (known?.listings ?? 0) + listings })
  }
  return [...columns.values()]
    .toSorted((one, other) => other.listings - one.listings || (one.name < other.name ? -1 : 1))
    .slice(0, mostColumns)
}

function groupedCells(
  rows: readonly PlaceRow[],
  naming: Naming,
): Output<'live.places'>['rows'][number]['cells'] {
  const cells = new Map<string, { key: string; listings: number; fresh: number }>()
  for (const { place, listings, fresh } of rows) {
    const { key } = naming(place)
    const known = cells.get(key)
    cells.set(key, {
      key,
      listings: (known?.listings ?? 0) + listings,
      fresh: (known?.fresh ?? 0) + fresh,
    })
  }
  return [...cells.values()].toSorted((one, other) => other.listings - one.listings)
}
