import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { createZipWriter } from '../../../electron/core/export/zip-writer.ts'
import { mlcColumns } from '../../../shared/domain/export/mlc.ts'
import { soundExchangeColumns } from '../../../shared/domain/export/soundexchange.ts'
import { sharedData } from '../../support/shared-data.ts'
import { at, exported, seedFullCatalogue, startExport } from './full-catalogue.ts'
import { useExportCore } from './export-core.ts'

const given = useExportCore()

const member = (path: string, name: string) => execFileSync('unzip', ['-p', path, name]).toString('utf8')

/** Cells by place (`B11`) of the first sheet, read with unzip and an XML parser. */
function cellsOf(path: string): Map<string, string> {
  const cells = new Map<string, string>()
  let place = ''
  let text: string | null = null
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'c') place = String(attributes.r)
    if (name === 't') text = ''
  })
  parser.on('text', (piece) => {
    if (text !== null) text += piece
  })
  parser.on('closetag', ({ name }) => {
    if (name === 't') {
      cells.set(place, text!)
      text = null
    }
  })
  parser.write(member(path, 'xl/worksheets/sheet1.xml')).close()
  return cells
}

const letter = (column: number) => String.fromCharCode(65 + column)

/** Row `row` of a sheet under the names of its first row. */
function rowOf(cells: ReadonlyMap<string, string>, row: number): Record<string, string> {
  return Object.fromEntries(
    mlcColumns.map((name, column) => [name, cells.get(`${letter(column)}${row}`) ?? '']),
  )
}

describe('MLC bulk works', () => {
  it('has the columns of the template to the character, in the sheet Format', async ({ skip }) => {
    const path = sharedData('identifiers/import-columns.json')
    if (path === null) skip('the shared data is not there')
    const known = JSON.parse(readFileSync(path!, 'utf8')) as { mlc_bulk_work: { columns: string[] } }
    expect(mlcColumns).toEqual(known.mlc_bulk_work.columns)
    seedFullCatalogue(given.seed)
    await exported(given.core, { format: 'mlc', path: given.out.file('mlc.xlsx') })
    const cells = cellsOf(given.out.file('mlc.xlsx'))
    expect(mlcColumns.map((_, column) => cells.get(`${letter(column)}1`))).toEqual(
      known.mlc_bulk_work.columns,
    )
    expect(member(given.out.file('mlc.xlsx'), 'xl/workbook.xml')).toContain('<sheet name="Format"')
  })

  it('pairs writers with who collects, and fills what comes in pairs', async () => {
    const { work } = seedFullCatalogue(given.seed)
    const result = await exported(given.core, { format: 'mlc', path: given.out.file('mlc.xlsx') })
    expect(result).toMatchObject({ subjects: 1, leftOut: 0, needed: 0 })
    const cells = cellsOf(given.out.file('mlc.xlsx'))
    expect(rowOf(cells, 2)).toEqual({
      ...Object.fromEntries(mlcColumns.map((name) => [name, ''])),
      'PRIMARY TITLE *': 'Harbour Lights',
      'MLC SONG CODE': 'HB1234',
      'MEMBERS SONG ID': `W${work}`,
      'ISWC          ': 'T0345246801',
      'AKA TITLE †': 'Lichter im Hafen',
      'AKA TITLE TYPE CODE †': 'AT',
      'WRITER LAST NAME *': 'Vale',
      'WRITER FIRST NAME ': 'Luna',
      'WRITER IPI NUMBER': '00494248817',
      'WRITER ROLE CODE *': 'CA',
      'PUBLISHER NAME *': 'Harbour Music',
      'PUBLISHER IPI NUMBER *': '00052210040',
      'COLLECTION SHARE *': '66.67',
      'RECORDING TITLE †': 'Harbour Lights',
      'RECORDING ARTIST NAME †': 'Luna Vale',
      'RECORDING ISRC': 'USS1Z2600001',
      'RECORDING LABEL': 'Vale Records',
    })
    expect(rowOf(cells, 3)).toMatchObject({
      'COLLECTION SHARE *': '33.33',
      'RECORDING TITLE †': 'Harbour Lights (Night Remix)',
    })
    expect(cells.has('A4')).toBe(false)
  })

  it('says per work what is missing and leaves it out; with no complete work writes nothing', async () => {
    seedFullCatalogue(given.seed)
    const bare = given.seed.work('Bare')
    const check = await given.core.call('exports.check', { format: 'mlc' })
    expect(check).toMatchObject({ subjects: 1, leftOut: 1 })
    const own = check.problems.filter(({ subject }) => subject.id === bare)
    expect(own.map(({ field, severity }) => [field, severity])).toEqual([
      ['writers', 'needed'],
      ['shares', 'needed'],
      ['recordings', 'advised'],
    ])
    given.seed.db.prepare('DELETE FROM split').run()
    const job = await startExport(given.core, { format: 'mlc', path: given.out.file('mlc.xlsx') })
    expect(job).toMatchObject({ state: 'failed', error: { code: 'VALIDATION' } })
    expect(given.out.names()).toEqual([])
  })

  it('goes into files of at most 300 rows, no work divided', async () => {
    const writer = given.seed.party('Ann Writer', { ipi_name: '00087038166' })
    for (let index = 0; index < 250; index++) {
      const work = given.seed.work(`Song ${index}`, { alternative_titles: '["a","b"]' })
      given.seed.credit('work', work, writer, 'composer')
      given.seed.insert('split', {
        subject_type: 'work', subject_id: work, right_kind: 'mechanical', party_id: writer, share: 1_000_000,
        state: 'agreed', created_at: at, updated_at: at,
      }) // prettier-ignore
    }
    const result = await exported(given.core, { format: 'mlc', path: given.out.path })
    expect(given.out.names()).toEqual(['MLC works 1.xlsx', 'MLC works 2.xlsx'])
    expect(result).toMatchObject({ fileCount: 2, subjects: 250 })
    const sizes = given.out
      .names()
      .map(
        (name) =>
          [...cellsOf(given.out.file(name)).keys()].filter((place) => /^A\d+$/.test(place)).length - 1,
      )
    expect(sizes).toEqual([300, 200])
  })
})

describe('MLC bulk match', () => {
  it('has each ISRC once with its song code', async () => {
    seedFullCatalogue(given.seed)
    const result = await exported(given.core, { format: 'mlc-match', path: given.out.file('m.csv') })
    expect(result.leftOut).toBe(0)
    const text = readFileSync(given.out.file('m.csv'), 'utf8')
    expect(text).toBe('ISRC,MLC Song Code\r\nUSS1Z2600001,HB1234\r\nUSS1Z2600002,HB1234\r\n')
    expect(parse(text)).toHaveLength(3)
  })

  it('without any song code is refused', async () => {
    given.seed.work('Bare')
    const job = await startExport(given.core, { format: 'mlc-match', path: given.out.file('m.csv') })
    expect(job).toMatchObject({ state: 'failed', error: { code: 'VALIDATION' } })
  })
})

describe('SoundExchange', () => {
  /** A form as spreadsheets write it: shared strings, styled rows, an example, things below. */
  async function form(change: (sheet: string) => string = (sheet) => sheet): Promise<string> {
    const names = [
      'Artist Name',
      'Track Title',
      'ISRC',
      'Rights Claim Basis',
      'Percentage Claimed',
      'Shoe size',
    ]
    const chunks: Uint8Array[] = []
    const zip = createZipWriter((bytes) => chunks.push(Buffer.from(bytes)))
    const add = (name: string, text: string) => zip.add(name, [text], new AbortController().signal)
    const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    await add(
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    )
    await add(
      'xl/workbook.xml',
      `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="Form" sheetId="1" r:id="rId7"/></sheets></workbook>`,
    )
    await add(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    )
    await add(
      'xl/sharedStrings.xml',
      `<sst ${main}>${names.map((name) => `<si><r><t>${name.slice(0, 3)}</t></r><r><t>${name.slice(3)}</t></r></si>`).join('')}</sst>`,
    )
    await add('xl/media/logo.bin', 'not to be touched \u0001')
    const header = names.map((_, column) => `<c r="${letter(column)}10" t="s"><v>${column}</v></c>`).join('')
    const styled = names.map((_, column) => `<c r="${letter(column)}11" s="${column + 3}"/>`).join('')
    const sheet = `<worksheet ${main}><dimension ref="A1:F11"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Ingest &amp; more</t></is></c></row><row r="10">${header}</row><row r="11">${styled}</row><row r="900"><c r="A900" t="inlineStr"><is><t>End</t></is></c></row></sheetData><dataValidations count="0"/></worksheet>`
    await add('xl/worksheets/sheet1.xml', change(sheet))
    zip.finish()
    writeFileSync(given.out.file('form.xlsx'), Buffer.concat(chunks))
    return given.out.file('form.xlsx')
  }

  it('fills the artist’s own form from row 11 and keeps the rest of it', async () => {
    seedFullCatalogue(given.seed)
    const templatePath = await form()
    const result = await exported(given.core, {
      format: 'soundexchange',
      path: given.out.file('se.xlsx'),
      options: { templatePath },
    })
    expect(result).toMatchObject({ subjects: 1 })
    expect(result.notes.join()).toContain('“Shoe size”')
    const cells = cellsOf(given.out.file('se.xlsx'))
    expect(['A11', 'B11', 'C11', 'E11', 'F11', 'A1', 'A900'].map((place) => cells.get(place))).toEqual([
      'Luna Vale', 'Harbour Lights', 'USS1Z2600002', '100', undefined, 'Ingest & more', 'End',
    ]) // prettier-ignore
    expect(member(given.out.file('se.xlsx'), 'xl/worksheets/sheet1.xml')).toContain(
      '<c r="C11" s="5" t="inlineStr">',
    )
    expect(member(given.out.file('se.xlsx'), 'xl/media/logo.bin')).toBe('not to be touched \u0001')
  })

  it('claims the share of the party with the name of the profile', async () => {
    seedFullCatalogue(given.seed)
    await given.core.call('profile.save', { artistName: 'luna vale', legalName: 'Luna Vale' })
    const result = await exported(given.core, { format: 'soundexchange', path: given.out.file('se.xlsx') })
    expect(result).toMatchObject({ subjects: 2 })
    expect(result.notes.join()).toContain('plain table with column names of our own')
    const cells = cellsOf(given.out.file('se.xlsx'))
    expect(soundExchangeColumns.map((_, column) => cells.get(`${letter(column)}1`))).toEqual(
      soundExchangeColumns.map(({ header }) => header),
    )
    expect(cells.get('A2')).toBe('USS1Z2600001')
  })

  it('says of a file that is no such form why not', async () => {
    seedFullCatalogue(given.seed)
    const trials: readonly (readonly [string, RegExp])[] = [
      [await form((sheet) => sheet.replaceAll('10" t="s"', '12" t="s"')), /named after an ISRC/],
    ]
    for (const [templatePath, message] of trials) {
      const job = await startExport(given.core, {
        format: 'soundexchange',
        path: given.out.file('se.xlsx'),
        options: { templatePath },
      })
      expect(job.error).toMatchObject({
        code: 'VALIDATION',
        message: expect.stringMatching(message) as string,
      })
    }
    writeFileSync(given.out.file('bad.xlsx'), 'PK nothing')
    for (const [name, code] of [
      ['bad.xlsx', 'VALIDATION'],
      ['none.xlsx', 'FILE_UNREADABLE'],
    ] as const) {
      const options = { templatePath: given.out.file(name) }
      const job = await startExport(given.core, {
        format: 'soundexchange',
        path: given.out.file('se.xlsx'),
        options,
      })
      expect(job.error).toMatchObject({ code })
    }
    await form((sheet) => sheet.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'))
    const job = await startExport(given.core, {
      format: 'soundexchange',
      path: given.out.file('se.xlsx'),
      options: { templatePath: given.out.file('form.xlsx') },
    })
    expect(job.error?.message).toMatch(/document type/)
    expect(given.out.names()).toEqual(['bad.xlsx', 'form.xlsx'])
  })
})
