/** Where on a page a text stands. Only `main` speaks for the page itself. */
export type PagePart = 'main' | 'alert' | 'side' | 'words-of-others'

/** A run of visible text with no block inside it. */
export interface PageBlock {
  readonly text: string
  readonly part: PagePart
  /** 1 to 6 for a heading, 0 for any other text. */
  readonly heading: number
  /** Lines broken by hand, as lyrics have them. */
  readonly lines: number
}

/** Something on the page that plays or gives the file. */
export interface PageOffer {
  /** `data`: named for other programs alone, not shown. */
  readonly kind: 'player' | 'download' | 'data'
  readonly address: string
  /** The words it stands among. */
  readonly around: string
  readonly part: PagePart
}

/** What a page says, read without running its scripts. */
export interface PageFacts {
  readonly title: string
  readonly blocks: readonly PageBlock[]
  readonly offers: readonly PageOffer[]
  readonly canonical: string | null
  /** Names the page gives itself for other programs: Open Graph, schema.org. */
  readonly named: readonly string[]
  readonly hasPasswordField: boolean
  /** Fields a visitor is to fill in, a search field not counted. */
  readonly fields: number
  /** Addresses of scripts and frames, and the class names a challenge is known by. */
  readonly machinery: string
  readonly scripts: number
  /** Where the page sends on by itself. */
  readonly sentOnTo: string | null
}

/** How many words stand in the page's own part. */
export function mainWords({ blocks }: PageFacts): number {
  return blocks
    .filter(({ part }) => part === 'main' || part === 'alert')
    .reduce((sum, { text }) => sum + wordsOf(text), 0)
}

export function wordsOf(text: string): number {
  const trimmed = text.trim()
  return trimmed === '' ? 0 : trimmed.split(/\s+/u).length
}

const marks = /\p{M}/gu
const noWord = /[^\p{L}\p{N}]+/gu

/**
 * Words in small letters with single blanks between them, accents and punctuation off: what phrases are looked for
 * in. Starts and ends with a blank, so that ` a ` is the word a.
 */
export function plainWords(text: string): string {
  const plain = text.normalize('NFKD').replace(marks, '').toLowerCase().replaceAll('ß', 'ss')
  return ` ${plain.replace(noWord, ' ').trim()} `
}

/** The sentences of a text; a full stop inside a number or an address does not end one. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…])\s+|[。！？]+|\n+|\s+[–—|·•]\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}
