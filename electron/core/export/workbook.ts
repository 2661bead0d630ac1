import { cellText, columnLetters, sheetRows, textRow } from '../../../shared/domain/export/spreadsheet-xml.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createZipWriter, type ZipOutput } from './zip-writer.ts'

export interface SheetColumn {
  readonly header: string
  /** In characters. */
  readonly width: number
}

/** Rows in pages, as they are read. */
export type RowPages =
  Iterable<readonly (readonly string[])[]> | AsyncIterable<readonly (readonly string[])[]>

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: RowPages
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types'
const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Index of a cell style in `styles`: the header, and text that a spreadsheet never evaluates. */
const headerStyle = 1
const textStyle = 2

/**
 * Writes a workbook of one sheet in constant memory. Every cell is text with the mark of a typed apostrophe
 * (quotePrefix), so that nothing is taken for a number, a date or a formula, also when a cell is edited; the header
 * stays in sight and has filters. Throws VALIDATION when there are more rows than a sheet holds.
 */
export async function writeWorkbook(output: ZipOutput, sheet: Sheet, signal: AbortSignal): Promise<void> {
  const zip = createZipWriter(output)
  for (const [name, content] of fixedParts(sheet.name)) await zip.add(name, [xmlHead, content], signal)
  await zip.add('xl/worksheets/sheet1.xml', sheetXml(sheet), signal)
  zip.finish()
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const last = columnLetters(columns.length - 1)
  const widths = columns.map(({ width }, index) => {
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1" style="${textStyle}"/>`
  })
  yield `${xmlHead}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  yield textRow(
    1,
    columns.map(({ header }) => header),
    headerStyle,
  )
  let row = 1
  for await (const page of rows) {
    if (row + page.length > sheetRows) throw tooManyRows()
    let text = ''
    for (const cells of page) {
      row++
      text += textRow(row, cells, textStyle)
    }
    yield text
  }
  yield `</sheetData><autoFilter ref="A1:${last}${String(row)}"/></worksheet>`
}

function fixedParts(sheetName: string): readonly (readonly [name: string, content: string])[] {
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${part}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${part}.styles+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${spreadsheet}" xmlns:r="${officeRelations}"><sheets><sheet name="${cellText(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${officeRelations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles],
  ]
}

// Number format 49 is text (ECMA-376 part 1, 18.8.30).
const styles = `<styleSheet xmlns="${spreadsheet}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`

function tooManyRows(): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `There are more rows than the ${sheetRows.toLocaleString('en')} a sheet can hold. Nothing was written. Choose CSV, or export a part of the catalogue.`,
  )
}
