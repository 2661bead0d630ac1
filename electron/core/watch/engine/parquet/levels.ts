import { Runs } from './rle.ts'

/** Where it stands which rows have a value. */
export interface Levels {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
}

/** How many bits of a byte are set. */
const ones = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0
  for (let rest = byte; rest > 0; rest &= rest - 1) count++
  return count
})

const all = -1

/** How many of `count` rows have a value. Throws `RangeError`. */
export function valueCount(levels: Levels, count: number): number {
  let values = 0
  goThrough(levels, count, (start, end, bits) => {
    values += valuesIn(start, end, bits)
  })
  return values
}

/** Which value each of some rows has, which must be ascending; -1 for none. Throws `RangeError`. */
export function valuesOfRows(levels: Levels, count: number, rows: readonly number[]): number[] {
  const values: number[] = []
  let before = 0
  goThrough(levels, count, (start, end, bits) => {
    for (let row = rows[values.length]; row !== undefined && row < end; row = rows[values.length]) {
      const hasValue = bits === all || ((bits >>> (row - start)) & 1) === 1
      values.push(hasValue ? before + valuesIn(start, row, bits) : -1)
    }
    before += valuesIn(start, end, bits)
  })
  return values
}

/** The rows that have these values, which must be ascending. Throws `RangeError`. */
export function rowsOfValues(levels: Levels, count: number, values: readonly number[]): number[] {
  const rows: number[] = []
  let before = 0
  goThrough(levels, count, (start, end, bits) => {
    const behind = before + valuesIn(start, end, bits)
    for (let value = values[rows.length]; value !== undefined && value < behind; value = values[rows.length])
      rows.push(start + (bits === all ? value - before : placeOfBit(bits, value - before)))
    before = behind
  })
  return rows
}

/** Which of the set bits of a byte stands where, counted from the lowest. */
function placeOfBit(bits: number, which: number): number {
  let rest = bits
  for (let passed = 0; passed < which; passed++) rest &= rest - 1
  return 31 - Math.clz32(rest & -rest)
}

/**
 * How many of the rows `[start…end)` have a value. `bits` tells it: all, or those whose bit is set, the lowest that of the
 * first row.
 */
function valuesIn(start: number, end: number, bits: number): number {
  const rows = end - start
  if (bits === all) return rows
  return rows < 8 ? (ones[bits & ((1 << rows) - 1)] ?? 0) : (ones[bits] ?? 0)
}

/** Tells of all rows in turn, some at a time, which have a value. */
function goThrough(
  { bytes, from, to }: Levels,
  count: number,
  visit: (start: number, end: number, bits: number) => void,
): void {
  const runs = new Runs(bytes, from, to, 1)
  while (runs.end < count) {
    runs.next()
    const end = Math.min(count, runs.end)
    if (!runs.isPacked) {
      visit(runs.start, end, (runs.value & 1) === 1 ? all : 0)
      continue
    }
    if (runs.at + Math.ceil((end - runs.start) / 8) > to) throw new RangeError('cut off')
    for (let row = runs.start, at = runs.at; row < end; row += 8, at++)
      visit(row, Math.min(end, row + 8), bytes[at] ?? 0)
  }
}
