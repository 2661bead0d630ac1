import type { Described } from './described.ts'
import {
  albumLevel,
  artistLevel,
  equality,
  type Evidence,
  lengthLevel,
  longerBy,
  overallLevel,
  titleLevel,
  versionLevel,
  versionRelation,
  yearLevel,
} from './evidence.ts'
import type { VersionRelation } from './version.ts'

// A recording of the catalogue beside a listing: the evidence of all fields together.

export interface Findings {
  readonly evidence: Evidence
  readonly version: VersionRelation
  /** Signed: positive when the listing is longer. Null when a length is missing. */
  readonly longerMs: number | null
}

/** What the names of both are to each other: the dearest questions, each answered when it is asked, and once. */
export class NameLevels {
  readonly #own: Described
  readonly #listed: Described
  #title: Evidence['title'] | null = null
  #artist: Evidence['artist'] | null = null
  #overall: Evidence['overall'] | null = null

  constructor(own: Described, listed: Described) {
    this.#own = own
    this.#listed = listed
  }

  get title(): Evidence['title'] {
    return (this.#title ??= titleLevel(this.#own, this.#listed))
  }

  get artist(): Evidence['artist'] {
    return (this.#artist ??= artistLevel(this.#own, this.#listed))
  }

  get overall(): Evidence['overall'] {
    return (this.#overall ??= overallLevel(this.#own, this.#listed))
  }
}

/** Compares a recording of the catalogue with a listing, field by field. `names` are theirs. */
export function gatherEvidence(
  own: Described,
  listed: Described,
  names: NameLevels = new NameLevels(own, listed),
): Findings {
  const { title, artist, overall } = names
  const version = versionRelation(own, listed, artist)
  const longerMs = longerBy(own, listed)
  const album = albumLevel(own, listed)
  return {
    version,
    longerMs,
    evidence: {
      title,
      artist,
      album,
      length: lengthLevel(longerMs),
      track: equality(own.trackNumber, listed.trackNumber),
      year: yearLevel(own.year, listed.year),
      version: versionLevel(version, longerMs, album),
      overall,
    },
  }
}
