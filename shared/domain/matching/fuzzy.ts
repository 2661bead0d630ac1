import { type Findings, gatherEvidence, NameLevels } from './comparison.ts'
import type { Described } from './described.ts'
import type { Evidence } from './evidence.ts'
import type { ListedCode, Verdict } from './exact.ts'
import { probabilityOf, totalBits, type WeighedTerm, weigh } from './model.ts'
import { type Compared, reasonsFor } from './reasons.ts'
import type { VersionClass } from './version.ts'

// The matcher for names that are written differently: compares a listing with a recording, says how likely they are one
// recording, and when they are not, what the listing is instead.

/** What a listing is to a recording. */
export type Kinship =
  | 'same'
  /** Another recording of the song by the same artist. */
  | 'other-version'
  | 'live'
  | 'other-remix'
  | 'karaoke'
  | 'tribute'
  | 'cover'
  /** The title alone is shared. */
  | 'other-artist'
  /** The ISRC is the recording's, title and length are not. */
  | 'conflict'
  | 'other'

export interface FuzzyMatch {
  /** The probability that both are one recording, calibrated on labelled pairs (docs/matching.md). */
  readonly score: number
  readonly verdict: Verdict | 'none'
  readonly kinship: Kinship
  /** Sentences for the artist, the decisive one first. */
  readonly reasons: readonly string[]
  /** What each field was worth, in bits. */
  readonly terms: readonly WeighedTerm[]
}

/** Codes of a listing, and how to tell whose they are. */
export interface CodeContext {
  readonly codes: readonly ListedCode[]
  /** Tells whether a stored ISRC is that of any recording in the catalogue. */
  readonly isOwnCode: (isrc: string) => boolean
}

export const noCodes: CodeContext = { codes: [], isOwnCode: () => false }

/** From here on two descriptions are likelier one recording than not. */
export const matchFrom = 0.5
/** From here on a listing is worth a look. */
export const possibleFrom = 0.2

/** What the same ISRC speaks for, in bits: one code in a thousand is used for another recording as well. */
const sameCodeBits = 10
/** Recordings are issued again under new codes: two codes say a little, the code of one's other recording much. */
const otherCodeBits = -1
const ownOtherCodeBits = -6

/** Title levels under which two titles are one title. */
export const agreeingTitles: ReadonlySet<Evidence['title']> = new Set([
  'rare',
  'equal',
  'slip',
  'explained',
  'begins',
  'mostly',
])
const performedByOthers: ReadonlySet<VersionClass> = new Set(['karaoke', 'tribute', 'cover'])

/**
 * Compares a recording of the catalogue with a listing. The score is the sum of what each field is worth, as a
 * probability; rules then hold down what the sum may not outweigh: another version, another artist, a title alone.
 *
 * `names` may know already what the names of both are to each other.
 *
 * `match` from 0.5 on; `possible` from 0.2 on, for other versions and remixes by the same artist, and for conflicts.
 */
export function compareFuzzy(
  own: Described,
  listed: Described,
  context: CodeContext = noCodes,
  names: NameLevels = new NameLevels(own, listed),
): FuzzyMatch {
  const findings = gatherEvidence(own, listed, names)
  const code = codeRelation(own, context)
  const kinship = kinshipOf(findings, listed, code.same !== null)
  const bits = totalBits(findings.evidence) + code.bits
  const limit =
    code.same !== null && kinship !== 'conflict' ? 1 : ceiling(findings.evidence, kinship, code.isOwnOther)
  const score = Math.min(probabilityOf(bits), limit)
  const said = verdictOf(score, kinship, findings.evidence)
  const verdict =
    code.same !== null && said !== 'match' ? (kinship === 'conflict' ? 'possible' : 'match') : said
  return new Judged(Math.round(score * 1000) / 1000, verdict, { own, listed, findings, kinship, code })
}

/** A class, for an object with getters of its own takes many times as long to make. */
class Judged implements FuzzyMatch {
  readonly score: number
  readonly verdict: FuzzyMatch['verdict']
  readonly kinship: Kinship
  readonly #compared: Compared

  constructor(score: number, verdict: FuzzyMatch['verdict'], compared: Compared) {
    this.score = score
    this.verdict = verdict
    this.kinship = compared.kinship
    this.#compared = compared
  }

  // A sweep asks neither of what it does not report, which is most of what it compares.
  get reasons(): readonly string[] {
    return reasonsFor(this.#compared)
  }

  get terms(): readonly WeighedTerm[] {
    return weigh(this.#compared.findings.evidence)
  }
}

export interface CodeRelation {
  readonly same: ListedCode | null
  readonly repaired: ListedCode | null
  /** A code that is not the recording's. */
  readonly other: ListedCode | null
  /** True when that code is another recording's of the catalogue. */
  readonly isOwnOther: boolean
  readonly bits: number
}

const noRelation: CodeRelation = { same: null, repaired: null, other: null, isOwnOther: false, bits: 0 }

/** What the listing's codes say of a recording. */
export function codeRelation(own: Described, { codes, isOwnCode }: CodeContext): CodeRelation {
  if (codes.length === 0) return noRelation
  const { isrcs } = own.facts
  let same: ListedCode | null = null
  let repaired: ListedCode | null = null
  let other: ListedCode | null = null
  for (const code of codes) {
    if (!isrcs.includes(code.isrc)) {
      if (!code.repaired) other ??= code
    } else if (code.repaired) repaired ??= code
    else same ??= code
  }
  if (same !== null) other = null
  const isOwnOther = other !== null && isOwnCode(other.isrc)
  const otherBits = other === null || isrcs.length === 0 ? 0 : isOwnOther ? ownOtherCodeBits : otherCodeBits
  return { same, repaired, other, isOwnOther, bits: same === null ? otherBits : sameCodeBits }
}

function kinshipOf({ evidence, version, longerMs }: Findings, listed: Described, sameCode: boolean): Kinship {
  const titleAgrees = agreeingTitles.has(evidence.title)
  if (sameCode) {
    const lengthDiffers = longerMs !== null && Math.abs(longerMs) > 15_000
    return !titleAgrees && lengthDiffers ? 'conflict' : 'same'
  }
  if (version.kind === 'differs' && version.side === 'listed' && performedByOthers.has(version.class)) {
    return titleAgrees || evidence.title === 'partly' ? performedBy(version.class) : 'other'
  }
  if (!titleAgrees) {
    const isGarbled = evidence.title === 'partly' ? hasSupport(evidence) : isSamePlace(evidence)
    return isGarbled && evidence.artist !== 'differs' && evidence.version !== 'differs' ? 'same' : 'other'
  }
  if (evidence.artist === 'differs') return listed.credit.anonymous ? 'same' : 'other-artist'
  if (version.kind === 'other-remix') return 'other-remix'
  if (version.kind === 'differs' && evidence.version === 'differs') {
    if (version.class === 'remix') return 'other-remix'
    return version.class === 'live'
      ? 'live'
      : performedByOthers.has(version.class)
        ? performedBy(version.class)
        : 'other-version'
  }
  return 'same'
}

function performedBy(name: VersionClass): Kinship {
  return name === 'tribute' || name === 'cover' ? name : 'karaoke'
}

/** True when something beside title and artist agrees. */
function hasSupport({ album, length, track }: Evidence): boolean {
  return (
    album === 'same' || album === 'close' || album === 'contained' || (track === 'same' && length !== 'more')
  )
}

/** True when album, position and length leave no other track to be meant, however its title is written. */
function isSamePlace({ title, album, track, length }: Evidence): boolean {
  const sameAlbum = album === 'same' || album === 'close' || album === 'contained'
  const sameLength = length === '1s' || length === '3s' || length === 'unknown'
  return title !== 'number-differs' && sameAlbum && sameLength && track === 'same'
}

/** The score that the evidence cannot exceed, however much of it there is. */
function ceiling(evidence: Evidence, kinship: Kinship, isOwnOther: boolean): number {
  if (kinship === 'conflict') return 0.45
  if (kinship === 'other-artist') return 0.15
  if (kinship === 'other')
    return evidence.title === 'differs' || evidence.title === 'number-differs' ? 0.1 : 0.4
  if (kinship !== 'same') return 0.3
  if (isOwnOther) return 0.45
  // A title by nobody in particular is anybody's.
  const titleAlone = evidence.artist === 'unknown' && evidence.length !== '1s' && evidence.length !== '3s'
  return titleAlone && !hasSupport(evidence) ? 0.45 : 1
}

const versionsWorthKnowing: ReadonlySet<Kinship> = new Set(['other-version', 'live', 'other-remix'])

function verdictOf(score: number, kinship: Kinship, { artist }: Evidence): FuzzyMatch['verdict'] {
  if (kinship === 'same') return score >= matchFrom ? 'match' : score >= possibleFrom ? 'possible' : 'none'
  if (kinship === 'conflict') return 'possible'
  // Somebody else's remix of one's own song is worth knowing about, a namesake's is not.
  return versionsWorthKnowing.has(kinship) && artist !== 'unknown' ? 'possible' : 'none'
}
