import { parseDuration } from '../../../../shared/domain/identifiers/duration.ts'
import { examplePrefixCode, isIsrc, readIsrcCell } from '../../../../shared/domain/identifiers/isrc.ts'
import {
  compareExact,
  type ExactListing,
  type ExactMatch,
  type ListedCode,
  isSameTitle,
  shown,
  type Verdict,
} from '../../../../shared/domain/matching/exact.ts'
import type { FuzzyMatch } from '../../../../shared/domain/matching/fuzzy.ts'
import {
  type ListingFields,
  trackNumberOf,
  yearOf,
} from '../../../../shared/domain/matching/listing-fields.ts'
import { gtin14, isGtin, parseGtin } from '../../../../shared/domain/identifiers/gtin.ts'
import { accountReason, judgeReleaseCode } from '../../../../shared/domain/matching/release-code.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { FoldBuffer } from './fold-buffer.ts'
import type { ListedRelease } from './fuzzy/fuzzy-matcher.ts'
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
const likeCode = /[a-z\u017f]{2}-?[a-z0-9\u017f]{3}-?[0-9]{2}-?[0-9]{5}/i
/** How every code ends, quicker still. */
const likeEnd = /[0-9]{5}/
const codeLength = 12

/**
 * Compares one row with the whole catalogue. `texts` are all texts of the row: a code counts wherever it stands. `similar`
 * are the recordings whose names may be the row's, written differently, if that was found out already. Matches come in order
 * of score.
 */
export function matchListing(
  index: CatalogueIndex,
  fields: ListingFields,
  texts: Iterable<string>,
  similar: ReadonlySet<number> | null = null,
): MatchedListing {
  const said: readonly string[] = Array.isArray(texts) ? (texts as readonly string[]) : [...texts]
  const codes = listedCodes(index, fields.isrcs, said)
  const listing: ExactListing = {
    title: fields.title,
    artist: fields.artist,
    artists: fields.artists,
    codes,
    durationMs: durationOf(fields),
  }
  const isOwnCode = (isrc: string) => index.codes.has(...codeOf(isrc))
  const found = compareAll(index, listing, fields, isOwnCode, similar)
  const all = withReleases(index, onceEach(index, found), fields, said)
  const matches = withAccount(index, all, fields.account)
  if (matches.length > 1) matches.sort((one, other) => other.score - one.score)
  const isPlain = (code: ListedCode) => !code.repaired
  const owned = codes.length < 2 ? undefined : codes.find((code) => isPlain(code) && isOwnCode(code.isrc))
  const valid = owned ?? codes.find(isPlain)
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
  fields: ListingFields,
  isOwnCode: (isrc: string) => boolean,
  known: ReadonlySet<number> | null,
): readonly FoundEntry[] {
  const { fuzzy } = index
  const named = candidates(index, listing)
  const exact: (ExactMatch | null)[] = []
  const open: number[] = []
  for (const position of named) {
    const entry = index.entry(position)
    const match = compareExact(entry, listing, isOwnCode)
    exact.push(match)
    // Nothing but another title lets the closer comparison contradict a code or equal names.
    if (fuzzy !== null && (match === null || !isSameTitle(entry, listing.title))) open.push(position)
  }
  // Neither a code nor equal names connect others.
  const others = fuzzy === null ? nobody : without(named, known ?? fuzzy.candidates(listing))
  let similar: ReadonlyMap<number, FuzzyMatch> | null = null
  if (fuzzy !== null && open.length + others.length > 0)
    similar = fuzzy.compare([...open, ...others], listing, releaseOf(fields), isOwnCode)
  const matches: FoundEntry[] = []
  const note = (position: number, match: ExactMatch | null) => {
    if (match === null) return
    const { score, verdict, reasons } = match
    matches.push({ position, recordingId: index.entry(position).id, score, verdict, reasons })
  }
  for (let at = 0; at < named.length; at++) {
    const position = named[at] ?? 0
    note(position, decide(exact[at] ?? null, similar?.get(position) ?? null))
  }
  for (const position of others) note(position, decide(null, similar?.get(position) ?? null))
  return matches
}

const nobody: readonly number[] = []
/** So few are looked through faster than a set is made of them. */
const few = 8

/** Those found by similar names alone. */
function without(named: readonly number[], similar: ReadonlySet<number>): readonly number[] {
  if (similar.size === 0) return nobody
  const others: number[] = []
  const all = named.length > few ? new Set(named) : null
  for (const position of similar)
    if (!(all === null ? named.includes(position) : all.has(position))) others.push(position)
  return others
}

function releaseOf({ album, year, trackNumber }: ListingFields): ListedRelease {
  return { album, year: yearOf(year), trackNumber: trackNumberOf(trackNumber) }
}

/** Of matches with a recording and with its name in another script, the better one, which says so. */
function onceEach(index: CatalogueIndex, found: readonly FoundEntry[]): readonly FoundEntry[] {
  const [first] = found
  if (first === undefined || (found.length === 1 && index.entry(first.position).isAlias !== true))
    return found
  const best = new Map<string, FoundEntry>()
  for (const match of found) {
    const { title, artist, isAlias } = index.entry(match.position)
    const known = best.get(match.recordingId)
    if (known !== undefined && known.score >= match.score) continue
    const reasons = isAlias
      ? [...match.reasons, `Compared by its name in pinyin, “${shown(artist)} – ${shown(title)}”`]
      : match.reasons
    best.set(match.recordingId, { ...match, reasons })
  }
  return [...best.values()]
}

interface FoundEntry extends ListingMatch {
  readonly position: number
}

/** Adds what the GTINs of the row say: which releases it names, and of those found already that it does. */
function withReleases(
  index: CatalogueIndex,
  found: readonly FoundEntry[],
  { gtins, title }: ListingFields,
  texts: readonly string[],
): readonly FoundEntry[] {
  if (index.gtins.size === 0) return found
  const matches = [...found]
  for (const gtin of listedGtins(index, gtins, texts)) {
    const positions = index.gtins.get(Number(gtin)) ?? []
    const known = matches.filter(({ position }) => positions.includes(position))
    for (const match of known) {
      const releases = index.entry(match.position).releases ?? []
      const name = releases.find((release) => release.gtin === gtin)?.title ?? ''
      const reasons = [...match.reasons, `Same GTIN ${gtin} as your release “${shown(name)}”`]
      matches[matches.indexOf(match)] = { ...match, reasons }
    }
    if (known.length === 0) matches.push(...foundByRelease(index, gtin, title, positions))
  }
  return matches
}

function foundByRelease(
  index: CatalogueIndex,
  gtin: string,
  title: string,
  positions: readonly number[],
): FoundEntry[] {
  const entries = positions.map((position) => index.entry(position))
  const recordings = entries.map(({ releases = [], ...entry }) => ({
    ...entry,
    releaseTitle: releases.find((release) => release.gtin === gtin)?.title ?? '',
  }))
  return judgeReleaseCode(gtin, { title }, recordings).map(({ position, match }) => ({
    ...{ position: positions[position] ?? 0, recordingId: entries[position]?.id ?? '' },
    ...match,
  }))
}

/** The catalogue's GTINs in the cells meant for them, in any spelling, and in any text; in 14 digits. */
function listedGtins(
  index: CatalogueIndex,
  cells: readonly string[],
  texts: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>()
  const note = (digits: string) => {
    const gtin = gtin14(digits)
    if (index.gtins.has(Number(gtin))) found.add(gtin)
  }
  for (const cell of cells) {
    const reading = parseGtin(cell)
    if (reading.status === 'valid') note(reading.value)
    else if (/^\d{11}$/.test(cell.trim()) && isGtin(`0${cell.trim()}`)) note(cell.trim())
  }
  for (const text of texts) for (const [digits] of text.matchAll(/(?<!\d)\d{11,14}(?!\d)/g)) note(digits)
  return found
}

/** Says with each match that the account which offers it carries the artist's name. */
function withAccount(index: CatalogueIndex, found: readonly FoundEntry[], account: string): ListingMatch[] {
  return found.map(({ position, recordingId, score, verdict, reasons }) => {
    const reason = account === '' ? null : accountReason(account, index.entry(position).artist)
    return { recordingId, score, verdict, reasons: reason === null ? reasons : [...reasons, reason] }
  })
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
  texts: readonly string[],
): readonly ListedCode[] {
  const [cell] = cells
  if (cell !== undefined && cells.length === 1 && isIsrc(cell) && !cell.startsWith(examplePrefixCode)) {
    const isAlone = texts.every((text) => text === cell || !mayHoldCode(text))
    if (isAlone) return [{ isrc: cell, raw: cell, repaired: false }]
  }
  return allCodes(index, cells, texts)
}

function mayHoldCode(text: string): boolean {
  return text.length >= codeLength && likeEnd.test(text) && likeCode.test(text)
}

function allCodes(
  index: CatalogueIndex,
  cells: readonly string[],
  texts: readonly string[],
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
    if (valid.has(text) || !mayHoldCode(text)) continue
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

/** Recordings with one of the codes or the same names, each once. */
function candidates(index: CatalogueIndex, listing: ExactListing): readonly number[] {
  const { codes, artist, artists } = listing
  let found: readonly number[] = []
  for (const { isrc } of codes) found = together(found, index.codes.get(...codeOf(isrc)))
  if (index.codesOnly || !folded.titleText(listing.title)) return found
  found = together(found, creditedTo(index, artist))
  for (const name of artists) if (name !== artist) found = together(found, creditedTo(index, name))
  return found
}

/** Recordings with the title folded last and an artist. */
function creditedTo(index: CatalogueIndex, artist: string): readonly number[] {
  return folded.artistText(artist) ? index.tracks.get(...folded.hashTrack()) : []
}

/** What both lists hold, each once, in their order. */
function together(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.length === 0) return one
  if (one.length === 0 && other.length === 1) return other
  return one.length === 1 && other.length === 1 && one[0] === other[0]
    ? one
    : [...new Set([...one, ...other])]
}

function durationOf({ duration, durationUnit }: ListingFields): number | null {
  const reading = parseDuration(duration, durationUnit)
  return reading.status === 'valid' ? reading.ms : null
}
