import type { HanReader } from '../text/romanize.ts'
import { type Credit, readCredit } from './credit.ts'
import { fullYear, untangleTitle } from './misplaced.ts'
import { type TitleParts, titleParts } from './title-parts.ts'
import { type Qualifier, readQualifier } from './version.ts'
import { poolOf, type WordPool } from './word-closeness.ts'
import { withoutNoise } from './word-weights.ts'
import { joined, withoutArticle, wordsOf } from './words.ts'

// A recording or a listing made ready for comparison: read once, compared often.

/** What a source says of a recording. Empty texts, empty lists and null mean: not said. */
export interface RecordingFacts {
  readonly title: string
  /** Version words kept apart from the title. */
  readonly version: string
  /** The whole credit. */
  readonly artist: string
  /** Names the source keeps apart. */
  readonly artists: readonly string[]
  readonly album: string
  readonly durationMs: number | null
  readonly year: number | null
  readonly trackNumber: number | null
  /** Stored forms. */
  readonly isrcs: readonly string[]
}

export const noFacts: RecordingFacts = {
  title: '',
  version: '',
  artist: '',
  artists: [],
  album: '',
  durationMs: null,
  year: null,
  trackNumber: null,
  isrcs: [],
}

/** Makes facts ready for comparison. `readHan` romanises Han characters where the program can. */
export function describe(facts: RecordingFacts, readHan: HanReader | null = null): Described {
  return new Described(facts, readHan)
}

/** Facts ready for comparison. A class, for an object with getters of its own takes many times as long to make. */
export class Described {
  readonly facts: RecordingFacts
  readonly parts: TitleParts
  readonly qualifiers: readonly Qualifier[]
  /** What the album says of its tracks. */
  readonly ofAlbum: readonly Qualifier[]
  /** Words of the title's core. */
  readonly core: readonly string[]
  readonly coreKey: string
  /** The core's words written together with their article. */
  readonly fullKey: string
  /** Words of core and subtitles. */
  readonly title: WordPool
  readonly credit: Credit
  readonly artist: WordPool
  readonly durationMs: number | null
  readonly trackNumber: number | null
  /** True when values of other columns stood in the title. */
  readonly misplaced: boolean
  readonly #readHan: HanReader | null
  readonly #year: number | null
  #album: WordPool | null = null
  #everything: WordPool | null = null

  constructor(facts: RecordingFacts, readHan: HanReader | null) {
    const bare = facts.artist === '' || facts.album === '' || facts.durationMs === null || facts.year === null
    const untangled = untangleTitle(facts.title, bare, facts.durationMs, facts.year)
    const { title, trackNumber } = withoutTrackNumber(untangled.title, facts.trackNumber)
    const { parts, core, coreKey, fullKey, pool } = readTitle(title, facts.version, readHan)
    const { credit, artist } = readArtist(facts, parts.featured, readHan)
    this.#readHan = readHan
    this.facts = facts
    this.parts = parts
    const implied = impliedQualifiers(facts)
    this.qualifiers = implied.length === 0 ? parts.qualifiers : [...parts.qualifiers, ...implied]
    this.ofAlbum = albumQualifiers(facts)
    this.core = core
    this.coreKey = coreKey
    this.fullKey = fullKey
    this.title = pool
    this.credit = credit
    this.artist = artist
    this.durationMs = untangled.durationMs
    this.#year = untangled.year
    this.trackNumber = trackNumber
    this.misplaced = untangled.misplaced
  }

  // Most comparisons are decided before these are asked.
  get albumWords(): readonly string[] {
    return this.album.all
  }

  get album(): WordPool {
    return (this.#album ??= readAlbum(this.facts.album, this.#readHan))
  }

  get year(): number | null {
    return this.#year ?? yearOfAlbum(this.facts.album)
  }

  /** Words of title, artist and album together. */
  get everything(): WordPool {
    return (this.#everything ??= this.#gather())
  }

  #gather(): WordPool {
    const guests = this.parts.featured.flatMap((name) => wordsOf(name, this.#readHan))
    return poolOf(this.title.all, this.artist.all, guests, this.albumWords)
  }
}

interface ReadTitle {
  readonly text: string
  readonly version: string
  readonly readHan: HanReader | null
  readonly parts: TitleParts
  readonly core: readonly string[]
  readonly coreKey: string
  readonly fullKey: string
  readonly pool: WordPool
}

// What is compared has much in common: of a recording and a listing of it, one name at least is written alike mostly, and
// need not be read twice.
let lastTitle: ReadTitle | null = null
let lastArtist: ReadArtist | null = null
let lastAlbum: { readonly text: string; readonly readHan: HanReader | null; readonly pool: WordPool } | null =
  null

function readTitle(text: string, version: string, readHan: HanReader | null): ReadTitle {
  const last = lastTitle
  if (last !== null && last.text === text && last.version === version && last.readHan === readHan) return last
  const parts = titleParts(text, version)
  const words = wordsOf(parts.core, readHan)
  const core = withoutNoise(withoutArticle(words))
  const asides = parts.asides.length === 0 ? none : parts.asides.flatMap((aside) => wordsOf(aside, readHan))
  const [coreKey, fullKey] = [joined(core), joined(words)]
  lastTitle = { text, version, readHan, parts, core, coreKey, fullKey, pool: poolOf(core, asides) }
  return lastTitle
}

const none: readonly never[] = []

interface ReadArtist {
  readonly text: string
  readonly readHan: HanReader | null
  readonly credit: Credit
  readonly artist: WordPool
}

function readArtist(
  { artist: text, artists }: RecordingFacts,
  guests: readonly string[],
  readHan: HanReader | null,
): ReadArtist {
  const isPlain = artists.length < 2 && guests.length === 0
  if (isPlain && lastArtist?.text === text && lastArtist.readHan === readHan) return lastArtist
  const credit = readCredit(text, artists, guests, readHan)
  const read = { text, readHan, credit, artist: poolOf(wordsOfCredit(credit)) }
  if (isPlain) lastArtist = read
  return read
}

function readAlbum(text: string, readHan: HanReader | null): WordPool {
  if (lastAlbum?.text === text && lastAlbum.readHan === readHan) return lastAlbum.pool
  const pool = poolOf(withoutArticle(wordsOf(titleOfAlbum(text), readHan)))
  lastAlbum = { text, readHan, pool }
  return pool
}

/** The words of a credit, each once. */
function wordsOfCredit({ whole, names }: Credit): readonly string[] {
  if (whole !== null && names.length === 1 && names[0] === whole && areFewAndDifferent(whole.words))
    return whole.words
  return [...new Set([...(whole?.words ?? []), ...names.flatMap(({ words }) => words)])]
}

/** Few enough words are looked through faster than they are put into a set. */
const fewWords = 8

function areFewAndDifferent(words: readonly string[]): boolean {
  return words.length <= fewWords && words.every((word, at) => words.indexOf(word) === at)
}

/** `019-Feeling Good` and `07. Love` without the number in front of them. */
function withoutTrackNumber(
  title: string,
  known: number | null,
): { readonly title: string; readonly trackNumber: number | null } {
  const found = /^\s*(\d{1,3})\s?[-.](?!\d)\s*(?=\S)/.exec(title)
  if (found === null) return { title, trackNumber: known }
  const number = Number(found[1])
  // “99. Luftballons”: only a padded number, or the number the source gives anyway, is a position.
  if (number !== known && found[1]?.startsWith('0') !== true) return { title, trackNumber: known }
  return { title: title.slice(found[0].length), trackNumber: known ?? number }
}

const edition =
  /\s*[-–—(\[]*\s*\b(?:ep|single|deluxe|remaster(?:ed)?|expanded|anniversary edition|bonus track version)\b\s*[)\]]*\s*$/i

/** Stands in every title that `edition` shortens. */
const sayingEdition = /ep|single|deluxe|remaster|expanded|edition|version/i

/** “Tides (1983)”, as some tables write it. */
const dated = /^(.*\S)\s*\(((?:19|20)\d\d|unknown)\)\s*$/

function titleOfAlbum(text: string): string {
  if (text === '') return ''
  const { core } = titleParts(text.includes(')') ? (dated.exec(text)?.[1] ?? text) : text)
  const title = sayingEdition.test(core) ? core.replace(edition, '') : core
  return title === '' ? text : title
}

function yearOfAlbum(text: string): number | null {
  const year = text.includes(')') ? dated.exec(text)?.[2] : undefined
  return year === undefined ? null : fullYear(year)
}

/** Stands in every artist that `saidByArtist` finds something in. */
const sayingArtists =
  /karaoke|sing2|backing track|minus one|tribute|cover|quartet|lullab|rockabye|music box|8[- ]bit|meditation|for babies/i

/** “Karaoke All Stars” says in the artist what stands behind no title. */
function impliedQualifiers({ artist, title }: RecordingFacts): readonly Qualifier[] {
  const isSaid = sayingArtists.test(artist)
  // However a title says whose song it is, it does with one of these words.
  const covered = /\b(?:by|of)\b/i.test(title)
    ? /\b(?:originally (?:performed )?by|in the style of|made famous by)\b/i.exec(title)
    : null
  if (!isSaid && covered === null) return none
  const found = isSaid ? saidByArtist(artist) : []
  if (covered !== null) found.push({ class: 'karaoke', by: [], text: title.slice(covered.index) })
  return found
}

function saidByArtist(artist: string): Qualifier[] {
  const found: Qualifier[] = []
  const add = (name: Qualifier['class']) => found.push({ class: name, by: [], text: artist })
  if (/karaoke|sing2|backing track|minus one/i.test(artist)) add('karaoke')
  if (/\btributes?\b/i.test(artist)) add('tribute')
  if (/\b(?:cover|covers|covered) (?:band|by|versions?|crew|nation|all ?stars)\b|\bcovers\b/i.test(artist)) {
    add('cover')
  }
  if (
    /\b(?:string quartet|lullaby|lullabies|rockabye|music box|8[- ]bit|meditation|for babies)\b/i.test(artist)
  ) {
    add('arrangement')
  }
  return found
}

/** “Karaoke Hits 12” says it in the album; it counts where somebody else performs. */
function albumQualifiers({ album }: RecordingFacts): readonly Qualifier[] {
  if (album === '' || !/karaoke|tribute/i.test(album)) return none
  if (/\bkaraoke\b/i.test(album)) return [{ class: 'karaoke', by: [], text: album }]
  return /\btribute to\b/i.test(album) ? [{ class: 'tribute', by: [], text: album }] : []
}

/** True when an album is one of a class, so that its tracks need not say so: “Caught in the Act: Live”. */
export function albumImplies({ facts }: Described, name: Qualifier['class']): boolean {
  if (name === 'live') return /\b(?:live|unplugged|concert|en vivo|ao vivo)\b/i.test(facts.album)
  if (name === 'acoustic') return /\b(?:acoustic|unplugged)\b/i.test(facts.album)
  if (name === 'demo') return /\bdemos?\b/i.test(facts.album)
  if (name === 'instrumental') return /\binstrumentals?\b/i.test(facts.album)
  if (name === 'remix') return /\bremix(?:es|ed)?\b/i.test(facts.album)
  const qualifier = readQualifier(facts.album)
  return qualifier?.class === name
}
