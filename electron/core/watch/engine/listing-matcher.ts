import { parseDuration } from '../../../../shared/domain/identifiers/duration.ts'
import { readIsrcCell } from '../../../../shared/domain/identifiers/isrc.ts'
import {
  compareExact,
  type ExactListing,
  type ExactMatch,
  type ListedCode,
  type Verdict,
} from '../../../../shared/domain/matching/exact.ts'
import type { FuzzyMatch } from '../../../../shared/domain/matching/fuzzy.ts'
import type { ListingFields } from '../../../../shared/domain/matching/listing-fields.ts'
import { encodeUtf8 } from '../../../../shared/domain/text/utf8.ts'
import { type CatalogueIndex, FoldBuffer } from './catalogue-index.ts'
import { codeOf } from './isrc-code.ts'

/** A listing that concerns a recording of the catalogue. */
export interface ListingMatch {
  /** The recording's id as the caller gave it. */
  readonly recordingId: string
  readonly score: number
  readonly verdict: Verdict
  readonly reasons: readonly string[]
}

/** What a closer look at a row brought. */
export interface MatchedListing {
  readonly matches: readonly ListingMatch[]
  /** The row's code that matters most, in stored form; as written when it has none that is valid; or empty. */
  readonly isrc: string
  readonly durationMs: number | null
}

const codeInText =
  /(?<![\p{L}\p{N}])(?:[A-Z]{2}[A-Z0-9]{3}[0-9]{7}|[A-Z]{2}-[A-Z0-9]{3}-[0-9]{2}-[0-9]{5})(?![\p{L}\p{N}])/giu

/** Stands in every code and in few other texts, and is quicker to look for. */
const endOfCode = /[0-9]{5}/

/**
 * Compares one row with the whole catalogue. `texts` are all texts of the row: a code counts wherever it stands.
 * Matches come in order of score.
 */
export function matchListing(
  index: CatalogueIndex,
  fields: ListingFields,
  texts: Iterable<string>,
): MatchedListing {
  const codes = listedCodes(index, fields.isrcs, texts)
  const listing: ExactListing = {
    title: fields.title,
    artist: fields.artist,
    artists: fields.artists,
    codes,
    durationMs: durationOf(fields),
  }
  const isOwnCode = (isrc: string) => index.codes.has(...codeOf(isrc))
  const matches = compareAll(index, listing, fields.album, isOwnCode)
  matches.sort((one, other) => other.score - one.score)
  const own = codes.find((code) => !code.repaired && isOwnCode(code.isrc))
  const valid = own ?? codes.find((code) => !code.repaired)
  return {
    matches,
    isrc: valid?.isrc ?? fields.isrcs[0]?.trim() ?? '',
    durationMs: listing.durationMs,
  }
}

/** Compares with every recording that a code, equal names or, in a fuzzy sweep, similar names bring up. */
function compareAll(
  index: CatalogueIndex,
  listing: ExactListing,
  album: string,
  isOwnCode: (isrc: string) => boolean,
): ListingMatch[] {
  const { fuzzy } = index
  const entries = new Set(candidates(index, listing))
  if (fuzzy !== null) for (const entry of fuzzy.candidates(listing)) entries.add(entry)
  const similar = fuzzy?.compare(entries, listing, album, isOwnCode)
  const matches: ListingMatch[] = []
  for (const position of entries) {
    const entry = index.entry(position)
    const match = decide(compareExact(entry, listing, isOwnCode), similar?.get(position) ?? null)
    if (match !== null) matches.push({ recordingId: entry.id, ...match })
  }
  return matches
}

/** Equal names and codes speak for themselves, unless the closer comparison finds that they contradict each other. */
function decide(exact: ExactMatch | null, similar: FuzzyMatch | null): ExactMatch | null {
  if (similar?.kinship === 'conflict') return plainMatch(similar)
  if (exact !== null) return exact
  return similar === null ? null : plainMatch(similar)
}

function plainMatch({ score, verdict, reasons }: FuzzyMatch): ExactMatch | null {
  return verdict === 'none' ? null : { score: Math.round(score * 100) / 100, verdict, reasons }
}

/** Codes of the cells meant for them, in any spelling, then the catalogue's own codes in any text. */
function listedCodes(
  index: CatalogueIndex,
  cells: readonly string[],
  texts: Iterable<string>,
): readonly ListedCode[] {
  const valid = new Map<string, ListedCode>()
  const repaired = new Map<string, ListedCode>()
  for (const { raw, reading } of cells.flatMap((cell) => readIsrcCell(cell))) {
    if (reading.status === 'valid') {
      if (!valid.has(reading.value))
        valid.set(reading.value, { isrc: reading.value, raw: raw.trim(), repaired: false })
    } else if (reading.status === 'invalid' && reading.suggestion !== null) {
      repaired.set(reading.suggestion, { isrc: reading.suggestion, raw: raw.trim(), repaired: true })
    }
  }
  for (const text of texts) {
    if (!endOfCode.test(text)) continue
    for (const [raw] of text.matchAll(codeInText)) {
      const isrc = raw.replaceAll('-', '').toUpperCase()
      if (!valid.has(isrc) && index.codes.has(...codeOf(isrc)))
        valid.set(isrc, { isrc, raw, repaired: false })
    }
  }
  const meant = [...repaired.values()].filter(({ isrc }) => !valid.has(isrc))
  return [...valid.values(), ...meant]
}

const folded = new FoldBuffer()

function candidates(index: CatalogueIndex, listing: ExactListing): ReadonlySet<number> {
  const found = new Set<number>()
  for (const { isrc } of listing.codes) for (const entry of index.codes.get(...codeOf(isrc))) found.add(entry)
  const title = encodeUtf8(listing.title)
  if (!folded.title(title, 0, title.length)) return found
  for (const credit of new Set([listing.artist, ...listing.artists])) {
    const artist = encodeUtf8(credit)
    if (!folded.artist(artist, 0, artist.length)) continue
    for (const entry of index.tracks.get(...folded.hashTrack())) found.add(entry)
  }
  return found
}

function durationOf({ duration, durationUnit }: ListingFields): number | null {
  const reading = parseDuration(duration, durationUnit)
  return reading.status === 'valid' ? reading.ms : null
}
