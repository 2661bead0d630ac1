import { wordWeight } from './word-weights.ts'

// How much of one name is found in another, word by word: a whole-string measure would find Michael Ball close to
// Michael Bolton, for it does not know that the words they share are common and the one they do not share is not.

/** Words to look others up in. */
export interface WordPool {
  readonly words: ReadonlySet<string>
  readonly all: readonly string[]
  /** All words written together. */
  readonly text: string
}

/** A class, for an object with getters of its own takes many times as long to make. */
class Pool implements WordPool {
  readonly all: readonly string[]
  #words: ReadonlySet<string> | null = null
  #text: string | null = null

  constructor(all: readonly string[]) {
    this.all = all
  }

  // Most comparisons are decided before every pool is asked.
  get words(): ReadonlySet<string> {
    return (this.#words ??= new Set(this.all))
  }

  get text(): string {
    return (this.#text ??= this.all.join(''))
  }
}

export function poolOf(...lists: readonly (readonly string[])[]): WordPool {
  const [first = [], ...others] = lists
  return new Pool(others.every((list) => list.length === 0) ? first : first.concat(...others))
}

/** Three rows of a table of distances, for words of up to so many letters; longer ones get their own. */
const keptWidth = 256
const rowsOf = (width: number): [Int32Array, Int32Array, Int32Array] => [
  new Int32Array(width),
  new Int32Array(width),
  new Int32Array(width),
]
const keptRows = rowsOf(keptWidth)

/**
 * Edits (insert, delete, change, swap of neighbours) between two words, or `limit + 1` when there are more.
 * Optimal string alignment.
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  // What stands between the common beginning and end is all that has to be compared.
  let start = 0
  let oneEnd = one.length
  let otherEnd = other.length
  while (start < oneEnd && start < otherEnd && one.charCodeAt(start) === other.charCodeAt(start)) start++
  while (
    oneEnd > start &&
    otherEnd > start &&
    one.charCodeAt(oneEnd - 1) === other.charCodeAt(otherEnd - 1)
  ) {
    oneEnd--
    otherEnd--
  }
  // One edit leaves no more between them than a letter on either side, or two neighbours that changed places.
  if (limit === 1) {
    const most = Math.max(oneEnd, otherEnd) - start
    if (most < 2) return 1
    const isSwap =
      most === 2 &&
      oneEnd === otherEnd &&
      one.charCodeAt(start) === other.charCodeAt(start + 1) &&
      one.charCodeAt(start + 1) === other.charCodeAt(start)
    return isSwap ? 1 : 2
  }
  return alignmentOf(one.slice(start, oneEnd), other.slice(start, otherEnd), limit)
}

function alignmentOf(one: string, other: string, limit: number): number {
  const width = other.length + 1
  let [before, previous, row] = width > keptWidth ? rowsOf(width) : keptRows
  for (let j = 0; j < width; j++) previous[j] = j
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let best = i
    const letter = one.charCodeAt(i - 1)
    for (let j = 1; j < width; j++) {
      const cost = letter === other.charCodeAt(j - 1) ? 0 : 1
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (
        i > 1 &&
        j > 1 &&
        letter === other.charCodeAt(j - 2) &&
        one.charCodeAt(i - 2) === other.charCodeAt(j - 1)
      ) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      }
      row[j] = value
      if (value < best) best = value
    }
    if (best > limit) return limit + 1
    const next: Int32Array = before
    before = previous
    previous = row
    row = next
  }
  return Math.min(previous[width - 1] ?? 0, limit + 1)
}

/** Slips of the pen that a text of so many letters may hold and still be the same text. */
export function allowedSlips(length: number): number {
  return length < 4 ? 0 : length < 9 ? 1 : length < 16 ? 2 : 3
}

/** True when two words are the same but for slips of the pen. Numbers never are. */
export function areClose(one: string, other: string): boolean {
  const longer = one.length > other.length ? one.length : other.length
  const slips = longer < 9 ? 1 : 2
  if (longer < 5 || Math.abs(one.length - other.length) > slips) return false
  return editDistance(one, other, slips) <= slips && !/\d/.test(one) && !/\d/.test(other)
}

const closeValue = 0.9
const insideValue = 0.95

/** How well one word is found among others, 0 to 1. */
export function foundIn(word: string, pool: WordPool): number {
  if (pool.all.includes(word)) return 1
  if (word.length >= 4 && pool.text.includes(word) && isWrittenTogether(word, pool.all)) return insideValue
  for (const other of pool.all) if (areClose(word, other)) return closeValue
  return word.length >= 8 ? assembled(word, pool.all) : 0
}

const gluedLength = 12

/** True when a word is made of several others in a row, or stands in one so long that spaces were lost in it. */
function isWrittenTogether(word: string, others: readonly string[]): boolean {
  return others.some((first, at) => {
    if (first.length >= gluedLength && first.length >= word.length + 4 && first.includes(word)) return true
    let text = first
    for (let next = at + 1; text.length < word.length && word.startsWith(text); next++)
      text += others[next] ?? ' '
    return text === word
  })
}

const leastAssembled = 0.6

/** The part of a long word that is made of others: words written without the spaces between them. */
function assembled(word: string, others: readonly string[]): number {
  let most = 0
  for (const other of others) if (other.length >= 2 && word.includes(other)) most += other.length
  if (most < leastAssembled * word.length) return 0
  let rest = word
  let covered = 0
  for (const other of others.toSorted((a, b) => b.length - a.length)) {
    if (other.length < 2) break
    const at = rest.indexOf(other)
    if (at < 0) continue
    covered += other.length
    rest = `${rest.slice(0, at)} ${rest.slice(at + other.length)}`
  }
  const part = covered / word.length
  return part >= leastAssembled ? part * insideValue : 0
}

/** The share of the words' weight that is found in the pool, 0 to 1; 0 for no words. */
export function coverage(words: readonly string[], pool: WordPool): number {
  let total = 0
  let found = 0
  for (const word of words) {
    const weight = wordWeight(word)
    total += weight
    found += weight * foundIn(word, pool)
  }
  return total === 0 ? 0 : found / total
}
