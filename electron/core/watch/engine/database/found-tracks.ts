import { isTrackId } from '../../../../../shared/domain/matching/file-table.ts'
import { hitsOf, type PackedHits } from '../packed-hits.ts'
import type { FoundTrack } from './taken-tracks.ts'

/** More are not looked for in a file table: the catalogue's own tracks are fewer. */
const most = 1_000_000

/** Gathers the tracks that findings are of, by the ids their rows carry. */
export class FoundTracks {
  readonly #tracks = new Map<string, FoundTrack>()

  /** Takes the tracks of rows found in a file; the first row of a track counts. */
  add(hits: PackedHits, foundIn: string): void {
    for (const { listing, matches } of hitsOf(hits)) {
      const { ownId: id, title, artist, isrc } = listing
      if (!isTrackId(id) || this.#tracks.has(id) || this.#tracks.size >= most) continue
      const found = matches.map(({ recordingId, score, verdict }) => ({ recordingId, score, verdict }))
      this.#tracks.set(id, { id, title, artist, isrc, foundIn, matches: found })
    }
  }

  all(): readonly FoundTrack[] {
    return [...this.#tracks.values()]
  }
}
