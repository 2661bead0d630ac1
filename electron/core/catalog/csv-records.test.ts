import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCsvRecordReader, type CsvRecord, lineBreakOf, maxRecordLength } from './csv-records.ts'

function readAll(text: string, delimiter = ',', chunk = text.length): CsvRecord[] {
  const reader = createCsvRecordReader(delimiter, lineBreakOf(text))
  const parts: CsvRecord[][] = []
  for (let at = 0; at < text.length; at += Math.max(1, chunk))
    parts.push(reader.push(text.slice(at, at + chunk)))
  return [...parts, reader.end()].flat()
}

const cellsOf = (records: readonly CsvRecord[]) => records.map(({ cells }) => cells)

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '東', ' ', ',', ';', '"', '\n', '\r\n'),
  maxLength: 6,
})
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })

describe('createCsvRecordReader', () => {
  it('reads what csv-stringify writes, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.integer({ min: 1, max: 40 }),
        (rows, delimiter, chunk) => {
          const text = stringify(rows, { delimiter, quoted: true })
          expect(cellsOf(readAll(text, delimiter, chunk))).toEqual(rows)
        },
      ),
    )
  })

  it('agrees with csv-parse on sound tables', () => {
    const breaks = fc.constantFrom('\n', '\r\n')
    fc.assert(
      fc.property(table, breaks, (rows, record_delimiter) => {
        const text = stringify(rows, { record_delimiter, quoted_match: /[\r\n]/ })
        const peer: unknown = parse(text, { record_delimiter, relax_column_count: true })
        expect(cellsOf(readAll(text))).toEqual(peer)
      }),
    )
  })

  it('loses no line and never throws, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), (input, chunk) => {
        const whole = readAll(input)
        expect(readAll(input, ',', chunk)).toEqual(whole)
        const letters = (value: string) => value.replace(/[^a]/g, '').length
        expect(letters(whole.map(({ raw }) => raw).join(''))).toBe(letters(input))
        expect(whole.map(({ row }) => row)).toEqual(whole.map((_, index) => index + 1))
      }),
    )
  })

  it('counts blank lines, as a spreadsheet does', () => {
    expect(readAll('a,b\n\n1,2\n').map(({ row, cells }) => [row, cells])).toEqual([
      [1, ['a', 'b']],
      [2, ['']],
      [3, ['1', '2']],
    ])
  })

  it('reads line feeds, carriage returns with and without line feeds', () => {
    for (const ends of ['\n', '\r\n', '\r']) {
      expect(cellsOf(readAll(['a,b', '"1",2', '3,"4"'].join(ends) + ends))).toEqual([
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ])
    }
  })

  it('keeps marks that stand inside a cell', () => {
    expect(cellsOf(readAll('Song 12" Mix,x\n"12" Mix",y\n"a ""b"" c",z\n'))).toEqual([
      ['Song 12" Mix', 'x'],
      ['12" Mix', 'y'],
      ['a "b" c', 'z'],
    ])
  })

  it('gives up one line for a mark that nothing closes, and reads on behind it', () => {
    const records = readAll('a,b\n"open,1\nnext,2\nlast,3\n')
    expect(records.map(({ fault }) => fault)).toEqual([null, 'open-quote', null, null])
    expect(records[1]).toMatchObject({ row: 2, raw: '"open,1' })
    expect(cellsOf(records).slice(2)).toEqual([
      ['next', '2'],
      ['last', '3'],
    ])
  })

  it('gives up one line also when the text behind the open mark is longer than a record may be', () => {
    const filler = 'filler,0\n'.repeat(Math.ceil((maxRecordLength * 1.5) / 9))
    const records = readAll(`"open,1\n${filler}last,2\n`, ',', 65536)
    expect(records[0]).toMatchObject({ fault: 'open-quote', raw: '"open,1' })
    expect(records.filter(({ fault }) => fault !== null)).toHaveLength(1)
    expect(records.at(-1)?.cells).toEqual(['last', '2'])
  })

  it('passes over a record of ten megabytes with its beginning', () => {
    const records = readAll(`a,b\n${'x'.repeat(10_000_000)}\nlast,2\n`, ',', 65536)
    expect(records.map(({ fault }) => fault)).toEqual([null, 'too-long', null])
    expect(records[1]?.raw.length).toBeLessThan(5000)
    expect(records[2]).toMatchObject({ row: 3, cells: ['last', '2'] })
  })

  it('passes over ten megabytes without any line break', () => {
    const records = readAll('x'.repeat(10_000_000), ',', 65536)
    expect(records.map(({ row, fault }) => [row, fault])).toEqual([[1, 'too-long']])
  })
})
