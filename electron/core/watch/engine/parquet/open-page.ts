import { giveBack } from './give-back.ts'
import { readRuns } from './rle.ts'

/** A data page, unpacked. */
export interface OpenPage {
  readonly bytes: Buffer
  /** Where the values start. */
  readonly at: number
  readonly count: number
  /** Where it stands which rows have a value; null when all must. */
  readonly levels: { readonly bytes: Buffer; readonly from: number; readonly to: number } | null
}

/**
 * Which value each row has, -1 for none; null when all have one. `values` is how many there are. Throws `RangeError`.
 */
export function valueOfRows({
  levels,
  count,
}: OpenPage): { readonly values: number; readonly of: Int32Array } | null {
  if (levels === null || isSingleRun(levels, count)) return null
  if (levels.to > levels.bytes.length) throw new RangeError('cut off')
  const of = new Int32Array(count)
  readRuns(levels.bytes, levels.from, levels.to, 1, of, count)
  let values = 0
  for (let row = 0; row < count; row++) of[row] = of[row] === 0 ? -1 : values++
  if (values < count) return { values, of }
  giveBack(of)
  return null
}

/** True when it is said in one go that all rows have a value, as most programs write it. */
function isSingleRun({ bytes, from, to }: NonNullable<OpenPage['levels']>, count: number): boolean {
  let header = 0
  let at = from
  for (let shift = 0; shift <= 28 && at < to; shift += 7) {
    const byte = bytes[at++] ?? 0
    header |= (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  return (header & 1) === 0 && header >>> 1 >= count && at < to && bytes[at] === 1
}

/** Which value of a dictionary of `size` each row has, -1 for none. Throws `RangeError`. */
export function placesOfRows(page: OpenPage, size: number): Int32Array {
  const { bytes, at, count } = page
  const present = valueOfRows(page)
  const values = present?.values ?? count
  const places = new Int32Array(values)
  if (values > 0) readRuns(bytes, at + 1, bytes.length, bytes[at] ?? 0, places, values)
  for (let value = 0; value < values; value++) {
    const place = places[value] ?? -1
    if (place < 0 || place >= size) throw new RangeError('no such value')
  }
  if (present === null) return places
  const { of } = present
  for (let row = 0; row < count; row++) {
    const value = of[row] ?? -1
    if (value >= 0) of[row] = places[value] ?? -1
  }
  giveBack(places)
  return of
}
