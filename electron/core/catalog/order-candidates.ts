import { type AskedSpelling, commonest, type CommonTrigrams } from './common-trigrams.ts'

export const stretchRows = 1024
const stretchWords = stretchRows / 32

/** What is known of some recordings that follow each other in an order. */
export interface Stretch {
  readonly ids: readonly number[]
  /** Which of them have a common trigram: the bits of one trigram after those of another. */
  readonly has: Int32Array
}

/** Every needle, of each its spellings. */
export type Asked = readonly (readonly AskedSpelling[])[]

/** In which direction an order is read, and from where: its beginning, or after the row at this place. */
export interface Way {
  readonly direction: 'asc' | 'desc'
  readonly after: number | null
}

/** Recordings that may match: all that do are among them. */
export interface Candidates {
  /** Ids in the order of the list, some at a time. */
  readonly inOrder: Iterable<readonly number[]>
  /** How many those are in the whole of the order. */
  readonly size: number
  /** Some of them from all over the order, at most so many. */
  spread(most: number): readonly number[]
  /** To be looked at besides; they may stand anywhere in the order. */
  readonly anywhere: readonly number[]
}

/** The stretch of these recordings. */
export function stretchOf(
  rows: readonly (readonly [id: number, searchKey: string])[],
  trigrams: CommonTrigrams,
): Stretch {
  const has = new Int32Array(commonest * stretchWords)
  for (const [at, [, key]] of rows.entries()) trigrams.mark(key, has, stretchWords, at)
  return { ids: rows.map(([id]) => id), has }
}

/** One bit a row of the order. */
export type Hits = Int32Array

export function noHits(stretches: readonly Stretch[]): Hits {
  return new Int32Array(stretches.length * stretchWords)
}

export function addHit(hits: Hits, place: number): void {
  hits[place >>> 5] = (hits[place >>> 5] ?? 0) | (1 << (place & 31))
}

// Plain loops over words below: they run over a hundred kilobytes at every letter that is typed.

/** Rows that have the common trigrams of every needle; of `among`, when it is given, which is changed. */
export function withCommon(stretches: readonly Stretch[], asked: Asked, among: Hits | null): Hits {
  const hits = among ?? noHits(stretches).fill(-1)
  for (const [at, { has, ids }] of stretches.entries()) {
    const first = at * stretchWords
    for (let row = ids.length; row < stretchRows; row++)
      hits[first + (row >>> 5)] = rowsBefore(hits, first, row)
    for (const spellings of asked) {
      const [spelling] = spellings
      if (spellings.length > 1) keepAny(hits, first, has, spellings)
      else for (const trigram of spelling?.common ?? []) keep(hits, first, has, trigram * stretchWords)
    }
  }
  return hits
}

/** A word of hits without its row of a stretch that has fewer rows. */
function rowsBefore(hits: Hits, first: number, row: number): number {
  return (hits[first + (row >>> 5)] ?? 0) & ~(1 << (row & 31))
}

function keep(hits: Hits, first: number, has: Int32Array, bits: number): void {
  for (let word = 0; word < stretchWords; word++) {
    hits[first + word] = (hits[first + word] ?? 0) & (has[bits + word] ?? 0)
  }
}

function keepAny(hits: Hits, first: number, has: Int32Array, spellings: readonly AskedSpelling[]): void {
  for (let word = 0; word < stretchWords; word++) {
    let any = 0
    for (const { common } of spellings) {
      let all = -1
      for (const trigram of common) all &= has[trigram * stretchWords + word] ?? 0
      any |= all
    }
    hits[first + word] = (hits[first + word] ?? 0) & any
  }
}

export function countHits(hits: Hits): number {
  let count = 0
  for (const word of hits) count += bitsIn(word)
  return count
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Ids of the rows in order, a stretch at a time. */
export function* idsInOrder(
  stretches: readonly Stretch[],
  hits: Hits,
  way: Way,
): Generator<readonly number[]> {
  const { direction, after } = way
  const step = direction === 'asc' ? 1 : -1
  const start = after === null ? (step > 0 ? 0 : stretches.length - 1) : Math.floor(after / stretchRows)
  for (let at = start; at >= 0 && at < stretches.length; at += step) {
    const ids: number[] = []
    eachPlace(hits, at, (place) => {
      const id = stretches[at]?.ids[place % stretchRows]
      if (id !== undefined && isBeyond(place, way)) ids.push(id)
    })
    if (ids.length > 0) yield step > 0 ? ids : ids.reverse()
  }
}

function eachPlace(hits: Hits, stretch: number, use: (place: number) => void): void {
  for (let word = stretch * stretchWords; word < (stretch + 1) * stretchWords; word++) {
    for (let bits = hits[word] ?? 0; bits !== 0; bits &= bits - 1) use(word * 32 + lowestBit(bits))
  }
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}

function isBeyond(place: number, { direction, after }: Way): boolean {
  return after === null || (direction === 'asc' ? place > after : place < after)
}

/** Ids of at most so many of the rows, about as far from each other. */
export function idsApart(
  stretches: readonly Stretch[],
  hits: Hits,
  size: number,
  most: number,
): readonly number[] {
  const ids: number[] = []
  const apart = Math.max(1, size / most)
  let before = 0
  for (let at = 0; at < hits.length && ids.length < most; at++) {
    const word = hits[at] ?? 0
    if (word === 0) continue
    if (before >= ids.length * apart) {
      const id = stretches[Math.floor(at / stretchWords)]?.ids[(at % stretchWords) * 32 + lowestBit(word)]
      if (id !== undefined) ids.push(id)
    }
    before += bitsIn(word)
  }
  return ids
}
