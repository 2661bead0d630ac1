import { audioSaid } from '../../../../../shared/domain/matching/file-table.ts'
import { offersOf } from '../../../../../shared/domain/matching/offers.ts'
import { decodeText } from '../cell-text.ts'
import { lineFeed } from '../json-bytes.ts'
import { parseJson } from '../json-text.ts'
import { maxRowBytes } from '../layout.ts'
import type { RangeCollector } from '../range-collector.ts'
import type { RowSweeper } from '../row-sweeper.ts'
import type { RowHit, SweptListing } from '../swept-row.ts'
import type { TextWindow } from '../text-window.ts'
import type { FileTablePass, FoundTrack } from './taken-tracks.ts'

/** What the chosen column is called in a row that is written out. */
const idStart = Buffer.from('"id":"')
const idBytes = 22

/** Looks in the rows of a file table for tracks that were found before: by their ids, letter by letter. */
export class TakenSweeper implements RowSweeper {
  readonly terminator = lineFeed
  tooLong = false
  readonly #table: FileTablePass['table']
  readonly #tracks: ReadonlyMap<string, FoundTrack>
  /** Where in a row the id began last time: it is nearly always the same place. */
  #place = 1

  constructor({ table, tracks }: FileTablePass) {
    this.#table = table
    this.#tracks = new Map(tracks.map((track) => [track.id, track]))
  }

  sweep(window: TextWindow, from: number, stopAt: number, collector: RangeCollector): number {
    const { length } = window
    const bytes = Buffer.from(window.bytes.buffer, window.bytes.byteOffset, length)
    this.tooLong = false
    let at = from
    while (at < length && at < stopAt && !collector.full) {
      const found = bytes.indexOf(lineFeed, at)
      const end = found >= 0 ? found : length
      this.tooLong = end - at > maxRowBytes
      if (this.tooLong || (found < 0 && !window.final)) return at
      collector.rows++
      const track = this.#trackIn(bytes, at, end)
      if (track !== null) this.#take(window, at, end, track, collector)
      at = end + 1
    }
    return Math.min(at, length)
  }

  #trackIn(bytes: Buffer, start: number, end: number): FoundTrack | null {
    let at = start + this.#place
    if (!isAt(bytes, at)) {
      at = bytes.subarray(start, end).indexOf(idStart) + start
      if (at < start) return null
      this.#place = at - start
    }
    const id = at + idStart.length
    if (id + idBytes >= end) return null
    return this.#tracks.get(bytes.toString('latin1', id, id + idBytes)) ?? null
  }

  #take(window: TextWindow, start: number, end: number, track: FoundTrack, collector: RangeCollector): void {
    const cells = cellsOf(parseJson(decodeText(window.bytes, start, end)))
    if (cells.get('id') !== track.id) return
    const text = (column: string | null) => {
      const value = column === null ? '' : cells.get(column)
      return typeof value === 'string' ? value : ''
    }
    const fileName = text('filename')
    const said = audioSaid({ fileName, status: text(this.#table.status), sha256: text(this.#table.sha256) })
    const source = `Its track ID ${track.id} is that of a row found in “${track.foundIn}”`
    const matches = track.matches.map((match) => ({ ...match, reasons: [source, said.reason] }))
    collector.hit(window, start, end, { listing: listingOf(track, said.isTaken ? fileName : null), matches })
  }
}

/** The cells of a row that was written out, by their names. */
function cellsOf(row: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof row === 'object' && row !== null ? Object.entries(row) : [])
}

function isAt(bytes: Buffer, at: number): boolean {
  for (let index = 0; index < idStart.length; index++) if (bytes[at + index] !== idStart[index]) return false
  return true
}

/** A taken file is offered with the dump, whatever its name ends in. */
function listingOf({ id, title, artist, isrc }: FoundTrack, fileName: string | null): RowHit['listing'] {
  const offers = fileName === null ? 'metadata' : offersOf({ url: null, fileName })
  const nothing = {
    ...{ album: null, label: null, labelKey: null, url: null, domain: null },
    ...{ account: null, accountKey: null, durationMs: null },
  }
  const listing: SweptListing = {
    ...{ ownId: id, isrc, title, artist, ...nothing, fileName },
    offers: fileName === null ? 'metadata' : offers === 'art' ? 'art' : 'file',
  }
  return listing
}
