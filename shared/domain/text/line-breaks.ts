const ideograph =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60]/u
/** Never at the beginning of a line (JIS X 4051, “kinsoku”): closing signs, small kana, marks of repetition and length. */
const neverFirst =
  /[、。，．・：；？！ー」』）〕］｝〉》】’”〜～…‥々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:!?)\]}%\p{M}]/u
/** Never at the end of a line: what opens. */
const neverLast = /[「『（〔［｛〈《【‘“([{]/u

/**
 * The pieces of a paragraph between which a line may end, whose joined text is the paragraph: after spaces, after
 * hyphens and slashes within words, and between the characters of Chinese and Japanese. Korean has spaces.
 */
export function breakPieces(text: string): readonly string[] {
  const characters = Array.from(text)
  const pieces: string[] = []
  let piece = ''
  for (const [at, character] of characters.entries()) {
    piece += character
    const next = characters[at + 1]
    if (next === undefined || !mayBreak(character, next)) continue
    pieces.push(piece)
    piece = ''
  }
  return piece === '' ? pieces : [...pieces, piece]
}

function mayBreak(before: string, after: string): boolean {
  if (/\s/u.test(after)) return false
  if (before !== '\u00a0' && /\s/u.test(before)) return true
  if (neverFirst.test(after) || neverLast.test(before)) return false
  if (/[-‐–—/&?=]/u.test(before)) return /[\p{L}\p{N}]/u.test(after)
  return ideograph.test(before) || ideograph.test(after)
}
