import { describe, type Described, noFacts } from '../../../../../shared/domain/matching/described.ts'
import type { ExactListing } from '../../../../../shared/domain/matching/exact.ts'
import { compareFuzzy, type FuzzyMatch } from '../../../../../shared/domain/matching/fuzzy.ts'
import type { CatalogueEntry } from '../packed-catalogue.ts'
import type { BlockIndex } from './block-index.ts'
import { FuzzyProbe } from './fuzzy-probe.ts'

/** Recordings kept ready for comparison; the same ones come up again and again. */
const mostDescribed = 2048

/** Finds and compares recordings whose names a listing may write differently. */
export class FuzzyMatcher {
  readonly blocks: BlockIndex
  readonly #probe: FuzzyProbe
  readonly #entry: (index: number) => CatalogueEntry
  readonly #described = new Map<number, Described>()

  constructor(blocks: BlockIndex, entry: (index: number) => CatalogueEntry) {
    this.blocks = blocks
    this.#probe = new FuzzyProbe(blocks)
    this.#entry = entry
  }

  /** Entries whose names may be the listing's. */
  candidates({ title, artist, artists }: ExactListing): ReadonlySet<number> {
    return this.#probe.candidates(title, artists.length > 1 ? [artist, ...artists] : [artist])
  }

  /** Compares a listing with entries; `album` is the listing's. */
  compare(
    entries: Iterable<number>,
    listing: ExactListing,
    album: string,
    isOwnCode: (isrc: string) => boolean,
  ): ReadonlyMap<number, FuzzyMatch> {
    const { title, artist, artists, codes, durationMs } = listing
    const listed = describe({ ...noFacts, title, artist, artists, album, durationMs })
    const matches = new Map<number, FuzzyMatch>()
    for (const entry of entries) {
      matches.set(entry, compareFuzzy(this.#describe(entry), listed, { codes, isOwnCode }))
    }
    return matches
  }

  #describe(index: number): Described {
    const known = this.#described.get(index)
    if (known !== undefined) return known
    if (this.#described.size >= mostDescribed) this.#described.clear()
    const { title, version, artist, album = '', isrcs, durationMs } = this.#entry(index)
    const described = describe({ ...noFacts, title, version, artist, album, isrcs, durationMs })
    this.#described.set(index, described)
    return described
  }
}
