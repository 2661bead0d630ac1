import type { Database } from 'better-sqlite3'
import type { Parsed } from '../../../shared/contract/index.ts'
import { recordingLacks } from '../rights/index.ts'
import type { CountCache } from './count-cache.ts'
import { decodeCursor } from './list-cursor.ts'
import { createOrderBitmaps, type OrderBitmaps } from './order-bitmaps.ts'
import { createFirstMatchFinder, createMatchFinder, sortedMatches } from './recording-matches.ts'
import { artistOrder, titleOrder } from './recording-orders.ts'
import { createSearchReader, type RecordingSearch } from './recording-search.ts'
import { memberOf, type SqlPart, whereOf } from './sql-part.ts'

type Request = Parsed<'recordings.list'>

/** Pages that begin further down without a cursor are walked to. */
const farthestOffset = 2000
/** In a catalogue of this size every match is counted. */
const countedBelow = 20_000

/** How a page of a list is read. */
export interface Plan {
  /** The order, as the cursor names it. */
  readonly name: string
  readonly direction: 'ASC' | 'DESC'
  readonly filters: readonly SqlPart[]
  /** Null: many, not counted. */
  readonly total: number | null
  /** Walk the order's index and filter, instead of sorting what matches. */
  readonly walk: boolean
}
type Choice = Omit<Plan, 'name' | 'direction'>

/** Recordings that match. */
interface Found {
  /** Those on a page, and perhaps some that come after it. */
  readonly page: readonly number[]
  /** Null when they are many. */
  readonly all: readonly number[] | null
}

/** The few recordings a search found, kept for the next page and the next letter. */
interface FewFound {
  readonly list: string
  readonly stamp: string
  readonly needles: RecordingSearch['needles']
  readonly ids: readonly number[]
}

/**
 * Decides how to read a list without ever sorting the catalogue: a small set of matches is picked out and sorted, of
 * a large one the first in order are found, and where their order has not been read yet, it is walked.
 */
export function createListPlanner(db: Database, count: CountCache): (request: Request) => Plan {
  const readText = createSearchReader(db)
  const few = createMatchFinder(db)
  const first = createFirstMatchFinder(db)
  const bitmaps: Partial<Record<Request['sort'], OrderBitmaps>> = {
    title: createOrderBitmaps(db, 'recording_title', [...titleOrder, 'r.id']),
    artist: createOrderBitmaps(db, 'recording_artist', [...artistOrder, 'r.id']),
  }
  const manyStored = db.prepare('SELECT id FROM recording LIMIT 1 OFFSET ?').pluck()
  let kept: FewFound | null = null
  const all = (where: SqlPart) =>
    count({ sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params })

  /** A page of the matches as the order in memory gives them; null where that cannot tell. */
  function inOrder(request: Request, own: readonly SqlPart[], search: RecordingSearch): Found | null {
    if (request.offset > farthestOffset) return null
    const after = request.cursor === null ? null : idAt(request)
    const candidates = bitmaps[request.sort]?.candidates(search.needles, {
      direction: request.direction,
      after,
    })
    if (candidates === undefined || candidates === null) return null
    const needed = request.offset + request.limit
    const found = first(own, search, candidates, { needed, counted: after === null })
    if (found === null || (found.all && after !== null)) return null
    return {
      page: [...found.anywhere, ...found.inOrder.slice(0, needed)],
      all: found.all ? [...found.anywhere, ...found.inOrder] : null,
    }
  }

  /** How many match, or null for many: certain already, or found out by counting no further than that. */
  function sizeWithin(filters: readonly SqlPart[], surely: boolean): number | null {
    const where = whereOf(filters)
    if (manyStored.get(countedBelow) === undefined) return all(where)
    if (surely) return null
    const some = `SELECT 1 FROM recording r${where.sql} LIMIT ${String(sortedMatches + 1)}`
    const size = count({ sql: `SELECT count(*) FROM (${some})`, params: where.params })
    return size > sortedMatches ? null : size
  }

  function choose(request: Request): Choice {
    const own = ownFilters(request)
    const search = readText(request.search)
    if (search === null) {
      // Somebody looks at the list: what a search in it will need is made ready.
      bitmaps[request.sort]?.prepare()
      const total = all(whereOf(own))
      const walk = request.releaseId === null && (own.length === 0 || total > sortedMatches)
      return { filters: own, total, walk }
    }
    if (request.releaseId !== null) {
      const filters = [...own, search.test]
      return { filters, total: all(whereOf(filters)), walk: false }
    }
    const stamp = count.stamp()
    const list = JSON.stringify([request.missingIsrc, request.missing])
    const usable = kept?.list === list && kept.stamp === stamp ? kept : null
    if (usable !== null && sameNeedles(usable.needles, search.needles) && search.byCode.length === 0)
      return picked(usable.ids)
    const narrower =
      usable !== null && search.byCode.length === 0 && narrows(usable.needles, search.needles)
        ? usable.ids
        : null
    const some = narrower === null ? inOrder(request, own, search) : null
    const found = some === null ? few(own, search, narrower) : some.all
    if (found !== null && search.byCode.length === 0)
      kept = { list, stamp, needles: search.needles, ids: found }
    if (some !== null) return { filters: [memberOf(some.page)], total: found?.length ?? null, walk: false }
    if (found !== null) return picked(found)
    const filters = [...own, search.test]
    return { filters, total: sizeWithin(filters, own.length === 0), walk: true }
  }

  return (request) => ({
    name: `${request.sort} ${request.direction}`,
    direction: request.direction === 'asc' ? 'ASC' : 'DESC',
    ...choose(request),
  })
}

/** The recording after which the page begins. */
function idAt({ sort, direction, cursor }: Request): number {
  return Number(decodeCursor(`${sort} ${direction}`, cursor ?? '').keys.at(-1))
}

function picked(found: readonly number[]): Choice {
  return { filters: [memberOf(found)], total: found.length, walk: false }
}

function sameNeedles(a: RecordingSearch['needles'], b: RecordingSearch['needles']): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** True when whatever has the needles `now` has those of `before` too: a letter or a word was added. */
function narrows(before: RecordingSearch['needles'], now: RecordingSearch['needles']): boolean {
  return before.every((spellings) =>
    now.some((longer) => longer.every((one) => spellings.some((short) => one.includes(short)))),
  )
}

function ownFilters(request: Request): readonly SqlPart[] {
  const filters: SqlPart[] = []
  if (request.missingIsrc) filters.push({ sql: 'r.isrc IS NULL', params: [] })
  if (request.missing.length > 0) {
    const any = request.missing.map((criterion) => recordingLacks[criterion]).join(' OR ')
    filters.push({ sql: `(${any})`, params: [] })
  }
  if (request.releaseId !== null) {
    filters.push({
      sql: 'r.id IN (SELECT recording_id FROM track WHERE release_id = ?)',
      params: [request.releaseId],
    })
  }
  return filters
}
