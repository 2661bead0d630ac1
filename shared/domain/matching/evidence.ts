import type { Credit } from './credit.ts'
import { albumImplies, type Described } from './described.ts'
import { relateVersions, type VersionClass, type VersionRelation } from './version.ts'
import { allowedSlips, areClose, coverage, editDistance, poolOf } from './word-closeness.ts'
import { wordWeight } from './word-weights.ts'
import { joined } from './words.ts'

// What a comparison finds, field by field, in levels from agreement to contradiction. How much each level weighs is
// learned (`learned/weights.ts`); what it is called stands here.

/** Levels of each term, best first; `unknown` is neither. */
export const levels = {
  title: [
    'rare',
    'equal',
    'slip',
    'explained',
    'begins',
    'mostly',
    'partly',
    'little',
    'differs',
    'number-differs',
  ],
  artist: ['same', 'slip', 'one-of', 'in-title', 'partly', 'differs', 'unknown'],
  album: ['same', 'close', 'contained', 'differs', 'unknown'],
  length: ['1s', '3s', '7s', '15s', '30s', 'more', 'unknown'],
  track: ['same', 'differs', 'unknown'],
  year: ['same', 'near', 'differs', 'unknown'],
  version: ['same-version', 'same', 'edit', 'unsaid', 'differs'],
  overall: ['95', '85', '70', '50', '30', '0'],
} as const satisfies Record<string, readonly string[]>

export type Term = keyof typeof levels
export const terms = Object.keys(levels).filter((name): name is Term => name in levels)
export type Evidence = { readonly [Name in Term]: (typeof levels)[Name][number] }

/** Signed: positive when the listing is longer. Null when a length is missing. */
export function longerBy(own: Described, listed: Described): number | null {
  return own.durationMs === null || listed.durationMs === null ? null : listed.durationMs - own.durationMs
}

type TitleLevel = Evidence['title']

export function titleLevel(own: Described, listed: Described): TitleLevel {
  if (own.coreKey === '' || listed.coreKey === '') return 'differs'
  if (sameTitle(own, listed)) {
    return own.core.reduce((sum, word) => sum + wordWeight(word), 0) >= 1.6 ? 'rare' : 'equal'
  }
  if (numbersDiffer(own, listed)) return 'number-differs'
  if (isSlip(own.coreKey, listed.coreKey) || isSlip(own.title.text, listed.title.text)) return 'slip'
  if (isSlip(own.fullKey, listed.fullKey)) return 'slip'
  const [mine, theirs] = [titleWordsBeside(own, listed), titleWordsBeside(listed, own)]
  if (own.misplaced || listed.misplaced) return beginningLevel(mine, theirs)
  const shared = Math.max(coverage(mine, listed.title), coverage(theirs, own.title))
  if (shared < 0.45) return 'differs'
  const explained = Math.min(coverageAnywhere(own.core, listed), coverageAnywhere(listed.core, own))
  if (explained >= 0.94) return 'explained'
  if (explained >= 0.8) return 'mostly'
  if (explained >= 0.6) return 'partly'
  return explained >= 0.35 ? 'little' : 'differs'
}

/** A title without words that the other side has in fields this side lacks, for there they may have come from. */
function titleWordsBeside(side: Described, other: Described): readonly string[] {
  const lacksArtist = side.credit.whole === null
  const lacksAlbum = side.albumWords.length === 0
  if (!lacksArtist && !lacksAlbum) return side.core
  const rest = side.core.filter(
    (word) => !(lacksArtist && other.artist.words.has(word)) && !(lacksAlbum && other.album.words.has(word)),
  )
  return rest.length === 0 ? side.core : rest
}

/** Where values of other columns stand behind a title, only how it begins can be trusted. */
function beginningLevel(mine: readonly string[], theirs: readonly string[]): TitleLevel {
  let count = 0
  while (count < mine.length && count < theirs.length) {
    const [one = '', other = ''] = [mine[count], theirs[count]]
    if (one !== other && !areClose(one, other)) break
    count++
  }
  const weightOf = (words: readonly string[]) => words.reduce((sum, word) => sum + wordWeight(word), 0)
  const shared = weightOf(mine.slice(0, count))
  const [least, most] = [weightOf(mine), weightOf(theirs)].sort((a, b) => a - b)
  if (shared === 0 || least === undefined || most === undefined) return 'differs'
  if (shared >= 0.95 * most) return 'explained'
  if (shared >= 0.95 * least) return 'begins'
  return shared >= 0.6 * least ? 'partly' : 'differs'
}

function sameTitle(own: Described, listed: Described): boolean {
  const [one, other] = [own.coreKey, listed.coreKey]
  return (
    one === other ||
    own.title.text === listed.title.text ||
    own.title.text === other ||
    one === listed.title.text
  )
}

function isSlip(one: string, other: string): boolean {
  const limit = allowedSlips(Math.min(one.length, other.length))
  return limit > 0 && editDistance(one, other, limit) <= limit && !differInDigits(one, other)
}

function differInDigits(one: string, other: string): boolean {
  return one.replace(/\D+/g, ' ').trim() !== other.replace(/\D+/g, ' ').trim()
}

const numeral = /^(?:\d{1,2}|i{1,3}|iv|vi{0,3}|ix)$/
const roman: Readonly<Record<string, string>> = {
  i: '1',
  ii: '2',
  iii: '3',
  iv: '4',
  v: '5',
  vi: '6',
  vii: '7',
  viii: '8',
  ix: '9',
}

/** “Part 1” and “Part 2”: titles that share their words and count differently. */
function numbersDiffer(own: Described, listed: Described): boolean {
  const mine = countsOf(own)
  if (mine.length === 0) return false
  const theirs = countsOf(listed)
  if (theirs.length === 0 || mine.join() === theirs.join()) return false
  const plain = (side: Described) => side.title.all.filter((word) => !numeral.test(word)).join('')
  return plain(own) === plain(listed)
}

function countsOf({ title }: Described): readonly string[] {
  return title.all.filter((word) => numeral.test(word)).map((word) => roman[word] ?? String(Number(word)))
}

export function artistLevel(own: Described, listed: Described): Evidence['artist'] {
  const [mine, theirs] = [own.credit, listed.credit]
  if (mine.names.length === 0 || theirs.names.length === 0) return mentionLevel(own, listed)
  if (mine.whole !== null && mine.whole.key === theirs.whole?.key) return 'same'
  const shared = namesShared(mine, theirs)
  const back = namesShared(theirs, mine)
  if (shared === mine.names.length && back === theirs.names.length) return 'same'
  if (shared + back > 0) return 'one-of'
  if (nameIn(mine.whole, theirs.names) || nameIn(theirs.whole, mine.names)) return 'one-of'
  if (mine.whole !== null && theirs.whole !== null && isSlip(mine.whole.key, theirs.whole.key)) return 'slip'
  if (mine.names.some((one) => theirs.names.some((other) => isCloseName(one.words, other.words))))
    return 'slip'
  const mutual = Math.min(coverage(own.artist.all, listed.artist), coverage(listed.artist.all, own.artist))
  const either = Math.max(coverage(own.artist.all, listed.artist), coverage(listed.artist.all, own.artist))
  if (mutual >= 0.85) return 'slip'
  if (mutual >= 0.6 && either >= 0.9) return 'partly'
  return mentioned(own, listed) ? 'in-title' : either >= 0.75 ? 'partly' : 'differs'
}

/** How many of one side's artists the other credits, as artist or as guest. */
function namesShared(one: Credit, other: Credit): number {
  const credits = other.guests.length === 0 ? other.names : [...other.names, ...other.guests]
  if (credits.length === 1) return one.names.filter(({ key }) => key === credits[0]?.key).length
  const keys = new Set(credits.map(({ key }) => key))
  return one.names.filter(({ key }) => keys.has(key)).length
}

function nameIn(whole: Credit['whole'], names: Credit['names']): boolean {
  return whole !== null && names.some(({ key }) => key === whole.key)
}

/** Names word by word: every word of the shorter is in the longer, but for slips, and nothing rare is left over. */
function isCloseName(one: readonly string[], other: readonly string[]): boolean {
  if (joined(one) === joined(other)) return true
  if (isSlip(joined(one), joined(other)) && one.length === other.length) {
    return one.every((word, at) => word === other[at] || areClose(word, other[at] ?? ''))
  }
  if (one.length < 2 || other.length < 2) return false
  return Math.min(coverage(one, poolOf(other)), coverage(other, poolOf(one))) >= 0.85
}

function mentionLevel(own: Described, listed: Described): Evidence['artist'] {
  if (own.credit.names.length === 0 && listed.credit.names.length === 0) return 'unknown'
  return mentioned(own, listed) ? 'in-title' : 'unknown'
}

/** True when the artist of one side stands in the other's title, behind or before it. */
function mentioned(own: Described, listed: Described): boolean {
  const stands = (name: Described, title: Described) =>
    name.credit.names.length > 0 &&
    [name.credit.whole, ...name.credit.names].some(
      (one) =>
        one !== null &&
        coverage(one.words, title.title) >= 0.9 &&
        // A title that is the artist's name and nothing else mentions nobody.
        title.coreKey !== one.key,
    )
  return stands(own, listed) || stands(listed, own)
}

export function albumLevel(own: Described, listed: Described): Evidence['album'] {
  if (own.albumWords.length === 0 || listed.albumWords.length === 0) return 'unknown'
  if (own.album.text === listed.album.text) return 'same'
  const there = coverage(own.albumWords, listed.album)
  const back = coverage(listed.albumWords, own.album)
  if (Math.min(there, back) >= 0.8 || isSlip(own.album.text, listed.album.text)) return 'close'
  return Math.max(there, back) >= 0.9 ? 'contained' : 'differs'
}

export function lengthLevel(longerMs: number | null): Evidence['length'] {
  if (longerMs === null) return 'unknown'
  const seconds = Math.abs(longerMs) / 1000
  if (seconds <= 1.5) return '1s'
  if (seconds <= 3) return '3s'
  if (seconds <= 7) return '7s'
  if (seconds <= 15) return '15s'
  return seconds <= 30 ? '30s' : 'more'
}

export function equality(one: number | null, other: number | null): 'same' | 'differs' | 'unknown' {
  if (one === null || other === null) return 'unknown'
  return one === other ? 'same' : 'differs'
}

export function yearLevel(one: number | null, other: number | null): Evidence['year'] {
  if (one === null || other === null) return 'unknown'
  return one === other ? 'same' : Math.abs(one - other) === 1 ? 'near' : 'differs'
}

export function versionRelation(
  own: Described,
  listed: Described,
  artist: Evidence['artist'],
): VersionRelation {
  const byOthers = artist === 'differs' || artist === 'unknown' || artist === 'in-title'
  const all = ({ qualifiers, ofAlbum }: Described) =>
    byOthers && ofAlbum.length > 0 ? [...qualifiers, ...ofAlbum] : qualifiers
  const relation = relateVersions(all(own), all(listed))
  if (relation.kind !== 'differs') return relation
  const silent = relation.side === 'own' ? listed : own
  return albumImplies(silent, relation.class) ? { kind: 'same' } : relation
}

/** Versions whose length and place on an album tell them apart even when nobody says what they are. */
const unsaidClasses: ReadonlySet<VersionClass> = new Set([
  'remix',
  'live',
  'acoustic',
  'demo',
  'extended',
  'rerecording',
])

export function versionLevel(
  relation: VersionRelation,
  longerMs: number | null,
  album: Evidence['album'],
): Evidence['version'] {
  if (relation.kind === 'same' || relation.kind === 'same-version') return relation.kind
  if (relation.kind === 'other-remix') return 'differs'
  const apart = longerMs === null ? null : Math.abs(longerMs)
  if (relation.class === 'edit') return apart === null || apart <= 15_000 ? 'edit' : 'differs'
  const isSamePlace = apart !== null && apart <= 1500 && (album === 'same' || album === 'close')
  return isSamePlace && unsaidClasses.has(relation.class) ? 'unsaid' : 'differs'
}

export function overallLevel(own: Described, listed: Described): Evidence['overall'] {
  const there = coverageAnywhere(wordsBeside(own, listed), listed)
  const back = coverageAnywhere(wordsBeside(listed, own), own)
  const both = there + back === 0 ? 0 : (2 * there * back) / (there + back)
  for (const level of levels.overall) if (both >= Number(level) / 100) return level
  return '0'
}

/** How well words are found in title, artist and album of a side; the album is not read for what stands before it. */
function coverageAnywhere(words: readonly string[], side: Described): number {
  const { title, artist } = side
  const isThere =
    words.length > 0 && words.every((word) => title.all.includes(word) || artist.all.includes(word))
  return isThere ? 1 : coverage(words, side.everything)
}

/** Words of title and artist, without the artist where the other side has none. Albums are a term of their own. */
function wordsBeside(side: Described, other: Described): readonly string[] {
  return other.credit.whole === null ? side.title.all : [...side.title.all, ...side.artist.all]
}
