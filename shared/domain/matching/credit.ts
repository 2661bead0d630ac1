import { joined, withoutArticle, wordsOf } from './words.ts'
import { type HanReader } from '../text/romanize.ts'

// Who made a recording, as sources credit it: one line or a list, in any order, guests here or in the title.

export interface ArtistName {
  readonly text: string
  readonly words: readonly string[]
  /** The words written together, without a leading article. */
  readonly key: string
}

export interface Credit {
  /** The whole line as one name: “Earth, Wind & Fire” is one artist. */
  readonly whole: ArtistName | null
  /** Each name by itself, once. The first is whom the recording is filed under. */
  readonly names: readonly ArtistName[]
  /** Names credited in the title only, which the other side may leave out. */
  readonly guests: readonly ArtistName[]
  /** True for names that stand for anybody: “Various Artists”, “[unknown]”. */
  readonly anonymous: boolean
}

const divider =
  /\s*[,;/+•·|]\s*|\s(?:[&x×]|and|und|et|y|e|og|och|feat\.?|featuring|ft\.?|vs\.?|versus|with|w\/|con|mit|avec|meets|presents|pres\.?|starring|duet with)\s/iu
/** Stands in every credit that `divider` or brackets divide: a sign, or between spaces a word that begins like one of its. */
const mayDivide = /[,;/+•·|()[\]]|\s[&x×aueyofvwcmpsd\u017f]\S*\s/i
/** What stands around a channel's name, and how it ends. */
const channel = /(?:topic|vevo)$/i
const anonymous =
  /^(?:various|various artists?|va|v a|unknown|unknown artist|artist|n a|na|none|null|diverse|verschiedene|verschiedene interpreten|divers|artistes? varies|varios artistas?|no artist|traditional|anonymous|karaoke)$/

/** Reads a credit. `separate` are names that the source keeps apart; `guests` come from the title. */
export function readCredit(
  line: string,
  separate: readonly string[] = [],
  guests: readonly string[] = [],
  readHan: HanReader | null = null,
): Credit {
  const cleaned = channel.test(line) ? line.replace(/\s+-\s+topic$/i, '').replace(/vevo$/i, '') : line
  const whole = artistName(cleaned, readHan)
  const namesIn = (texts: readonly string[]) => {
    if (texts.length === 0) return []
    // Most credits name one artist, whose words are known.
    const found = texts.flatMap(split).map((text) => (text === cleaned ? whole : artistName(text, readHan)))
    const known = found.flatMap((name) =>
      name === null || anonymous.test(name.words.join(' ')) ? [] : ([[name.key, name]] as const),
    )
    return [...new Map(known).values()]
  }
  const isAnonymous = whole !== null && anonymous.test(whole.words.join(' '))
  const isOne = whole !== null && separate.length < 2 && !mayDivide.test(cleaned)
  const names = isAnonymous ? [] : isOne ? [whole] : namesIn(separate.length > 1 ? separate : [cleaned])
  return { whole: isAnonymous ? null : whole, names, guests: namesIn(guests), anonymous: isAnonymous }
}

function split(text: string): readonly string[] {
  if (!mayDivide.test(text)) return text.trim() === '' ? [] : [text]
  const parts = text.replace(/[()[\]]/g, ' , ').split(divider)
  return parts.filter((part) => part.trim() !== '')
}

function artistName(text: string, readHan: HanReader | null): ArtistName | null {
  const words = withoutArticle(wordsOf(text, readHan))
  return words.length === 0 ? null : { text: text.trim(), words, key: joined(words) }
}
