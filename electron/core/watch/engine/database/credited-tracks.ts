import { artistsOfTrack, type CreditTable } from './credit-table.ts'
import { creditTables, type TrackTables } from './credit-tables.ts'
import { relatedTables } from './lookup-plan.ts'
import type { PagedFile } from './paged-file.ts'
import { rowKeys } from '../rows/row-keys.ts'
import { listingOf } from './table-row.ts'
import { trackRowidKey } from './table-shapes.ts'

const start = Buffer.from(`{"${trackRowidKey}":`)
const [digit0, digit9] = [0x30, 0x39]

/** Tells of the rows of a database whose tracks they are, and what other tables say of those. */
export class CreditedTracks {
  readonly #table: CreditTable
  readonly #file: PagedFile | null
  readonly #tracks: TrackTables | null

  /** @param file the database, when one can go to and fro in it */
  constructor(table: CreditTable, file: PagedFile | null) {
    this.#table = table
    this.#file = file
    const schema = file?.schema()
    const tables = schema === undefined ? null : creditTables(schema.tables)
    this.#tracks =
      schema === undefined || tables === null
        ? null
        : {
            table: tables.tracks,
            keys: rowKeys(tables.tracks.columns.map(({ name }) => name)).map(({ key }) => key),
            related: relatedTables(schema),
          }
  }

  /** Number of the track whose row begins at a position; -1 when it is the row of something else. */
  trackAt(bytes: Uint8Array, at: number): number {
    for (let index = 0; index < start.length; index++) if (bytes[at + index] !== start[index]) return -1
    let track = 0
    for (let place = at + start.length; ; place++) {
      const byte = bytes[place] ?? 0
      if (byte < digit0 || byte > digit9) return track
      track = 10 * track + byte - digit0
    }
  }

  /** False for rows that another pass sweeps. `track` is -1 for what is none, which the first pass sweeps. */
  isDue(track: number): boolean {
    const { from, to } = this.#table
    return track < 0 ? from === 0 : track >= from && track < to
  }

  /** The artists of a track, as far as they may be the catalogue's. */
  artists(track: number): readonly string[] {
    return artistsOfTrack(this.#table, track)
  }

  /** The row of a track with its artists and, where they can be looked up, all of them and its album. */
  complete(row: unknown, track: number): unknown {
    const found = this.#lookedUp(track)
    if (found !== null) return found
    const artists = this.artists(track)
    return artists.length === 0 || typeof row !== 'object'
      ? row
      : { ...row, artists: artists.map((name) => ({ name })) }
  }

  #lookedUp(track: number): object | null {
    if (this.#file === null || this.#tracks?.related.credits === undefined) return null
    if (this.#tracks.related.credits === null) return null
    const row = this.#file.row(this.#tracks.table.rootPage, track)
    return row === null ? null : listingOf(this.#file, this.#tracks, row)
  }
}
