import type { CatalogueIndex } from '../catalogue-index.ts'
import { FuzzyProbe } from '../fuzzy/fuzzy-probe.ts'
import type { RowProbe } from '../row-probe.ts'
import type { NameScreen, ScanMemory } from '../scan/scan-memory.ts'
import { screened } from '../scan/screen-parts.ts'
import { rowsAtATime, TextLane } from './text-lane.ts'
import type { TextPage } from './text-pages.ts'

/** The pages of the columns names are in; without artists only titles that name theirs can be found. */
export interface NamePages {
  readonly titles: Iterable<TextPage>
  readonly artists: Iterable<TextPage>
}

/** Asks of the rows of a group by their titles and artists whether they may concern the catalogue. */
export class NameScan {
  readonly #index: CatalogueIndex
  readonly #memory: ScanMemory
  readonly #screen: NameScreen
  readonly #probe: RowProbe
  /** Null when only equal names are looked for. */
  readonly #similar: FuzzyProbe | null

  constructor(index: CatalogueIndex, memory: ScanMemory, probe: RowProbe) {
    this.#index = index
    this.#memory = memory
    this.#screen = memory.screenNames ?? (() => screened.mayBeEqual | screened.similar)
    this.#probe = probe
    this.#similar = index.fuzzy === null ? null : new FuzzyProbe(index.fuzzy.blocks)
  }

  /** The rows in `[from, to)` that may concern the catalogue. `pause` is asked now and then. */
  *rows({ titles, artists }: NamePages, from: number, to: number, pause: () => void): Generator<number> {
    const { bytes } = this.#memory
    const half = bytes.length >> 1
    const title = new TextLane(titles, bytes, 0, half)
    const artist = new TextLane(artists, bytes, half, bytes.length)
    for (let row = from; row < to;) {
      pause()
      const most = title.bring(row, Math.min(rowsAtATime, to - row))
      const count = artist.bring(row, most)
      for (let index = 0; index < count; index++) {
        const [titleStart = 0, artistStart = 0] = [title.starts[index], artist.starts[index]]
        const [titleEnd = 0, artistEnd = 0] = [title.ends[index], artist.ends[index]]
        // What is too long to be brought is looked at whole.
        if (titleStart < 0 || artistStart < 0) yield row + index
        else if (titleStart < titleEnd && this.#mayMatch(titleStart, titleEnd, artistStart, artistEnd))
          yield row + index
      }
      row += count
    }
  }

  #mayMatch(titleStart: number, titleEnd: number, artistStart: number, artistEnd: number): boolean {
    const { bytes } = this.#memory
    const answer =
      artistStart < artistEnd ? this.#screen(titleStart, titleEnd, artistStart, artistEnd) : screened.similar
    if (answer === 0) return false
    if (
      (answer & screened.mayBeEqual) !== 0 &&
      this.#index.beginnings.mayStart(bytes, titleStart, titleEnd) &&
      this.#probe.titleMayMatch(bytes, titleStart, titleEnd) &&
      this.#probe.artistMayMatch(bytes, artistStart, artistEnd)
    )
      return true
    return (
      (answer & screened.similar) !== 0 &&
      this.#similar?.mayMatch(bytes, titleStart, titleEnd, artistStart, artistEnd) === true
    )
  }
}
