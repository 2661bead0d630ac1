import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Needle } from '../../../shared/domain/text/search-key.ts'
import { type CommonTrigrams, createCommonTrigrams } from './common-trigrams.ts'
import {
  addHit,
  type Asked,
  type Candidates,
  countHits,
  type Hits,
  idsApart,
  idsInOrder,
  noHits,
  type Stretch,
  stretchOf,
  stretchRows,
  withCommon,
} from './order-candidates.ts'
import { beside } from './recording-orders.ts'
import { matchAll } from './recording-search.ts'

// The recordings in one order of the catalogue, in memory: their ids, and of each common trigram one bit a recording.
// A search of common pieces is an AND of bits; for rare ones the index of trigrams is asked, and the place of what it
// names is looked up. Either way the candidates come in the order of the list, and a page needs only the first of them.

/** Below this the index of trigrams and a walk over everything are quick. */
const worthIt = 20_000
/** After so many written rows their place in the order is unknown for too many. */
const mostWritten = 2000
/** How long one slice of the work may hold the core. */
const sliceMs = 4

export interface OrderBitmaps {
  /** Starts reading the order, when that has not been done yet. */
  prepare(): void
  /**
   * The recordings that may have the needles, from the beginning of the list or after one of them. Null while the order
   * has not been read, and where the place of `after` in it is unknown.
   */
  candidates(
    needles: readonly Needle[],
    from: { readonly direction: 'asc' | 'desc'; readonly after: number | null },
  ): Candidates | null
}

/** The order as it was when the store had this version. */
interface Read {
  readonly version: number
  /** Null where the catalogue is too small to be worth it. */
  readonly trigrams: CommonTrigrams | null
  /** Null until all of the order was read. */
  stretches: readonly Stretch[] | null
  readonly places: Places
  readonly written: Set<number>
}

/**
 * The order of `keys` (SQL terms, the last one `r.id`), read through `index` in slices while the core is idle. Kept
 * right through every change: rows written by this connection are noted, a write of another one starts it anew.
 */
export function createOrderBitmaps(db: Database, index: string, keys: readonly string[]): OrderBitmaps {
  const dataVersion = db.prepare('PRAGMA data_version').pluck()
  const storedBefore = db.prepare('SELECT id FROM recording LIMIT 1 OFFSET ?').pluck()
  const inIndex = db.prepare('SELECT rowid FROM recording_search WHERE recording_search MATCH ?').pluck()
  const someInIndex = db
    .prepare('SELECT rowid FROM recording_search WHERE recording_search MATCH ? LIMIT ?')
    .pluck()
  const firstInIndex = (match: string, most: number) => someInIndex.all(match, most).map(Number)
  const pageAfter = preparePages(db, index, keys)
  let current = unread(-1, null)
  watchWrites(db, index, (id) => {
    if (current.written.size <= mostWritten) current.written.add(id)
  })

  const read = (order: Read, trigrams: CommonTrigrams, made: Stretch[], after: Key | null): void => {
    if (!db.open || order !== current || order.written.size > mostWritten) return
    const until = performance.now() + sliceMs
    let last = after
    do {
      const page = pageAfter(last)
      if (page === null) {
        order.stretches = made
        rehearse(made, trigrams)
        return
      }
      for (const [at, [id]] of page.rows.entries()) order.places.set(id, made.length * stretchRows + at)
      made.push(stretchOf(page.rows, trigrams))
      last = page.last
    } while (performance.now() < until)
    later(() => {
      read(order, trigrams, made, last)
    })
  }

  function prepared(): Read {
    const version = z.int().parse(dataVersion.get())
    if (version === current.version && current.written.size <= mostWritten) return current
    const trigrams = storedBefore.get(worthIt) === undefined ? null : createCommonTrigrams(db)
    const order = unread(version, trigrams)
    current = order
    if (trigrams !== null) {
      later(() => {
        read(order, trigrams, [], null)
      })
    }
    return order
  }

  /** The rows that have the rare trigrams of every needle; null where no trigram is rare. */
  function rareAmong(asked: Asked, stretches: readonly Stretch[], places: Places): Hits | null {
    const needles = asked.filter((spellings) => spellings.every(({ rare }) => rare.length > 0))
    if (needles.length === 0) return null
    const hits = noHits(stretches)
    for (const id of inIndex.all(matchRare(needles))) {
      const place = places.of(Number(id))
      if (place !== null) addHit(hits, place)
    }
    return hits
  }

  return {
    prepare: prepared,
    candidates(needles, { direction, after }) {
      const { trigrams, stretches, places, written } = prepared()
      if (trigrams === null || stretches === null) return null
      const start = after === null || written.has(after) ? null : places.of(after)
      if (after !== null && start === null) return null
      const asked = withoutOddSpellings(trigrams.asked(needles), firstInIndex)
      if (asked === null) return null
      const hits = withCommon(stretches, asked.needles, rareAmong(asked.needles, stretches, places))
      const size = countHits(hits)
      return {
        inOrder: idsInOrder(stretches, hits, { direction, after: start }),
        size,
        spread: (most) => idsApart(stretches, hits, size, most),
        anywhere: [...written, ...asked.odd],
      }
    },
  }
}

function unread(version: number, trigrams: CommonTrigrams | null): Read {
  return { version, trigrams, stretches: null, places: createPlaces(), written: new Set() }
}

const rehearsals = 8

/** Asks for something a few times, so that the runtime has compiled the loops before somebody types the first letter. */
function rehearse(stretches: readonly Stretch[], trigrams: CommonTrigrams, left = rehearsals): void {
  if (left === 0) return
  later(() => {
    const hits = withCommon(stretches, trigrams.asked([['  a'], ['  the']]), null)
    idsApart(stretches, hits, countHits(hits), stretchRows)
    rehearse(stretches, trigrams, left - 1)
  })
}

/** Does not keep a finished command from ending. */
function later(work: () => void): void {
  setTimeout(work, 1).unref()
}

function matchRare(needles: Asked): string {
  return matchAll(needles.map((spellings) => spellings.map(({ rare }) => rare)))
}

/** So many recordings with an odd spelling are looked at one by one. */
const mostOdd = 500

/**
 * Of a needle with several spellings those that have rare trigrams are taken out where another has none, and would
 * let every row pass for them; the few recordings that have them are named. Null when those are many.
 */
function withoutOddSpellings(
  asked: Asked,
  find: (match: string, most: number) => readonly number[],
): { readonly needles: Asked; readonly odd: readonly number[] } | null {
  const odd: number[] = []
  const needles = asked.map((spellings) => {
    const usual = spellings.filter(({ rare }) => rare.length === 0)
    if (usual.length === 0) return spellings
    const others = spellings.filter(({ rare }) => rare.length > 0)
    if (others.length > 0) odd.push(...find(matchRare([others]), mostOdd + 1))
    return usual
  })
  return odd.length > mostOdd ? null : { needles, odd }
}

type KeyedRow = readonly [id: number, searchKey: string]
type Key = readonly (string | number)[]

/** Two values a row, of columns that hold nothing else: a schema would take longer than reading them. */
function keyedRows(rows: unknown[]): readonly KeyedRow[] {
  return rows as KeyedRow[]
}

const orderKey = z.array(z.union([z.string(), z.number()]))

/** Reads the rows of a stretch after a row of the order, which is named by its key; null at the end. */
function preparePages(db: Database, index: string, keys: readonly string[]) {
  const list = keys.join(', ')
  const page = (where: string) =>
    db
      .prepare(
        `SELECT r.id, r.search_key FROM recording r INDEXED BY ${index} ${where} ORDER BY ${list} LIMIT ${String(stretchRows)}`,
      )
      .raw()
  const first = page('')
  const next = page(`WHERE ${beside(keys, '>', []).sql}`)
  const keyOf = db.prepare(`SELECT ${list} FROM recording r WHERE r.id = ?`).raw()
  return (after: Key | null): { readonly rows: readonly KeyedRow[]; readonly last: Key } | null => {
    const rows = keyedRows(after === null ? first.all() : next.all(after[0], ...after))
    const last = rows.at(-1)
    return last === undefined ? null : { rows, last: orderKey.parse(keyOf.get(last[0])) }
  }
}

/** Triggers of this connection alone; nothing of them is in the file. */
function watchWrites(db: Database, index: string, note: (id: number) => void): void {
  const name = `note_${index}`
  db.function(name, (id: unknown) => {
    note(Number(id))
    return null
  })
  const body = `ON main.recording BEGIN SELECT ${name}(new.id); END`
  db.exec(`CREATE TEMP TRIGGER ${name}_insert AFTER INSERT ${body}`)
  db.exec(`CREATE TEMP TRIGGER ${name}_update AFTER UPDATE OF title_key, artist_key, search_key ${body}`)
}

interface Places {
  set(id: number, place: number): void
  of(id: number): number | null
}

/** Where each id stands in an order: four bytes an id, in blocks, since the ids of a catalogue may have gaps. */
function createPlaces(): Places {
  const size = 4096
  const blocks = new Map<number, Uint32Array>()
  return {
    set(id, place) {
      const number = Math.floor(id / size)
      let block = blocks.get(number)
      if (block === undefined) blocks.set(number, (block = new Uint32Array(size)))
      block[id % size] = place + 1
    },
    of(id) {
      const place = blocks.get(Math.floor(id / size))?.[id % size] ?? 0
      return place === 0 ? null : place - 1
    },
  }
}
