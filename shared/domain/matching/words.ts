import { foldCharacter, foldText } from '../text/fold.ts'
import { type HanReader, romanize } from '../text/romanize.ts'

// The words of a name as they are compared: folded like everywhere, in Latin letters where a table can do that.

const apostrophe = /['\u2018\u2019\u201b\u02bc\u0060\u00b4]/gu
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
  const spelt = latinSpelling(raw)
  const words = spelt === null ? [] : wordsAmongSigns(spelt)
  return words.length > 0 ? words : wordsOfAnyScript(raw, readHan)
}

function wordsOfAnyScript(raw: string, readHan: HanReader | null): readonly string[] {
  const text = raw.includes('.')
    ? raw.normalize('NFC').replace(acronym, (found) => found.replaceAll('.', ''))
    : raw
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

/** Letters behind this one are left to `wordsOfAnyScript`; up to it stand those of most languages of Europe. */
const lastLatin = 0x17f

/**
 * A text of Latin letters in lower case, without accents and apostrophes, `&` as `and`: its words stand between whatever
 * else is in it. Null when that cannot be told sign by sign.
 */
function latinSpelling(text: string): string | null {
  let isPlain = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > lastLatin) return null
    if (code >= 0x80 || code === 0x26 || code === 0x27 || code === 0x60) isPlain = false
    // So end acronyms.
    else if (code === 0x2e && text.charCodeAt(at - 2) === 0x2e) return null
  }
  if (isPlain) return text.toLowerCase()
  let spelt = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const sign = (spellings[code] ??= spellingOf(code))
    if (sign === null) return null
    spelt += sign
  }
  return spelt
}

/** What each sign is spelt as, when it was met before; null when that depends on what stands beside it. */
const spellings: (string | null)[] = []

function spellingOf(code: number): string | null {
  const words = wordsOfAnyScript(`x${String.fromCharCode(code)}x`, null).join(' ')
  const spelt = words.slice(1, -1)
  return /^[a-z0-9 ]*$/.test(spelt) ? spelt : null
}

function wordsAmongSigns(text: string): string[] {
  const words: string[] = []
  let start = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isInWord = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
    if (isInWord && start < 0) start = at
    else if (!isInWord && start >= 0) {
      words.push(text.slice(start, at))
      start = -1
    }
  }
  if (start >= 0) words.push(start === 0 ? text : text.slice(start))
  return words
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
