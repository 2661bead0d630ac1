import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { recordingLacks } from '../rights/index.ts'
import type { CountCache } from './count-cache.ts'
import { createOrderSummary, type OrderSummary, type Range, withinRange } from './order-summary.ts'
import { createMatchFinder, sortedMatches } from './recording-matches.ts'
import { artistOrder, orders, titleOrder } from './recording-orders.ts'
import { createSearchReader, type RecordingSearch } from './recording-search.ts'
import { memberOf, type SqlPart, whereOf } from './sql-part.ts'

type Request = Parsed<'recordings.list'>

/** So few rows of an order are walked at once, whatever is looked for. */
const walkedRows = 24 * 1024
/** In a catalogue of this size every match is counted. */
const countedBelow = 20_000

const ids = z.array(z.int())
const wholeOrder: readonly Range[] = [{ from: null, to: null }]

/** How a page of a list is read. */
export interface Plan {
  /** The order, as the cursor names it. */
  readonly name: string
  readonly direction: 'ASC' | 'DESC'
  readonly filters: readonly SqlPart[]
  /** Where in the order there can be rows, ascending. */
  readonly ranges: readonly Range[]
  /** Null: many, not counted. */
  readonly total: number | null
  /** Walk the order's index and filter, instead of sorting what matches. */
  readonly walk: boolean
}
type Choice = Omit<Plan, 'name' | 'direction'>

/** The few recordings a search found, kept for the next page and the next letter. */
interface FewFound {
  readonly list: string
  readonly stamp: string
  readonly needles: RecordingSearch['needles']
  readonly ids: readonly number[]
}

/**
 * Decides how to read a list without ever sorting the catalogue: a small set of matches is picked out and sorted, and
 * for a large one the order is walked where the text can occur.
 */
export function createListPlanner(db: Database, count: CountCache): (request: Request) => Plan {
  const readText = createSearchReader(db)
  const few = createMatchFinder(db)
  const summaries: Partial<Record<Request['sort'], OrderSummary>> = {
    title: createOrderSummary(db, 'recording_title', [...titleOrder, 'r.id']),
    artist: createOrderSummary(db, 'recording_artist', [...artistOrder, 'r.id']),
  }
  const manyStored = db.prepare('SELECT id FROM recording LIMIT 1 OFFSET ?').pluck()
  let kept: FewFound | null = null
  const all = (where: SqlPart) =>
    count({ sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params })

  /** All matches when the text can occur in a few places of the order alone: found faster by a walk than by the index. */
  function fewPlaces(sort: Request['sort'], own: readonly SqlPart[], search: RecordingSearch) {
    const summary = search.byCode.length > 0 ? null : (summaries[sort]?.occurrence(search.needles) ?? null)
    const ranges = summary?.ranges ?? wholeOrder
    const part = orders[sort][0]
    if (summary === null || part === undefined || summary.rows > walkedRows)
      return { ranges, ids: null, many: false }
    const found: number[] = []
    for (const range of ranges) {
      const where = whereOf([...own, search.test, ...withinRange(part.keys, range)])
      const some = db.prepare(`SELECT r.id FROM ${part.walked}${where.sql} LIMIT ?`).pluck()
      found.push(...ids.parse(some.all(...where.params, sortedMatches + 1 - found.length)))
      if (found.length > sortedMatches) return { ranges, ids: null, many: true }
    }
    return { ranges, ids: found, many: false }
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
      summaries[request.sort]?.occurrence([])
      const total = all(whereOf(own))
      const walk = request.releaseId === null && (own.length === 0 || total > sortedMatches)
      return { filters: own, ranges: wholeOrder, total, walk }
    }
    if (request.releaseId !== null) {
      const filters = [...own, search.test]
      return { filters, ranges: wholeOrder, total: all(whereOf(filters)), walk: false }
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
    const places =
      narrower === null
        ? fewPlaces(request.sort, own, search)
        : { ranges: wholeOrder, ids: null, many: false }
    const found = places.many ? null : (places.ids ?? few(own, search, narrower))
    if (found !== null) {
      kept = search.byCode.length > 0 ? null : { list, stamp, needles: search.needles, ids: found }
      return picked(found)
    }
    const filters = [...own, search.test]
    const total = sizeWithin(filters, places.many || own.length === 0)
    return { filters, ranges: places.ranges, total, walk: true }
  }

  return (request) => ({
    name: `${request.sort} ${request.direction}`,
    direction: request.direction === 'asc' ? 'ASC' : 'DESC',
    ...choose(request),
  })
}

function picked(found: readonly number[]): Choice {
  return { filters: [memberOf(found)], ranges: wholeOrder, total: found.length, walk: false }
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
