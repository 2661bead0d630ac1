import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsToTsv } from './tsv.ts'

const columns = [
  { id: 'a', header: 'A', width: 10, text: (row: readonly [string, string]) => row[0] },
  { id: 'b', header: 'B\tb', width: 10, text: (row: readonly [string, string]) => row[1] },
]

describe('rowsToTsv', () => {
  it('starts with the column names', () => {
    expect(rowsToTsv(columns, [['x', 'y']])).toBe('A\tB b\nx\ty')
  })

  it('keeps one line a row and one field a column, whatever the texts hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }))),
        (rows) => {
          const lines = rowsToTsv(columns, rows).split('\n')
          expect(lines).toHaveLength(rows.length + 1)
          for (const line of lines) expect(line.split('\t')).toHaveLength(2)
        },
      ),
    )
  })
})
