import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { recordingLacks } from '../rights/index.ts'
import { createCountCache } from './count-cache.ts'
import { decodeCursor, encodeCursor, type ListCursor } from './list-cursor.ts'
import { readSearch, type RecordingSearch, type SqlPart } from './recording-search.ts'

type Request = Parsed<'recordings.list'>

/** A page of ids in list order, the size of the whole list, and the cursor of the next page. */
export interface IdPage {
  readonly ids: readonly number[]
  readonly total: number
  readonly nextCursor: string | null
}

/** One stretch of a sorted list: the rows that have the sorted value, or those without. */
interface Part {
  /** Tables, joined so that they are walked in this order. */
  readonly walked: string
  /** Tables, joined so that a few recordings can be picked out and sorted. */
  readonly picked: string
  readonly where: string | null
  /** Sort keys, the last of them unique. */
  readonly keys: readonly string[]
}

function inOrderOf(index: string, where: string | null, ...keys: readonly string[]): Part {
  return { walked: `recording r INDEXED BY ${index}`, picked: 'recording r', where, keys: [...keys, 'r.id'] }
}

const title = 'r.title COLLATE NOCASE'
const firstTrack = 't.id = (SELECT min(id) FROM track WHERE recording_id = r.id)'

/** Rows without the sorted value come last in either direction, for they say nothing. */
const orders: Readonly<Record<Request['sort'], readonly Part[]>> = {
  title: [inOrderOf('recording_title', null, title)],
  artist: [inOrderOf('recording_artist', null, 'r.artist COLLATE NOCASE', title)],
  updated: [inOrderOf('recording_updated', null, 'r.updated_at')],
  isrc: [
    inOrderOf('recording_isrc', 'r.isrc IS NOT NULL', 'r.isrc'),
    inOrderOf('recording_without_isrc', 'r.isrc IS NULL', title),
  ],
  duration: [
    inOrderOf('recording_duration', 'r.duration_ms IS NOT NULL', 'r.duration_ms'),
    inOrderOf('recording_duration', 'r.duration_ms IS NULL'),
  ],
  year: [
    inOrderOf('recording_year', 'r.year IS NOT NULL', 'r.year'),
    inOrderOf('recording_year', 'r.year IS NULL'),
  ],
  release: [
    {
      walked:
        'release l CROSS JOIN track t ON t.release_id = l.id CROSS JOIN recording r ON r.id = t.recording_id',
      picked:
        'recording r CROSS JOIN track t ON t.recording_id = r.id CROSS JOIN release l ON l.id = t.release_id',
      where: firstTrack,
      keys: ['l.title COLLATE NOCASE', 'l.id', 't.disc', 'coalesce(t.number, 0)', 'r.id'],
    },
    inOrderOf('recording_title', 'NOT EXISTS (SELECT 1 FROM track WHERE recording_id = r.id)', title),
  ],
}

/** Up to here the matches are sorted; beyond, the order's index is walked until a page is full. */
const sortedMatches = 5000

const ids = z.array(z.int())
const idRows = z.array(z.array(z.union([z.string(), z.number()])))

/**
 * Lists ids of recordings in order, without ever sorting the catalogue: an order is read from its index, a small
 * set of matches is sorted, and a large one is used to filter while walking the index. A text of one or two letters
 * that begins thousands of titles and artists finds titles alone, or artists in a list sorted by them.
 */
export function createRecordingList(db: Database): (request: Request) => IdPage {
  const count = createCountCache(db)
  const planOf = createPlanner(db, count)

  function read(part: Part, plan: Plan, place: Place): (string | number)[][] {
    const beyond = place.after === null ? [] : [beyondRow(part, plan.direction, place.after)]
    const where = whereOf([...ownWhere(part), ...plan.filters, ...beyond])
    const order = part.keys.map((key) => `${key} ${plan.direction}`).join(', ')
    const from = plan.walk ? part.walked : part.picked
    const sql = `SELECT ${part.keys.join(', ')} FROM ${from}${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`
    return idRows.parse(
      db
        .prepare(sql)
        .raw()
        .all(...where.params, place.limit, place.offset),
    )
  }

  function sizeOf(part: Part, plan: Plan): number {
    const where = whereOf([...ownWhere(part), ...plan.filters])
    return count({ sql: `SELECT count(*) FROM ${part.picked}${where.sql}`, params: where.params })
  }

  return (request) => {
    const plan = planOf(request)
    const start = request.cursor === null ? null : decodeCursor(plan.name, request.cursor)
    const found: number[] = []
    let offset = start === null ? request.offset : 0
    let last: ListCursor | null = null
    for (const [at, part] of orders[request.sort].entries()) {
      const limit = request.limit - found.length
      if (limit === 0 || plan.total === 0) break
      if (start !== null && at < start.part) continue
      const rows = read(part, plan, { limit, offset, after: start?.part === at ? start.keys : null })
      for (const keys of rows) found.push(Number(keys.at(-1)))
      const keys = rows.at(-1)
      if (keys) last = { part: at, keys }
      offset = rows.length > 0 || offset === 0 ? 0 : offset - sizeOf(part, plan)
    }
    const more = last !== null && found.length === request.limit
    return {
      ids: found,
      total: plan.total,
      nextCursor: more && last !== null ? encodeCursor(plan.name, last) : null,
    }
  }
}

interface Place {
  readonly limit: number
  readonly offset: number
  readonly after: readonly (string | number)[] | null
}

interface Plan {
  /** The order, as the cursor names it. */
  readonly name: string
  readonly direction: 'ASC' | 'DESC'
  readonly filters: readonly SqlPart[]
  readonly total: number
  /** Walk the order's index and filter, instead of sorting what matches. */
  readonly walk: boolean
}

function createPlanner(db: Database, count: (query: SqlPart) => number): (request: Request) => Plan {
  const all = (where: SqlPart) =>
    count({ sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params })

  /** The ids that match, when they are few enough to be sorted; else null. */
  function few(own: readonly SqlPart[], search: RecordingSearch): number[] | null {
    const where = whereOf([...own, memberOf(search.ids)])
    const query =
      own.length === 0
        ? search.ids
        : { sql: `SELECT r.id FROM recording r${where.sql}`, params: where.params }
    const found = db
      .prepare(`SELECT * FROM (${query.sql}) LIMIT ?`)
      .pluck()
      .all(...query.params, sortedMatches + 1)
    return found.length > sortedMatches ? null : ids.parse(found)
  }

  function choose(request: Request): Omit<Plan, 'name' | 'direction'> {
    const own = ownFilters(request)
    const search = readSearch(request.search)
    const walk = request.releaseId === null
    if (search === null) {
      const total = all(whereOf(own))
      return { filters: own, total, walk: walk && (own.length === 0 || total > sortedMatches) }
    }
    if (search.beginning !== null) {
      const { title: titles, artist: artists } = search.beginning
      const [byTitle, byArtist] = [all(whereOf([titles])), all(whereOf([artists]))]
      if (byTitle + byArtist > sortedMatches) {
        const filters = [...own, request.sort === 'artist' || byTitle === 0 ? artists : titles]
        return { filters, total: all(whereOf(filters)), walk }
      }
    }
    const found = few(own, search)
    if (found !== null) {
      const filter = { sql: 'r.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(found)] }
      return { filters: [filter], total: found.length, walk: false }
    }
    return { filters: [...own, search.test], total: count(totalOf(own, search)), walk }
  }

  return (request) => ({
    name: `${request.sort} ${request.direction}`,
    direction: request.direction === 'asc' ? 'ASC' : 'DESC',
    ...choose(request),
  })
}

function ownFilters(request: Request): readonly SqlPart[] {
  const filters: SqlPart[] = []
  if (request.missingIsrc) filters.push({ sql: 'r.isrc IS NULL', params: [] })
  if (request.missing.length > 0) {
    const any = request.missing.map((criterion) => recordingLacks[criterion]).join(' OR ')
    filters.push({ sql: `(${any})`, params: [] })
  }
  if (request.releaseId !== null) {
    const ids = { sql: 'SELECT recording_id FROM track WHERE release_id = ?', params: [request.releaseId] }
    filters.push(memberOf(ids))
  }
  return filters
}

function totalOf(own: readonly SqlPart[], search: RecordingSearch): SqlPart {
  if (own.length === 0) return { sql: `SELECT count(*) FROM (${search.ids.sql})`, params: search.ids.params }
  const where = whereOf([...own, memberOf(search.ids)])
  return { sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params }
}

function memberOf(ids: SqlPart): SqlPart {
  return { sql: `r.id IN (${ids.sql})`, params: ids.params }
}

function ownWhere(part: Part): readonly SqlPart[] {
  return part.where === null ? [] : [{ sql: part.where, params: [] }]
}

function beyondRow(part: Part, direction: 'ASC' | 'DESC', after: readonly (string | number)[]): SqlPart {
  const places = part.keys.map(() => '?').join(', ')
  return { sql: `(${part.keys.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${places})`, params: after }
}

function whereOf(parts: readonly SqlPart[]): SqlPart {
  return {
    sql: parts.length === 0 ? '' : ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    params: parts.flatMap(({ params }) => params),
  }
}
