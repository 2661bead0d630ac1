import { csvCellText, decodeText } from '../cell-text.ts'
import { csvFlaws, CsvRowReader } from '../csv-rows.ts'
import { lineFeed } from '../json-bytes.ts'
import { parseJson } from '../json-text.ts'
import { type CsvLayout, maxRowBytes } from '../layout.ts'
import type { RangeCollector } from '../range-collector.ts'
import type { RowSweeper } from '../row-sweeper.ts'
import type { TextWindow } from '../text-window.ts'
import { takenRow } from './taken-row.ts'
import type { FileTable, FileTablePass, FoundTrack } from './taken-tracks.ts'

const idBytes = 22

/** Looks in the rows of a file table for tracks that were found before: by their ids, letter by letter. */
export class TakenSweeper implements RowSweeper {
  readonly terminator: number
  tooLong = false
  readonly #table: FileTable
  readonly #tracks: ReadonlyMap<string, FoundTrack>
  /** Null for rows that are objects, one a line. */
  readonly #reader: CsvRowReader | null

  constructor({ table, tracks }: FileTablePass, csv: CsvLayout | null) {
    this.terminator = csv?.terminator ?? lineFeed
    this.#table = table
    this.#tracks = new Map(tracks.map((track) => [track.id, track]))
    this.#reader = csv === null ? null : new CsvRowReader(csv.delimiter, csv.terminator)
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { length } = window
    const bytes = Buffer.from(window.bytes.buffer, window.bytes.byteOffset, length + 1)
    this.tooLong = false
    let at = from
    while (at < length && at < stopAt && !collector.full) {
      const next = this.#rowEnd(window, bytes, at)
      this.tooLong = next < 0 ? length - at > maxRowBytes + 1 : next - at > maxRowBytes + 2
      if (this.tooLong || next < 0) return at
      if (!isBlank(bytes, at, next)) {
        collector.rows++
        this.#look(window, bytes, at, next, collector)
      }
      at = next
    }
    return Math.min(at, length)
  }

  /** Where the row behind the one at `at` starts; negative when it is not all there yet. */
  #rowEnd({ length, final }: TextWindow, bytes: Buffer, at: number): number {
    const reader = this.#reader
    if (reader === null) {
      const found = bytes.subarray(0, length).indexOf(lineFeed, at)
      return found >= 0 ? found + 1 : final ? length : -1
    }
    const next = reader.read(bytes, at, length, final)
    const isLost = next < 0 ? length - at > maxRowBytes : (reader.flaws & csvFlaws.openQuote) !== 0
    return isLost ? reader.readLine(bytes, at, length, final) : next
  }

  /** Looks at one letter in 22: whatever is that long covers one of them. */
  #look(window: TextWindow, bytes: Buffer, start: number, end: number, collector: RangeCollector): void {
    for (let at = start + idBytes - 1; at < end; at += idBytes) {
      if (!isIdByte(bytes[at])) continue
      let first = at
      while (first > start && isIdByte(bytes[first - 1])) first--
      let behind = at + 1
      while (behind < end && isIdByte(bytes[behind])) behind++
      if (behind - first === idBytes) {
        const track = this.#tracks.get(bytes.toString('latin1', first, behind))
        if (track !== undefined && this.#take(window, start, end, track, collector)) return
      }
      at = Math.max(at, behind - 1)
    }
  }

  /** Notes what the row says of the track; false when it is not about that one. */
  #take(
    window: TextWindow,
    start: number,
    end: number,
    track: FoundTrack,
    collector: RangeCollector,
  ): boolean {
    const reader = this.#reader
    const cell = reader === null ? objectCells(window, start, end) : this.#rowCells(window.bytes, reader)
    if (cell(this.#table.trackId) !== track.id) return false
    collector.hit(window, start, reader?.end ?? lineEnd(window, end), takenRow(this.#table, track, cell))
    return true
  }

  #rowCells(bytes: Uint8Array, reader: CsvRowReader): (column: string) => string {
    return (column) => {
      const at = this.#table.columns.indexOf(column)
      if (at < 0 || at >= reader.knownCells) return ''
      return csvCellText(bytes, reader.cellStart(at), reader.cellEnd(at)).trim()
    }
  }
}

/** The cells of a row that is an object, by their names. */
function objectCells({ bytes }: TextWindow, start: number, end: number): (column: string) => string {
  const row = parseJson(decodeText(bytes, start, end).replace(/^\s*[[,]|[,\]]?\s*$/g, ''))
  const cells = new Map<string, unknown>(typeof row === 'object' && row !== null ? Object.entries(row) : [])
  return (column) => {
    const value = cells.get(column)
    return typeof value === 'string' ? value : ''
  }
}

function lineEnd({ bytes }: TextWindow, end: number): number {
  return bytes[end - 1] === lineFeed ? end - 1 : end
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 0x20) return false
  return true
}

/** Digits and letters of ASCII. */
function isIdByte(byte = 0): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}
