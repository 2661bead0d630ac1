import { formatDuration } from '../identifiers/duration.ts'
import { plainText } from '../text/csv-cell.ts'
import { artistKey, foldText, titleKey } from '../text/fold.ts'

// Exact matching of a listing with a recording: by ISRC, or by title and artist that are equal once folded.
// The score orders findings and is no probability. Every step of it is said in words.

export type Verdict = 'match' | 'possible'

/** What is known of a recording of the catalogue. */
export interface ExactRecording {
  readonly title: string
  /** Version words kept apart from the title, such as “Live”; may be empty. */
  readonly version: string
  readonly artist: string
  /** Stored forms; the first is the recording's own code, others are further codes known to be its. */
  readonly isrcs: readonly string[]
  readonly durationMs: number | null
}

/** One ISRC of a listing. */
export interface ListedCode {
  /** Stored form. */
  readonly isrc: string
  /** As the listing writes it. */
  readonly raw: string
  /** True when the listing's text is no valid code and `isrc` is only what it may have meant. */
  readonly repaired: boolean
}

/** What a listing says that can be compared. Empty texts and null mean: not given. */
export interface ExactListing {
  readonly title: string
  readonly artist: string
  /** Names the source keeps apart; `artist` is the whole credit. */
  readonly artists: readonly string[]
  readonly codes: readonly ListedCode[]
  readonly durationMs: number | null
}

export interface ExactMatch {
  /** 0 to 1, two decimals. */
  readonly score: number
  readonly verdict: Verdict
  /** Sentences for the artist, the decisive one first. */
  readonly reasons: readonly string[]
}

/** Lengths that differ by no more are the same; encoders and services round differently. */
export const sameDurationMs = 2000
/** Lengths that differ by more are those of different recordings, or of different edits. */
export const differentDurationMs = 15_000

/** Title with its version words, unless the title already ends with them. */
export function fullTitle(title: string, version: string): string {
  if (version === '') return title
  const words = foldText(version)
  return words === '' || foldText(title).endsWith(words) ? title : `${title} (${version})`
}

/**
 * Compares a listing with a recording. Null when neither a code nor title and artist connect them.
 *
 * The same ISRC is a match whatever else differs, with a lower score and the difference said; only when title,
 * artist and length all contradict it is it `possible`. Equal title and artist are a match, `possible` when the
 * lengths are more than 15 s apart or the row's ISRC is that of another recording of the catalogue. A code that
 * would be the recording's after repair (a letter O typed for a zero) is never more than `possible` by itself.
 *
 * @param isOwnCode tells whether a stored ISRC is that of any recording in the catalogue.
 */
export function compareExact(
  recording: ExactRecording,
  listing: ExactListing,
  isOwnCode: (isrc: string) => boolean,
): ExactMatch | null {
  const facts = compareFacts(recording, listing)
  const { same, repaired } = findCode(recording, listing)
  if (same !== null) return judgeCode(facts, same, recording)
  if (facts.title === 'same' && facts.artist === 'same') return judgeText(facts, listing, repaired, isOwnCode)
  if (repaired !== null) return judgeRepair(facts, repaired)
  if (facts.title === 'same' && facts.artist === 'one-of') return judgeOneArtist(facts, listing)
  return null
}

interface Facts {
  readonly title: 'same' | 'differs' | 'unknown'
  readonly artist: 'same' | 'one-of' | 'differs' | 'unknown'
  readonly duration: 'same' | 'near' | 'far' | 'unknown'
  readonly differenceMs: number
  readonly listing: ExactListing
  readonly recordingTitle: string
  readonly recording: ExactRecording
}

function compareFacts(recording: ExactRecording, listing: ExactListing): Facts {
  const recordingTitle = fullTitle(recording.title, recording.version)
  const difference =
    recording.durationMs === null || listing.durationMs === null
      ? null
      : Math.abs(recording.durationMs - listing.durationMs)
  return {
    title: compareNames(recordingTitle, listing.title, titleKey),
    artist: compareArtists(recording.artist, listing),
    duration: compareDurations(difference),
    differenceMs: difference ?? 0,
    listing,
    recordingTitle,
    recording,
  }
}

/** True when a title, with its version words, is the listed one but for how it is spelt (`titleKey`). */
export function isSameTitle(
  { title, version }: Pick<ExactRecording, 'title' | 'version'>,
  listed: string,
): boolean {
  return compareNames(fullTitle(title, version), listed, titleKey) === 'same'
}

/** What is left of such a text when it is folded: equal texts need not be folded to tell that they are. */
const letterOrDigit = /[a-z0-9]/i

function compareNames(
  own: string,
  listed: string,
  keyOf: (name: string) => string,
): 'same' | 'differs' | 'unknown' {
  if (own === listed && letterOrDigit.test(own)) return 'same'
  const [ownKey, listedKey] = [keyOf(own), keyOf(listed)]
  if (ownKey === '' || listedKey === '') return 'unknown'
  return ownKey === listedKey ? 'same' : 'differs'
}

function compareArtists(own: string, listing: ExactListing): Facts['artist'] {
  const whole = compareNames(own, listing.artist, artistKey)
  if (whole !== 'differs' || listing.artists.length < 2) return whole
  const key = artistKey(own)
  return listing.artists.some((name) => artistKey(name) === key) ? 'one-of' : 'differs'
}

function compareDurations(differenceMs: number | null): Facts['duration'] {
  if (differenceMs === null) return 'unknown'
  if (differenceMs <= sameDurationMs) return 'same'
  return differenceMs <= differentDurationMs ? 'near' : 'far'
}

/** The first of a listing's codes that are the recording's: of the valid ones, and of those that were meant. */
function findCode({ isrcs }: ExactRecording, { codes }: ExactListing) {
  let same: ListedCode | null = null
  let repaired: ListedCode | null = null
  for (const code of codes) {
    if (!isrcs.includes(code.isrc)) continue
    if (code.repaired) repaired ??= code
    else same ??= code
  }
  return { same, repaired }
}

function judgeCode(facts: Facts, code: ListedCode, recording: ExactRecording): ExactMatch {
  const differing = (facts.title === 'differs' ? 1 : 0) + (facts.artist === 'differs' ? 1 : 0)
  const agreeing = (facts.title === 'same' ? 1 : 0) + (facts.artist === 'same' ? 1 : 0)
  const contradicted = differing === 2 && facts.duration === 'far'
  const byText =
    differing === 2
      ? 0.8
      : differing === 1
        ? 0.9
        : agreeing === 2
          ? 1
          : facts.artist === 'one-of'
            ? 0.98
            : 0.95
  const score = contradicted ? 0.5 : facts.duration === 'far' ? byText - 0.05 : byText
  const first =
    code.isrc === recording.isrcs[0]
      ? `Same ISRC ${spelling(code)}`
      : `Same ISRC ${spelling(code)}, a further code of this recording`
  const reasons = [first, ...textReasons(facts), ...durationReasons(facts)]
  if (contradicted)
    reasons.push('Title, artist and length all contradict the code: it may be used wrongly here')
  return match(score, contradicted ? 'possible' : 'match', reasons)
}

function judgeText(
  facts: Facts,
  listing: ExactListing,
  repaired: ListedCode | null,
  isOwnCode: (isrc: string) => boolean,
): ExactMatch {
  const other = listing.codes.find((code) => !code.repaired) ?? null
  const ownOther = other !== null && isOwnCode(other.isrc)
  const reasons = [...sameNames, ...durationReasons(facts)]
  if (repaired !== null) reasons.push(repairReason(repaired))
  else if (other !== null) reasons.push(otherCodeReason(other, ownOther, facts.recording))
  if (ownOther) return match(0.6, 'possible', reasons)
  if (facts.duration === 'far') return match(0.7, 'possible', reasons)
  const contradicted = other !== null && repaired === null && facts.recording.isrcs.length > 0
  const score = 0.9 + (facts.duration === 'same' ? 0.05 : 0) - (contradicted ? 0.05 : 0)
  return match(score, 'match', reasons)
}

function judgeRepair(facts: Facts, code: ListedCode): ExactMatch {
  const differing = (facts.title === 'differs' ? 1 : 0) + (facts.artist === 'differs' ? 1 : 0)
  const score = differing === 2 ? 0.5 : differing === 1 ? 0.6 : 0.7
  return match(score, 'possible', [repairReason(code), ...textReasons(facts), ...durationReasons(facts)])
}

function judgeOneArtist(facts: Facts, listing: ExactListing): ExactMatch | null {
  // A code of its own says that the row is another recording; a shared title and one shared name do not outweigh it.
  if (listing.codes.some((code) => !code.repaired)) return null
  const score = facts.duration === 'far' ? 0.5 : facts.duration === 'same' ? 0.8 : 0.7
  return match(score, 'possible', ['Same title', ...artistReasons(facts), ...durationReasons(facts)])
}

const nothing: readonly string[] = []
const sameNames: readonly string[] = ['Same title and artist']
const sameLength: readonly string[] = ['Same length, within 2 s']

function textReasons(facts: Facts): readonly string[] {
  if (facts.title === 'same' && facts.artist === 'same') return sameNames
  const title =
    facts.title === 'same'
      ? ['Same title']
      : facts.title === 'differs'
        ? [
            `The title differs: “${shown(facts.listing.title)}” here, “${shown(facts.recordingTitle)}” in your catalogue`,
          ]
        : []
  return [...title, ...artistReasons(facts)]
}

function artistReasons(facts: Facts): readonly string[] {
  switch (facts.artist) {
    case 'same':
      return ['Same artist']
    case 'one-of':
      return [
        `“${shown(facts.recording.artist)}” is one of ${String(facts.listing.artists.length)} artists named here`,
      ]
    case 'differs':
      return [
        `The artist differs: “${shown(facts.listing.artist)}” here, “${shown(facts.recording.artist)}” in your catalogue`,
      ]
    case 'unknown':
      return []
  }
}

function durationReasons({ duration, differenceMs, listing }: Facts): readonly string[] {
  if (duration === 'unknown') return nothing
  if (duration === 'same') return sameLength
  const seconds = Math.round(differenceMs / 1000)
  const listed = formatDuration(listing.durationMs ?? 0)
  return [
    duration === 'near'
      ? `Length differs by ${String(seconds)} s`
      : `The length differs by ${String(seconds)} s: ${listed} here`,
  ]
}

/** A code as the listing writes it, with the stored form when that differs. */
export function spelling(code: ListedCode): string {
  return code.raw === code.isrc ? code.isrc : `${code.isrc}, written “${shown(code.raw)}”`
}

/** Says that a listing carries a code that is not the recording's. */
export function otherCodeReason(
  code: ListedCode,
  isOwn: boolean,
  recording: Pick<ExactRecording, 'isrcs'>,
): string {
  if (isOwn) return `Its ISRC ${code.isrc} is that of another recording of yours`
  const own = recording.isrcs[0]
  return own === undefined
    ? `It carries ISRC ${code.isrc}; your recording has none yet`
    : `It carries another ISRC, ${code.isrc}; your recording has ${own}`
}

/** Says which code a text was probably meant to be. */
export function repairReason(code: ListedCode): string {
  return `“${shown(code.raw)}” is no valid ISRC; with letters that look like digits corrected it would be ${code.isrc}`
}

/** Foreign text as it may stand in a reason: on one line, not endless, nothing invisible in it. */
export function shown(text: string): string {
  return plainText(text, 120)
}

function match(score: number, verdict: Verdict, reasons: readonly string[]): ExactMatch {
  return { score: Math.round(score * 100) / 100, verdict, reasons }
}
