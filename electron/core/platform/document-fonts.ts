import { join } from 'node:path'
import { explicitDirection } from '../../../shared/domain/text/bidi.ts'
import type { HanForms } from '../../../shared/domain/text/east-asian.ts'
import { pdfLibrary } from './pdf-library.ts'

/** Faces of a document. Each has further fonts for characters its first one lacks. */
export type Face = 'text' | 'bold' | 'address'

/** A font of a face, by file. */
export interface DocumentFont {
  readonly path: string
  /** It has no bold cut of its own: its strokes are drawn thicker. */
  readonly embolden: boolean
  /** Its lines break between characters. */
  readonly eastAsian: boolean
}

const sans = 'DejaVuSansCondensed.ttf'
const faces: Readonly<Record<Face, readonly string[]>> = {
  text: ['DejaVuSerifCondensed.ttf', sans],
  bold: ['DejaVuSerifCondensed-Bold.ttf', 'DejaVuSansCondensed-Bold.ttf', sans],
  address: [sans],
}
const japanese = 'NotoSansJP_400Regular.ttf'
const korean = 'NotoSansKR_400Regular.ttf'
const chinese = 'NotoSansSC_400Regular.ttf'
const eastAsian: Readonly<Record<HanForms, readonly string[]>> = {
  japanese: [japanese, chinese, korean],
  korean: [korean, japanese, chinese],
  chinese: [chinese, korean, japanese],
}

/** The fonts of a face in the order in which they are asked for a character. */
export function fontsOf(folder: string, face: Face, forms: HanForms): readonly DocumentFont[] {
  const own = faces[face].map((file, at) => ({
    ...{ file, embolden: face === 'bold' && at === 2, eastAsian: false },
  }))
  const others = eastAsian[forms].map((file) => ({ file, embolden: face === 'bold', eastAsian: true }))
  return [...own, ...others].map(({ file, ...font }) => ({ path: join(folder, file), ...font }))
}

/** Scripts whose letters change with what stands around them, in ways that are not checked here. */
const beyond = new RegExp(
  `[${[
    ...['Syriac', 'Thaana', 'Nko', 'Samaritan', 'Mandaic', 'Mongolian', 'Phags_Pa', 'Adlam', 'Tibetan'],
    ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam'],
    ...[
      'Sinhala',
      'Thai',
      'Lao',
      'Myanmar',
      'Khmer',
      'Javanese',
      'Balinese',
      'Sundanese',
      'Tai_Tham',
      'Cham',
    ],
  ]
    .map((script) => `\\p{Script=${script}}`)
    .join('')}]`,
  'u',
)

/**
 * Whether a character is left out when text is drawn, because it shows nothing. Joiners are kept: they shape Arabic.
 */
export function drawsNothing(character: string): boolean {
  if (character === '\u200c' || character === '\u200d' || explicitDirection.test(character)) return false
  return /\p{Default_Ignorable_Code_Point}/u.test(character)
}

/** Tells which characters the fonts of a folder can set. Fonts are opened when a character needs them. */
export interface FontCoverage {
  /** The first of the fonts that has the character, or null when none has. */
  fontFor(character: string, face: Face, forms: HanForms): DocumentFont | null
  /** Characters of a text that no font can set rightly, each once. */
  lacking(text: string): readonly string[]
}

const coverages = new Map<string, FontCoverage>()

/** The coverage of a folder's fonts; what was read is kept for the life of the program. */
export function fontCoverage(folder: string): FontCoverage {
  let coverage = coverages.get(folder)
  if (!coverage) {
    coverage = createFontCoverage(folder)
    coverages.set(folder, coverage)
  }
  return coverage
}

function createFontCoverage(folder: string): FontCoverage {
  const open = new Map<string, (codePoint: number) => boolean>()
  const hasIn = (path: string, character: string): boolean => {
    let has = open.get(path)
    if (!has) {
      has = openFont(path)
      open.set(path, has)
    }
    return has(character.codePointAt(0) ?? 0)
  }
  const chains = new Map<string, readonly DocumentFont[]>()
  const found = new Map<string, DocumentFont | null>()
  const fontFor = (character: string, face: Face, forms: HanForms): DocumentFont | null => {
    const chainName = `${face} ${forms}`
    const key = `${chainName} ${character}`
    let font = found.get(key)
    if (font !== undefined) return font
    const chain = chains.get(chainName) ?? fontsOf(folder, face, forms)
    chains.set(chainName, chain)
    const plain = /\s/u.test(character) || drawsNothing(character)
    const settable = !beyond.test(character) && !explicitDirection.test(character)
    font = settable ? (chain.find(({ path }) => plain || hasIn(path, character)) ?? null) : null
    found.set(key, font)
    return font
  }
  return {
    fontFor,
    lacking(text) {
      if (/^[\x20-\x7e\n]*$/u.test(text)) return []
      return [...new Set(text)].filter((character) => fontFor(character, 'text', 'japanese') === null)
    },
  }
}

/** Opens a font through the library that will embed it, so that both see the same characters. */
function openFont(path: string): (codePoint: number) => boolean {
  const font: unknown = Reflect.get(new (pdfLibrary())({ font: path }), '_font')
  if (!isOpenFont(font)) throw new Error('the PDF library does not tell which characters its font has')
  return (codePoint) => font.font.hasGlyphForCodePoint(codePoint)
}

interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
}

function isOpenFont(font: unknown): font is OpenFont {
  if (typeof font !== 'object' || font === null || !('font' in font)) return false
  const inner = font.font
  return (
    typeof inner === 'object' &&
    inner !== null &&
    'hasGlyphForCodePoint' in inner &&
    typeof inner.hasGlyphForCodePoint === 'function'
  )
}
