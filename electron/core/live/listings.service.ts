import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Handlers, Output } from '../../../shared/contract/index.ts'
import { type ListingFacts, listingFacts, type LiveListing } from '../../../shared/contract/live.ts'
import { changedFields, type ComparedFields } from '../../../shared/domain/live/compared-fields.ts'
import { factsSql } from './listing-rows.ts'
import { listingOffers } from '../../../shared/contract/watch.ts'

type ListingHandlers = Pick<Handlers, 'live.listings' | 'live.listing'>

const storedRow = z.object({
  id: z.int(),
  sourceId: z.string(),
  sourceName: z.string(),
  url: z.string(),
  domain: z.string().nullable(),
  offers: z.enum(listingOffers),
  factsKept: z.int(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  changes: z.int(),
  saidAt: z.string(),
  why: z.enum(['first', 'changed', 'better-source']),
  facts: z.string(),
  findings: z.string(),
})
const findings = z.array(
  z.object({ findingId: z.int(), recordingId: z.int(), recordingTitle: z.string(), state: z.string() }),
)
const versionFacts = listingFacts.extend({ offers: z.enum(listingOffers) })

const columns = `l.id, l.source_id AS sourceId, o.name AS sourceName, coalesce(l.url, '') AS url, l.domain, l.offers,
  v.facts_kept AS factsKept, v.first_seen_at AS firstSeenAt, v.last_seen_at AS lastSeenAt, v.changes,
  ${factsSql} AS facts, v.said_at AS saidAt, v.why,
  (SELECT json_group_array(json_object('findingId', f.id, 'recordingId', f.recording_id, 'recordingTitle', r.title,
     'state', f.state)) FROM finding f JOIN recording r ON r.id = f.recording_id WHERE f.listing_id = l.id) AS findings`
const joined = `live_listing v JOIN listing l ON l.id = v.listing_id JOIN live_source o ON o.id = l.source_id`

/** Listings of live sources, with what happened to them. */
export function createListingHandlers(db: Database): ListingHandlers {
  const one = db.prepare<[number]>(`SELECT ${columns} FROM ${joined} WHERE l.id = ?`)
  const ofFinding = db.prepare<[number], number>('SELECT listing_id FROM finding WHERE id = ?').pluck()
  const sightings = db.prepare<[number], History['sightings'][number]>(
    `SELECT s.source_id AS sourceId, o.name AS sourceName, s.ref, s.first_at AS firstAt, s.last_at AS lastAt
     FROM live_sighting s JOIN live_source o ON o.id = s.source_id WHERE s.listing_id = ? ORDER BY s.first_at, 1`,
  )
  const versions = db.prepare<[number], StoredVersion>(
    'SELECT at, source_id AS sourceId, why, facts FROM listing_version WHERE listing_id = ? ORDER BY id DESC',
  )
  return {
    'live.listings': (request) => listPage(db, request),
    'live.listing': (wanted) => {
      const id = 'listingId' in wanted ? wanted.listingId : (ofFinding.get(wanted.findingId) ?? 0)
      const row = one.get(id)
      if (row === undefined) return { listing: null }
      const { saidAt: at, sourceId, why, facts, factsKept } = storedRow.parse(row)
      const now: StoredVersion[] = factsKept === 1 ? [{ at, sourceId, why, facts }] : []
      const told = [...now, ...versions.all(id)].map((version) => ({
        ...version,
        facts: readFacts(version.facts),
      }))
      return {
        listing: {
          ...listingView(row),
          sightings: sightings.all(id),
          versions: told.map(({ facts: { offers, ...facts }, ...version }, index) => {
            const before = told[index + 1]?.facts
            const changed = before === undefined ? [] : changedFields(before, { ...facts, offers })
            return { ...version, facts, changed: [...changed] }
          }),
        },
      }
    },
  }
}

type History = NonNullable<Output<'live.listing'>['listing']>

interface StoredVersion {
  readonly at: string
  readonly sourceId: string
  readonly why: 'first' | 'changed' | 'better-source'
  readonly facts: string
}

function readFacts(text: string): ListingFacts & ComparedFields {
  return versionFacts.parse(JSON.parse(text))
}

const cursorContent = z.tuple([z.string(), z.int()])

function listPage(
  db: Database,
  request: Parameters<ListingHandlers['live.listings']>[0],
): Output<'live.listings'> {
  const { sourceId, recordingId, search, limit, cursor } = request
  const parts: string[] = ['1']
  const values: Record<string, string | number> = {}
  if (sourceId !== null) {
    parts.push('EXISTS (SELECT 1 FROM live_sighting s WHERE s.listing_id = l.id AND s.source_id = @sourceId)')
    values.sourceId = sourceId
  }
  if (recordingId !== null) {
    parts.push('l.id IN (SELECT listing_id FROM finding WHERE recording_id = @recordingId)')
    values.recordingId = recordingId
  }
  if (search.trim() !== '') {
    const like = (column: string) => `${column} LIKE @search ESCAPE '\\'`
    parts.push(`(${['l.title', 'l.artist', 'l.account', 'l.url', 'l.isrc'].map(like).join(' OR ')})`)
    values.search = `%${search.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  }
  const where = parts.join(' AND ')
  const total = db.prepare<[typeof values], number>(`SELECT count(*) FROM ${joined} WHERE ${where}`).pluck()
  const after = cursor === null ? null : (cursorContent.safeParse(parseCursor(cursor)).data ?? null)
  const from = after === null ? '' : 'AND (v.last_seen_at, v.listing_id) < (@lastSeenAt, @lastId)'
  const rows = db
    .prepare(
      `SELECT ${columns} FROM ${joined} WHERE ${where} ${from}
       ORDER BY v.last_seen_at DESC, v.listing_id DESC LIMIT @limit OFFSET @offset`,
    )
    .all({
      ...values,
      ...(after === null ? {} : { lastSeenAt: after[0], lastId: after[1] }),
      limit,
      offset: after === null ? request.offset : 0,
    })
    .map(listingView)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const nextCursor =
    last === undefined ? null : Buffer.from(JSON.stringify([last.lastSeenAt, last.id])).toString('base64url')
  return { rows, total: total.get(values) ?? 0, nextCursor }
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

function listingView(row: unknown): LiveListing {
  const { facts, findings: found, factsKept, saidAt: _saidAt, why: _why, ...listing } = storedRow.parse(row)
  return {
    ...listing,
    facts: listingFacts.parse(JSON.parse(facts)),
    factsKept: factsKept === 1,
    findings: findings.parse(JSON.parse(found)),
  }
}
