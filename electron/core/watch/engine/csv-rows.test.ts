import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCellText } from './cell-text.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'

const delimiters = [',', ';', '\t', '|']
const terminators = ['\n', '\r\n', '\r']

/** Rows of text and where their bytes stand. */
function readAll(text: string, delimiter = ',', terminator = '\n') {
  const source = Buffer.from(text)
  const bytes = Buffer.concat([source, Buffer.alloc(1)])
  const reader = new CsvRowReader(delimiter.charCodeAt(0), terminator.charCodeAt(terminator.length - 1))
  const rows: { cells: string[]; raw: string; flaws: number }[] = []
  for (let at = 0; at < source.length;) {
    const next = reader.read(bytes, at, source.length, true)
    const cells = Array.from({ length: reader.knownCells }, (_, cell) =>
      csvCellText(bytes, reader.cellStart(cell), reader.cellEnd(cell)),
    )
    rows.push({ cells, raw: source.toString('utf8', at, reader.end), flaws: reader.flaws })
    at = next
  }
  return rows
}

describe('rows of CSV', () => {
  it('are split as csv-stringify wrote them, and their offsets give back the very bytes', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('', '"', '""', 'a"b', '\n', '\r', '\r\n', 'a,b', 'a;b', 'a\tb', 'a|b', ' a ', '\u0000'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...delimiters),
        fc.constantFrom(...terminators),
        fc.boolean(),
        fc.boolean(),
        (rows, delimiter, terminator, quoted, ending) => {
          const options = {
            delimiter,
            record_delimiter: terminator,
            quoted,
            quoted_match: /[\r\n]/,
            eof: ending,
          }
          const text = stringify(rows, options)
          const read = readAll(text, delimiter, terminator)
          expect(read.map(({ cells }) => cells)).toEqual(rows)
          const single = rows.map((row) => stringify([row], { ...options, eof: false }))
          expect(read.map(({ raw }) => raw)).toEqual(single)
          const wrong = csvFlaws.looseQuote | csvFlaws.openQuote
          expect(read.every(({ flaws }) => (flaws & wrong) === 0)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are the same however the bytes come in', () => {
    const rows = fc.array(
      fc.array(fc.constantFrom('a', '"b"', 'c\nd', 'e,f', ''), { minLength: 2, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, terminator) => {
        const source = Buffer.from(stringify(table, { record_delimiter: terminator, quoted_match: /[\r\n]/ }))
        const reader = new CsvRowReader(0x2c, 0x0a)
        const whole = Buffer.concat([source, Buffer.alloc(1)])
        const expected = reader.read(whole, 0, source.length, true)
        const { end, cellCount, flaws } = reader
        for (let length = 0; length < source.length; length++) {
          const part = Buffer.concat([source.subarray(0, length), Buffer.alloc(1)])
          const next = reader.read(part, 0, length, false)
          if (next === -1) continue
          expect([next, reader.end, reader.cellCount, reader.flaws]).toEqual([
            expected,
            end,
            cellCount,
            flaws,
          ])
        }
      }),
    )
  })

  it.each([
    ['a,"b" c,d\n', csvFlaws.looseQuote, ['a', 'b c', 'd']],
    ['"Heroes" (Live),x\n', csvFlaws.looseQuote, ['Heroes (Live)', 'x']],
    ['a,"b\nc', csvFlaws.openQuote | csvFlaws.multiLine, ['a', 'b\nc']],
    ['a,b\u0000c\n', csvFlaws.binary, ['a', 'b\u0000c']],
    ['a,"b""c"\n', csvFlaws.doubledQuote, ['a', 'b"c']],
    ['a,7" single,b\n', 0, ['a', '7" single', 'b']],
    ['a,"b\nc",d\n', csvFlaws.multiLine, ['a', 'b\nc', 'd']],
  ])('%j has its flaws told', (text, flaws, cells) => {
    expect(readAll(text)).toEqual([{ cells, flaws, raw: text.replace(/\n$/, '') }])
  })

  it('can be read as physical lines when quoting is broken', () => {
    const bytes = Buffer.from('a,"b\nc,d\n\u0000')
    const reader = new CsvRowReader(0x2c, 0x0a)
    expect(reader.readLine(bytes, 0, bytes.length - 1, true)).toBe(5)
    expect([reader.cellCount, reader.end]).toEqual([2, 4])
  })

  it('tell when they have more cells than can be kept', () => {
    const [row] = readAll(`${'x,'.repeat(5000)}x\n`)
    expect(row?.cells).toEqual([])
  })
})
