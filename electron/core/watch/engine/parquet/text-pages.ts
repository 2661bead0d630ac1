import type { ColumnMetaData, DecodedArray, PageHeader } from 'hyparquet'
import { parquetHeader, readPage } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { BrokenStream } from '../broken-stream.ts'
import type { PageCache, Texts } from './page-cache.ts'
import { pageUnpackers, type ParquetColumn, readAt } from './parquet-file.ts'
import { readRuns } from './rle.ts'
import { numberTexts, textsOf } from './value-texts.ts'

/** Texts of consecutive rows of a group. */
export interface TextPage extends Texts {
  /** Row of the group the first text is of. */
  readonly start: number
  readonly count: number
}

/** No page that a program writes is larger, packed or not. */
const largestPage = 256 << 20
const headerBytes = 32 * 1024
const mostValues = 1 << 26

/** Texts stay bytes: most are never looked at as texts. */
const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (bytes: Uint8Array): unknown => bytes }

/**
 * Reads a column of a row group page by page, so that memory does not depend on how long the group is. Texts that are
 * written plainly or by a dictionary, as nearly all are, are only pointed at.
 *
 * @param cache keeps the pages of this group of rows.
 * @param only the rows of the group that are asked for, in ascending order; null for all. Other pages are passed over
 * without unpacking.
 * Throws `BrokenStream`.
 */
export function* textPages(
  fd: number,
  chunk: ColumnMetaData,
  {
    column,
    rows,
    cache,
  }: { readonly column: ParquetColumn; readonly rows: number; readonly cache: PageCache },
  only: readonly number[] | null = null,
): Generator<TextPage> {
  const reader = new PageReader(chunk, column, cache)
  const dictionaryAt = Number(chunk.dictionary_page_offset ?? 0n)
  const dataAt = Number(chunk.data_page_offset)
  let at = dictionaryAt > 0 && dictionaryAt < dataAt ? dictionaryAt : dataAt
  const end = at + Number(chunk.total_compressed_size)
  let start = 0
  try {
    while (start < rows && at < end) {
      const { header, length } = headerAt(fd, at, end)
      const from = at + length
      const packed = header.compressed_page_size
      const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0
      if (
        packed < 0 ||
        packed > largestPage ||
        header.uncompressed_page_size > largestPage ||
        count > mostValues
      ) {
        throw new RangeError('a page makes no sense')
      }
      at = from + packed
      if (header.type === 'INDEX_PAGE') continue
      const wanted =
        only?.filter((row) => row >= start && row < start + count).map((row) => row - start) ?? null
      if (header.type !== 'DICTIONARY_PAGE' && !column.isList && wanted?.length === 0) {
        start += count
        continue
      }
      const texts = reader.read({ header, at: from, bytes: () => readAt(fd, from, packed) }, wanted)
      if (texts === null) continue
      if (texts.starts.length > 0) yield { ...texts, start, count: texts.starts.length }
      start += texts.starts.length
    }
    const last = reader.last()
    if (last !== null) yield { ...last, start, count: last.starts.length }
  } catch (error) {
    if (error instanceof BrokenStream) throw error
    throw new BrokenStream('damaged', error)
  }
}

/** A page as it lies in the file. */
interface PackedPage {
  readonly header: PageHeader
  readonly at: number
  readonly bytes: () => Buffer
}

class PageReader {
  readonly #cache: PageCache
  readonly #column: ParquetColumn
  readonly #chunk: ColumnMetaData
  readonly #isPlainText: boolean
  readonly #isOptional: boolean
  #dictionary: Texts | null = null
  /** For what is left to the library. */
  #values: DecodedArray | undefined
  /** Of a list, the last row read: it may go on on the next page. */
  #open: DecodedArray | undefined

  constructor(chunk: ColumnMetaData, column: ParquetColumn, cache: PageCache) {
    this.#cache = cache
    const [, ...steps] = column.schemaPath
    this.#chunk = chunk
    this.#column = column
    this.#isOptional = steps.some((step) => step.element.repetition_type !== 'REQUIRED')
    this.#isPlainText = column.kind === 'text' && steps.length === 1
  }

  /**
   * The texts of a page; null for one that holds none itself. Of numbers, those of the `wanted` rows alone are given where
   * that is not null.
   */
  read({ header, at, bytes }: PackedPage, wanted: readonly number[] | null): Texts | null {
    if (!this.#isPlainText) return this.#readByLibrary(header, bytes(), wanted)
    if (header.type === 'DICTIONARY_PAGE') {
      this.#dictionary = this.#cache.page(at, () => this.#dictionaryOf(header, bytes()))
      return null
    }
    return this.#cache.page(at, () => this.#textsOf(header, bytes()))
  }

  #dictionaryOf(header: PageHeader, packed: Buffer): Texts {
    const bytes = this.#unpacked(packed, header.uncompressed_page_size)
    const count = header.dictionary_page_header?.num_values ?? 0
    if (count > bytes.length) throw new RangeError('a dictionary makes no sense')
    return plainTexts(bytes, 0, count, null)
  }

  #textsOf(header: PageHeader, packed: Buffer): Texts | null {
    const found = this.#pageOf(header, packed)
    if (found.encoding === 'PLAIN') return plainTexts(found.bytes, found.at, found.count, found.levels)
    if (!found.encoding.endsWith('_DICTIONARY') || this.#dictionary === null)
      return this.#readByLibrary(header, packed, null)
    return dictionaryTexts(found, this.#dictionary)
  }

  last(): Texts | null {
    const open = this.#open
    this.#open = undefined
    return open === undefined ? null : textsOf(open)
  }

  /** Where the values of a data page start, and which rows have one. */
  #pageOf(header: PageHeader, packed: Buffer) {
    const { data_page_header: one, data_page_header_v2: two } = header
    if (one !== undefined) {
      const bytes = this.#unpacked(packed, header.uncompressed_page_size)
      const length = this.#isOptional ? bytes.readUInt32LE(0) : 0
      const at = this.#isOptional ? 4 + length : 0
      const levels = this.#isOptional ? levelsOf(bytes, 4, at, one.num_values) : null
      return { bytes, at, levels, count: one.num_values, encoding: one.encoding }
    }
    if (two === undefined) throw new RangeError('no data page')
    const before = two.repetition_levels_byte_length + two.definition_levels_byte_length
    const values = packed.subarray(before)
    const bytes = two.is_compressed ? this.#unpacked(values, header.uncompressed_page_size - before) : values
    const levels = this.#isOptional
      ? levelsOf(packed, two.repetition_levels_byte_length, before, two.num_values)
      : null
    return { bytes, at: 0, levels, count: two.num_values, encoding: two.encoding }
  }

  #unpacked(packed: Buffer, length: number): Buffer {
    const bytes = decompressPage(packed, length, this.#chunk.codec, pageUnpackers)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** Lists, numbers and rare encodings. */
  #readByLibrary(header: PageHeader, packed: Buffer, wanted: readonly number[] | null): Texts | null {
    const element = this.#column.schemaPath.at(-1)?.element
    if (element === undefined) throw new RangeError('no such column')
    const decoder = {
      pathInSchema: [...this.#column.path],
      schemaPath: this.#column.schemaPath,
      element,
      type: this.#chunk.type,
      codec: this.#chunk.codec,
      compressors: pageUnpackers,
      parsers,
      utf8: false,
    }
    const reader = { view: new DataView(packed.buffer, packed.byteOffset, packed.length), offset: 0 }
    const { data } = readPage(reader, header, decoder, this.#values, this.#open, 0)
    if (data === undefined) return null
    if (header.type === 'DICTIONARY_PAGE') {
      this.#values = data
      return null
    }
    if (this.#column.kind === 'number' && !this.#column.isList) return numberTexts(data, wanted)
    if (!this.#column.isList) return textsOf(data)
    this.#open = data.slice(-1)
    return textsOf(data.slice(0, -1))
  }
}

/** One for each row with a value, zero for each without. */
function levelsOf(bytes: Buffer, from: number, to: number, count: number): Int32Array {
  if (to > bytes.length) throw new RangeError('cut off')
  const levels = new Int32Array(count)
  readRuns(bytes, from, to, 1, levels, count)
  return levels
}

/** Texts with their lengths before them. The lengths are overwritten with zeros, which end whatever stands before. */
function plainTexts(bytes: Buffer, from: number, count: number, levels: Int32Array | null): Texts {
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  let at = from
  for (let index = 0; index < count; index++) {
    if (levels !== null && levels[index] === 0) {
      starts[index] = -1
      continue
    }
    const length = bytes.readUInt32LE(at)
    const start = at + 4
    if (length > bytes.length - start) throw new RangeError('a text is cut off')
    bytes[at] = 0
    bytes[at + 1] = 0
    bytes[at + 2] = 0
    bytes[at + 3] = 0
    starts[index] = start
    at = start + length
    ends[index] = at
  }
  return { bytes, starts, ends }
}

function dictionaryTexts(
  page: {
    readonly bytes: Buffer
    readonly at: number
    readonly count: number
    readonly levels: Int32Array | null
  },
  dictionary: Texts,
): Texts {
  const { bytes, at, count, levels } = page
  let present = count
  if (levels !== null) for (const level of levels) if (level === 0) present--
  const places = new Int32Array(present)
  if (present > 0) readRuns(bytes, at + 1, bytes.length, bytes[at] ?? 0, places, present)
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  let next = 0
  for (let index = 0; index < count; index++) {
    const place = levels !== null && levels[index] === 0 ? -1 : (places[next++] ?? -1)
    const start = place < 0 ? -1 : dictionary.starts[place]
    if (start === undefined) throw new RangeError('no such text')
    starts[index] = start
    ends[index] = place < 0 ? 0 : (dictionary.ends[place] ?? 0)
  }
  return { bytes: dictionary.bytes, starts, ends }
}

function headerAt(fd: number, at: number, end: number) {
  for (let bytes = headerBytes; ; bytes *= 8) {
    const part = readAt(fd, at, Math.min(bytes, end - at))
    const reader = { view: new DataView(part.buffer, part.byteOffset, part.length), offset: 0 }
    try {
      return { header: parquetHeader(reader), length: reader.offset }
    } catch (error) {
      // Statistics in it can make a header long.
      if (bytes >= end - at || bytes > 4 << 20) throw error
    }
  }
}
