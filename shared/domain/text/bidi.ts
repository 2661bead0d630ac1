/** Direction of a paragraph: that of its first strong letter. */
export type Direction = 'ltr' | 'rtl'

type BidiClass = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'BN' | 'S' | 'WS' | 'ON'

/** Pieces of a line from left to right. The text of each stands in the order in which it is read. */
export interface VisualRun {
  readonly text: string
  readonly rtl: boolean
}

/**
 * Characters that open or close an embedding, an override or an isolate. The rules below are those of plain text
 * (UAX #9 without X1–X8), so text that holds one cannot be ordered by them.
 */
export const explicitDirection = /[\u202a-\u202e\u2066-\u2069]/u

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Phoenician}\u200f]/u
const arabicLetter = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\u061c]/u
const brackets = [
  '()',
  '[]',
  '{}',
  '（）',
  '［］',
  '｛｝',
  '「」',
  '『』',
  '【】',
  '〈〉',
  '《》',
  '〔〕',
  '⟨⟩',
]
const closerOf = new Map(brackets.map(([open = '', close = '']) => [open, close]))
const mirrors = new Map(
  [...brackets, '<>', '«»', '‹›', '≤≥', '＜＞'].flatMap(([open = '', close = '']) => [
    [open, close],
    [close, open],
  ]),
)

/** What is drawn for a character that stands in text from right to left: `(` is drawn as `)`. */
export function mirrored(character: string): string {
  return mirrors.get(character) ?? character
}

/** Whether any of the text runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text) || arabicLetter.test(text)
}

/** Rules P2 and P3 of the Unicode Bidirectional Algorithm (UAX #9). */
export function baseDirection(text: string): Direction {
  for (const character of text) {
    const kind = classOf(character)
    if (kind === 'L') return 'ltr'
    if (kind === 'R' || kind === 'AL') return 'rtl'
  }
  return 'ltr'
}

/**
 * The level of each character (code point) of a paragraph: even from left to right, odd from right to left.
 * UAX #9, rules W1–W7, N0–N2, I1 and I2.
 */
export function bidiLevels(characters: readonly string[], base: Direction): readonly number[] {
  const original = characters.map(classOf)
  const classes = weak(original, base)
  pairBrackets(characters, classes, base)
  neutral(classes, base)
  const even = base === 'ltr'
  return classes.map((kind) => {
    if (even) return kind === 'R' ? 1 : kind === 'AN' || kind === 'EN' ? 2 : 0
    return kind === 'R' ? 1 : 2
  })
}

/** The pieces of one line in the order in which they are drawn. UAX #9, rules L1 and L2. */
export function visualRuns(
  characters: readonly string[],
  levels: readonly number[],
  base: Direction,
): readonly VisualRun[] {
  const ground = base === 'rtl' ? 1 : 0
  const settled = [...levels]
  for (let at = characters.length - 1; at >= 0 && /\s/u.test(characters[at] ?? ''); at--) settled[at] = ground
  const runs: { text: string; level: number }[] = []
  for (const [at, character] of characters.entries()) {
    const level = settled[at] ?? ground
    const last = runs.at(-1)
    if (last?.level === level) last.text += character
    else runs.push({ text: character, level })
  }
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let start = 0; start < runs.length; start++) {
      if ((runs[start]?.level ?? -1) < level) continue
      let end = start
      while ((runs[end + 1]?.level ?? -1) >= level) end++
      runs.splice(start, end - start + 1, ...runs.slice(start, end + 1).reverse())
      start = end
    }
  }
  return runs.map(({ text, level }) => ({ text, rtl: level % 2 === 1 }))
}

function classOf(character: string): BidiClass {
  if (/[0-9۰-۹０-９⁰¹²³⁴-⁹₀-₉]/u.test(character)) return 'EN'
  if (/[٠-٩٫٬\u0600-\u0605\u06dd]/u.test(character)) return 'AN'
  if (/[+\-−⁺⁻₊₋＋－]/u.test(character)) return 'ES'
  if (/[\p{Sc}#%°±‰‱′″＃％٪]/u.test(character)) return 'ET'
  if (/[,./:\u00a0،⁄，．／：]/u.test(character)) return 'CS'
  if (/[\p{Mn}\p{Me}]/u.test(character)) return 'NSM'
  if (character === '\u200e') return 'L'
  if (character === '\t') return 'S'
  if (/\s/u.test(character)) return 'WS'
  if (rightToLeft.test(character) && /[\p{L}\p{N}\u200f־׀׃׆]/u.test(character)) return 'R'
  if (arabicLetter.test(character) && /[\p{L}\p{Nl}\u061c؛؟۔]/u.test(character)) return 'AL'
  if (/[\p{Cf}\p{Cc}]/u.test(character)) return 'BN'
  return /[\p{L}\p{Mc}\p{Nd}\p{Nl}]/u.test(character) ? 'L' : 'ON'
}

/** W1–W7: marks, numbers and what stands between and around them. */
function weak(original: readonly BidiClass[], base: Direction): BidiClass[] {
  const sos: BidiClass = base === 'rtl' ? 'R' : 'L'
  const classes: BidiClass[] = []
  let strong: BidiClass = sos
  for (const kind of original) {
    const before = classes.at(-1) ?? sos
    const settled = kind === 'NSM' ? before : kind
    classes.push(settled === 'EN' && strong === 'AL' ? 'AN' : settled)
    if (settled === 'L' || settled === 'R' || settled === 'AL') strong = settled
  }
  const letters = classes.map((kind): BidiClass => (kind === 'AL' ? 'R' : kind))
  for (let at = 1; at < letters.length - 1; at++) {
    const [before, kind, after] = [letters[at - 1], letters[at], letters[at + 1]]
    if (before === undefined || before !== after) continue
    if (before === 'EN' && (kind === 'ES' || kind === 'CS')) letters[at] = 'EN'
    if (before === 'AN' && kind === 'CS') letters[at] = 'AN'
  }
  terminators(letters)
  let side: BidiClass = sos
  return letters.map((kind) => {
    if (kind === 'L' || kind === 'R') side = kind
    if (kind === 'ES' || kind === 'ET' || kind === 'CS') return 'ON'
    return kind === 'EN' && side === 'L' ? 'L' : kind
  })
}

/** W5: signs beside a number belong to it. */
function terminators(classes: BidiClass[]): void {
  for (let start = 0; start < classes.length; start++) {
    if (classes[start] !== 'ET') continue
    let end = start
    while (classes[end + 1] === 'ET' || classes[end + 1] === 'BN') end++
    if (classes[start - 1] === 'EN' || classes[end + 1] === 'EN') classes.fill('EN', start, end + 1)
    start = end
  }
}

function strongSide(kind: BidiClass | undefined): 'L' | 'R' | null {
  if (kind === 'L') return 'L'
  return kind === 'R' || kind === 'EN' || kind === 'AN' ? 'R' : null
}

/** N0: a pair of brackets takes the direction of what it holds, or of what stands before it. */
function pairBrackets(characters: readonly string[], classes: BidiClass[], base: Direction): void {
  const ground = base === 'rtl' ? 'R' : 'L'
  for (const [open, close] of bracketPairs(characters, classes)) {
    const inside = new Set(classes.slice(open + 1, close).map(strongSide))
    let side: 'L' | 'R' | null = null
    if (inside.has(ground)) side = ground
    else if (inside.has('L') || inside.has('R')) {
      const before = classes
        .slice(0, open)
        .map(strongSide)
        .findLast((one) => one !== null)
      side = before ?? ground
    }
    if (side === null) continue
    classes[open] = side
    classes[close] = side
  }
}

function bracketPairs(characters: readonly string[], classes: readonly BidiClass[]): [number, number][] {
  const open: { readonly closer: string; readonly at: number }[] = []
  const pairs: [number, number][] = []
  for (const [at, character] of characters.entries()) {
    if (classes[at] !== 'ON') continue
    const closer = closerOf.get(character)
    if (closer !== undefined) open.push({ closer, at })
    const match = open.findLastIndex((one) => one.closer === character)
    const opener = open[match]
    if (opener === undefined) continue
    pairs.push([opener.at, at])
    open.length = match
  }
  return pairs.sort(([one], [other]) => one - other)
}

/** N1 and N2: what has no direction takes that of both its sides, or the paragraph's. */
function neutral(classes: BidiClass[], base: Direction): void {
  const ground = base === 'rtl' ? 'R' : 'L'
  for (let start = 0; start < classes.length; start++) {
    if (strongSide(classes[start]) !== null) continue
    let end = start
    while (end + 1 < classes.length && strongSide(classes[end + 1]) === null) end++
    const before = start === 0 ? ground : strongSide(classes[start - 1])
    const after = end === classes.length - 1 ? ground : strongSide(classes[end + 1])
    classes.fill(before !== null && before === after ? before : ground, start, end + 1)
    start = end
  }
}
