import { foldCharacter, foldText } from '../text/fold.ts'
import { type HanReader, romanize } from '../text/romanize.ts'

// The words of a name as they are compared: folded like everywhere, in Latin letters where a table can do that.

const apostrophe = /['\u2018\u2019\u201b\u02bc\u0060\u00b4]/gu
const plain = /^[\x20-\x7e]*$/
const divider = /[^\p{L}\p{N}\p{M}&]+/u
/** “R.O.O.T.S.”, “A.M.”: one word. */
const acronym = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu
const ownWord = /[\p{Script=Han}]/u

/**
 * The folded words of a text: case, accents, apostrophes and punctuation gone, `&` read as `and`, Cyrillic, Greek,
 * Kana and Hangul romanised; each Han character a word. A text without letters or digits is one word of its symbols.
 */
export function wordsOf(raw: string, readHan: HanReader | null = null): readonly string[] {
  if (raw === '') return []
  const text = raw.includes('.')
    ? raw.normalize('NFC').replace(acronym, (found) => found.replaceAll('.', ''))
    : raw
  if (plain.test(text)) {
    const spelt = /['`&]/.test(text) ? text.replace(/['`]/g, '').replace(/&/g, ' and ') : text
    return spelt.toLowerCase().match(/[a-z0-9]+/g) ?? symbols(text)
  }
  const words: string[] = []
  for (const piece of romanize(text, readHan).replace(apostrophe, '').normalize('NFKD').split(divider)) {
    for (const part of piece.split(/(&)/)) {
      let word = ''
      for (const character of part) word += foldCharacter(character)
      if (word === '') continue
      if (ownWord.test(word)) words.push(...(word.match(/\p{Script=Han}|[^\p{Script=Han}]+/gu) ?? []))
      else words.push(word)
    }
  }
  return words.length > 0 ? words : symbols(text)
}

/** Words written together: the form in which spaces, hyphens and punctuation cannot differ. */
export function joined(words: readonly string[]): string {
  return words.join('')
}

/** Words without a leading article, which sources leave out and put behind as they like. */
export function withoutArticle(words: readonly string[]): readonly string[] {
  const [first] = words
  return words.length > 1 && first === 'the' ? words.slice(1) : words
}

function symbols(text: string): readonly string[] {
  const kept = foldText(text)
  return kept === '' ? [] : [kept]
}
