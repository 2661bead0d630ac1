import { foldText } from '../../text/fold.ts'
import { type PageFacts, type PageOffer, plainWords } from './page-facts.ts'

/** What was found at the address, as the catalogue and the listing name it. */
export interface SoughtListing {
  readonly title: string
  readonly artist: string
  readonly isrc: string | null
  /** Names of files that stood in the listing. */
  readonly fileNames: readonly string[]
}

/** What of the catalogue stands on a page. */
export interface FoundKey {
  /** In the title of the page, a main heading, or the names it gives itself. */
  readonly inName: boolean
  readonly title: boolean
  readonly artist: boolean
  readonly isrc: boolean
}

/** Shorter ones are words of any page. */
const shortestTitle = 3

/** Looks for title, artist and code in what a page says in its own part and in its names. */
export function findKey(page: PageFacts, sought: SoughtListing): FoundKey {
  const own = page.blocks.filter(({ part }) => part === 'main' || part === 'alert')
  const names = [
    page.title,
    ...page.named,
    ...own.filter(({ heading }) => heading > 0).map(({ text }) => text),
  ]
  const all = [
    ...names,
    ...own.map(({ text }) => text),
    ...page.offers.flatMap(({ around, address }) => [around, address]),
  ]
  const title = holder(sought.title)
  const artist = holder(sought.artist)
  return {
    inName: names.some(title),
    title: all.some(title),
    artist: all.some(artist),
    isrc: hasCode(all, sought.isrc),
  }
}

/** True when nothing of the catalogue is left on the page. */
export function isKeyless({ title, artist, isrc }: FoundKey): boolean {
  return !title && !artist && !isrc
}

/** True when an offer is of the sought recording: by its words, its address, or a name of its file. */
export function isOfferOf({ around, address }: PageOffer, sought: SoughtListing): boolean {
  const title = holder(sought.title)
  if (title(around) || title(decoded(address))) return true
  const folded = foldText(decoded(address))
  const isCode = sought.isrc !== null && folded.includes(foldText(sought.isrc))
  return (
    isCode || sought.fileNames.some((name) => foldText(name).length > 3 && folded.includes(foldText(name)))
  )
}

/** The text without the names of the sought recording, so that a song called “Page not found” says nothing. */
export function withoutNames(plain: string, { title, artist }: SoughtListing): string {
  let left = plain
  for (const name of [title, artist]) {
    const words = plainWords(name)
    if (words.trim() !== '') left = left.replaceAll(words, ' ⁂ ')
  }
  return left
}

function holder(name: string): (text: string) => boolean {
  const words = plainWords(name)
  const folded = foldText(name)
  if (folded.length < shortestTitle && words.trim().length < shortestTitle) {
    return (text) => folded !== '' && plainWords(text).includes(words) && plainWords(text).length < 60
  }
  return (text) => plainWords(text).includes(words) || (folded.length >= 8 && foldText(text).includes(folded))
}

function hasCode(texts: readonly string[], isrc: string | null): boolean {
  if (isrc === null || isrc === '') return false
  const code = foldText(isrc)
  return texts.some((text) => foldText(text).includes(code))
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address).replace(/[_+]/gu, ' ')
  } catch {
    return address
  }
}
