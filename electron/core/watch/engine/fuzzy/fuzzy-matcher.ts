import { NameLevels } from '../../../../../shared/domain/matching/comparison.ts'
import { describe, type Described, noFacts } from '../../../../../shared/domain/matching/described.ts'
import type { ExactListing } from '../../../../../shared/domain/matching/exact.ts'
import { compareFuzzy, type FuzzyMatch } from '../../../../../shared/domain/matching/fuzzy.ts'
import { isWorthComparing } from '../../../../../shared/domain/matching/worth-comparing.ts'
import type { CatalogueEntry } from '../packed-catalogue.ts'
import type { BlockIndex } from './block-index.ts'
import { FuzzyProbe } from './fuzzy-probe.ts'

/**
 * Recordings kept ready for comparison. An artist's rows stand together, and with them those of the same recording; of a
 * large catalogue the others hardly come up again before they are old.
 */
const mostDescribed = 64

/** What a listing says of the release it is on; an empty text and null where it says nothing. */
export interface ListedRelease {
  readonly album: string
  readonly year: number | null
  readonly trackNumber: number | null
}

/** Finds and compares recordings whose names a listing may write differently. */
export class FuzzyMatcher {
  readonly blocks: BlockIndex
  readonly #probe: FuzzyProbe
  readonly #entry: (index: number) => CatalogueEntry
  readonly #described: Described[] = []
  readonly #numbers = new Int32Array(mostDescribed)

  constructor(blocks: BlockIndex, entry: (index: number) => CatalogueEntry) {
    this.blocks = blocks
    this.#probe = new FuzzyProbe(blocks)
    this.#entry = entry
  }

  /** Entries whose names may be the listing's. */
  candidates({ title, artist, artists }: ExactListing): ReadonlySet<number> {
    return this.#probe.candidates(title, artists.length > 1 ? [artist, ...artists] : [artist])
  }

  /** Compares a listing with entries; those left out are surely something else. */
  compare(
    entries: Iterable<number>,
    listing: ExactListing,
    { album, year, trackNumber }: ListedRelease,
    isOwnCode: (isrc: string) => boolean,
  ): ReadonlyMap<number, FuzzyMatch> {
    const { title, artist, artists, codes, durationMs } = listing
    const facts = { ...noFacts, title, artist, artists, album, durationMs, year }
    const listed = describe(facts)
    const placed = trackNumber === null || album === '' ? null : describe({ ...facts, trackNumber })
    const context = { codes, isOwnCode }
    const matches = new Map<number, FuzzyMatch>()
    for (const entry of entries) {
      const own = this.#describe(entry)
      // A place means something on the same album only: every single is the first track of its own.
      const other = placed !== null && isSameAlbum(own, placed) ? placed : listed
      const names = new NameLevels(own, other)
      if (isWorthComparing(own, other, context, names))
        matches.set(entry, compareFuzzy(own, other, context, names))
    }
    return matches
  }

  #describe(index: number): Described {
    const slot = index % mostDescribed
    const known = this.#described[slot]
    if (known !== undefined && this.#numbers[slot] === index) return known
    const { title, version, artist, album = '', isrcs, durationMs, ...more } = this.#entry(index)
    const { year = null, trackNumber = null } = more
    const facts = { title, version, artist, album, isrcs, durationMs, year, trackNumber }
    const described = describe({ ...noFacts, ...facts })
    this.#described[slot] = described
    this.#numbers[slot] = index
    return described
  }
}

function isSameAlbum(own: Described, listed: Described): boolean {
  return own.album.text !== '' && own.album.text === listed.album.text
}
