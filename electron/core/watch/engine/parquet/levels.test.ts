import fc from 'fast-check'
import { expect, it } from 'vitest'
import { rowsOfValues, valueCount, valuesOfRows } from './levels.ts'

/** Levels as Parquet writes them: many equal ones as a run, others bit by bit. */
function written(parts: readonly (readonly boolean[])[]): Buffer {
  return Buffer.concat(
    parts.map((rows) => {
      if (rows.every((row) => row === rows[0]))
        return Buffer.from([rows.length << 1, rows[0] === true ? 1 : 0])
      const groups = Math.ceil(rows.length / 8)
      const bytes = Buffer.alloc(1 + groups, 0)
      bytes[0] = (groups << 1) | 1
      rows.forEach((row, at) => (bytes[1 + (at >> 3)]! |= Number(row) << (at & 7)))
      return bytes
    }),
  )
}

it('rows and values are told of each other as counting them one by one does', () => {
  // Only the last part may end within a group.
  const equal = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()).map(([length, value]) => {
    return Array.from({ length }, () => value)
  })
  const mixed = fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }).map((some) => {
    return Array.from({ length: 16 }, (_, at) => some[at % some.length]!)
  })
  fc.assert(
    fc.property(
      fc.array(fc.oneof(equal, mixed), { maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
      (parts, last) => {
        const rows = [...parts.flat(), ...last]
        const bytes = written([...parts, last])
        const levels = { bytes, from: 0, to: bytes.length }
        const having = rows.flatMap((has, row) => (has ? [row] : []))
        expect(valueCount(levels, rows.length)).toBe(having.length)
        expect(rowsOfValues(levels, rows.length, [...having.keys()])).toEqual(having)
        const valueOf = rows.map((has, row) => (has ? having.indexOf(row) : -1))
        expect(valuesOfRows(levels, rows.length, [...rows.keys()])).toEqual(valueOf)
        const some = [...rows.keys()].filter((row) => row % 3 === 0)
        expect(valuesOfRows(levels, rows.length, some)).toEqual(some.map((row) => valueOf[row]))
        expect(() => valueCount({ ...levels, to: bytes.length - 1 }, rows.length)).toThrow(RangeError)
      },
    ),
  )
})
