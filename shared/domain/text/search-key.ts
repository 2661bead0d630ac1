import { compact } from '../identifiers/compact.ts'
import { foldCharacter } from './fold.ts'
import { rememberingLast } from './remember.ts'

// The form in which a catalogue is searched as one types. A row's texts become one key, the text that is looked for
// becomes needles, and a row is found when its key contains every needle: a plain substring test, which an index of
// trigrams, a walk along the rows and a test in memory all answer alike.
//
// In the key two spaces stand before every word. So a needle of one or two letters, filled up to three characters
// with those spaces, finds words that begin with it and has a trigram of its own. Han and kana are written without
// spaces between words, and one of them says as much as a syllable: each counts as a word.

const ownWord = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const dash = /[\p{Pd}\u2043\u2212]/u
const apostrophe = /['\u2018\u2019\u201b\u02bc\u0060\u00b4]/u
/** Brackets and quotes stand around words without belonging to them. */
const divider = /[\s\p{Z}\p{Cc}\p{Ps}\p{Pe}\p{Pi}\p{Pf}"\u201a\u201e]/u

/** Words that folding only makes lower case, one space between them, as most titles and names and all codes are. */
const alreadyPlain = /^[!#-%*-Z\\^_a-z|~]+(?: [!#-%*-Z\\^_a-z|~]+)*$/

/** Between two fields; no needle contains it, so that none is found across them. */
const fieldBreak = '\n'
const wordBreak = '  '

/** The shortest text an index of trigrams can find. */
const shortest = 3

/** Spellings of one word that was looked for: a row has the word when its key contains any of them. */
export type Needle = readonly [string, ...(readonly string[])]

/**
 * The search key of one row from the texts by which it is found. Case, accents, apostrophes and the kind of dash do
 * not matter; other punctuation is kept. Follows the Unicode version of the runtime.
 */
export function searchKey(...fields: readonly (string | null)[]): string {
  let key = ''
  for (const field of fields) {
    if (field === null || field === '') continue
    const part = alreadyPlain.test(field)
      ? wordBreak + field.toLowerCase().replaceAll(' ', wordBreak)
      : keyOf(field)
    if (part === '') continue
    key = key === '' ? part : key + fieldBreak + part
  }
  return key
}

/** The search key of a row from those of its fields, one after the other. */
export function joinSearchKeys(first: string, second: string): string {
  return first === '' || second === '' ? first + second : first + fieldBreak + second
}

const keyOf = rememberingLast((field) => {
  let key = ''
  for (const word of wordsOf(field)) key += word.startsWith(wordBreak) ? word : wordBreak + word
  return key
})

/**
 * What a search text asks for; a key must contain every one. Empty for a text without anything to find. A word that
 * looks like a code in pieces (`DE-F05`) is also looked for without them, a whole code typed with spaces
 * (`DE F05 93 00001`) as one.
 */
export function searchNeedles(text: string): readonly Needle[] {
  const words = wordsOf(text)
  const whole = compact(text)
  const isCode = words.length === 4 && /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/.test(whole)
  const needles = isCode && /^\s*\S{2}\s\S{3}\s\d{2}\s\d{5}\s*$/.test(text) ? [whole.toLowerCase()] : words
  return [...new Set(needles)].map((word) => {
    const needle = lengthOf(word) < shortest ? word.padStart(word.length + shortest - lengthOf(word)) : word
    const code = compact(word)
    return code !== word.toUpperCase() && /^[A-Z]{2}[A-Z0-9]{1,3}[0-9]{0,7}$/.test(code)
      ? [needle, code.toLowerCase()]
      : [needle]
  })
}

/** True when a row with this key is found by the needles. */
export function keyMatches(key: string, needles: readonly Needle[]): boolean {
  return needles.every((spellings) => spellings.some((spelling) => key.includes(spelling)))
}

/** The three-character pieces of a needle, each once; a text can contain the needle only if it contains them all. */
export function trigramsOf(needle: string): readonly string[] {
  const characters = [...needle]
  const pieces = new Set<string>()
  for (let at = 0; at + shortest <= characters.length; at++) {
    pieces.add(characters.slice(at, at + shortest).join(''))
  }
  return [...pieces]
}

function wordsOf(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return plainWords(text)
  let folded = ''
  for (const character of text.normalize('NFKD')) folded += foldedForSearch(character)
  return folded.split(' ').flatMap((word) => (word === '' ? [] : [divided(word.normalize('NFD'))]))
}

function plainWords(text: string): string[] {
  const folded = text
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/&/g, 'and')
    .replace(/["()[\]{}]/g, ' ')
  return folded.split(' ').filter((word) => word !== '')
}

const foldedCharacters = new Map<string, string>()
const cachedCharacters = 20_000

function foldedForSearch(character: string): string {
  let folded = foldedCharacters.get(character)
  if (folded === undefined) {
    folded = computeFolded(character)
    if (foldedCharacters.size < cachedCharacters) foldedCharacters.set(character, folded)
  }
  return folded
}

function computeFolded(character: string): string {
  if (apostrophe.test(character)) return ''
  if (dash.test(character)) return '-'
  if (divider.test(character)) return ' '
  // Half of a pair, which no text file can hold, becomes what it turns into when stored.
  if (/\p{Cs}/u.test(character)) return '\ufffd'
  if (/[\p{L}\p{N}\p{M}&]/u.test(character)) return foldCharacter(character)
  return /\p{Cf}/u.test(character) ? '' : character.toLowerCase()
}

/** Han and kana as words of their own: `東京` as two of them, the break before each. */
function divided(word: string): string {
  if (!ownWord.test(word)) return word
  let result = ''
  for (const character of word) result += ownWord.test(character) ? wordBreak + character : character
  return result
}

function lengthOf(word: string): number {
  return [...word].length
}
