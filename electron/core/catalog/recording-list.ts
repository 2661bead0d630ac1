import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { recordingLacks } from '../rights/index.ts'
import { type CountCache, createCountCache } from './count-cache.ts'
import { decodeCursor, encodeCursor, type ListCursor } from './list-cursor.ts'
import { beside, createOrderSummary, type OrderSummary, type Range, withinRange } from './order-summary.ts'
import { createSearchReader, type RecordingSearch, type SqlPart } from './recording-search.ts'

type Request = Parsed<'recordings.list'>

/** A page of ids in list order, the size of the whole list, and the cursor of the next page. */
export interface IdPage {
  readonly ids: readonly number[]
  readonly total: number
  /** The list is longer than `total`, by how much was not counted. */
  readonly totalIsAtLeast: boolean
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

/** Up to here the matches are sorted; beyond, the order is walked until a page is full. */
const sortedMatches = 2000
/** So few rows of an order are walked at once, whatever is looked for. */
const walkedRows = 24 * 1024
/** Candidates looked at to judge how many matches there are, and what counts as more than enough. */
const probed = 200
const surelyMany = 2 * sortedMatches
/** In a catalogue of this size every match is counted. */
const countedBelow = 20_000

const ids = z.array(z.int())
const idRows = z.array(z.array(z.union([z.string(), z.number()])))
const wholeOrder: readonly Range[] = [{ from: null, to: null }]

/**
 * Lists ids of recordings in order, without ever sorting the catalogue: an order is read from its index, a small
 * set of matches is sorted, and for a large one the order is walked where the text can occur. However it is found,
 * the list is the same: the rows whose search key contains what was typed.
 */
export function createRecordingList(db: Database): (request: Request) => IdPage {
  const count = createCountCache(db)
  const planOf = createPlanner(db, count)

  function read(part: Part, plan: Plan, place: Place): (string | number)[][] {
    const rows: (string | number)[][] = []
    const ranges = plan.direction === 'ASC' ? plan.ranges : plan.ranges.toReversed()
    const order = part.keys.map((key) => `${key} ${plan.direction}`).join(', ')
    const beyond =
      place.after === null ? [] : [beside(part.keys, plan.direction === 'ASC' ? '>' : '<', place.after)]
    const alone = ranges.length === 1
    for (const range of ranges) {
      const wanted = place.offset + place.limit - rows.length
      if (wanted <= 0) break
      const within = withinRange(part.keys, range)
      const where = whereOf([...ownWhere(part), ...within, ...beyond, ...plan.filters])
      const sql = `SELECT ${part.keys.join(', ')} FROM ${plan.walk ? part.walked : part.picked}${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`
      const statement = db.prepare(sql).raw()
      const window = alone ? [place.limit, place.offset] : [wanted, 0]
      rows.push(...idRows.parse(statement.all(...where.params, ...window)))
    }
    return alone ? rows : rows.slice(place.offset)
  }

  function sizeOf(part: Part, plan: Plan): number {
    const where = whereOf([...ownWhere(part), ...plan.filters])
    return count({ sql: `SELECT count(*) FROM ${part.picked}${where.sql}`, params: where.params })
  }

  /** Of a list that was not counted: what is known after a page. The page that is not full ends the list. */
  function sizeOfList(request: Request, plan: Plan, rows: number, full: boolean) {
    if (plan.total !== null) return { total: plan.total, totalIsAtLeast: false }
    const seen = request.offset + rows
    if (full) return { total: Math.max(sortedMatches, seen + 1), totalIsAtLeast: true }
    const placed = rows > 0 && (request.cursor === null || request.offset > 0)
    const where = whereOf(plan.filters)
    const counted = () => count({ sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params })
    return { total: placed ? seen : counted(), totalIsAtLeast: false }
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
      const lastPart = at === orders[request.sort].length - 1
      offset = lastPart || rows.length > 0 || offset === 0 ? 0 : offset - sizeOf(part, plan)
    }
    const full = last !== null && found.length === request.limit
    return {
      ids: found,
      ...sizeOfList(request, plan, found.length, full),
      nextCursor: full && last !== null ? encodeCursor(plan.name, last) : null,
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

function createPlanner(db: Database, count: CountCache): (request: Request) => Plan {
  const readText = createSearchReader(db)
  const summaries: Partial<Record<Request['sort'], OrderSummary>> = {
    title: createOrderSummary(db, 'recording_title', [title, 'r.id']),
    artist: createOrderSummary(db, 'recording_artist', ['r.artist COLLATE NOCASE', title, 'r.id']),
  }
  const manyStored = db.prepare('SELECT id FROM recording LIMIT 1 OFFSET ?').pluck()
  let kept: FewFound | null = null
  const all = (where: SqlPart) =>
    count({ sql: `SELECT count(*) FROM recording r${where.sql}`, params: where.params })

  const largestId = db.prepare('SELECT max(id) FROM recording').pluck()

  function firstOf({ sql, params }: SqlPart): number[] {
    const some = db.prepare(`SELECT * FROM (${sql}) LIMIT ?`).pluck()
    return ids.parse(some.all(...params, sortedMatches + 1))
  }

  function passing(among: readonly number[], own: readonly SqlPart[], search: RecordingSearch): number[] {
    const where = whereOf([memberOf(among), ...own, search.test])
    const rows = db.prepare(`SELECT r.id FROM recording r${where.sql}`).pluck()
    return ids.parse(rows.all(...where.params))
  }

  /** About how many recordings match, judged by the first candidates; the index gives them in order of their ids. */
  function estimate(candidates: readonly number[], own: readonly SqlPart[], search: RecordingSearch): number {
    const probe = candidates.slice(0, probed)
    const share = passing(probe, own, search).length / probe.length
    return (share * candidates.length * z.int().parse(largestId.get())) / (candidates.at(-1) ?? 1)
  }

  /** The ids that match, when they are few enough to be sorted; else null. */
  function few(own: readonly SqlPart[], search: RecordingSearch, narrower: readonly number[] | null) {
    let some = narrower ?? firstOf(search.roughCandidates)
    if (some.length > sortedMatches && search.roughCandidates !== search.candidates) {
      if (estimate(some, own, search) > surelyMany) return null
      some = firstOf(search.candidates)
    }
    return some.length > sortedMatches ? null : passing(some, own, search)
  }

  /** All matches when the text can occur in a few places of the order alone: found faster by a walk than by the index. */
  function fewPlaces(sort: Request['sort'], own: readonly SqlPart[], search: RecordingSearch) {
    const summary = search.byCode.length > 0 ? null : (summaries[sort]?.occurrence(search.needles) ?? null)
    const ranges = summary?.ranges ?? wholeOrder
    const part = orders[sort][0]
    if (summary === null || part === undefined || summary.rows > walkedRows)
      return { ranges, ids: null, many: false }
    const found: number[] = []
    for (const range of ranges) {
      const where = whereOf([...withinRange(part.keys, range), ...own, search.test])
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

function memberOf(found: readonly number[]): SqlPart {
  return { sql: 'r.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(found)] }
}

function ownWhere(part: Part): readonly SqlPart[] {
  return part.where === null ? [] : [{ sql: part.where, params: [] }]
}

function whereOf(parts: readonly SqlPart[]): SqlPart {
  return {
    sql: parts.length === 0 ? '' : ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    params: parts.flatMap(({ params }) => params),
  }
}
