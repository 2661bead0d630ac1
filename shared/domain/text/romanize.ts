// Cyrillic, Greek, Kana and Hangul in Latin letters, so that a name can be compared with its transliteration. Sign by
// sign, after the usual national systems without their diacritics: BGN/PCGN for Cyrillic, ELOT 743 for Greek, modified
// Hepburn for Kana, Revised Romanization for Hangul. Not reversible and not for display: both sides of a comparison
// are romanised, so what counts is that equal spellings stay equal.

/** Reads Han characters, which no table of signs can: `東京` to `tokyo`. Null when it has no reading. */
export type HanReader = (characters: string) => string | null

const cyrillic = pairs(
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ' +
    'ъ - ы y ь - э e ю yu я ya і i ї i є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ќ kj ѕ dz ә a ғ gh қ q ң n ө o ұ u ү u һ h',
)

const greek = pairs(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
)

const kanaRows: readonly (readonly [string, string])[] = [
  ['あいうえお', 'a i u e o'],
  ['かきくけこ', 'ka ki ku ke ko'],
  ['がぎぐげご', 'ga gi gu ge go'],
  ['さしすせそ', 'sa shi su se so'],
  ['ざじずぜぞ', 'za ji zu ze zo'],
  ['たちつてと', 'ta chi tsu te to'],
  ['だぢづでど', 'da ji zu de do'],
  ['なにぬねの', 'na ni nu ne no'],
  ['はひふへほ', 'ha hi fu he ho'],
  ['ばびぶべぼ', 'ba bi bu be bo'],
  ['ぱぴぷぺぽ', 'pa pi pu pe po'],
  ['まみむめも', 'ma mi mu me mo'],
  ['やゆよわを', 'ya yu yo wa o'],
  ['らりるれろ', 'ra ri ru re ro'],
  ['んゔぁぃぅ', 'n vu a i u'],
  ['ぇぉっーゎ', 'e o - - wa'],
  ['ゐゑゕゖ', 'wi we ka ke'],
]

const smallY: Readonly<Record<string, string>> = { ゃ: 'a', ゅ: 'u', ょ: 'o' }

const initials = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')

const signs = new Map<string, string>([...cyrillic, ...greek, ...kana()])

const romanisable = /[\u0370-\u052f\u1f00-\u1fff\u3041-\u30ff\uac00-\ud7a3]/
const han = /\p{Script=Han}+/gu

/**
 * The text with Cyrillic, Greek, Kana and Hangul in lower-case Latin letters; everything else as it is. Han is left
 * alone unless `readHan` reads it: a program that carries a reader of pinyin or kanji hands it in here.
 */
export function romanize(text: string, readHan: HanReader | null = null): string {
  const read = readHan === null ? text : text.replace(han, (found) => readHan(found) ?? found)
  if (!romanisable.test(read)) return read
  let result = ''
  for (const character of read.normalize('NFKC').toLowerCase()) {
    const small = smallY[hiragana(character)]
    if (small !== undefined) result = withSmallY(result, small)
    else result += romanSign(character)
  }
  return result
}

function romanSign(character: string): string {
  const code = character.charCodeAt(0)
  if (code >= 0xac00 && code <= 0xd7a3) return hangul(code - 0xac00)
  const plain = hiragana(character)
  const known = signs.get(plain)
  if (known !== undefined) return known
  const base = code >= 0x0370 && code < 0x2000 ? (plain.normalize('NFD')[0] ?? plain) : plain
  return signs.get(base) ?? character
}

/** `ki` and a small `ya` are `kya`; `shi` and a small `ya` are `sha`. */
function withSmallY(before: string, vowel: string): string {
  if (!before.endsWith('i')) return `${before}y${vowel}`
  const stem = before.slice(0, -1)
  return /(?:sh|ch|j)$/.test(stem) ? stem + vowel : `${stem}y${vowel}`
}

function hangul(index: number): string {
  const part = (list: readonly string[], at: number) => (list[at] ?? '').replace('-', '')
  return (
    part(initials, Math.floor(index / 588)) +
    part(vowels, Math.floor((index % 588) / 28)) +
    part(finals, index % 28)
  )
}

function hiragana(character: string): string {
  const code = character.charCodeAt(0)
  return code >= 0x30a1 && code <= 0x30f6 ? String.fromCharCode(code - 0x60) : character
}

function pairs(list: string): [string, string][] {
  const words = list.split(' ')
  return words.flatMap((word, at) => (at % 2 === 0 ? [[word, (words[at + 1] ?? '').replace('-', '')]] : []))
}

function kana(): [string, string][] {
  return kanaRows.flatMap(([row, readings]) => {
    const each = readings.split(' ')
    return [...row].map((sign, at): [string, string] => [sign, (each[at] ?? '').replace('-', '')])
  })
}
