import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { RecordingSearch } from './recording-search.ts'
import { memberOf, type SqlPart, whereOf } from './sql-part.ts'

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

/** Finds the recordings that match a search, and `own` conditions besides, by the index of trigrams. */
export function createMatchFinder(db: Database): MatchFinder {
  const largestId = db.prepare('SELECT max(id) FROM recording').pluck()

  function firstOf({ sql, params }: SqlPart, limit: number): number[] {
    const some = db.prepare(`SELECT * FROM (${sql}) LIMIT ?`).pluck()
    return idsOf(some.all(...params, limit))
  }

  function passing(among: readonly number[], own: readonly SqlPart[], search: RecordingSearch): number[] {
    const where = whereOf([memberOf(among), ...own, search.test])
    const rows = db.prepare(`SELECT r.id FROM recording r${where.sql}`).pluck()
    return idsOf(rows.all(...where.params))
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
