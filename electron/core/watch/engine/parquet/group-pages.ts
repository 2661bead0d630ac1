import { BrokenStream } from '../broken-stream.ts'
import { PageBytes } from './page-bytes.ts'
import { PageCache } from './page-cache.ts'
import { PageMemory } from './page-memory.ts'
import type { ParquetColumn, ParquetFile } from './parquet-file.ts'
import { type TextPage, textPages } from './text-pages.ts'

/** Rows of one group. */
export interface Group {
  readonly number: number
  /** Row of the file the group starts with. */
  readonly start: number
  readonly rows: number
}

/** The group in which a row stands; without rows behind the last one. */
export function groupAt({ groupEnds }: ParquetFile, row: number): Group {
  const number = groupEnds.findIndex((end) => end > row)
  const start = groupEnds[number - 1] ?? 0
  return { number, start, rows: (groupEnds[number] ?? start) - start }
}

/** Reads columns of groups of rows; keeps pages of the group that was read last. */
export class GroupPages {
  readonly #bytes: PageBytes
  readonly #file: ParquetFile
  readonly #cache = new PageCache()
  readonly #nothingKept = new PageCache(new PageMemory(0))
  #cachedGroup = -1

  constructor(fd: number, file: ParquetFile) {
    this.#bytes = new PageBytes(fd)
    this.#file = file
  }

  /**
   * Texts of a column, all or those of some rows, in ascending order. Nobody may look at pages of another group
   * afterwards.
   */
  of(group: Group, column: ParquetColumn, only: readonly number[] | null = null): Generator<TextPage> {
    if (this.#cachedGroup !== group.number) this.#cache.clear()
    this.#cachedGroup = group.number
    return this.#read(group, column, this.#cache, only)
  }

  /** All texts of a column, of which no page is kept to be looked at again. */
  once(group: Group, column: ParquetColumn): Generator<TextPage> {
    return this.#read(group, column, this.#nothingKept, null)
  }

  #read(
    { number, rows }: Group,
    column: ParquetColumn,
    cache: PageCache,
    only: readonly number[] | null,
  ): Generator<TextPage> {
    const chunk = this.#file.metadata.row_groups[number]?.columns.find(
      ({ meta_data: found }) => found?.path_in_schema.join('\n') === column.path.join('\n'),
    )?.meta_data
    if (chunk === undefined) throw new BrokenStream('damaged')
    return textPages(chunk, { column, rows, bytes: this.#bytes, cache }, only)
  }
}
