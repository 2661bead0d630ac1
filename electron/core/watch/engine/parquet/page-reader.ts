import type { ColumnMetaData, DecodedArray, PageHeader } from 'hyparquet'
import { readPage } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { giveBack } from './give-back.ts'
import { areNumbers, numberTexts } from './number-texts.ts'
import { type OpenPage, placesOfRows, valueOfRows } from './open-page.ts'
import { PageTexts } from './page-texts.ts'
import { pageUnpackers } from './parquet-file.ts'
import type { ColumnPart } from './text-pages.ts'
import { plainTexts, textCount, type Texts } from './texts.ts'
import { textsOfValues } from './value-texts.ts'

/** A page as it lies in the file. */
interface PackedPage {
  readonly header: PageHeader
  /** Where its bytes start, behind the header. */
  readonly at: number
}

/** Texts stay bytes: most are never looked at as texts. */
const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (bytes: Uint8Array): unknown => bytes }

/** Reads the pages of one column of a group of rows, in their order. */
export class PageReader {
  readonly #part: ColumnPart
  readonly #chunk: ColumnMetaData
  readonly #isPlainText: boolean
  readonly #isOptional: boolean
  readonly #areNumbers: boolean
  #dictionary: Texts | null = null
  #numbers: Buffer | null = null
  /** For what is left to the library. */
  #values: DecodedArray | undefined
  /** Of a list, the last row read: it may go on on the next page. */
  #open: DecodedArray | undefined

  constructor(chunk: ColumnMetaData, part: ColumnPart) {
    const [, ...steps] = part.column.schemaPath
    this.#chunk = chunk
    this.#part = part
    this.#isOptional = steps.some((step) => step.element.repetition_type !== 'REQUIRED')
    const [step] = steps
    const isFlat = steps.length === 1 && step !== undefined
    this.#isPlainText = part.column.kind === 'text' && isFlat
    this.#areNumbers = part.column.kind === 'number' && isFlat && areNumbers(step.element)
  }

  /**
   * The texts of a page; null for one that holds none itself. Of numbers, those of the `wanted` rows alone are given where
   * that is not null.
   */
  read(page: PackedPage, wanted: readonly number[] | null): PageTexts | null {
    if (this.#areNumbers) return this.#numbersOf(page, wanted)
    if (!this.#isPlainText) return this.#readByLibrary(page, wanted)
    const { cache } = this.#part
    if (page.header.type !== 'DICTIONARY_PAGE') return cache.page(page.at, () => this.#textsOf(page))
    this.#dictionary = cache.page(page.at, () => this.#dictionaryOf(page)).texts
    return null
  }

  /** The last row of a list. */
  last(): PageTexts | null {
    const open = this.#open
    this.#open = undefined
    return open === undefined ? null : textsOfValues(open)
  }

  /** To be told when nobody looks at a page any more. */
  letGo(page: PageTexts): void {
    this.#part.cache.letGo(page, this.#dictionary)
  }

  /** To be told when nobody looks at any page any more. */
  close(): void {
    if (this.#dictionary !== null) this.#part.cache.letGoTexts(this.#dictionary)
  }

  #dictionaryOf(page: PackedPage): PageTexts {
    const { header } = page
    const bytes = this.#unpacked(this.#packed(page), header.uncompressed_page_size)
    const count = header.dictionary_page_header?.num_values ?? 0
    const texts = plainTexts(bytes, 0, count)
    if (textCount(texts) < count) throw new RangeError('a dictionary is cut off')
    return new PageTexts(count, texts)
  }

  #textsOf(page: PackedPage): PageTexts | null {
    const { data_page_header: one, data_page_header_v2: two } = page.header
    const { encoding, num_values: count } = one ?? two ?? cannotBe('no data page')
    if (encoding === 'PLAIN') return this.#plainOf(page)
    const dictionary = this.#dictionary
    if (!encoding.endsWith('_DICTIONARY') || dictionary === null) return this.#readByLibrary(page, null)
    return new PageTexts(count, dictionary, () => this.#placesOf(page, textCount(dictionary)))
  }

  #placesOf(page: PackedPage, texts: number): Int32Array {
    const open = this.#openPage(page)
    const places = placesOfRows(open, texts)
    giveBack(open.bytes)
    return places
  }

  #plainOf(page: PackedPage): PageTexts {
    const open = this.#openPage(page)
    const { count } = open
    const texts = plainTexts(open.bytes, open.at, count)
    const found = textCount(texts)
    if (found === count) return new PageTexts(count, texts)
    const present = valueOfRows(open)
    if (present?.values !== found) throw new RangeError('texts are missing')
    return new PageTexts(count, texts, () => present.of)
  }

  /** Null for a page that holds a dictionary, and for encodings that are left to the library. */
  #numbersOf(page: PackedPage, wanted: readonly number[] | null): PageTexts | null {
    const { header } = page
    if (header.type === 'DICTIONARY_PAGE') {
      this.#numbers = this.#unpacked(this.#packed(page), header.uncompressed_page_size)
      return null
    }
    const { encoding } = header.data_page_header ?? header.data_page_header_v2 ?? cannotBe('no data page')
    const isPlain = encoding === 'PLAIN'
    if (!isPlain && !encoding.endsWith('_DICTIONARY')) return this.#readByLibrary(page, wanted)
    const numbers = isPlain ? null : (this.#numbers ?? cannotBe('no dictionary'))
    const open = this.#openPage(page)
    const texts = numberTexts(this.#chunk.type, open, numbers, wanted)
    giveBack(open.bytes)
    return texts
  }

  #packed({ header, at }: PackedPage): Buffer {
    return this.#part.bytes.at(at, header.compressed_page_size)
  }

  #openPage(page: PackedPage): OpenPage {
    const { header } = page
    const { data_page_header: one, data_page_header_v2: two } = header
    const packed = this.#packed(page)
    if (one !== undefined) {
      const bytes = this.#unpacked(packed, header.uncompressed_page_size)
      const count = one.num_values
      if (!this.#isOptional) return { bytes, at: 0, count, levels: null }
      const at = 4 + bytes.readUInt32LE(0)
      return { bytes, at, count, levels: { bytes, from: 4, to: at } }
    }
    if (two === undefined) throw new RangeError('no data page')
    const { repetition_levels_byte_length: from, definition_levels_byte_length: length } = two
    const before = from + length
    const values = packed.subarray(before)
    const bytes = two.is_compressed
      ? this.#unpacked(values, header.uncompressed_page_size - before)
      : Buffer.from(values)
    const levels = this.#isOptional
      ? { bytes: Buffer.from(packed.subarray(from, before)), from: 0, to: length }
      : null
    return { bytes, at: 0, count: two.num_values, levels }
  }

  /** A page unpacked to memory of its own. */
  #unpacked(packed: Buffer, length: number): Buffer {
    const bytes = decompressPage(packed, length, this.#chunk.codec, pageUnpackers)
    return bytes.buffer === packed.buffer
      ? Buffer.from(bytes)
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** Lists, numbers and rare encodings. */
  #readByLibrary(page: PackedPage, wanted: readonly number[] | null): PageTexts | null {
    const { column } = this.#part
    const element = column.schemaPath.at(-1)?.element ?? cannotBe('no such column')
    const decoder = {
      pathInSchema: [...column.path],
      schemaPath: column.schemaPath,
      element,
      type: this.#chunk.type,
      codec: this.#chunk.codec,
      compressors: pageUnpackers,
      parsers,
      utf8: false,
    }
    // What it gives may point into what it was given.
    const packed = Buffer.from(this.#packed(page))
    const reader = { view: new DataView(packed.buffer, packed.byteOffset, packed.length), offset: 0 }
    const { data } = readPage(reader, page.header, decoder, this.#values, this.#open, 0)
    if (data === undefined) return null
    if (page.header.type === 'DICTIONARY_PAGE') {
      this.#values = data
      return null
    }
    if (!column.isList) return textsOfValues(data, column.kind === 'number' ? wanted : null)
    this.#open = data.slice(-1)
    return textsOfValues(data.slice(0, -1))
  }
}

function cannotBe(what: string): never {
  throw new RangeError(what)
}
