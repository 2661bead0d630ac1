import { type Levels, valueCount } from './levels.ts'
import type { PageMemory } from './page-memory.ts'
import { readRuns } from './rle.ts'

/** A data page, unpacked. */
export interface OpenPage {
  readonly bytes: Buffer
  /** Where the values start. */
  readonly at: number
  readonly count: number
  /** Which rows have a value; null when all must. */
  readonly levels: Levels | null
}

/** Which rows of a page have a value; null when all have one. Throws `RangeError`. */
export function missingOf({ levels, count }: OpenPage): Levels | null {
  if (levels === null || isSingleRun(levels, count)) return null
  if (levels.to > levels.bytes.length) throw new RangeError('cut off')
  return valueCount(levels, count) === count ? null : levels
}

/** Which value each of `count` rows has, -1 for none. Throws `RangeError`. */
export function valueOfRows({ bytes, from, to }: Levels, count: number, memory: PageMemory): Int32Array {
  const of = memory.numbers(count)
  readRuns(bytes, from, to, 1, of, count)
  let values = 0
  for (let row = 0; row < count; row++) of[row] = of[row] === 0 ? -1 : values++
  return of
}

/** True when it is said in one go that all rows have a value, as most programs write it. */
function isSingleRun({ bytes, from, to }: Levels, count: number): boolean {
  let header = 0
  let at = from
  for (let shift = 0; shift <= 28 && at < to; shift += 7) {
    const byte = bytes[at++] ?? 0
    header |= (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  return (header & 1) === 0 && header >>> 1 >= count && at < to && bytes[at] === 1
}
