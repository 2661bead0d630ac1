import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Output, Parsed } from '../../../shared/contract/index.ts'
import {
  type FindingFilter,
  findingStates,
  type FindingRow,
  listingOffers,
} from '../../../shared/contract/watch.ts'
import { domainAndParents } from '../../../shared/domain/findings/web-address.ts'
import {
  afterCursor,
  filterCondition,
  keyColumns,
  orderBy,
  type SqlPart,
  writeCursor,
} from './findings-page.ts'
import { type KnownProvider, providerOfDomain, readProvidersByDomain } from './provider-of-domain.ts'

const storedRow = z.object({
  id: z.int(),
  recordingId: z.int(),
  recordingTitle: z.string(),
  recordingVersion: z.string(),
  recordingArtist: z.string(),
  listingTitle: z.string(),
  listingArtist: z.string(),
  listingIsrc: z.string(),
  listingRef: z.string(),
  row: z.int(),
  fileName: z.string(),
  url: z.string().nullable(),
  domain: z.string().nullable(),
  account: z.string().nullable(),
  label: z.string().nullable(),
  offers: z.enum(listingOffers),
  score: z.number(),
  verdict: z.enum(['match', 'possible']),
  claimable: z.int(),
  reasons: z.string(),
  state: z.enum(findingStates),
  stateReason: z.string(),
  caseId: z.int().nullable(),
  sealed: z.int(),
  foundAt: z.string(),
})

const storedDetail = storedRow.extend({
  recordingIsrc: z.string().nullable(),
  recordingDurationMs: z.int().nullable(),
  listingDurationMs: z.int().nullable(),
  listingAlbum: z.string().nullable(),
  sweepFileId: z.int().nullable(),
  sourceId: z.string().nullable(),
  fileUrl: z.string().nullable(),
})
export type StoredFinding = z.infer<typeof storedDetail>

const columns = `f.id, f.recording_id AS recordingId, r.title AS recordingTitle, r.version AS recordingVersion,
  r.artist AS recordingArtist, l.title AS listingTitle, l.artist AS listingArtist, l.isrc AS listingIsrc,
  l.listing_ref AS listingRef, coalesce(l.row, 0) AS row, coalesce(s.file_name, o.name) AS fileName, l.url, l.domain, l.account, l.label, l.offers,
  f.score, f.verdict, f.claimable, f.reasons, f.state, f.state_reason AS stateReason, i.case_id AS caseId,
  EXISTS (SELECT 1 FROM evidence_record e WHERE e.finding_id = f.id) AS sealed, f.found_at AS foundAt`
const joined = `finding f JOIN listing l ON l.id = f.listing_id JOIN recording r ON r.id = f.recording_id
  LEFT JOIN sweep_file s ON s.id = l.sweep_file_id LEFT JOIN live_source o ON o.id = l.source_id
  LEFT JOIN case_item i ON i.finding_id = f.id`

/** The tables a condition speaks of: counting a hundred thousand findings must not read their listings for nothing. */
function tablesFor(condition: string): string {
  const listing = /\bl\./.test(condition) ? ' JOIN listing l ON l.id = f.listing_id' : ''
  const recording = /\br\./.test(condition) ? ' JOIN recording r ON r.id = f.recording_id' : ''
  return `finding f${listing}${recording}`
}

const reasonList = z.array(z.string())
const count = z.object({ n: z.int() })
const stateCounts = z.array(z.object({ state: z.enum(findingStates), n: z.int() }))
const keyList = z.array(z.union([z.string(), z.number()]))
const domainCounts = z.array(z.object({ domain: z.string(), count: z.int() }))
const domainsShown = 100

/** Reads findings as the window lists them. Sorting and filtering happen in SQL. */
export function createFindingsRepository(db: Database) {
  // A function called from SQL cannot query itself, so it looks into what was read before the statement.
  let providers: ReadonlyMap<string, KnownProvider> = new Map()
  const providerName = (domain: string | null): string | null =>
    domain === null ? null : (providerOfDomain(providers, domain)?.name ?? null)
  db.function('provider_name', { deterministic: true }, (domain: unknown) =>
    typeof domain === 'string' ? (providerName(domain) ?? domain) : '',
  )
  const some = db.prepare<[string]>(
    `SELECT ${columns} FROM ${joined} WHERE f.id IN (SELECT value FROM json_each(?))`,
  )
  const one = db.prepare<[number]>(
    `SELECT ${columns}, r.isrc AS recordingIsrc, r.duration_ms AS recordingDurationMs,
       l.duration_ms AS listingDurationMs, l.album AS listingAlbum, l.sweep_file_id AS sweepFileId,
       l.source_id AS sourceId, f.file_url AS fileUrl
     FROM ${joined} WHERE f.id = ?`,
  )

  return {
    list(request: Parsed<'findings.list'>): Output<'findings.list'> {
      providers = readProvidersByDomain(db)
      const page = readPage(db, request)
      const byId = new Map(
        some
          .all(JSON.stringify(page.map(({ id }) => id)))
          .map((row) => toFindingRow(storedRow.parse(row), providerName))
          .map((row) => [row.id, row]),
      )
      const last = page.length === request.limit ? page.at(-1) : undefined
      return {
        rows: page.flatMap(({ id }) => byId.get(id) ?? []),
        total: countFindings(db, filterCondition(request.filter)),
        nextCursor: last === undefined ? null : writeCursor(request.sort, last.keys),
      }
    },
    facets: (request: Parsed<'findings.facets'>): Output<'findings.facets'> => readFacets(db, request.filter),
    get(findingId: number): { readonly stored: StoredFinding; readonly row: FindingRow } | null {
      providers = readProvidersByDomain(db)
      const found = one.get(findingId)
      if (found === undefined) return null
      const stored = storedDetail.parse(found)
      return { stored, row: toFindingRow(stored, providerName) }
    },
  }
}

/** Finds the ids of a page and the keys they are ordered by; the rows are fetched afterwards, for these alone. */
function readPage(
  db: Database,
  request: Parsed<'findings.list'>,
): readonly { readonly id: number; readonly keys: readonly (string | number)[] }[] {
  const where = filterCondition(request.filter)
  const after = afterCursor(request)
  const keys = keyColumns(request.sort)
  const order = orderBy(request)
  const offset = request.cursor === null ? request.offset : 0
  return db
    .prepare(
      `SELECT ${keys.join(', ')} FROM ${tablesFor(`${where.sql} ${order}`)}
       WHERE ${where.sql} AND ${after.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .raw()
    .all(...where.values, ...after.values, request.limit, offset)
    .map((row) => {
      const values = keyList.parse(row)
      return { id: z.int().parse(values.at(-1)), keys: values }
    })
}

function countFindings(db: Database, where: SqlPart): number {
  const row = db
    .prepare(`SELECT count(*) AS n FROM ${tablesFor(where.sql)} WHERE ${where.sql}`)
    .get(...where.values)
  return count.parse(row).n
}

/** Counts by state and by domain; each leaves its own part of the filter out, to show what else there is. */
function readFacets(db: Database, filter: FindingFilter): Output<'findings.facets'> {
  const byState = filterCondition({ ...filter, state: null })
  const byDomain = filterCondition({ ...filter, domain: null })
  const stateRows = db
    .prepare(
      `SELECT f.state, count(*) AS n FROM ${tablesFor(byState.sql)} WHERE ${byState.sql} GROUP BY f.state`,
    )
    .all(...byState.values)
  const counted = new Map(stateCounts.parse(stateRows).map(({ state, n }) => [state, n]))
  const where = `l.domain IS NOT NULL AND ${byDomain.sql}`
  const domainRows = db
    .prepare(
      `SELECT l.domain, count(*) AS count FROM ${tablesFor(where)} WHERE ${where}
       GROUP BY l.domain`,
    )
    .all(...byDomain.values)
  return {
    states: {
      new: counted.get('new') ?? 0,
      confirmed: counted.get('confirmed') ?? 0,
      authorized: counted.get('authorized') ?? 0,
      dismissed: counted.get('dismissed') ?? 0,
      monitor: counted.get('monitor') ?? 0,
    },
    domains: withSubdomains(domainCounts.parse(domainRows)).slice(0, domainsShown),
  }
}

/** The domains most findings are on; each counts its subdomains too, as the filter for it lets them through. */
function withSubdomains(counts: Output<'findings.facets'>['domains']): Output<'findings.facets'>['domains'] {
  const totals = new Map(counts.map(({ domain }) => [domain, 0]))
  for (const { domain, count } of counts) {
    for (const parent of domainAndParents(domain)) {
      const total = totals.get(parent)
      if (total !== undefined) totals.set(parent, total + count)
    }
  }
  return [...totals]
    .map(([domain, count]) => ({ domain, count }))
    .toSorted((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1))
}

function toFindingRow(
  row: z.infer<typeof storedRow>,
  providerName: (domain: string | null) => string | null,
): FindingRow {
  return {
    id: row.id,
    recordingId: row.recordingId,
    recordingTitle:
      row.recordingVersion === '' ? row.recordingTitle : `${row.recordingTitle} (${row.recordingVersion})`,
    recordingArtist: row.recordingArtist,
    listingTitle: row.listingTitle,
    listingArtist: row.listingArtist,
    listingIsrc: row.listingIsrc,
    listingRef: row.listingRef === '' ? String(row.row) : row.listingRef,
    sourceName: row.fileName,
    locator: row.url ?? `${row.fileName}, row ${row.row}`,
    url: row.url,
    domain: row.domain,
    account: row.account,
    label: row.label,
    providerName: providerName(row.domain),
    offers: row.offers,
    score: row.score,
    verdict: row.verdict,
    claimable: row.claimable === 1,
    reasons: reasonList.parse(JSON.parse(row.reasons)),
    state: row.state,
    stateReason: row.stateReason,
    caseId: row.caseId,
    sealed: row.sealed === 1,
    foundAt: row.foundAt,
  }
}
