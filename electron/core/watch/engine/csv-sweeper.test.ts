import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recording } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { indexCatalogue } from './catalogue-index.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'
import { CsvSweeper } from './csv-sweeper.ts'
import type { CsvLayout } from './layout.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import { RangeCollector } from './range-collector.ts'
import { scanMemory } from './scan/scan-memory.ts'

const packer = createCataloguePacker()
packer.add(recording('1', { title: 'ab', artist: 'a', isrcs: ['USS1Z9900001'] }))
const index = indexCatalogue(packer.finish())
const memory = scanMemory(16_384, index.codes.lows())

function layoutOf(cellCount: number): CsvLayout {
  return {
    delimiter: 0x2c,
    terminator: 0x0a,
    cellCount,
    columns: { title: 0, artist: 1 },
    durationUnit: 'auto',
  }
}

function sweep(text: string, cellCount: number) {
  const length = memory.bytes.write(text, 'latin1')
  const { bytes } = memory
  const collector = new RangeCollector()
  const window = {
    ...{ bytes, length, final: true, slide: () => Promise.resolve() },
    ...{ offsetOf: (at: number) => at, positionOf: (offset: number) => offset },
    raw: (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)),
  }
  const end = new CsvSweeper(index, layoutOf(cellCount), memory).sweep(window, 0, length, collector)
  return { end, rows: collector.rows, flawed: collector.samples.map(({ byteOffset }) => byteOffset) }
}

/** The same, every row read cell by cell. */
function readAll(text: string, cellCount: number) {
  const bytes = Buffer.from(`${text}\0`, 'latin1')
  const length = bytes.length - 1
  const reader = new CsvRowReader(0x2c, 0x0a)
  const flawed: number[] = []
  let rows = 0
  for (let at = 0; at < length;) {
    let next = reader.read(bytes, at, length, true)
    const has = (flaw: number) => (reader.flaws & flaw) !== 0
    const allCells = () =>
      reader.cellCount === cellCount || (reader.cellCount > cellCount && reader.emptyFrom(cellCount))
    const broken =
      has(csvFlaws.openQuote) || (has(csvFlaws.multiLine) && (has(csvFlaws.looseQuote) || !allCells()))
    if (broken) next = reader.readLine(bytes, at, length, true)
    if (reader.end > at) {
      rows++
      if (broken || has(csvFlaws.binary) || !allCells()) flawed.push(at)
    }
    at = next
  }
  return { end: length, rows, flawed }
}

it('rows told by their marks alone are those that reading cell by cell gives', () => {
  const piece = fc.constantFrom(
    'a',
    ',',
    '"',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '"a"',
    '""',
    'a,a,a\n',
    '"a,\n",a,a\n',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (pieces, cellCount) => {
      const text = pieces.join('')
      expect(sweep(text, cellCount)).toEqual(readAll(text, cellCount))
    }),
    { numRuns: 5000 },
  )
})
