import type { ColumnMetaData, DecodedArray, PageHeader } from 'hyparquet'
import { readPage } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { areNumbers, numberTexts } from './number-texts.ts'
import type { OpenPage } from './open-page.ts'
import { DictionaryTexts, OwnTexts } from './page-rows.ts'
import { PageTexts } from './page-texts.ts'
import type { ColumnPart } from './text-pages.ts'
import { Texts } from './texts.ts'
import { pageUnpackers, unpackPage } from './unpack-page.ts'
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
    return open === undefined ? null : textsOfValues(open, this.#memory)
  }

  /** To be told when nobody looks at a page any more. */
  letGo(page: PageTexts): void {
    this.#part.cache.letGo(page, this.#dictionary)
  }

  /** To be told when nobody looks at any page any more. */
  close(): void {
    this.#dictionary?.letGo()
    if (this.#numbers !== null) this.#memory.giveBack(this.#numbers)
  }

  get #memory() {
    return this.#part.cache.memory
  }

  #dictionaryOf(page: PackedPage): PageTexts {
    const { header } = page
    const bytes = this.#unpacked(this.#packed(page), header.uncompressed_page_size)
    const count = header.dictionary_page_header?.num_values ?? 0
    const texts = new Texts({ bytes, from: 0, count: () => count }, this.#memory)
    return new PageTexts(count, texts, new OwnTexts({ bytes, at: 0, count, levels: null }, this.#memory))
  }

  #textsOf(page: PackedPage): PageTexts | null {
    const { data_page_header: one, data_page_header_v2: two } = page.header
    const { encoding, num_values: count } = one ?? two ?? cannotBe('no data page')
    if (encoding === 'PLAIN') return this.#plainOf(page)
    const dictionary = this.#dictionary
    if (!encoding.endsWith('_DICTIONARY') || dictionary === null) return this.#readByLibrary(page, null)
    const unpack = () => this.#openPage(page)
    return new PageTexts(count, dictionary, new DictionaryTexts(unpack, () => dictionary.count, this.#memory))
  }

  #plainOf(page: PackedPage): PageTexts {
    const open = this.#openPage(page)
    const { bytes, at, count } = open
    const rows = new OwnTexts(open, this.#memory)
    return new PageTexts(count, new Texts({ bytes, from: at, count: () => rows.texts }, this.#memory), rows)
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
    return numberTexts(this.#chunk.type, this.#openPage(page), numbers, { memory: this.#memory, wanted })
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
      : this.#copied(values)
    const levels = this.#isOptional
      ? { bytes: Buffer.from(packed.subarray(from, before)), from: 0, to: length }
      : null
    return { bytes, at: 0, count: two.num_values, levels }
  }

  #copied(values: Buffer): Buffer {
    const bytes = this.#memory.bytes(values.length)
    values.copy(bytes)
    return bytes
  }

  #unpacked(packed: Buffer, length: number): Buffer {
    return unpackPage(packed, length, this.#chunk.codec, this.#memory)
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
    if (!column.isList) return textsOfValues(data, this.#memory, column.kind === 'number' ? wanted : null)
    this.#open = data.slice(-1)
    return textsOfValues(data.slice(0, -1), this.#memory)
  }
}

function cannotBe(what: string): never {
  throw new RangeError(what)
}
