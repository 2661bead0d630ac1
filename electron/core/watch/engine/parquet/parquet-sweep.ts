import type { ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import { durationUnitOf } from '../../../../../shared/domain/matching/listing-fields.ts'
import { BrokenStream } from '../broken-stream.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'
import { CsvSweeper } from '../csv-sweeper.ts'
import { RangeCollector } from '../range-collector.ts'
import type { ScanMemory } from '../scan/scan-memory.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import type { RowHit } from '../swept-row.ts'
import { sweptListing } from '../swept-row.ts'
import { ColumnCells, cellText } from './column-cells.ts'
import { columnPages } from './column-pages.ts'
import { openParquet, type ParquetColumn, type ParquetFile } from './parquet-file.ts'
import { type ParquetPlan, parquetPlan } from './parquet-plan.ts'
import { CellWriter, delimiter, terminator } from './cell-writer.ts'

/**
 * Sweeps groups of rows of a Parquet file: of every row only the columns it is compared by are read, and of the rows that
 * concern the catalogue the others. What a sweep of this kind calls an offset is the number of a row, from 0.
 */
export class ParquetSweep {
  readonly #fd: number
  readonly #index: CatalogueIndex
  readonly #file: ParquetFile
  readonly #plan: ParquetPlan
  readonly #memory: ScanMemory
  readonly #sweeper: CsvSweeper

  private constructor(fd: number, file: ParquetFile, index: CatalogueIndex, memory: ScanMemory) {
    this.#fd = fd
    this.#index = index
    this.#file = file
    this.#plan = parquetPlan(file)
    this.#memory = memory
    const columns: Partial<Record<ListingFieldName, number>> = {}
    for (const [field, column] of this.#plan.fields) {
      const at = this.#plan.compared.indexOf(column)
      if (at >= 0) columns[field] = at
    }
    const durationUnit = durationUnitOf(this.#plan.fields.get('duration')?.name ?? '')
    // One cell more than columns: a row of a single empty one would be a blank line.
    const cellCount = this.#plan.compared.length + 1
    this.#sweeper = new CsvSweeper(
      this.#index,
      { delimiter, terminator, cellCount, columns, durationUnit },
      memory,
    )
  }

  /** Throws `BrokenStream` when the file is none. */
  static async open(fd: number, index: CatalogueIndex, memory: ScanMemory): Promise<ParquetSweep> {
    return new ParquetSweep(fd, await openParquet(fd), index, memory)
  }

  /** Sweeps the rows from `from` on to the end of their group, or until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    const group = this.#file.groupEnds.findIndex((end) => end > from)
    const groupEnd = this.#file.groupEnds[group]
    const collector = new RangeCollector()
    if (groupEnd === undefined) return answer(collector, from, from, true, null)
    const groupStart = this.#file.groupEnds[group - 1] ?? 0
    let end = from
    let broken: BrokenStream | null = null
    try {
      end =
        this.#sweepGroup(group, groupStart, from - groupStart, groupEnd - groupStart, collector, pause) +
        groupStart
      this.#complete(group, groupStart, collector.hits)
    } catch (error) {
      if (!(error instanceof BrokenStream)) throw error
      broken = error
    }
    if (broken !== null) {
      // Another group may be sound: it is read by itself.
      collector.remark(
        `The rows ${String(from + 1)} to ${String(groupEnd)} of the Parquet file could not all be read: their data is ${broken.kind}.`,
      )
      end = groupEnd
    }
    collector.rows = end - from
    return answer(collector, from, end, end >= (this.#file.groupEnds.at(-1) ?? 0), null)
  }

  /** Returns the row of the group before which it stopped. */
  #sweepGroup(
    group: number,
    groupStart: number,
    from: number,
    rows: number,
    collector: RangeCollector,
    pause: () => void,
  ): number {
    const cells = this.#plan.compared.map((column) => this.#cells(group, column, rows))
    const writer = new CellWriter(this.#memory.bytes)
    let row = from
    while (row < rows && !collector.full) {
      pause()
      writer.start(row)
      for (; row < rows && writer.hasRoom; row++) {
        for (const column of cells) writer.cell(column.at(row))
        writer.endRow()
      }
      const first = collector.hits.length
      const window = writer.window()
      const at = this.#sweeper.sweep(window, 0, window.length, collector)
      // Enough was found: what is left of the text is read again.
      if (at < window.length) row = writer.rowAt(at)
      collector.hits.splice(
        first,
        Infinity,
        ...collector.hits
          .slice(first)
          .map((hit) => ({ ...hit, row: hit.byteOffset - from, byteOffset: groupStart + hit.byteOffset })),
      )
    }
    return row
  }

  /** Reads what else is known of the rows that were found. */
  #complete(group: number, groupStart: number, hits: RowHit[]): void {
    const places = hits.map(({ byteOffset }) => byteOffset - groupStart)
    const rest = [...this.#plan.fields].filter(([field]) => field !== 'isrc')
    const texts = new Map<ListingFieldName, readonly string[]>()
    for (const [field, column] of hits.length === 0 ? [] : rest) {
      const rows = (this.#file.groupEnds[group] ?? 0) - groupStart
      const wants = (start: number, end: number) => places.some((place) => place >= start && place < end)
      const cells = this.#cells(group, column, rows, wants)
      texts.set(
        field,
        places.map((place) => cellText(cells.at(place))),
      )
    }
    hits.forEach((hit, at) => {
      const text = (field: ListingFieldName) => texts.get(field)?.[at]?.trim() ?? ''
      const { isrc, durationMs } = hit.listing
      const fields = {
        ...{
          id: text('id'),
          isrcs: [],
          title: text('title'),
          artist: text('artist'),
          artists: [text('artist')],
        },
        ...{ album: text('album'), label: text('label'), url: text('url'), account: text('account') },
        ...{ duration: '', durationUnit: 'ms' as const, fileName: text('fileName') },
      }
      const listing = sweptListing(fields, { isrc, durationMs, matches: hit.matches })
      const shown = Object.fromEntries(
        [...this.#plan.fields].map(([field, { name }]) => [name, field === 'isrc' ? isrc : text(field)]),
      )
      const raw = new Uint8Array(Buffer.from(JSON.stringify(shown)))
      hits[at] = { ...hit, raw, listing }
    })
  }

  #cells(
    group: number,
    column: ParquetColumn,
    rows: number,
    wants?: (start: number, end: number) => boolean,
  ): ColumnCells {
    const chunk = this.#file.metadata.row_groups[group]?.columns.find(
      ({ meta_data: found }) => found?.path_in_schema.join('\n') === column.path.join('\n'),
    )?.meta_data
    if (chunk === undefined) throw new BrokenStream('damaged')
    return new ColumnCells(columnPages(this.#fd, chunk, column, rows, wants))
  }
}

function answer(
  { rows, malformed, samples, hits }: RangeCollector,
  start: number,
  end: number,
  ended: boolean,
  broken: null,
): RangeAnswer {
  return {
    result: { start, end, ended, rows, malformed, samples, hits, broken },
    position: end,
    ignoredTail: false,
    refusal: null,
  }
}
