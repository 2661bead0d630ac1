import { fstatSync, readSync } from 'node:fs'
import {
  asTreePage,
  cellAt,
  databaseHeaderBytes,
  type DatabaseHeader,
  localBytes,
  pageType,
  readDatabaseHeader,
  rightChild,
  type TreePage,
  Varint,
} from './sqlite-format.ts'
import { RecordReader } from './sqlite-record.ts'
import { type IndexSchema, parseIndex, parseTable, type TableSchema } from './sqlite-schema.ts'

/** A row of a table, as its bytes stand in the file. */
export interface StoredRow {
  readonly rowid: number
  readonly payload: Buffer
  /** Where its cell stands in the file. */
  readonly offset: number
}

/** A tree deeper than this leads in a circle. */
const deepest = 30
const cachedPages = 4096
const longestPayload = 16 << 20
/** Rows under one key; more are no code of a recording but a placeholder. */
const mostOfOneKey = 10_000

/**
 * Reads a SQLite database by its pages, as bytes of a file that is only ever read: no lock is taken and nothing appears
 * beside it, whatever another program does with it. What makes no sense is passed over and counted.
 */
export class PagedFile {
  readonly header: DatabaseHeader
  /** Pages met that make no sense. */
  broken = 0
  readonly #fd: number
  readonly #cache = new Map<number, TreePage | null>()
  readonly #varint = new Varint()
  readonly #record = new RecordReader()

  private constructor(fd: number, header: DatabaseHeader) {
    this.#fd = fd
    this.header = header
  }

  /** Null when the file is no database. Throws what reading it throws. */
  static open(fd: number): PagedFile | null {
    const head = Buffer.alloc(databaseHeaderBytes)
    const got = readSync(fd, head, 0, head.length, 0)
    const header = readDatabaseHeader(head.subarray(0, got))
    return header === null ? null : new PagedFile(fd, header)
  }

  /** Tables and indexes the database declares. */
  schema(): { readonly tables: readonly TableSchema[]; readonly indexes: readonly IndexSchema[] } {
    const tables: TableSchema[] = []
    const indexes: IndexSchema[] = []
    const record = new RecordReader()
    for (const { payload } of this.rows(1)) {
      if (!record.read(payload, 0, payload.length) || record.count < 5) continue
      const text = (column: number) => record.text(column, this.header.encoding)
      const root = record.number(3) ?? 0
      const table = text(0) === 'table' ? parseTable(text(1), root, text(4)) : null
      const index = text(0) === 'index' ? parseIndex(text(2), root, text(4)) : null
      if (table !== null) tables.push(table)
      if (index !== null) indexes.push(index)
    }
    return { tables, indexes }
  }

  /** Rows of a table in the order of their numbers, from `from` on. A tree that leads in a circle is left when it must have been. */
  rows(root: number, from = Number.NEGATIVE_INFINITY): Generator<StoredRow> {
    const pages = Math.ceil(fstatSync(this.#fd).size / this.header.pageBytes)
    return this.#rowsBelow(root, 0, from, { left: pages })
  }

  *#rowsBelow(root: number, depth: number, from: number, pages: { left: number }): Generator<StoredRow> {
    if (pages.left-- <= 0) {
      this.broken++
      return
    }
    const page = this.#page(root)
    if (page === null || depth > deepest) return
    for (let index = 0; index < page.cells; index++) {
      if (this.#rowidAt(page, index) < from) continue
      if (page.type === pageType.tableLeaf) {
        const row = this.#tableCell(page, root, index)
        if (row !== null) yield row
      } else if (page.type === pageType.tableInner)
        yield* this.#rowsBelow(childAt(page, index), depth + 1, from, pages)
    }
    if (page.type === pageType.tableInner) yield* this.#rowsBelow(rightChild(page), depth + 1, from, pages)
  }

  /** The row of a table with this number; null when there is none. */
  row(root: number, rowid: number): StoredRow | null {
    let number = root
    for (let depth = 0; depth < deepest; depth++) {
      const page = this.#page(number)
      if (page === null) return null
      let low = 0
      let high = page.cells
      while (low < high) {
        const middle = (low + high) >> 1
        if (this.#rowidAt(page, middle) < rowid) low = middle + 1
        else high = middle
      }
      if (page.type === pageType.tableLeaf) {
        return low < page.cells && this.#rowidAt(page, low) === rowid
          ? this.#tableCell(page, number, low)
          : null
      }
      if (page.type !== pageType.tableInner) return null
      number = low < page.cells ? childAt(page, low) : rightChild(page)
    }
    return null
  }

  /**
   * Numbers of the rows whose first indexed column is `key`: a text, compared byte by byte or, for `nocase`, without
   * regard to case of ASCII letters; or a number.
   */
  rowidsOf(root: number, key: string | number, collation: 'binary' | 'nocase'): readonly number[] {
    const text =
      typeof key === 'string'
        ? encoded(collation === 'nocase' ? lower(key) : key, this.header.encoding)
        : null
    const found: number[] = []
    const wanted = { number: typeof key === 'number' ? key : 0, text, collation }
    const compare = (page: TreePage, index: number) => this.#compareEntry(page, index, wanted)
    const collect = (number: number, depth: number): void => {
      const page = this.#page(number)
      if (
        page === null ||
        depth > deepest ||
        page.type > pageType.indexLeaf ||
        page.type === pageType.tableInner
      )
        return
      let low = 0
      let high = page.cells
      while (low < high) {
        const middle = (low + high) >> 1
        if (compare(page, middle) < 0) low = middle + 1
        else high = middle
      }
      for (let index = low; ; index++) {
        const isInner = page.type === pageType.indexInner
        if (isInner) collect(index < page.cells ? childAt(page, index) : rightChild(page), depth + 1)
        if (index >= page.cells || found.length >= mostOfOneKey || compare(page, index) !== 0) return
        const rowid = this.#entryRowid(page, index)
        if (rowid !== null) found.push(rowid)
      }
    }
    collect(root, 0)
    return found
  }

  /** Below zero when the first column of an index entry comes before what is looked for; 0 when it is that. */
  #compareEntry(page: TreePage, index: number, wanted: Wanted): number {
    const at = cellAt(page, index)
    const varint = this.#varint
    const start = page.type === pageType.indexInner ? at + 4 : at
    if (at < 0 || !varint.read(page.bytes, start, page.bytes.length)) return -1
    const length = varint.value
    const local = localBytes(length, this.header.usableBytes, page.type)
    // A key that goes on on another page is longer than any code.
    const limit = Math.min(varint.end + local, page.bytes.length)
    const record = varint.end
    if (!varint.read(page.bytes, record, limit)) return -1
    const content = record + varint.value
    if (!varint.read(page.bytes, varint.end, limit)) return -1
    return compareValue(page.bytes, varint.value, content, limit, wanted)
  }

  /** Number of the row an index entry leads to: its last column. */
  #entryRowid(page: TreePage, index: number): number | null {
    const payload = this.#indexPayload(page, index)
    const record = this.#record
    return payload !== null && record.read(payload, 0, payload.length)
      ? record.number(record.count - 1)
      : null
  }

  #page(number: number): TreePage | null {
    const known = this.#cache.get(number)
    if (known !== undefined) return known
    const { pageBytes } = this.header
    const bytes = Buffer.allocUnsafe(pageBytes)
    const isThere =
      number > 0 && readSync(this.#fd, bytes, 0, pageBytes, (number - 1) * pageBytes) === pageBytes
    const page = isThere ? asTreePage(bytes, number) : null
    if (page === null) this.broken++
    if (this.#cache.size >= cachedPages) {
      for (const oldest of this.#cache.keys()) {
        this.#cache.delete(oldest)
        if (this.#cache.size < cachedPages / 2) break
      }
    }
    this.#cache.set(number, page)
    return page
  }

  #rowidAt(page: TreePage, index: number): number {
    const at = cellAt(page, index)
    const varint = this.#varint
    if (at < 0) return Number.MAX_SAFE_INTEGER
    if (page.type === pageType.tableInner)
      return varint.read(page.bytes, at + 4, page.bytes.length) ? varint.value : -1
    return varint.read(page.bytes, at, page.bytes.length) &&
      varint.read(page.bytes, varint.end, page.bytes.length)
      ? varint.value
      : -1
  }

  #tableCell(page: TreePage, number: number, index: number): StoredRow | null {
    const at = cellAt(page, index)
    const varint = this.#varint
    if (at < 0 || !varint.read(page.bytes, at, page.bytes.length)) return null
    const length = varint.value
    if (!varint.read(page.bytes, varint.end, page.bytes.length)) return null
    const rowid = varint.value
    const payload = this.#payload(page, varint.end, length)
    return payload === null ? null : { rowid, payload, offset: (number - 1) * this.header.pageBytes + at }
  }

  #indexPayload(page: TreePage, index: number): Buffer | null {
    const at = cellAt(page, index)
    const start = page.type === pageType.indexInner ? at + 4 : at
    if (at < 0 || !this.#varint.read(page.bytes, start, page.bytes.length)) return null
    return this.#payload(page, this.#varint.end, this.#varint.value)
  }

  /** A payload, with what stands of it on other pages. */
  #payload(page: TreePage, start: number, length: number): Buffer | null {
    const { usableBytes, pageBytes } = this.header
    const local = localBytes(length, usableBytes, page.type)
    if (start + local > page.bytes.length || length > longestPayload) return null
    if (local === length) return page.bytes.subarray(start, start + length)
    if (start + local + 4 > page.bytes.length) return null
    const payload = Buffer.alloc(length)
    page.bytes.copy(payload, 0, start, start + local)
    const other = Buffer.allocUnsafe(pageBytes)
    let filled = local
    for (let next = page.bytes.readUInt32BE(start + local); filled < length; next = other.readUInt32BE(0)) {
      if (next === 0 || readSync(this.#fd, other, 0, pageBytes, (next - 1) * pageBytes) < pageBytes)
        return null
      filled += other.copy(payload, filled, 4, usableBytes)
    }
    return payload
  }
}

function childAt(page: TreePage, index: number): number {
  const at = cellAt(page, index)
  return at < 0 || at + 4 > page.bytes.length ? 0 : page.bytes.readUInt32BE(at)
}

interface Wanted {
  readonly number: number
  /** Null when a number is looked for. */
  readonly text: Buffer | null
  readonly collation: 'binary' | 'nocase'
}

/** A value against what is looked for: nothing comes first, then numbers, texts, bytes. */
function compareValue(bytes: Buffer, type: number, start: number, limit: number, wanted: Wanted): number {
  const { number, text, collation } = wanted
  if (type === 0) return -1
  if (type < 12) return text !== null ? -1 : integerAt(bytes, type, start, limit) - number
  if (type % 2 === 0 || text === null) return 1
  const end = Math.min(start + (type - 13) / 2, limit)
  if (collation === 'binary') return bytes.compare(text, 0, text.length, start, end)
  return Buffer.compare(Buffer.from(lower(bytes.toString('latin1', start, end)), 'latin1'), text)
}

function integerAt(bytes: Buffer, type: number, start: number, limit: number): number {
  if (type === 8) return 0
  if (type === 9) return 1
  const length = [0, 1, 2, 3, 4, 6, 8, 8][type] ?? 0
  if (length === 0 || start + length > limit) return 0
  if (type === 7) return bytes.readDoubleBE(start)
  return type === 6 ? Number(bytes.readBigInt64BE(start)) : bytes.readIntBE(start, length)
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function encoded(text: string, encoding: DatabaseHeader['encoding']): Buffer {
  return encoding === 'utf16be' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, encoding)
}
