import {
  baseDirection,
  bidiLevels,
  hasRightToLeft,
  mirrored,
  visualRuns,
} from '../../../shared/domain/text/bidi.ts'
import type { HanForms } from '../../../shared/domain/text/east-asian.ts'
import { breakPieces } from '../../../shared/domain/text/line-breaks.ts'
import { type DocumentFont, drawsNothing, type Face, type FontCoverage } from './document-fonts.ts'

/** Part of a line in one font and direction; `text` in reading order, ready to be drawn. */
export interface LineRun {
  readonly text: string
  readonly font: DocumentFont
  readonly width: number
}

/** Runs from left to right. */
export interface Line {
  readonly runs: readonly LineRun[]
  readonly width: number
}

export interface MixedTextTools {
  readonly coverage: FontCoverage
  readonly face: Face
  readonly forms: HanForms
  /** Width of a text set as one run in a font. */
  measure(text: string, font: DocumentFont): number
}

/**
 * Breaks text that needs several fonts or runs from right to left into lines of at most `width`. Every character must
 * be one that the fonts have (`FontCoverage.lacking`). A piece wider than a line is cut between characters.
 */
export function layOutMixed(text: string, width: number, tools: MixedTextTools): readonly Line[] {
  return text.split(/\r?\n/u).flatMap((paragraph) => paragraphLines(paragraph, width, tools))
}

/** Whether a text needs more than one font, or an order other than from left to right. */
export function needsMixing(
  text: string,
  { coverage, face, forms }: Omit<MixedTextTools, 'measure'>,
): boolean {
  if (/^[\x20-\x7e\n]*$/u.test(text)) return false
  const fonts = new Set<string>()
  for (const character of text) {
    if (/\s/u.test(character)) continue
    if (drawsNothing(character)) return true
    const font = coverage.fontFor(character, face, forms)
    if (font?.eastAsian === true) return true
    if (font) fonts.add(font.path)
  }
  return fonts.size > 1 || hasRightToLeft(text)
}

function paragraphLines(paragraph: string, width: number, tools: MixedTextTools): readonly Line[] {
  const base = baseDirection(paragraph)
  const characters = Array.from(paragraph)
  const levels = bidiLevels(characters, base)
  const lines: Line[] = []
  let from = 0
  for (const piece of brokenInto(paragraph, width, tools)) {
    const text = piece.trimEnd()
    const to = from + Array.from(text).length
    const visual = visualRuns(characters.slice(from, to), levels.slice(from, to), base)
    const runs = visual.flatMap((run) => fontRuns(run.text, run.rtl, tools))
    lines.push({ runs, width: runs.reduce((sum, run) => sum + run.width, 0) })
    from += Array.from(piece).length
  }
  return lines
}

/** The lines of a paragraph as text, in reading order. */
function brokenInto(paragraph: string, width: number, tools: MixedTextTools): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of breakPieces(paragraph).flatMap((one) => cut(one, width, tools))) {
    if (line !== '' && widthOf((line + piece).trimEnd(), tools) > width) {
      lines.push(line)
      line = ''
    }
    line += piece
  }
  return [...lines, line]
}

/** A piece as it is, or its characters (with their marks) when it is wider than a line. */
function cut(piece: string, width: number, tools: MixedTextTools): readonly string[] {
  if (widthOf(piece.trimEnd(), tools) <= width) return [piece]
  return Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(piece),
    ({ segment }) => segment,
  )
}

function widthOf(text: string, tools: MixedTextTools): number {
  return fontRuns(text, false, tools).reduce((sum, run) => sum + run.width, 0)
}

/** Divides a run by font. In a run from right to left the parts are turned, and so are its signs. */
function fontRuns(text: string, rtl: boolean, tools: MixedTextTools): LineRun[] {
  const parts: { text: string; font: DocumentFont }[] = []
  for (const character of text) {
    if (drawsNothing(character)) continue
    const last = parts.at(-1)
    // Marks and spaces stay with the letter before them, so that they are placed on it.
    if (last && /[\s\p{M}\u200c\u200d]/u.test(character)) {
      last.text += character
      continue
    }
    const font = tools.coverage.fontFor(character, tools.face, tools.forms)
    if (!font) continue
    const shown = rtl ? mirrored(character) : character
    if (last?.font.path === font.path) last.text += shown
    else parts.push({ text: shown, font })
  }
  const runs = parts.map((part) => {
    // The library turns round what has letters from right to left; signs alone it does not.
    const drawn = rtl && !hasRightToLeft(part.text) ? Array.from(part.text).reverse().join('') : part.text
    return { text: drawn, font: part.font, width: tools.measure(drawn, part.font) }
  })
  return rtl ? runs.reverse() : runs
}
