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

export interface Described {
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
  readonly albumWords: readonly string[]
  readonly album: WordPool
  /** Words of title, artist and album together. */
  readonly everything: WordPool
  readonly durationMs: number | null
  readonly year: number | null
  readonly trackNumber: number | null
  /** True when values of other columns stood in the title. */
  readonly misplaced: boolean
}

/** Makes facts ready for comparison. `readHan` romanises Han characters where the program can. */
export function describe(facts: RecordingFacts, readHan: HanReader | null = null): Described {
  const bare = facts.artist === '' || facts.album === '' || facts.durationMs === null || facts.year === null
  const untangled = untangleTitle(facts.title, bare, facts.durationMs, facts.year)
  const { title, trackNumber } = withoutTrackNumber(untangled.title, facts.trackNumber)
  const album = albumOf(facts.album)
  const parts = titleParts(title, facts.version)
  const words = wordsOf(parts.core, readHan)
  const core = withoutNoise(withoutArticle(words))
  const credit = readCredit(facts.artist, facts.artists, parts.featured, readHan)
  const artistWords = [
    ...new Set([...(credit.whole?.words ?? []), ...credit.names.flatMap(({ words }) => words)]),
  ]
  const asides = parts.asides.flatMap((aside) => wordsOf(aside, readHan))
  const guests = parts.featured.flatMap((name) => wordsOf(name, readHan))
  const albumWords = withoutArticle(wordsOf(album.title, readHan))
  return {
    facts,
    parts,
    qualifiers: [...parts.qualifiers, ...impliedQualifiers(facts)],
    ofAlbum: albumQualifiers(facts),
    core,
    coreKey: joined(core),
    fullKey: joined(words),
    title: poolOf(core, asides),
    credit,
    artist: poolOf(artistWords),
    albumWords,
    album: poolOf(albumWords),
    everything: poolOf(core, asides, artistWords, guests, albumWords),
    durationMs: untangled.durationMs,
    year: untangled.year ?? album.year,
    trackNumber,
    misplaced: untangled.misplaced,
  }
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

function albumOf(text: string): { readonly title: string; readonly year: number | null } {
  const dated = /^(.*\S)\s*\(((?:19|20)\d\d|unknown)\)\s*$/.exec(text)
  const title = titleParts(dated?.[1] ?? text).core.replace(edition, '')
  return { title: title === '' ? text : title, year: dated?.[2] === undefined ? null : fullYear(dated[2]) }
}

/** “Karaoke All Stars” says in the artist what stands behind no title. */
function impliedQualifiers({ artist, title }: RecordingFacts): readonly Qualifier[] {
  const found: Qualifier[] = []
  const add = (name: Qualifier['class'], text: string) => found.push({ class: name, by: [], text })
  if (/karaoke|sing2|backing track|minus one/i.test(artist)) add('karaoke', artist)
  if (/\btributes?\b/i.test(artist)) add('tribute', artist)
  if (/\b(?:cover|covers|covered) (?:band|by|versions?|crew|nation|all ?stars)\b|\bcovers\b/i.test(artist)) {
    add('cover', artist)
  }
  if (
    /\b(?:string quartet|lullaby|lullabies|rockabye|music box|8[- ]bit|meditation|for babies)\b/i.test(artist)
  ) {
    add('arrangement', artist)
  }
  const covered = /\b(?:originally (?:performed )?by|in the style of|made famous by)\b/i.exec(title)
  if (covered !== null) add('karaoke', title.slice(covered.index))
  return found
}

/** “Karaoke Hits 12” says it in the album; it counts where somebody else performs. */
function albumQualifiers({ album }: RecordingFacts): readonly Qualifier[] {
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
