import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import { createCountCache } from './count-cache.ts'
import { decodeCursor, encodeCursor, type ListCursor } from './list-cursor.ts'
import { createListPlanner, type Plan } from './recording-list-plan.ts'
import { sortedMatches } from './recording-matches.ts'
import { beside, type OrderPart, orders, ownWhere } from './recording-orders.ts'
import { whereOf } from './sql-part.ts'

type Request = Parsed<'recordings.list'>

/** A page of ids in list order, the size of the whole list, and the cursor of the next page. */
export interface IdPage {
  readonly ids: readonly number[]
  readonly total: number
  /** The list is longer than `total`, by how much was not counted. */
  readonly totalIsAtLeast: boolean
  readonly nextCursor: string | null
}

const idRows = z.array(z.array(z.union([z.string(), z.number()])))

/**
 * Lists ids of recordings in order, without ever sorting the catalogue: an order is read from its index, a small
 * set of matches is sorted, of a large one the first are found in order. However it is found, the list is the same: the rows whose search key contains what was typed.
 */
export function createRecordingList(db: Database): (request: Request) => IdPage {
  const count = createCountCache(db)
  const planOf = createListPlanner(db, count)

  function read(part: OrderPart, plan: Plan, place: Place): (string | number)[][] {
    const order = part.keys.map((key) => `${key} ${plan.direction}`).join(', ')
    const beyond =
      place.after === null ? [] : [beside(part.keys, plan.direction === 'ASC' ? '>' : '<', place.after)]
    // The filters first: they rule out most rows and cost less than comparing the terms of the order.
    const where = whereOf([...ownWhere(part), ...plan.filters, ...beyond])
    const sql = `SELECT ${part.keys.join(', ')} FROM ${plan.walk ? part.walked : part.picked}${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`
    return idRows.parse(
      db
        .prepare(sql)
        .raw()
        .all(...where.params, place.limit, place.offset),
    )
  }

  function sizeOf(part: OrderPart, plan: Plan): number {
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
