import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import type { Needle } from '../../../shared/domain/text/search-key.ts'
import type { SqlPart } from './sql-part.ts'

// Where along an order of the catalogue a text can occur at all. The recordings, sorted, are divided into stretches of
// a thousand; of each a small set of bits tells which trigrams its search keys have. A text that stands in every
// hundredth recording but in all of them that begin with S is then found without walking from A to R.

type Key = readonly (string | number)[]

/** A part of an order between two rows; null where it is open. `from` belongs to it, `to` does not. */
export interface Range {
  readonly from: Key | null
  readonly to: Key | null
}

/** Where needles may occur: ranges in ascending order and about how many rows they hold. */
export interface Occurrence {
  readonly ranges: readonly Range[]
  readonly rows: number
}

const stretchRows = 1024
const bits = 65_536
const words = bits / 32
/** Below this a walk over everything is quick. */
const worthIt = 20_000
/** After so many changes of rows the bits that stand for all of them say little any more. */
const mostChanges = 2000
/** How long one slice of the work may hold the core, and the pause after it. */
const sliceMs = 4

const row = z.array(z.union([z.string(), z.number()]))

interface Stretch {
  readonly from: Key
  readonly has: Uint32Array
}

export interface OrderSummary {
  /** Null while the summary is not there yet: the whole order has to be walked. Starts making it. */
  occurrence(needles: readonly Needle[]): Occurrence | null
}

/**
 * A summary of the recordings in the order of `keys` (SQL terms, the last one `r.id`), read through `index`. Made in
 * slices while the core is idle, kept right through every change: rows written by this connection are noted, a write
 * of another one starts it anew. It never misses a row, and may name ranges where there is none.
 */
export function createOrderSummary(db: Database, index: string, keys: readonly string[]): OrderSummary {
  const dataVersion = db.prepare('PRAGMA data_version').pluck()
  const storedBefore = db.prepare('SELECT id FROM recording LIMIT 1 OFFSET ?').pluck()
  const reads = preparePages(db, index, keys)
  let current = emptySummary(-1)
  watchChanges(db, index, (key) => {
    addTrigrams(current.changed, key)
    current.changes++
  })

  const build = (summary: Summary, made: Stretch[], after: Key | null): void => {
    if (!db.open || summary !== current) return
    const until = performance.now() + sliceMs
    let last = after
    do {
      const rows = z.array(row).parse(last === null ? reads.first.all() : reads.next.all(last[0], ...last))
      const [first] = rows
      if (first === undefined) {
        summary.stretches = made
        return
      }
      const has = new Uint32Array(words)
      for (const one of rows) addTrigrams(has, String(one.at(-1)))
      made.push({ from: first.slice(0, -1), has })
      last = rows.at(-1)?.slice(0, -1) ?? null
    } while (performance.now() < until)
    later(() => {
      build(summary, made, last)
    })
  }

  return {
    occurrence(needles) {
      const version = z.int().parse(dataVersion.get())
      if (version !== current.version || (current.stretches !== null && current.changes > mostChanges)) {
        const summary = emptySummary(version)
        current = summary
        if (storedBefore.get(worthIt) !== undefined) {
          later(() => {
            build(summary, [], null)
          })
        }
      }
      return current.stretches === null ? null : find(current.stretches, current.changed, needles)
    },
  }
}

/** What is known of the rows as they were when the store had this version. */
interface Summary {
  readonly version: number
  /** Null until all of the order was read. */
  stretches: readonly Stretch[] | null
  /** Trigrams of rows written since the reading began: they may be in any stretch. */
  readonly changed: Uint32Array
  changes: number
}

function emptySummary(version: number): Summary {
  return { version, stretches: null, changed: new Uint32Array(words), changes: 0 }
}

/** Does not keep a finished command from ending. */
function later(work: () => void): void {
  setTimeout(work, 1).unref()
}

function preparePages(
  db: Database,
  index: string,
  keys: readonly string[],
): { readonly first: Statement; readonly next: Statement } {
  const list = keys.join(', ')
  const page = (where: string) =>
    db
      .prepare(
        `SELECT ${list}, r.search_key FROM recording r INDEXED BY ${index} ${where} ORDER BY ${list} LIMIT ${String(stretchRows)}`,
      )
      .raw()
  return { first: page(''), next: page(`WHERE ${beside(keys, '>', []).sql}`) }
}

/** Triggers of this connection alone; nothing of them is in the file. */
function watchChanges(db: Database, index: string, note: (key: string) => void): void {
  const name = `note_${index}`
  db.function(name, (key: unknown) => {
    note(String(key))
    return null
  })
  const body = `ON main.recording BEGIN SELECT ${name}(new.search_key); END`
  db.exec(`CREATE TEMP TRIGGER ${name}_insert AFTER INSERT ${body}`)
  db.exec(`CREATE TEMP TRIGGER ${name}_update AFTER UPDATE OF title_key, artist_key, search_key ${body}`)
}

function addTrigrams(has: Uint32Array, text: string): void {
  let before = text.charCodeAt(0)
  let here = text.charCodeAt(1)
  for (let at = 2; at < text.length; at++) {
    const next = text.charCodeAt(at)
    const bit = bitOf(before, here, next)
    has[bit >>> 5] = (has[bit >>> 5] ?? 0) | (1 << (bit & 31))
    before = here
    here = next
  }
}

function bitOf(a: number, b: number, c: number): number {
  return (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 16
}

function bitsOf(text: string): number[] {
  const found: number[] = []
  for (let at = 2; at < text.length; at++) {
    found.push(bitOf(text.charCodeAt(at - 2), text.charCodeAt(at - 1), text.charCodeAt(at)))
  }
  return found
}

function find(stretches: readonly Stretch[], changed: Uint32Array, needles: readonly Needle[]): Occurrence {
  const asked = needles.map((spellings) => spellings.map(bitsOf))
  const isSet = (has: Uint32Array, bit: number) =>
    (((has[bit >>> 5] ?? 0) | (changed[bit >>> 5] ?? 0)) & (1 << (bit & 31))) !== 0
  const ranges: { from: Key | null; to: Key | null }[] = []
  let count = 0
  let open = false
  for (const [at, { has, from }] of stretches.entries()) {
    const may = asked.every((spellings) => spellings.some((all) => all.every((bit) => isSet(has, bit))))
    const last = ranges.at(-1)
    if (may && open) count++
    else if (may) {
      // What was put before the first row since then is before it still.
      ranges.push({ from: at === 0 ? null : from, to: null })
      count++
    } else if (open && last) last.to = from
    open = may
  }
  return { ranges, rows: count * stretchRows }
}

/** The rows of a range as a condition on the terms of the order. */
export function withinRange(keys: readonly string[], { from, to }: Range): readonly SqlPart[] {
  return [
    ...(from === null ? [] : [beside(keys, '>=', from)]),
    ...(to === null ? [] : [beside(keys, '<', to)]),
  ]
}

/**
 * The rows on one side of a row of an order. The first term is compared once more by itself: SQLite finds a place in
 * an index by that, but not by a row value with a collation.
 */
export function beside(keys: readonly string[], side: '<' | '>' | '>=', key: Key): SqlPart {
  const [first = '', ...others] = keys
  const own = `${first} ${side} ?`
  if (others.length === 0) return { sql: own, params: key }
  const list = `(${keys.join(', ')}) ${side} (${keys.map(() => '?').join(', ')})`
  return { sql: `${first} ${side === '<' ? '<=' : '>='} ? AND ${list}`, params: [...key.slice(0, 1), ...key] }
}
