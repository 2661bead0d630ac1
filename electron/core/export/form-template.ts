import { SaxesParser } from 'saxes'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { soundExchangeColumnFor, type SoundExchangeRow } from '../../../shared/domain/export/soundexchange.ts'
import { plainCellText, textCell } from '../../../shared/domain/export/spreadsheet-xml.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createZipWriter, type ZipOutput } from './zip-writer.ts'

/** What a form may unpack to: a hostile file can fill neither the disk nor the memory. */
const largestUnpacked = 64 * 1024 * 1024
const mostEntries = 1000

interface Part {
  readonly name: string
  readonly bytes: Buffer
}

/** Cells of a sheet that hold text, by row and column (both from 0), and the style of every cell. */
interface SheetCells {
  readonly texts: ReadonlyMap<number, ReadonlyMap<number, string>>
  readonly styles: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/**
 * Fills a form: a workbook of the artist's own, everything in it kept as it is, but for the rows from `firstRow` on,
 * which get one row of data each. Columns are recognised by the nearest row of names above. Returns the names of the
 * columns it knows nothing about. Throws VALIDATION when it is no such form.
 */
export async function fillForm(
  form: { readonly bytes: Buffer; readonly name: string },
  sheetName: string,
  firstRow: number,
  rows: readonly SoundExchangeRow[],
  output: ZipOutput,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const parts = await unpack(form.bytes, form.name)
  const sheetPart = findSheet(parts, sheetName, form.name)
  const xml = sheetPart.bytes.toString('utf8')
  const cells = readCells(xml, sharedStrings(parts, form.name), form.name)
  const header = headerAbove(cells, firstRow - 1)
  if (header === null)
    throw notTheForm(form.name, `no column of “${sheetName}” above row ${firstRow} is named after an ISRC`)
  const columns = [...header].map(([column, name]) => ({ column, name, fill: soundExchangeColumnFor(name) }))
  const styles = cells.styles.get(firstRow - 1) ?? new Map<number, number>()
  const rowXml = rows.map((row, index) => {
    const number = firstRow + index
    const filled = columns
      .map(({ column, fill }) => {
        const text = fill?.text(row) ?? ''
        return text === '' ? '' : textCell(number, column, text, styles.get(column) ?? null)
      })
      .join('')
    return `<row r="${number}">${filled}</row>`
  })
  const filled = replaceRows(xml, firstRow, rows.length, rowXml.join(''), form.name)
  const zip = createZipWriter(output)
  for (const part of parts) await zip.add(part.name, [part === sheetPart ? filled : part.bytes], signal)
  zip.finish()
  return columns.flatMap(({ fill, name }) => (fill === null ? [name] : []))
}

async function unpack(bytes: Buffer, name: string): Promise<Part[]> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true })
    if (zip.entryCount > mostEntries) throw notTheForm(name, 'it has too many parts')
    const parts: Part[] = []
    let size = 0
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      size += entry.uncompressedSize
      if (size > largestUnpacked) throw notTheForm(name, 'it unpacks to more than 64 MB')
      parts.push({ name: entry.fileName, bytes: await content(zip, entry) })
    }
    return parts
  } catch (error) {
    if (error instanceof RefrainError) throw error
    throw notTheForm(name, 'it is not a workbook (.xlsx)', error)
  }
}

async function content(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function findSheet(parts: readonly Part[], sheetName: string, name: string): Part {
  const text = (path: string) => parts.find((part) => part.name === path)?.bytes.toString('utf8')
  const relations = new Map<string, string>()
  read(text('xl/workbook.xml') ?? '', name, {
    open(tag, attributes) {
      if (tag === 'sheet') relations.set(attributes.name ?? '', attributes['r:id'] ?? '')
    },
  })
  const targets = new Map<string, string>()
  read(text('xl/_rels/workbook.xml.rels') ?? '', name, {
    open(tag, attributes) {
      if (tag === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '')
    },
  })
  const target = targets.get(relations.get(sheetName) ?? '') ?? ''
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  const part = parts.find((one) => one.name === path)
  if (!part) throw notTheForm(name, `it has no sheet “${sheetName}”`)
  return part
}

function sharedStrings(parts: readonly Part[], name: string): readonly string[] {
  const part = parts.find((one) => one.name === 'xl/sharedStrings.xml')
  if (!part) return []
  const strings: string[] = []
  let current: string | null = null
  let inText = false
  read(part.bytes.toString('utf8'), name, {
    open(tag) {
      if (tag === 'si') current = ''
      inText = tag === 't'
    },
    text(text) {
      if (inText && current !== null) current += text
    },
    close(tag) {
      if (tag === 't') inText = false
      if (tag === 'si') strings.push(plainCellText(current ?? ''))
    },
  })
  return strings
}

function readCells(xml: string, strings: readonly string[], name: string): SheetCells {
  const texts = new Map<number, Map<number, string>>()
  const styles = new Map<number, Map<number, number>>()
  let place: { row: number; column: number; type: string } | null = null
  let value = ''
  let inValue = false
  read(xml, name, {
    open(tag, attributes) {
      if (tag === 'c') {
        const at = placeOf(attributes.r ?? '')
        place = at === null ? null : { ...at, type: attributes.t ?? 'n' }
        value = ''
        if (place && attributes.s !== undefined) put(styles, place, Number(attributes.s))
      }
      inValue = tag === 'v' || tag === 't'
    },
    text(text) {
      if (inValue) value += text
    },
    close(tag) {
      if (tag === 'v' || tag === 't') inValue = false
      if (tag !== 'c' || place === null || value === '') return
      put(texts, place, place.type === 's' ? (strings[Number(value)] ?? '') : plainCellText(value))
    },
  })
  return { texts, styles }
}

function put<T>(cells: Map<number, Map<number, T>>, at: { row: number; column: number }, value: T): void {
  const row = cells.get(at.row) ?? new Map<number, T>()
  row.set(at.column, value)
  cells.set(at.row, row)
}

function placeOf(reference: string): { readonly row: number; readonly column: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? []
  if (letters === undefined || digits === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(digits) - 1, column: column - 1 }
}

/** The nearest row above that names an ISRC and at least one more column we know. */
function headerAbove({ texts }: SheetCells, before: number): ReadonlyMap<number, string> | null {
  for (let row = before - 1; row >= 0; row--) {
    const cells = texts.get(row)
    if (!cells) continue
    const known = [...cells.values()].flatMap((name) => soundExchangeColumnFor(name)?.header ?? [])
    if (known.includes('ISRC') && new Set(known).size >= 2) return cells
  }
  return null
}

/** The sheet with the rows from `first` on replaced, as many as there is data; styles of the sheet stay. */
function replaceRows(xml: string, first: number, count: number, rows: string, name: string): string {
  const start = /<sheetData>|<sheetData\/>/.exec(xml)
  if (!start) throw notTheForm(name, 'its sheet is written in a way that is not understood')
  if (start[0] === '<sheetData/>') return xml.replace('<sheetData/>', `<sheetData>${rows}</sheetData>`)
  const end = xml.indexOf('</sheetData>', start.index)
  if (end < 0) throw notTheForm(name, 'its sheet is damaged')
  const body = xml.slice(start.index + start[0].length, end)
  const kept: { readonly before: string[]; readonly after: string[] } = { before: [], after: [] }
  for (const [whole, number] of body.matchAll(/<row\b[^>]*?\br="(\d+)"[^>]*?(?:\/>|>[\s\S]*?<\/row>)/g)) {
    if (Number(number) < first) kept.before.push(whole)
    else if (Number(number) >= first + count) kept.after.push(whole)
  }
  const data = `<sheetData>${kept.before.join('')}${rows}${kept.after.join('')}</sheetData>`
  const filled = xml.slice(0, start.index) + data + xml.slice(end + '</sheetData>'.length)
  // The stated extent would be wrong; it is optional (ECMA-376 part 1, 18.3.1.35).
  return filled.replace(/<dimension\b[^>]*\/>/, '')
}

interface Reader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

function read(xml: string, name: string, reader: Reader): void {
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw notTheForm(name, 'it holds a document type')
  })
  parser.on('opentag', (tag) => reader.open?.(tag.name, tag.attributes))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('closetag', (tag) => reader.close?.(tag.name))
  parser.on('error', (error) => {
    throw notTheForm(name, 'one of its parts is not XML', error)
  })
  parser.write(xml).close()
}

function notTheForm(name: string, why: string, cause?: unknown): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${name}” cannot be filled: ${why}. Nothing was written. Choose the ISRC ingest form as SoundExchange gives it.`,
    undefined,
    { cause },
  )
}
