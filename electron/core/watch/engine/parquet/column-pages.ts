import type { ColumnMetaData, DecodedArray } from 'hyparquet'
import { parquetHeader, readPage } from 'hyparquet/src/column.js'
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js'
import { BrokenStream } from '../broken-stream.ts'
import { pageUnpackers, type ParquetColumn, readAt } from './parquet-file.ts'

/** Values of consecutive rows. */
export interface ColumnPage {
  readonly values: DecodedArray
  /** Row of the group the first value is of. */
  readonly start: number
}

/** No page that a program writes is larger, packed or not. */
const largestPage = 256 << 20
const headerBytes = 32 * 1024

/** Texts stay bytes: most are never looked at as texts. */
const parsers = { ...DEFAULT_PARSERS, stringFromBytes: (bytes: Uint8Array): unknown => bytes }

/**
 * Reads a column of a row group page by page, so that memory does not depend on how long the group is.
 *
 * @param wants asked for pages that can be passed over without unpacking; rows of the group.
 * Throws `BrokenStream`.
 */
export function* columnPages(
  fd: number,
  chunk: ColumnMetaData,
  column: ParquetColumn,
  rows: number,
  wants: (start: number, end: number) => boolean = () => true,
): Generator<ColumnPage> {
  const element = column.schemaPath.at(-1)?.element
  if (element === undefined) return
  const decoder = {
    pathInSchema: [...column.path],
    schemaPath: column.schemaPath,
    element,
    type: chunk.type,
    codec: chunk.codec,
    compressors: pageUnpackers,
    parsers,
    utf8: false,
  }
  const dictionaryAt = Number(chunk.dictionary_page_offset ?? 0n)
  const dataAt = Number(chunk.data_page_offset)
  let at = dictionaryAt > 0 && dictionaryAt < dataAt ? dictionaryAt : dataAt
  const end = at + Number(chunk.total_compressed_size)
  let dictionary: DecodedArray | undefined
  let start = 0
  /** Of a list, the last row read may go on on the next page. */
  let open: DecodedArray | undefined
  try {
    while (start < rows && at < end) {
      const { header, length } = headerAt(fd, at, end)
      at += length
      const packed = header.compressed_page_size
      if (packed < 0 || packed > largestPage || header.uncompressed_page_size > largestPage)
        throw new RangeError('page')
      const from = at
      at += packed
      const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_rows ?? 0
      if (header.type === 'INDEX_PAGE') continue
      if (header.type !== 'DICTIONARY_PAGE' && !column.isList && !wants(start, start + count)) {
        start += count
        continue
      }
      const bytes = readAt(fd, from, packed)
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 }
      const { data } = readPage(reader, header, decoder, dictionary, open, 0)
      if (data === undefined) continue
      if (header.type === 'DICTIONARY_PAGE') dictionary = data
      else if (column.isList) {
        open = data.slice(-1)
        const whole = data.slice(0, -1)
        if (whole.length > 0) yield { values: whole, start }
        start += whole.length
      } else {
        yield { values: data, start }
        start += data.length
      }
    }
    if (open !== undefined) yield { values: open, start }
  } catch (error) {
    if (error instanceof BrokenStream) throw error
    throw new BrokenStream('damaged', error)
  }
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
