import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packRows, unpackRows } from './import-row-batch.ts'
import { type CheckedRow, checkRecord, rowSettings } from './import-rows.ts'

const settings = rowSettings(
  { columns: { title: [0], artist: [1], isrc: [2], duration: [3], year: [4] }, durationUnit: 'auto' },
  { dialect: { format: 'text', encoding: 'utf-8', delimiter: ',', headerRow: null }, width: 5, preset: null },
  { heldPrefixes: [], artist: null },
)

function checked(row: number, cells: readonly string[]): CheckedRow {
  const found = checkRecord({ row, cells, raw: cells.join(','), fault: null }, settings)
  if (found === null || found === 'skipped') throw new Error('a row with a title is a row')
  return found
}

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', 'QZABC2400001', 'QZABC2400001; QZABC2400002', 'not a code', '3:45', '2024', '0:99'),
)

describe('rows on their way to another thread', () => {
  it('arrive as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 6 }), { maxLength: 20 }), (table) => {
        const rows = table.map((cells, at) => checked(at + 1, ['Title', ...cells]))
        expect(unpackRows(structuredClone(packRows(rows)))).toEqual(rows)
      }),
    )
  })

  it('share no list with each other', () => {
    const rows = [1, 2].map((row) => checked(row, ['Title', 'Artist', 'QZABC2400001; QZABC2400002', '', '']))
    const [first, second] = unpackRows(packRows(rows))
    expect(first?.value).not.toBe(second?.value)
    expect(first?.value.otherIsrcs).toEqual(['QZABC2400002'])
    expect(first?.problems.map(({ code }) => code)).toContain('several-codes')
    expect(second).toEqual({ ...first, row: 2 })
  })
})
