import { audioSaid } from '../../../../../shared/domain/matching/file-table.ts'
import { offersOf } from '../../../../../shared/domain/matching/offers.ts'
import type { RowHit, SweptListing } from '../swept-row.ts'
import type { FileTable, FoundTrack } from './taken-tracks.ts'

/** What a row of a file table says of a track that was found before. `cell` gives a column of the row, by its name. */
export function takenRow(
  table: FileTable,
  track: FoundTrack,
  cell: (column: string) => string,
): Pick<RowHit, 'listing' | 'matches'> {
  const text = (column: string | null) => (column === null ? '' : cell(column))
  const fileName = text(table.fileName)
  const said = audioSaid({ fileName, status: text(table.status), sha256: text(table.sha256) })
  const source = `Its track ID ${track.id} is that of a row found in “${track.foundIn}”`
  const matches = track.matches.map((match) => ({ ...match, reasons: [source, said.reason] }))
  return { listing: listingOf(track, said.isTaken ? fileName : null), matches }
}

/** A taken file is offered with the dump, whatever its name ends in. */
function listingOf({ id, title, artist, isrc }: FoundTrack, fileName: string | null): RowHit['listing'] {
  const offers = fileName === null ? 'metadata' : offersOf({ url: null, fileName })
  const nothing = {
    ...{ album: null, label: null, url: null, account: null, durationMs: null },
  }
  const listing: SweptListing = {
    ...{ ownId: id, isrc, title, artist, ...nothing, fileName },
    offers: fileName === null ? 'metadata' : offers === 'art' ? 'art' : 'file',
  }
  return listing
}
