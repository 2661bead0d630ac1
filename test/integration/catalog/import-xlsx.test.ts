import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceRecords } from '../../../electron/core/catalog/source-kinds.ts'
import type { SourceRecord } from '../../../electron/core/catalog/table-source.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import {
  numbered,
  type TestCell,
  type TestWorkbook,
  workbookParts,
  writeParts,
  writeWorkbook,
} from '../../support/xlsx.ts'
import { failure, importFile, keptRows, preview, temporaryFolder } from './support.ts'

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

const pathOf = (name = 'catalogue.xlsx') => folder.file(name, '')
const write = (book: TestWorkbook) => writeWorkbook(pathOf(), book)
const sheet = (...rows: TestCell[][]) => write({ sheets: [{ name: 'Songs', rows: numbered(rows) }] })
const number = (value: string, style = 0): TestCell => ({ xml: `<c s="${style}"><v>${value}</v></c>` })
const header = ['Title', 'Artist', 'ISRC', 'UPC', 'Album', 'Release Date', 'Duration']

async function recordings() {
  const { rows } = await core.call('recordings.list', { limit: 500 })
  return Promise.all(rows.map(({ id }) => core.call('recordings.get', { recordingId: id })))
}

describe('cells of a workbook', () => {
  it('come in whatever their kind: shared and formatted texts, numbers, dates, times, formulas', async () => {
    const path = await write({
      sharedStrings: [
        'Harbour Lights',
        '<r><t>Ve</t></r><r><rPr/><t>la</t></r><rPh sb="0" eb="1"><t>ヴェラ</t></rPh>',
        'Side_x0041_',
      ],
      formats: ['yyyy\\-mm\\-dd', 'mm:ss', '000000000000', '[$-409]d. mmmm yyyy;@'],
      sheets: [
        {
          name: 'Songs',
          rows: numbered([
            header,
            [
              { xml: '<c t="s"><v>0</v></c>' },
              { xml: '<c t="s"><v>1</v></c>' },
              { xml: '<c t="str"><f>CONCAT("USS1Z","9900001")</f><v>USS1Z9900001</v></c>' },
              number('94634396028', 3),
              { xml: '<c t="s"><v>2</v></c>' },
              number('43952', 1),
              number('2.0949074074074073E-3', 2),
            ],
            [
              'Winter',
              'Vela',
              'USS1Z9900002',
              number('1.90295810726E11'),
              'B',
              number('43952.5', 4),
              number('0.1486111111111111'),
            ],
          ]),
        },
      ],
    })
    const { batch, importId } = await importFile(core, path)
    const [first, second] = await recordings()
    expect(first).toMatchObject({
      title: 'Harbour Lights',
      artist: 'Vela',
      isrc: 'USS1Z9900001',
      durationMs: 181_000,
    })
    const { rows } = await core.call('releases.list', {})
    expect(rows).toMatchObject([
      { title: 'B', gtin: '190295810726', releaseDate: '2020-05-01' },
      { title: 'SideA', gtin: '094634396028', releaseDate: '2020-05-01' },
    ])
    expect(second?.durationMs).toBeNull()
    expect(batch.counts).toMatchObject({ create: 2, warnings: 1 })
    const [warned] = await keptRows(core, importId, 'warnings')
    expect(warned?.problems.map(({ field, code }) => [field, code])).toEqual([['duration', 'ambiguous']])
  })

  it('a long number that was rounded when it was stored is named, not taken for the code', async () => {
    const path = await sheet(
      header,
      ['One', 'Vela', 'USS1Z9900001', number('1.90296E+11'), 'A'],
      [...['Two', 'Vela', 'USS1Z9900002'], number('190295810726'), 'B'],
    )
    const { importId, batch } = await importFile(core, path)
    expect(batch.counts).toMatchObject({ create: 2, warnings: 1 })
    expect(await keptRows(core, importId, 'warnings')).toMatchObject([
      { row: 2, problems: [{ field: 'gtin', code: 'rounded-by-spreadsheet' }] },
    ])
    expect((await core.call('releases.list', {})).rows.map(({ gtin }) => gtin)).toEqual([
      null,
      '190295810726',
    ])
  })

  it('errors and formulas without a value are named where they matter, and passed over where not', async () => {
    const path = await sheet(
      [...header, 'Profit'],
      [
        'One',
        'Vela',
        'USS1Z9900001',
        { xml: '<c t="e"><v>#N/A</v></c>' },
        '',
        '',
        '',
        { xml: '<c t="e"><v>#DIV/0!</v></c>' },
      ],
      [{ xml: '<c><f>A1&amp;"x"</f></c>' }, 'Vela', 'USS1Z9900002'],
      [{ xml: '<c t="s"><v>99</v></c>' }, 'Vela', 'USS1Z9900003'],
      [{ xml: '<c t="b"><v>1</v></c>' }, 'Vela', 'USS1Z9900004'],
    )
    const { importId, batch } = await preview(core, path)
    expect(batch.counts).toMatchObject({ rows: 4, create: 2, rejected: 2, warnings: 1 })
    const rows = await keptRows(core, importId)
    expect(
      rows.map(({ row, problems }) => [row, ...problems.map(({ field, code }) => `${field}/${code}`)]),
    ).toEqual([
      [2, 'gtin/formula-error'],
      [3, 'title/formula-without-value', 'title/missing'],
      [4, 'title/text-missing', 'title/missing'],
      [5],
    ])
    expect(rows[3]?.title).toBe('true')
  })

  it('days are counted from 1904 where the workbook says so', async () => {
    const path = await write({
      date1904: true,
      formats: ['d/m/yyyy'],
      sheets: [{ name: 'S', rows: numbered([header, ['One', 'Vela', '', '', 'A', number('42490', 1)]]) }],
    })
    await importFile(core, path)
    expect((await core.call('releases.list', {})).rows[0]?.releaseDate).toBe('2020-05-01')
  })
})

describe('sheets', () => {
  const songs = numbered([header, ['One', 'Vela', 'USS1Z9900001']])

  it('the one with recordings is proposed, any other can be chosen, hidden ones are not offered', async () => {
    const path = await write({
      sheets: [
        { name: 'Read me', rows: numbered([['How to use'], ['Fill in the next sheet']]) },
        { name: 'Secret', state: 'hidden', rows: songs },
        { name: 'Songs & more', rows: songs },
        {
          name: 'Others',
          rows: numbered([
            ['Titel', 'Interpret'],
            ['Zwei', 'Vela'],
          ]),
        },
      ],
    })
    const inspection = await core.call('imports.inspect', { path })
    expect(inspection.sheets).toEqual(['Read me', 'Songs & more', 'Others'])
    expect(inspection.dialect).toEqual({ format: 'xlsx', sheet: 'Songs & more', headerRow: 0 })
    const other = await core.call('imports.inspect', { path, dialect: { sheet: 'others' } })
    expect(other.dialect).toMatchObject({ sheet: 'Others' })
    expect(other.columns.map(({ name }) => name)).toEqual(['Titel', 'Interpret'])
    const error = await failure(core.call('imports.inspect', { path, dialect: { sheet: 'Third' } }))
    expect([error.code, error.message]).toEqual([
      'NOT_FOUND',
      expect.stringContaining('has no sheet “Third”'),
    ])
  })

  it('SoundExchange: the form begins in row 11, rows keep their numbers', async () => {
    const form = [
      'Artist',
      'Track title',
      'ISRC',
      'Rights claim basis',
      'Percentage claimed',
      'Release/claim start date',
    ]
    const path = await write({
      sheets: [
        { name: 'Instructions', rows: numbered([['ISRC Ingest Form']]) },
        {
          name: 'Form',
          rows: [
            [2, ['ISRC Ingest Form']],
            [10, form],
            [11, ['Vela', 'One', 'USS1Z9900001', 'Owner', '100', '2020-05-01']],
            [14, ['Vela', 'Two', 'BAD']],
          ],
        },
      ],
    })
    const { inspection, importId, batch } = await preview(core, path)
    expect(inspection.preset?.id).toBe('soundexchange-isrc-ingest')
    expect(inspection.dialect).toMatchObject({ sheet: 'Form', headerRow: 9 })
    expect(batch.counts).toMatchObject({ rows: 2, create: 1, rejected: 1 })
    expect((await keptRows(core, importId, 'rejected')).map(({ row }) => row)).toEqual([14])
  })

  it('MLC bulk work: a recording of several writers comes in once', async () => {
    const columns = [
      'PRIMARY TITLE *',
      'MLC SONG CODE',
      'ISWC          ',
      'WRITER LAST NAME *',
      'PUBLISHER NAME *',
      'COLLECTION SHARE *',
      'RECORDING TITLE †',
      'RECORDING ARTIST NAME †',
      'RECORDING ISRC',
      'RECORDING LABEL',
    ]
    const row = (writer: string, ...recording: string[]) => [
      'Harbour Lights',
      '',
      '',
      writer,
      'Quay',
      '50',
      ...recording,
    ]
    const path = await write({
      sheets: [
        {
          name: 'Format',
          rows: numbered([
            columns,
            row('Adler', 'Harbour Lights (Live)', 'Vela', 'USS1Z9900001', 'Quay'),
            row('Brandt', 'Harbour Lights (Live)', 'Vela', 'USS1Z9900001', 'Quay'),
            row('Curie'),
            row('Adler', '', 'Vela', 'USS1Z9900002', ''),
          ]),
        },
      ],
    })
    const { inspection, batch } = await importFile(core, path)
    expect(inspection.preset?.id).toBe('mlc-bulk-work')
    expect(batch.counts).toMatchObject({ rows: 4, create: 2, update: 2, unchanged: 0, skipped: 0 })
    expect((await core.call('works.list', {})).rows).toMatchObject([
      { title: 'Harbour Lights', writers: ['Adler', 'Brandt', 'Curie'] },
    ])
    expect((await recordings()).map(({ title, isrc }) => [title, isrc])).toEqual([
      ['Harbour Lights', 'USS1Z9900002'],
      ['Harbour Lights (Live)', 'USS1Z9900001'],
    ])
  })
})

describe('long sheets', () => {
  it('are read in rows as they come: never more than a chunk of them is held', async () => {
    const rows = 60_000
    const path = await write({
      sheets: [
        {
          name: 'Songs',
          rows: (function* () {
            yield [1, header] as const
            for (let row = 2; row <= rows + 1; row++)
              yield [
                row,
                [
                  `Song ${row}`,
                  'Vela',
                  `QZ7AA24${String(row % 100_000).padStart(5, '0')}`,
                  null,
                  null,
                  null,
                  number('181'),
                ],
              ] as const
          })(),
        },
      ],
    })
    let most = 0
    let count = 0
    const source = sourceRecords(path, { format: 'xlsx', sheet: 'Songs', headerRow: 0 }, () => undefined)
    let step = await source.next()
    while (step.done !== true) {
      most = Math.max(most, step.value.length)
      count += step.value.length
      step = await source.next()
    }
    expect(count).toBe(rows + 1)
    expect(most).toBeLessThan(2000)
    expect(step.value).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('workbooks that are no workbooks', () => {
  const song = numbered([header, ['One', 'Vela', 'USS1Z9900001']])
  const refusal = async (parts: Map<string, string | Iterable<string>>) => {
    const error = await failure(core.call('imports.inspect', { path: await writeParts(pathOf(), parts) }))
    expect(error.message).toContain('Nothing was changed.')
    return error
  }
  const parts = () => workbookParts({ sheets: [{ name: 'S', rows: song }] })

  it('a part that declares entities or an outside document', async () => {
    for (const declaration of [
      '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
      '<!ENTITY x SYSTEM "file:///etc/passwd">',
    ]) {
      const changed = parts()
      changed.set(
        'xl/sharedStrings.xml',
        `<?xml version="1.0"?><!DOCTYPE sst [${declaration}]><sst><si><t>&x;&b;</t></si></sst>`,
      )
      const error = await refusal(changed)
      expect([error.code, error.message]).toEqual(['FILE_UNREADABLE', expect.stringContaining('DOCTYPE')])
    }
  })

  it('a sheet that unpacks to far more than its size', async () => {
    const changed = parts()
    const filler = ' '.repeat(1024 * 1024)
    changed.set(
      'xl/worksheets/sheet1.xml',
      (function* () {
        yield '<worksheet><sheetData>'
        for (let mega = 0; mega < 80; mega++) yield `<row><c><v>1</v></c></row>${filler}`
        yield '</sheetData></worksheet>'
      })(),
    )
    const error = await refusal(changed)
    expect([error.code, error.message]).toEqual(['FILE_TOO_LARGE', expect.stringContaining('times its size')])
  }, 60_000)

  it('one text of many megabytes, elements nested without end, broken XML', async () => {
    const cases: [string, string | Iterable<string>, string][] = [
      [
        'FILE_TOO_LARGE',
        `<worksheet><sheetData><row><c><v>${'x'.repeat(6_000_000)}</v></c></row></sheetData></worksheet>`,
        'single text',
      ],
      ['FILE_TOO_LARGE', '<a>'.repeat(5000), 'nests its elements'],
      [
        'FILE_UNREADABLE',
        '<worksheet><sheetData><row><c><v>1</c></row></sheetData></worksheet>',
        'broken at line 1',
      ],
      ['FILE_UNREADABLE', '<worksheet><sheetData>', 'broken at line 1'],
    ]
    for (const [code, xml, words] of cases) {
      const changed = parts()
      changed.set('xl/worksheets/sheet1.xml', xml)
      const error = await refusal(changed)
      expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
    }
  })

  it('cut short, without sheets, or another archive in its name', async () => {
    const path = await writeParts(pathOf(), parts())
    writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - 30))
    expect((await failure(core.call('imports.inspect', { path }))).message).toContain('damaged')
    expect((await refusal(workbookParts({ sheets: [] }))).code).toBe('FILE_EMPTY')
    const bare = new Map<string, string>([
      ['xl/workbook.bin', 'x'],
      ['xl/styles.xml', '<a/>'],
    ])
    expect((await refusal(bare)).message).toContain('no Excel workbook')
  })

  it('rows that lie about their number keep one of their own, cells beyond the last column are left out', async () => {
    const changed = parts()
    const cell = (text: string, reference = '') => `<c${reference} t="inlineStr"><is><t>${text}</t></is></c>`
    changed.set(
      'xl/worksheets/sheet1.xml',
      `<worksheet><sheetData><row r="1">${cell('Title')}${cell('Artist')}</row><row r="1">${cell('One')}${cell('Vela')}</row><row r="-7">${cell('Two')}${cell('Vela')}${cell('x', ' r="ZZZZ9"')}</row></sheetData></worksheet>`,
    )
    const path = await writeParts(pathOf(), changed)
    const seen: SourceRecord[] = []
    for await (const records of sourceRecords(
      path,
      { format: 'xlsx', sheet: 'S', headerRow: 0 },
      () => undefined,
    ))
      seen.push(...records)
    expect(seen.map(({ row, cells }) => [row, cells.length])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ])
  })
})
