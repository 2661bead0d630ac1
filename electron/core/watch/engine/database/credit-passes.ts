import { BrokenStream } from '../broken-stream.ts'
import type { ByteSource } from '../byte-source.ts'
import type { ArtistNames } from './artist-names.ts'
import { CreditCollector, type CreditTable } from './credit-table.ts'
import { creditsAreDistinct, type CreditTables, creditTables } from './credit-tables.ts'
import type { PagedFile } from './paged-file.ts'
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
import { TableShapes } from './table-shapes.ts'

/** What going through a database for its credits brought. */
export interface FoundCredits {
  /** Null when the database credits nobody in tables of their own. */
  readonly table: CreditTable | null
  /** Sentences for the user. */
  readonly warnings: readonly string[]
}

export interface CreditSearch {
  readonly names: ArtistNames
  /** Tracks with lower numbers are left out. */
  readonly from: number
  /** Credits that may be kept at a time. */
  readonly most: number
  /** Asked often; may throw to stop. */
  readonly pause: () => void
}

const rowsAtATime = 4096

/** Reads the credits of a database that lies open: only its tables of artists and credits are gone through. */
export function creditsOfFile(file: PagedFile, { names, from, most, pause }: CreditSearch): FoundCredits {
  const tables = creditTables(file.schema().tables)
  if (tables === null) return { table: null, warnings: [] }
  const collector = new CreditCollector(from, most)
  const record = new RecordReader()
  let count = 0
  for (const { rowid, payload } of file.rows(tables.artists.rootPage)) {
    if (count++ % rowsAtATime === 0) pause()
    if (record.read(payload, 0, payload.length))
      noteArtist(collector, names, record, rowid, tables, file.header)
  }
  for (const { rowid, payload } of file.rows(tables.credits.rootPage)) {
    if (count++ % rowsAtATime === 0) pause()
    if (record.read(payload, 0, payload.length)) noteCredit(collector, record, rowid, tables)
  }
  return ended(collector)
}

/**
 * Reads the credits of a packed database from its pages as they pass by. They pass once more when artists come behind
 * credits; `open` opens what is packed anew.
 */
export async function creditsOfPages(
  open: () => Promise<ByteSource>,
  search: CreditSearch,
): Promise<FoundCredits> {
  const collector = new CreditCollector(search.from, search.most)
  const pass = new CreditPass(collector, search.names)
  await eachPage(await open(), search.pause, pass)
  if (pass.tables === null) return { table: null, warnings: [] }
  if (!creditsAreDistinct(pass.schemas, pass.tables)) return { table: null, warnings: [indistinct] }
  if (pass.lastArtists > pass.firstCredits) {
    collector.forgetCredits()
    pass.onlyCredits = true
    await eachPage(await open(), search.pause, pass)
  }
  return ended(collector)
}

const indistinct =
  'The artists stand in a table of their own that cannot be told from others while the database is packed, so tracks were compared without them. Unpack the database and sweep it again.'
const tooMany =
  'More artists resemble those of your catalogue than can be looked up; tracks of the further ones were compared without them.'

function ended(collector: CreditCollector): FoundCredits {
  return { table: collector.finish(), warnings: collector.overflowed ? [tooMany] : [] }
}

function noteArtist(
  collector: CreditCollector,
  names: ArtistNames,
  record: RecordReader,
  rowid: number,
  { artists, name }: CreditTables,
  { encoding }: DatabaseHeader,
): void {
  if (artists.columns[name]?.isRowid === true) return
  const text = record.text(name, encoding)
  if (text !== '' && names.mayBe(text)) collector.artist(rowid, text)
}

function noteCredit(
  collector: CreditCollector,
  record: RecordReader,
  rowid: number,
  { credits, track, artist }: CreditTables,
): void {
  const value = (column: number) =>
    credits.columns[column]?.isRowid === true ? rowid : record.number(column)
  const [one, other] = [value(track), value(artist)]
  if (one !== null && other !== null) collector.credit(one, other)
}

/** Takes the pages of a database in the order of the file. */
class CreditPass {
  onlyCredits = false
  tables: CreditTables | null = null
  /** Number of the last page with artists, and of the first with credits. */
  lastArtists = 0
  firstCredits = Number.POSITIVE_INFINITY
  readonly #collector: CreditCollector
  readonly #names: ArtistNames
  readonly #shapes = new TableShapes()
  readonly #record = new RecordReader()
  readonly #varint = new Varint()

  constructor(collector: CreditCollector, names: ArtistNames) {
    this.#collector = collector
    this.#names = names
  }

  get schemas(): readonly TableSchema[] {
    return this.#shapes.tables.flatMap(({ schema }) => schema ?? [])
  }

  page(bytes: Buffer, number: number, header: DatabaseHeader): void {
    if (bytes[number === 1 ? databaseHeaderBytes : 0] !== pageType.tableLeaf) return
    const page = asTreePage(bytes, number)
    if (page === null) return
    for (let index = 0; index < page.cells; index++) this.#cell(page, index, number, header)
  }

  #cell(page: TreePage, index: number, number: number, header: DatabaseHeader): void {
    const { bytes } = page
    const varint = this.#varint
    const at = cellAt(page, index)
    if (at < 0 || !varint.read(bytes, at, header.usableBytes)) return
    const payload = varint.value
    if (!varint.read(bytes, varint.end, header.usableBytes)) return
    const rowid = varint.value
    const start = varint.end
    const end = start + localBytes(payload, header.usableBytes, page.type)
    if (end > bytes.length || !this.#record.read(bytes, start, end)) return
    this.#row(rowid, number, header)
  }

  #row(rowid: number, number: number, header: DatabaseHeader): void {
    const record = this.#record
    if (this.#shapes.learn(record, header.encoding)) {
      this.tables = creditTables(this.schemas)
      return
    }
    if (this.tables === null) return
    const { schema } = this.#shapes.shapeOf(record)
    if (schema === this.tables.credits) {
      this.firstCredits = Math.min(this.firstCredits, number)
      noteCredit(this.#collector, record, rowid, this.tables)
    } else if (schema === this.tables.artists && !this.onlyCredits) {
      this.lastArtists = number
      noteArtist(this.#collector, this.#names, record, rowid, this.tables, header)
    }
  }
}

const pagesAtATime = 64

/** Hands the pages of a database on, as far as they are there; where they break off is told when they are swept. */
async function eachPage(source: ByteSource, pause: () => void, pass: CreditPass): Promise<void> {
  try {
    const head = Buffer.alloc(databaseHeaderBytes)
    const header = (await filled(source, head, 0)) === head.length ? readDatabaseHeader(head) : null
    if (header === null) return
    const { pageBytes } = header
    const block = Buffer.allocUnsafe(pagesAtATime * pageBytes)
    head.copy(block)
    let kept = head.length
    let number = 0
    for (;;) {
      pause()
      const length = await filled(source, block, kept)
      kept = 0
      for (let at = 0; at + pageBytes <= length; at += pageBytes)
        pass.page(block.subarray(at, at + pageBytes), ++number, header)
      if (length < block.length) return
    }
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error
  } finally {
    await source.close()
  }
}

/** Reads until the buffer is full or there is no more; returns how far it is filled. */
async function filled(source: ByteSource, into: Buffer, from: number): Promise<number> {
  let length = from
  while (length < into.length) {
    const got = await source.read(into, length)
    if (got === 0) break
    length += got
  }
  return length
}
