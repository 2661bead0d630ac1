import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** A cell as it stands in the XML of a sheet: text becomes an inline string, everything else is given as XML. */
export type TestCell = string | { readonly xml: string } | null

export interface TestSheet {
  readonly name: string
  readonly state?: 'hidden'
  /** Rows by number, from 1; gaps are left out of the file. */
  readonly rows: Iterable<readonly [number, readonly TestCell[]]>
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[]
  readonly sharedStrings?: readonly string[]
  /** Format codes of styles 1, 2, ...; style 0 has none. */
  readonly formats?: readonly string[]
  readonly date1904?: boolean
}

/** Escapes text for XML. */
export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** Rows of texts numbered from 1. */
export function numbered(rows: readonly (readonly TestCell[])[], from = 1): [number, readonly TestCell[]][] {
  return rows.map((cells, index) => [from + index, cells])
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** The parts of a workbook by name, as a spreadsheet program writes them. */
export function workbookParts(book: TestWorkbook): Map<string, string | Iterable<string>> {
  const parts = new Map<string, string | Iterable<string>>()
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (content: string) =>
    `${declaration}<Relationships xmlns="${packaged}/relationships">${content}</Relationships>`
  parts.set(
    '[Content_Types].xml',
    `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  )
  parts.set('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')))
  const sheets = book.sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  parts.set(
    'xl/workbook.xml',
    `${declaration}<workbook ${main} xmlns:r="${office}"><workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
  )
  parts.set(
    'xl/_rels/workbook.xml.rels',
    relations(
      book.sheets
        .map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`))
        .join('') +
        relation('rIdS', 'sharedStrings', 'sharedStrings.xml') +
        relation('rIdF', 'styles', '/xl/styles.xml'),
    ),
  )
  parts.set(
    'xl/sharedStrings.xml',
    `${declaration}<sst ${main}>${(book.sharedStrings ?? []).map((text) => `<si>${text.startsWith('<') ? text : `<t>${xmlText(text)}</t>`}</si>`).join('')}</sst>`,
  )
  const formats = book.formats ?? []
  parts.set(
    'xl/styles.xml',
    `${declaration}<styleSheet ${main}><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${xmlText(code)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
  )
  book.sheets.forEach(({ rows }, index) => parts.set(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(rows)))
  return parts
}

/** Writes a workbook, streaming its sheets. */
export async function writeWorkbook(path: string, book: TestWorkbook): Promise<string> {
  return writeParts(path, workbookParts(book))
}

/** Writes parts as a zip. */
export async function writeParts(
  path: string,
  parts: ReadonlyMap<string, string | Iterable<string>>,
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content] of parts) {
    if (typeof content === 'string') zip.addBuffer(Buffer.from(content), name)
    else zip.addReadStreamLazy(name, (done) => done(null, Readable.from(content)))
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

function* sheetXml(rows: TestSheet['rows']): Generator<string> {
  yield `${declaration}<worksheet ${main}><sheetData>`
  for (const [row, cells] of rows) {
    yield `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row}`)).join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

function cellXml(cell: TestCell, reference: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
  return cell.xml.replace('<c', `<c r="${reference}"`)
}

function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26)
}
