import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type Needle, trigramsOf } from '../../../shared/domain/text/search-key.ts'

// Which pieces of three characters stand in many search keys. The index of trigrams finds the rare ones at once, and
// walks a list of hundreds of thousands of rows for one that stands everywhere; of those, and only those, every row's
// answer is kept in memory as one bit.

/** So many trigrams have bits of their own. The next one stands in one or two of a hundred keys. */
export const commonest = 384
/** The pieces of a needle the index is asked for; further ones hardly rule out a row. */
const askedPieces = 3
const classes = 65_536
const mostSalts = 32
const [samplePlaces, sampleRows] = [64, 32]

/** What a key with one spelling of a needle must have. */
export interface AskedSpelling {
  /** Common trigrams, by the number of their bits. */
  readonly common: readonly number[]
  /** Others, the rarest first. */
  readonly rare: readonly string[]
}

export interface CommonTrigrams {
  /** Sets bit `at` of each common trigram in a text; of one trigram there are so many words in `bits`. */
  mark(text: string, bits: Int32Array, words: number, at: number): void
  asked(needles: readonly Needle[]): readonly (readonly AskedSpelling[])[]
}

const sampled = z.array(z.string())
const bounds = z.object({ least: z.int(), most: z.int() })

/** Looks at some keys from all over the catalogue, which must not be empty. */
export function createCommonTrigrams(db: Database): CommonTrigrams {
  const seen = countInSample(db)
  const most = [...seen].sort(([, a], [, b]) => b - a).slice(0, commonest)
  const { salt, common, numberOf } = apart(most.map(([trigram]) => trigram))

  const askedOf = (spelling: string): AskedSpelling => {
    const pieces = trigramsOf(spelling)
    const rare = pieces.filter((piece) => !common.has(piece))
    rare.sort((a, b) => (seen.get(a) ?? 0) - (seen.get(b) ?? 0))
    return {
      common: pieces.flatMap((piece) => common.get(piece) ?? []),
      rare: rare.slice(0, askedPieces),
    }
  }

  return {
    // A loop of its own: it runs over all the text of a catalogue.
    mark(text, bits, words, at) {
      const [word, bit] = [at >>> 5, 1 << (at & 31)]
      let before = text.charCodeAt(0)
      let here = text.charCodeAt(1)
      for (let next = 2; next < text.length; next++) {
        const character = text.charCodeAt(next)
        const number = numberOf[classOf(before, here, character, salt)] ?? -1
        if (number >= 0) bits[number * words + word] = (bits[number * words + word] ?? 0) | bit
        before = here
        here = character
      }
    },
    asked: (needles) => needles.map((spellings) => spellings.map(askedOf)),
  }
}

function countInSample(db: Database): ReadonlyMap<string, number> {
  // Asked for together, SQLite would look at every row.
  const bound = 'SELECT (SELECT min(id) FROM recording) AS least, (SELECT max(id) FROM recording) AS most'
  const { least, most } = bounds.parse(db.prepare(bound).get())
  const some = db.prepare('SELECT search_key FROM recording WHERE id >= ? ORDER BY id LIMIT ?').pluck()
  const seen = new Map<string, number>()
  for (let place = 0; place < samplePlaces; place++) {
    const from = least + Math.floor(((most - least) * place) / samplePlaces)
    for (const key of sampled.parse(some.all(from, sampleRows))) {
      for (let at = 0; at + 3 <= key.length; at++) {
        const trigram = key.slice(at, at + 3)
        seen.set(trigram, (seen.get(trigram) ?? 0) + 1)
      }
    }
  }
  return seen
}

interface Numbers {
  readonly salt: number
  readonly common: ReadonlyMap<string, number>
  readonly numberOf: Int16Array
}

/**
 * Trigrams fall into classes by a hash, salted so that no two common ones fall into the same. Others do, and set its bit
 * too, so that a bit may stand for nothing: whoever asks tests the rows themselves.
 */
function apart(trigrams: readonly string[]): Numbers {
  let best = numbered(trigrams, 0)
  for (let salt = 1; salt < mostSalts && best.common.size < trigrams.length; salt++) {
    const other = numbered(trigrams, salt)
    if (other.common.size > best.common.size) best = other
  }
  return best
}

/** Numbers of the trigrams that are the first in their class. */
function numbered(trigrams: readonly string[], salt: number): Numbers {
  const common = new Map<string, number>()
  const numberOf = new Int16Array(classes).fill(-1)
  for (const trigram of trigrams) {
    const one = classOf(trigram.charCodeAt(0), trigram.charCodeAt(1), trigram.charCodeAt(2), salt)
    if (numberOf[one] !== -1) continue
    numberOf[one] = common.size
    common.set(trigram, common.size)
  }
  return { salt, common, numberOf }
}

function classOf(a: number, b: number, c: number, salt: number): number {
  return (Math.imul(a + salt, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c ^ salt, 0xc2b2ae35)) >>> 16
}
