import type { Parsed } from '../../../shared/contract/index.ts'
import type { SqlPart } from './sql-part.ts'

type Sort = Parsed<'recordings.list'>['sort']

/** One stretch of a sorted list: the rows that have the sorted value, or those without. */
export interface OrderPart {
  /** Tables, joined so that they are walked in this order. */
  readonly walked: string
  /** Tables, joined so that a few recordings can be picked out and sorted. */
  readonly picked: string
  readonly where: string | null
  /** Sort keys, the last of them unique. */
  readonly keys: readonly string[]
}

function inOrderOf(index: string, where: string | null, ...keys: readonly string[]): OrderPart {
  return { walked: `recording r INDEXED BY ${index}`, picked: 'recording r', where, keys: [...keys, 'r.id'] }
}

/** Letter by letter, and what is written alike together. */
export const titleOrder = ['r.title_key', 'r.artist_key'] as const
export const artistOrder = ['r.artist_key', 'r.title_key'] as const
const firstTrack = 't.id = (SELECT min(id) FROM track WHERE recording_id = r.id)'

/** Rows without the sorted value come last in either direction, for they say nothing. */
export const orders: Readonly<Record<Sort, readonly OrderPart[]>> = {
  title: [inOrderOf('recording_title', null, ...titleOrder)],
  artist: [inOrderOf('recording_artist', null, ...artistOrder)],
  updated: [inOrderOf('recording_updated', null, 'r.updated_at')],
  isrc: [
    inOrderOf('recording_isrc', 'r.isrc IS NOT NULL', 'r.isrc'),
    inOrderOf('recording_without_isrc', 'r.isrc IS NULL', ...titleOrder),
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
      keys: ['l.title_key', 'l.id', 't.disc', 'coalesce(t.number, 0)', 'r.id'],
    },
    inOrderOf('recording_title', 'NOT EXISTS (SELECT 1 FROM track WHERE recording_id = r.id)', ...titleOrder),
  ],
}

/** The condition that makes a row belong to this stretch. */
export function ownWhere(part: OrderPart): readonly SqlPart[] {
  return part.where === null ? [] : [{ sql: part.where, params: [] }]
}

/**
 * The rows on one side of a row of an order. The first term is compared once more by itself: SQLite finds a place in
 * an index by that, but not by a row value with a collation.
 */
export function beside(
  keys: readonly string[],
  side: '<' | '>' | '>=',
  key: readonly (string | number)[],
): SqlPart {
  const [first = '', ...others] = keys
  const own = `${first} ${side} ?`
  if (others.length === 0) return { sql: own, params: key }
  const list = `(${keys.join(', ')}) ${side} (${keys.map(() => '?').join(', ')})`
  return { sql: `${first} ${side === '<' ? '<=' : '>='} ? AND ${list}`, params: [...key.slice(0, 1), ...key] }
}
