import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recording } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { indexCatalogue } from './catalogue-index.ts'
import { csvFlaws, CsvRowReader } from './csv-rows.ts'
import { CsvSweeper } from './csv-sweeper.ts'
import { buildBlockIndex } from './fuzzy/block-index.ts'
import type { CsvLayout } from './layout.ts'
import { createCataloguePacker } from './packed-catalogue.ts'
import { hitsOf } from './packed-hits.ts'
import { RangeCollector } from './range-collector.ts'
import { placeNames } from './scan/names-memory.ts'
import { scanMemory } from './scan/scan-memory.ts'

const packer = createCataloguePacker()
packer.add(recording('1', { title: 'Paper Window', artist: 'Ada Quell', isrcs: ['USS1Z9900001'] }))
const catalogue = packer.finish()
const blocks = await buildBlockIndex(catalogue)
const exact = indexCatalogue(catalogue)
const similar = indexCatalogue(catalogue, () => undefined, { blocks })
const codesOnly = indexCatalogue(catalogue, () => undefined, { codesOnly: true })
const lows = exact.codes.lows()

/**
 * Rows are passed over by codes, also where nothing else is looked for, by equal names as well, and by similar names, which
 * are asked for in batches.
 */
const passes = {
  codes: { index: exact, memory: scanMemory(16_384, lows) },
  codesOnly: {
    index: codesOnly,
    memory: scanMemory(16_384, lows, placeNames({ keys: codesOnly.nameKeys, blocks: null })),
  },
  names: {
    index: exact,
    memory: scanMemory(16_384, lows, placeNames({ keys: exact.nameKeys, blocks: null })),
  },
  similar: { index: similar, memory: scanMemory(16_384, lows, placeNames({ keys: blocks.filter, blocks })) },
} as const
type Pass = keyof typeof passes

function layoutOf(cellCount: number): CsvLayout {
  return {
    delimiter: 0x2c,
    terminator: 0x0a,
    cellCount,
    columns: { title: 0, artist: 1, ...(cellCount > 2 ? { isrc: 2 } : {}) },
    durationUnit: 'auto',
  }
}

function sweep(pass: Pass, text: string, cellCount: number) {
  return sweepWith(passes[pass], text, cellCount)
}

function sweepWith(
  { index, memory }: (typeof passes)[Pass],
  text: string,
  cellCount: number,
  stopAt = text.length,
) {
  const length = memory.bytes.write(text, 'latin1')
  const { bytes } = memory
  const collector = new RangeCollector()
  const window = {
    ...{ bytes, length, final: true, slide: () => Promise.resolve() },
    ...{ offsetOf: (at: number) => at, positionOf: (offset: number) => offset },
    raw: (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)),
  }
  const end = new CsvSweeper(index, layoutOf(cellCount), memory).sweep(window, 0, stopAt, collector)
  const hits = [...hitsOf(collector.hits())]
  const read = { end, rows: collector.rows, flawed: collector.samples.map(({ byteOffset }) => byteOffset) }
  return { ...read, found: hits.map(({ byteOffset }) => byteOffset), hits }
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

const passNames = ['codes', 'codesOnly', 'names', 'similar'] as const

it.each(passNames)('rows passed over by %s are those that reading cell by cell gives', (pass) => {
  const piece = fc.constantFrom(
    'Paper Window,Ada Quell\n',
    'Nobody,Known\n',
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
      const { found, hits, ...read } = sweep(pass, text, cellCount)
      expect(hits).toHaveLength(found.length)
      expect(read).toEqual(readAll(text, cellCount))
      // Of packed text nobody knows where it ends.
      expect(sweepWith(passes[pass], text, cellCount, Number.POSITIVE_INFINITY)).toEqual({
        ...read,
        found,
        hits,
      })
      // Without names to pass over rows by, each of them is looked at.
      if (pass === 'names') expect(found).toEqual(sweep('codes', text, cellCount).found)
    }),
    { numRuns: 5000 },
  )
})

it('finds by codes alone what is found when names are looked for, too', () => {
  const cell = fc.constantFrom('', 'a', '"a, b"', '"say ""a"""', 'a "b"', '"a\nb"', '"a" b', '"')
  const spelled = fc.constantFrom(
    ...['USS1Z9900001', 'uss1z9900001', '"USS1Z9900001"', 'US-S1Z-99-00001', '"US S1Z 99 00001"'],
    ...['"""USS1Z9900001"""', '"ISRC ""USS1Z9900001"""', 'USS1Z99""00001', 'USS1Z99OOOO1', ''],
    ...['USS1Z990000', 'USS1Z9900002', '"GBS1Z9900001"'],
  )
  const row = fc.tuple(cell, cell, fc.oneof(spelled, cell), fc.oneof(cell, cell, spelled))
  let hits = 0
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom(3, 4),
      (rows, lineEnd, cellCount) => {
        const text = rows.map((cells) => cells.slice(0, cellCount).join(',') + lineEnd).join('')
        const alone = sweep('codesOnly', text, cellCount)
        expect(alone).toEqual(sweep('names', text, cellCount))
        hits += alone.found.length
      },
    ),
    { numRuns: 3000 },
  )
  expect(hits).toBeGreaterThan(3000)
})

it('finds each row there is to find among many that are asked for together', () => {
  const row = fc.oneof(
    {
      weight: 20,
      arbitrary: fc.constantFrom('Nobody,Known', 'x,y', '"a, b",c', 'Unheard Of,Someone Else', ''),
    },
    { weight: 1, arbitrary: fc.constantFrom('Paper Window,Ada Quell', '"Paper Window",Ada Quell') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'Paper Windoe,Ada Quell',
        'Paper Window (Live),Ada Quel',
        'Paper Windoe,Ada Quel',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('USS1Z9900001,x', '"Paper ""Window""",Ada Quell', 'Window"x,Paper'),
    },
    { weight: 1, arbitrary: fc.constantFrom('one cell', 'three,cells,here', '"open,here') },
  )
  let most = 0
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 100, maxLength: 300 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, lineEnd) => {
        const text = rows.map((cells) => cells + lineEnd).join('')
        const { found, hits, ...read } = sweep('similar', text, 2)
        expect(hits).toHaveLength(found.length)
        expect(read).toEqual(readAll(text, 2))
        const offsets = rowsFrom(text)
        expect(found).toEqual(offsets.filter((at) => isSought(text.slice(at, text.indexOf('\n', at)).trim())))
        most = Math.max(most, found.length)
      },
    ),
    { numRuns: 300 },
  )
  expect(most).toBeGreaterThan(10)
})

it('a row with the code of one recording and about the names of another concerns both, whatever stands before it', async () => {
  const more = createCataloguePacker()
  more.add(recording('1', { title: 'Paper Window', artist: 'Ada Quell', isrcs: ['USS1Z9900001'] }))
  more.add(recording('2', { title: 'Harbour Lights', artist: 'Ada Quell', isrcs: ['USS1Z9900002'] }))
  more.add(recording('3', { title: 'Something Else', artist: 'Nobody', isrcs: ['USS1Z9900003'] }))
  const packed = more.finish()
  const both = await buildBlockIndex(packed)
  const index = indexCatalogue(packed, () => undefined, { blocks: both })
  const memory = scanMemory(16_384, index.codes.lows(), placeNames({ keys: both.filter, blocks: both }))
  const rows = [
    ['Harbor Lights', 'Ada Quell', 'USS1Z9900003'],
    ['Paper Windoe', 'Ada Quell', 'USS1Z9900003'],
    ['Paper Windoe', 'Ada Quell', ''],
    ['Unheard Of', 'Somebody', 'USS1Z9900003'],
    ['Unheard Of', 'Somebody', ''],
  ]
  const expected = [['2', '3'], ['1', '3'], ['1'], ['3'], []]
  fc.assert(
    fc.property(fc.array(fc.nat({ max: rows.length - 1 }), { maxLength: 40 }), (order) => {
      const text = order.map((row) => `${(rows[row] ?? []).join(',')}\n`).join('')
      const { hits } = sweepWith({ index, memory }, text, 3)
      const ids = hits.map(({ matches }) => matches.map(({ recordingId }) => recordingId).sort())
      expect(ids).toEqual(order.map((row) => expected[row]).filter((one) => one?.length !== 0))
    }),
  )
})

it('finds a code in the rest of a row that runs over several lines, wherever it is scanned in parts', () => {
  const chunk = 1 << 15
  const large = scanMemory(4 * chunk, lows)
  const wide = {
    codes: { index: exact, memory: large },
    codesOnly: {
      index: codesOnly,
      memory: scanMemory(4 * chunk, lows, placeNames({ keys: codesOnly.nameKeys, blocks: null })),
    },
    similar: {
      index: similar,
      memory: scanMemory(4 * chunk, lows, placeNames({ keys: blocks.filter, blocks })),
    },
  }
  const filler = 'Nobody,Known,,nothing\n'
  const start = Math.floor((chunk - 120) / filler.length) * filler.length
  for (const [name, pass] of Object.entries(wide)) {
    for (let moved = 0; moved < 140; moved++) {
      const row = `Somebody,Else,,"${'x'.repeat(moved)}\nand more\nUSS1Z9900001, and more"\n`
      const text = filler.repeat(start / filler.length) + row + filler.repeat(20)
      const { found, rows } = sweepWith(pass, text, 4)
      expect({ name, moved, found, rows }).toEqual({
        name,
        moved,
        found: [start],
        rows: start / filler.length + 21,
      })
    }
  }
})

/** Where the rows start, as they are read one by one. */
function rowsFrom(text: string): readonly number[] {
  const bytes = Buffer.from(`${text}\0`, 'latin1')
  const reader = new CsvRowReader(0x2c, 0x0a)
  const starts: number[] = []
  for (let at = 0; at < bytes.length - 1;) {
    starts.push(at)
    let next = reader.read(bytes, at, bytes.length - 1, true)
    if ((reader.flaws & csvFlaws.openQuote) !== 0 || (reader.flaws & csvFlaws.multiLine) !== 0)
      next = reader.readLine(bytes, at, bytes.length - 1, true)
    at = next
  }
  return starts
}

function isSought(row: string): boolean {
  return /^"?Paper.*Quell?$|^USS1Z9900001/.test(row)
}
