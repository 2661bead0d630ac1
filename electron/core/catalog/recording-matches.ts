import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Candidates } from './order-candidates.ts'
import type { RecordingSearch } from './recording-search.ts'
import { type SqlPart, whereOf } from './sql-part.ts'

/** Up to here the matches are sorted; beyond, the order is walked until a page is full. */
export const sortedMatches = 2000
/** Candidates looked at to judge how many matches there are, and what counts as more than enough. */
const probed = 200
const surelyMany = 2 * sortedMatches
/** Of so many rough candidates this share must match to go on with them. */
const judged = 50
const fairShare = 0.5

/**
 * The ids that match, when they are few enough to be sorted; else null. `narrower` holds all of them and perhaps more,
 * when that is known.
 */
export type MatchFinder = (
  own: readonly SqlPart[],
  search: RecordingSearch,
  narrower: readonly number[] | null,
) => number[] | null

/** Ids as the store gives them: thousands at every letter, too many for a schema. */
function idsOf(rows: readonly unknown[]): number[] {
  return rows.map(Number)
}

/** Which of some recordings match a search, and `own` conditions besides; in any order. */
type RowTest = (among: readonly number[], own: readonly SqlPart[], search: RecordingSearch) => number[]

function createRowTest(db: Database): RowTest {
  return (among, own, search) => {
    const where = whereOf([...own, search.test])
    // Ascending, so that rows that lie together are read together.
    const ascending = JSON.stringify([...new Set(among)].sort((a, b) => a - b))
    const sql = `SELECT r.id FROM json_each(?) one CROSS JOIN recording r ON r.id = one.value${where.sql}`
    return idsOf(
      db
        .prepare(sql)
        .pluck()
        .all(ascending, ...where.params),
    )
  }
}

/** Matches of which the first in a list's order are known. */
export interface FirstMatches {
  /** The first ones in order, as many as were needed or all. */
  readonly inOrder: readonly number[]
  /** Others, which may stand anywhere in the order. */
  readonly anywhere: readonly number[]
  /** There are no more. */
  readonly all: boolean
}

/** So many candidates are looked at in vain before a walk is the shorter way, which happens where `own` is rare. */
const mostInVain = 50_000
/** Candidates tested at once. */
const testedAtOnce = 1024
/** Candidates from all over the list that tell what share of all match, and how many standard errors are allowed for. */
const spreadOver = 64
const standardErrors = 3

/**
 * The first `needed` matches, or all of them where they are `counted` and not many. Null when most candidates are looked
 * at in vain.
 */
export type FirstMatchFinder = (
  own: readonly SqlPart[],
  search: RecordingSearch,
  candidates: Candidates,
  wanted: { readonly needed: number; readonly counted: boolean },
) => FirstMatches | null

/** Finds the first recordings of an order that match a search, and `own` conditions besides. */
export function createFirstMatchFinder(db: Database): FirstMatchFinder {
  const passing = createRowTest(db)
  return (own, search, candidates, { needed, counted }) => {
    const aside = new Set([...candidates.anywhere, ...search.byCode])
    const anywhere = aside.size === 0 ? [] : passing([...aside], own, search)
    const isMany = () => {
      const some = candidates.spread(spreadOver)
      return leastShare(passing(some, own, search).length, some.length) * candidates.size > sortedMatches
    }
    const found: number[] = []
    let looked = 0
    let wanted = needed
    for (const some of inBatches(candidates.inOrder, needed)) {
      const matching = new Set(passing(some, own, search))
      for (const id of some) if (matching.has(id) && !aside.has(id)) found.push(id)
      looked += some.length
      if (found.length >= wanted && counted && wanted <= sortedMatches && !isMany())
        wanted = sortedMatches + 1
      if (found.length >= wanted) return { inOrder: found, anywhere, all: false }
      if (looked - found.length > mostInVain) return null
    }
    return { inOrder: found, anywhere, all: true }
  }
}

/** The share of all that surely match when `matching` of a sample do: the rule of three where all of it does. */
function leastShare(matching: number, sample: number): number {
  const share = matching / sample
  return share - standardErrors * Math.sqrt(Math.max(share * (1 - share), 1 / sample) / sample)
}

function* inBatches(lists: Iterable<readonly number[]>, first: number): Generator<readonly number[]> {
  let batch: number[] = []
  let size = first
  for (const list of lists) {
    for (const id of list) {
      batch.push(id)
      if (batch.length < size) continue
      yield batch
      batch = []
      size = testedAtOnce
    }
  }
  if (batch.length > 0) yield batch
}

/** Finds the recordings that match a search, and `own` conditions besides, by the index of trigrams. */
export function createMatchFinder(db: Database): MatchFinder {
  const largestId = db.prepare('SELECT max(id) FROM recording').pluck()
  const passing = createRowTest(db)

  function firstOf({ sql, params }: SqlPart, limit: number): number[] {
    const some = db.prepare(`SELECT * FROM (${sql}) LIMIT ?`).pluck()
    return idsOf(some.all(...params, limit))
  }

  /** About how many recordings match, judged by the first candidates; the index gives them in order of their ids. */
  function estimate(candidates: readonly number[], own: readonly SqlPart[], search: RecordingSearch): number {
    const probe = candidates.slice(0, probed)
    const share = passing(probe, own, search).length / probe.length
    return (share * candidates.length * z.int().parse(largestId.get())) / (candidates.at(-1) ?? 1)
  }

  /** Candidates that hold all matches; more than can be sorted when there are surely more matches. */
  function candidatesOf(own: readonly SqlPart[], search: RecordingSearch): readonly number[] {
    const { candidates, roughCandidates: rough } = search
    if (rough === candidates) return firstOf(candidates, sortedMatches + 1)
    // The index finds the rough ones sooner, but in vain where most of them have the pieces and not the words.
    const judge = firstOf(rough, judged)
    if (judge.length < judged) return judge
    if (passing(judge, own, search).length < judged * fairShare) return firstOf(candidates, sortedMatches + 1)
    const some = firstOf(rough, sortedMatches + 1)
    if (some.length <= sortedMatches || estimate(some, own, search) > surelyMany) return some
    return firstOf(candidates, sortedMatches + 1)
  }

  return (own, search, narrower) => {
    const some = narrower ?? candidatesOf(own, search)
    return some.length > sortedMatches ? null : passing(some, own, search)
  }
}
