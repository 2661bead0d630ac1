import { takenRow } from '../database/taken-row.ts'
import type { FileTable, FileTablePass, FoundTrack } from '../database/taken-tracks.ts'
import type { RangeCollector } from '../range-collector.ts'
import type { RangeAnswer } from '../sweep-task.ts'
import { type Group, GroupPages } from './group-pages.ts'
import { sweepOneGroup } from './group-sweep.ts'
import { openParquet, type ParquetColumn, type ParquetFile } from './parquet-file.ts'
import { textsOfRows } from './row-texts.ts'
import { TextColumn } from './text-column.ts'

/** Rows handed on at a time. */
const enoughHits = 500
/** Rows between two looks at the cancel flag. */
const rowsBetween = 1 << 16

/** Looks in a file table kept as Parquet for tracks that were found before. What it calls an offset is the number of a row. */
export class ParquetTaken {
  readonly #file: ParquetFile
  readonly #pages: GroupPages
  readonly #table: FileTable
  readonly #tracks: ReadonlyMap<string, FoundTrack>

  private constructor(fd: number, file: ParquetFile, { table, tracks }: FileTablePass) {
    this.#file = file
    this.#pages = new GroupPages(fd, file)
    this.#table = table
    this.#tracks = new Map(tracks.map((track) => [track.id, track]))
  }

  /** Throws `BrokenStream` when the file is none. */
  static async open(fd: number, pass: FileTablePass): Promise<ParquetTaken> {
    return new ParquetTaken(fd, await openParquet(fd), pass)
  }

  /** Looks at the rows from `from` on to the end of their group, or until enough was found to be handed on. */
  sweep(from: number, pause: () => void): RangeAnswer {
    return sweepOneGroup(this.#file, from, (group, collector, next) => {
      const places = this.#places(group, from - group.start, pause)
      if (places.length > enoughHits) next.row = group.start + (places[enoughHits] ?? 0)
      this.#take(group, places.slice(0, enoughHits), from, collector)
    })
  }

  /** The column of this name; a column of text. */
  #column(name: string | null): ParquetColumn | null {
    return this.#file.columns.find((column) => column.name === name && column.kind === 'text') ?? null
  }

  /** Rows of the group about tracks that were found, one more than are handed on. */
  #places(group: Group, from: number, pause: () => void): readonly number[] {
    const column = this.#column(this.#table.trackId)
    const places: number[] = []
    if (column === null) return places
    const ids = new TextColumn(this.#pages.of(group, column))
    for (let row = from; row < group.rows && places.length <= enoughHits; row++) {
      if (row % rowsBetween === 0) pause()
      if (this.#tracks.has(ids.text(row).trim())) places.push(row)
    }
    return places
  }

  #take(group: Group, places: readonly number[], from: number, collector: RangeCollector): void {
    const { trackId, fileName, status, sha256 } = this.#table
    const texts = new Map<string, readonly string[]>()
    for (const name of [trackId, fileName, status, sha256]) {
      const column = this.#column(name)
      if (name === null || column === null || places.length === 0) continue
      const cells = textsOfRows(this.#pages.of(group, column, places), places)
      texts.set(
        name,
        cells.map((cell) => cell.trim()),
      )
    }
    places.forEach((place, at) => {
      const cell = (name: string) => texts.get(name)?.[at] ?? ''
      const track = this.#tracks.get(cell(trackId))
      if (track === undefined) return
      collector.rows = group.start + place - from + 1
      const shown = Object.fromEntries([...texts.keys()].map((name) => [name, cell(name)]))
      const raw = new Uint8Array(Buffer.from(JSON.stringify(shown)))
      collector.found(group.start + place, raw, takenRow(this.#table, track, cell))
    })
  }
}
