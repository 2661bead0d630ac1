import { BrokenStream } from '../broken-stream.ts'
import { JsonLinesWriter } from '../rows/json-lines.ts'
import { CodePages, type SoughtCodes } from './code-pages.ts'
import { OverflowPages } from './overflow-pages.ts'
import {
  asTreePage,
  cellAt,
  databaseHeaderBytes,
  type DatabaseHeader,
  localBytes,
  pageType,
  readDatabaseHeader,
  type TreePage,
  Varint,
} from './sqlite-format.ts'
import { RecordReader } from './sqlite-record.ts'
import type { TableSchema } from './sqlite-schema.ts'
import { chosenKeys, isChosen, type TableChoice } from './table-choice.ts'
import { type TableShape, TableShapes } from './table-shapes.ts'

/**
 * Writes every row of a SQLite database that holds text as a line of JSON, in the order of the file: read from the bytes
 * alone as they come, so that a packed database need not be unpacked, and nothing is ever opened, locked or written
 * beside it. With a choice, only rows of that table. With codes, rows that surely hold none of them are written as `{}`. A page that makes no sense is named in a line of its own. Throws `BrokenStream` when pages are missing.
 */
export async function* sqliteRows(
  bytes: AsyncIterable<Buffer>,
  choice: TableChoice | null = null,
  codes: SoughtCodes | null = null,
): AsyncGenerator<Buffer> {
  let left: Buffer = Buffer.alloc(0)
  let pages: PageRows | null = null
  for await (const chunk of bytes) {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk])
    if (pages === null) {
      if (left.length < databaseHeaderBytes) continue
      const header = readDatabaseHeader(left)
      if (header === null) throw new BrokenStream('damaged')
      pages = new PageRows(header, choice, codes)
    }
    const { pageBytes } = pages.header
    let at = 0
    for (; at + pageBytes <= left.length; at += pageBytes) {
      pages.page(left.subarray(at, at + pageBytes))
      if (pages.out.ready) yield* pages.out.take()
    }
    // A copy, so that what is kept does not hold the whole chunk.
    left = Buffer.from(left.subarray(at))
  }
  if (pages === null) throw new BrokenStream('truncated')
  pages.finish()
  yield* pages.out.finish()
  if (left.length > 0 || pages.count < pages.header.pages) throw new BrokenStream('truncated')
}

/** A row whose payload goes on on other pages. */
const mostPayload = 1 << 20

/** Goes through the pages of a database in the order of the file. */
class PageRows {
  readonly header: DatabaseHeader
  readonly out = new JsonLinesWriter()
  count = 0
  readonly #shapes: TableShapes
  readonly #choice: TableChoice | null
  readonly #record = new RecordReader()
  readonly #varint = new Varint()
  readonly #overflow: OverflowPages
  readonly #codes: CodePages | null

  constructor(header: DatabaseHeader, choice: TableChoice | null, codes: SoughtCodes | null) {
    this.header = header
    this.#choice = choice
    this.#shapes = new TableShapes((schema) =>
      choice !== null && this.#isChosen(schema)
        ? chosenKeys(
            schema.columns.map(({ name }) => name),
            choice,
          )
        : null,
    )
    this.#overflow = new OverflowPages(header.usableBytes)
    this.#codes = codes === null || header.encoding !== 'utf8' ? null : new CodePages(codes, header.pageBytes)
  }

  /** Takes the next page. The bytes may be overwritten afterwards. */
  page(bytes: Buffer): void {
    this.count++
    const number = this.count
    const type = bytes[number === 1 ? databaseHeaderBytes : 0] ?? 0
    if (type === pageType.tableLeaf || type === pageType.indexLeaf || type === pageType.indexInner) {
      const tree = asTreePage(bytes, number)
      if (tree === null) this.#broken(number)
      else if (type === pageType.tableLeaf) this.#leaf(tree, number)
    } else if (type !== pageType.tableInner) {
      for (const { rowid, payload } of this.#overflow.arrived(number, bytes))
        this.#row(payload, 0, payload.length, rowid)
    }
  }

  /** Writes the rows whose other pages never came, as far as they are known. */
  finish(): void {
    for (const { rowid, payload } of this.#overflow.abandoned()) this.#cutRow(rowid, payload)
  }

  #leaf(page: TreePage, number: number): void {
    const { usableBytes } = this.header
    this.#codes?.scan(page.bytes)
    for (let index = 0; index < page.cells; index++) {
      const at = cellAt(page, index)
      if (at < 0 || !this.#varint.read(page.bytes, at, usableBytes)) {
        this.#broken(number)
        return
      }
      const payload = this.#varint.value
      if (!this.#varint.read(page.bytes, this.#varint.end, usableBytes)) {
        this.#broken(number)
        return
      }
      const rowid = this.#varint.value
      const start = this.#varint.end
      const local = localBytes(payload, usableBytes, page.type)
      if (start + local > page.bytes.length) {
        this.#broken(number)
        return
      }
      if (local === payload) {
        if (!this.#row(page.bytes, start, start + payload, rowid, this.#codes)) {
          this.#broken(number)
          return
        }
        continue
      }
      if (start + local + 4 > page.bytes.length) {
        this.#broken(number)
        return
      }
      const next = page.bytes.readUInt32BE(start + local)
      const known = page.bytes.subarray(start, start + local)
      if (payload > mostPayload) this.#cutRow(rowid, known)
      else {
        const found = this.#overflow.wanted({ rowid, known, length: payload, next })
        if (found !== null) this.#row(found, 0, found.length, rowid)
        for (const given of this.#overflow.crowdedOut()) this.#cutRow(given.rowid, given.payload)
      }
    }
  }

  /** Writes a row out; false when it makes no sense. With `codes`, it is one of the page scanned for them last. */
  #row(bytes: Buffer, start: number, end: number, rowid: number, codes: CodePages | null = null): boolean {
    const record = this.#record
    if (!record.read(bytes, start, end)) return false
    if (record.count > 0 && record.end(record.count - 1) > end) return false
    if (this.#shapes.learn(record, this.header.encoding)) return true
    const shape = this.#shapes.shapeOf(record)
    if (codes?.mayHold(record, shape, start, end) === false) this.#writeEmpty(shape)
    else this.#write(shape, rowid)
    return true
  }

  /** Writes what is known of a row, and that it is not all. */
  #cutRow(rowid: number, known: Buffer): void {
    this.out.remark(
      `Row ${String(rowid)} of a table of the database goes on on pages that lie elsewhere; only its beginning was read.`,
    )
    if (this.#record.read(known, 0, known.length)) this.#write(this.#shapes.shapeOf(this.#record), rowid)
  }

  #write(shape: TableShape, rowid: number): void {
    if (!this.#isWanted(shape)) return
    const { out } = this
    const record = this.#record
    const mark = out.mark()
    let texts = 0
    out.byte(0x7b)
    if (shape.rowidColumn >= 0) {
      out.raw(shape.prefixes[shape.rowidColumn] ?? empty)
      out.raw(Buffer.from(String(rowid), 'latin1'))
    }
    let comma = shape.rowidColumn >= 0
    const columns = Math.min(record.count, shape.keys.length)
    for (let column = 0; column < columns; column++) {
      const isText = record.isText(column)
      if (!isText && shape.numbers[column] !== true) continue
      const number = isText ? null : record.number(column)
      if (!isText && number === null) continue
      if (comma) out.byte(0x2c)
      comma = true
      out.raw(shape.prefixes[column] ?? empty)
      if (isText) {
        texts++
        this.#text(column)
      } else out.raw(Buffer.from(String(number), 'latin1'))
    }
    if (texts === 0) {
      out.back(mark)
      return
    }
    out.byte(0x7d)
    out.endLine()
  }

  /** Writes a row of which nothing need be known but that it is there. */
  #writeEmpty(shape: TableShape): void {
    if (!this.#isWanted(shape) || !this.#record.hasText(shape.keys.length)) return
    this.out.raw(emptyRow)
    this.out.endLine()
  }

  #isWanted({ mayHoldText, schema }: TableShape): boolean {
    return mayHoldText && (this.#choice === null || this.#isChosen(schema))
  }

  #isChosen(schema: TableSchema | null): boolean {
    if (this.#choice === null || schema === null) return false
    const { table } = this.#choice
    const chosen = this.#shapes.tables.find((shape) => shape.schema?.name === table)?.schema ?? null
    return isChosen(schema, this.#choice, chosen)
  }

  #text(column: number): void {
    const record = this.#record
    const { encoding } = this.header
    if (encoding === 'utf8') {
      this.out.text(record.bytes, record.starts[column] ?? 0, Math.min(record.end(column), record.limit))
    } else this.out.raw(Buffer.from(JSON.stringify(record.text(column, encoding))))
  }

  #broken(number: number): void {
    this.out.remark(`Page ${String(number)} of the database is damaged; the rows on it were not read.`)
  }
}

const empty = Buffer.alloc(0)
const emptyRow = Buffer.from('{}')
