import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CsvRowReader } from '../csv-rows.ts'
import { nowhere } from './cell-kernels.ts'
import { scanMemory } from './scan-memory.ts'

const memory = scanMemory(4096, Int32Array.of())
const comma = 0x2c

/** Puts rows into the memory, and behind them what must not be taken for text. */
function place(text: string): number {
  memory.bytes.fill('"')
  return memory.bytes.write(text, 'latin1')
}

function find(to: number, terminator: number) {
  const marks = [...memory.positions.subarray(0, memory.findCells(0, to, comma, terminator))]
  const listed = (list: Int32Array) => [...list.subarray(0, list.indexOf(nowhere))].filter((at) => at < to)
  return { marks, rowEnds: listed(memory.rowEnds), odd: listed(memory.oddBytes) }
}

const long = 'a text that is so long that what follows stands in another step of the scan or the one behind'
const terminators = fc.constantFrom('\n', '\r')

it('tells the cells of every line in which nothing is odd', () => {
  const piece = fc.constantFrom(
    ',',
    ',',
    '"',
    '""',
    ',"',
    '",',
    '"a, b"',
    '\n',
    '\r',
    '\r\n',
    '\0',
    'a',
    long,
  )
  const reader = { '\n': new CsvRowReader(comma, 0x0a), '\r': new CsvRowReader(comma, 0x0d) }
  let told = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), terminators, (pieces, terminator) => {
      const text = pieces.join('') + terminator
      const length = place(text)
      const { marks, rowEnds, odd } = find(length, terminator.charCodeAt(0))
      const ends = [...text].flatMap((sign, at) => (sign === terminator ? [at] : []))
      expect(rowEnds).toEqual(ends)
      let at = 0
      for (const end of ends) {
        const within = (all: readonly number[]) => all.filter((one) => one >= at && one <= end)
        const { [terminator]: read } = reader
        if (within(odd).length === 0) {
          expect(read.read(memory.bytes, at, length, true)).toBe(end + 1)
          const cells = Array.from({ length: read.cellCount }, (_, cell) => read.cellEnd(cell))
          expect(within(marks)).toEqual([...cells.slice(0, -1), end])
          told++
        }
        at = end + 1
      }
    }),
    { numRuns: 5000 },
  )
  expect(told).toBeGreaterThan(3000)
})

it('finds nothing odd in rows that are written as they should be', () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'a', 'USS1Z9900001', long),
    fc.array(fc.constantFrom('""', ',', 'b', long), { maxLength: 4 }).map((all) => `"${all.join('')}"`),
  )
  const row = fc.array(cell, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, lineEnd) => {
      const length = place(rows.map((cells) => cells.join(',') + lineEnd).join(''))
      const { marks, rowEnds, odd } = find(length, lineEnd.charCodeAt(lineEnd.length - 1))
      expect(odd).toEqual([])
      expect(rowEnds.length).toBe(rows.length)
      expect(marks.length).toBe(rows.flat().length)
    }),
    { numRuns: 2000 },
  )
})
