import type { ColumnMetaData, PageHeader } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { asDamage } from './damage.ts'
import type { PageBytes } from './page-bytes.ts'
import type { PageCache } from './page-cache.ts'
import { PageReader } from './page-reader.ts'
import type { PageTexts } from './page-texts.ts'
import type { ParquetColumn } from './parquet-file.ts'

/** The texts of consecutive rows of a group, until the next page is asked for. */
export interface TextPage {
  /** Row of the group the first text is of. */
  readonly start: number
  readonly page: PageTexts
}

/** A column of one group of rows. */
export interface ColumnPart {
  readonly column: ParquetColumn
  readonly rows: number
  readonly bytes: PageBytes
  /** Keeps the pages of this group of rows. */
  readonly cache: PageCache
}

/** No page that a program writes is larger, packed or not. */
const largestPage = 256 << 20
const headerBytes = 4 * 1024
const mostValues = 1 << 26

/**
 * Reads a column of a row group page by page, so that memory does not depend on how long the group is. Texts that are
 * written plainly or by a dictionary, as nearly all are, are only pointed at.
 *
 * @param only the rows of the group that are asked for, in ascending order; null for all. Other pages are passed over
 * without unpacking.
 * Throws `BrokenStream`.
 */
export function* textPages(
  chunk: ColumnMetaData,
  part: ColumnPart,
  only: readonly number[] | null = null,
): Generator<TextPage> {
  const reader = new PageReader(chunk, part)
  const dictionaryAt = Number(chunk.dictionary_page_offset ?? 0n)
  const dataAt = Number(chunk.data_page_offset)
  let at = dictionaryAt > 0 && dictionaryAt < dataAt ? dictionaryAt : dataAt
  const end = at + Number(chunk.total_compressed_size)
  let start = 0
  let next = 0
  try {
    while (start < part.rows && at < end) {
      const { header, length } = asDamage(() => headerAt(part.bytes, at, end))
      const from = at + length
      at = from + header.compressed_page_size
      if (header.type === 'INDEX_PAGE') continue
      const behind = start + (header.data_page_header ?? header.data_page_header_v2 ?? nothing).num_values
      const first = next
      if (only !== null) while (next < only.length && (only[next] ?? 0) < behind) next++
      if (header.type !== 'DICTIONARY_PAGE' && !part.column.isList && only !== null && first === next) {
        start = behind
        continue
      }
      const wanted = only?.slice(first, next).map((row) => row - start) ?? null
      const page = asDamage(() => reader.read({ header, at: from }, wanted))
      if (page === null) continue
      if (page.count > 0) yield { start, page }
      start += page.count
      reader.letGo(page)
    }
    const last = reader.last()
    if (last !== null) yield { start, page: last }
  } finally {
    reader.close()
  }
}

const nothing = { num_values: 0 }

/** The header of the page at this place, and how long it is. Throws when it makes no sense. */
function headerAt(bytes: PageBytes, at: number, end: number): { header: PageHeader; length: number } {
  for (let room = headerBytes; ; room *= 8) {
    const part = bytes.at(at, Math.min(room, end - at))
    const reader = { view: new DataView(part.buffer, part.byteOffset, part.length), offset: 0 }
    try {
      const header = parquetHeader(reader)
      checkHeader(header)
      return { header, length: reader.offset }
    } catch (error) {
      // Statistics in it can make a header long.
      if (room >= end - at || room > 4 << 20) throw error
    }
  }
}

function checkHeader({
  compressed_page_size: packed,
  uncompressed_page_size: unpacked,
  data_page_header: one,
  data_page_header_v2: two,
}: PageHeader): void {
  const count = one?.num_values ?? two?.num_values ?? 0
  if (packed < 0 || packed > largestPage || unpacked > largestPage || count > mostValues)
    throw new RangeError('a page makes no sense')
}
