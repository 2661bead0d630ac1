import { type HanForms, hanForms } from '../../../shared/domain/text/east-asian.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { type DocumentFont, type Face, fontCoverage, fontsOf } from './document-fonts.ts'
import { layOutMixed, type Line, needsMixing } from './mixed-text.ts'
import { pdfLibrary } from './pdf-library.ts'

export interface Style {
  readonly face: Face
  readonly size: number
  readonly color?: string
  readonly align?: 'left' | 'right'
}

export interface PageSetup {
  readonly paper: 'LETTER' | 'A4'
  readonly fonts: string
  readonly title: string
  readonly author: string
  /** Language of the text, for who reads it aloud; English when not given. */
  readonly language?: string
  /** Forms of Han characters; when not given, each text tells by its own letters. */
  readonly hanForms?: HanForms
  readonly date: Date
  /**
   * A character no font has is shown as an empty square instead of refused: for papers that only repeat what stands
   * elsewhere in full.
   */
  readonly markMissing?: boolean
  /** Leaves streams as they are: packing them gives other bytes with another version of zlib. */
  readonly unpacked?: boolean
}

/** Sets text on pages from top to bottom. Lengths in points (1/72 in). */
export interface Typesetter {
  readonly left: number
  readonly width: number
  /** Height the text takes at this width. */
  heightOf(text: string, style: Style, width: number): number
  /** Starts a new page unless this much room is left; returns whether it did. */
  ensure(height: number): boolean
  /** Sets text at an offset from the left margin without moving on; returns its height. */
  put(text: string, style: Style, offset: number, width: number): number
  /** A rule or a tinted band across part of the line, behind what is set next. */
  rule(color: string, thickness?: number): void
  band(color: string, height: number): void
  advance(height: number): void
  /** Puts a picture at the left margin without moving on; PNG of eight bits, three samples a pixel. */
  picture(png: Buffer, width: number, height: number): void
  /** Calls `draw` for each finished page, then ends the document. */
  finish(draw: (page: number, pages: number, area: PageArea) => void): Promise<Buffer>
}

/** The margins of a page, for what is repeated on each. */
interface PageArea {
  readonly top: number
  readonly bottom: number
  put(text: string, style: Style, y: number, align: 'left' | 'right'): void
}

type Doc = InstanceType<ReturnType<typeof pdfLibrary>>

const margin = { top: 72, bottom: 68, side: 68 }
const lineGap = 2

/** Opens a document. Throws VALIDATION when a text cannot be set with the fonts at hand; see `faceFor`. */
export function createTypesetter(setup: PageSetup): Typesetter {
  const doc = openDocument(setup)
  const finished = collect(doc)
  const left = margin.side
  const width = doc.page.width - 2 * margin.side
  const bottom = () => doc.page.height - margin.bottom
  const prepare = createPreparation(doc, setup)
  doc.y = margin.top

  return {
    left,
    width,
    heightOf(text, style, at) {
      const set = prepare(text, style)
      if (set.mixed) return set.lines(at).length * set.lineHeight
      return doc.heightOfString(set.text, { width: at, lineGap })
    },
    ensure(height) {
      if (doc.y + height <= bottom()) return false
      doc.addPage()
      doc.y = margin.top
      return true
    },
    put(text, style, offset, at) {
      const { y } = doc
      const set = prepare(text, style)
      doc.fillColor(style.color ?? '#111111')
      if (set.mixed) return drawLines(doc, set, style, { x: left + offset, y, width: at })
      doc.text(set.text, left + offset, y, { width: at, lineGap, align: style.align ?? 'left' })
      const height = doc.y - y
      doc.y = y
      return height
    },
    rule(color, thickness = 0.5) {
      doc.lineWidth(thickness).strokeColor(color)
      doc
        .moveTo(left, doc.y)
        .lineTo(left + width, doc.y)
        .stroke()
    },
    band(color, height) {
      doc.rect(left, doc.y, width, height).fill(color)
    },
    advance(height) {
      doc.y += height
    },
    picture(png, across, height) {
      const { y } = doc
      doc.image(png, left, y, { width: across, height })
      doc.lineWidth(0.5).strokeColor('#999999').rect(left, y, across, height).stroke()
      doc.y = y
    },
    async finish(draw) {
      const { count } = doc.bufferedPageRange()
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page)
        // Text in the margins would otherwise open a page of its own.
        doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
        draw(page + 1, count, {
          top: margin.top / 2,
          bottom: doc.page.height - margin.bottom / 2,
          put(text, style, y, align) {
            const set = prepare(text, style)
            doc.fillColor(style.color ?? '#111111')
            if (set.mixed) drawLines(doc, oneLine(set), { ...style, align }, { x: left, y, width })
            else doc.text(set.text, left, y, { width, align, lineBreak: false })
          },
        })
      }
      doc.end()
      return finished
    },
  }
}

function openDocument({ paper, fonts, title, author, date, language = 'en', unpacked }: PageSetup): Doc {
  return new (pdfLibrary())({
    size: paper,
    compress: unpacked !== true,
    margins: { top: margin.top, bottom: margin.bottom, left: margin.side, right: margin.side },
    bufferPages: true,
    font: firstFont(fonts, 'text').path,
    lang: language,
    displayTitle: true,
    info: {
      Title: title,
      Author: author,
      Creator: 'Refrain',
      Producer: 'Refrain',
      CreationDate: date,
      ModDate: date,
    },
  })
}

function collect(doc: Doc): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    doc.on('error', reject)
  })
}

/** A text with its font chosen and set, or as lines of several. */
type Prepared = { readonly mixed: false; readonly text: string } | MixedText

interface MixedText {
  readonly mixed: true
  readonly lineHeight: number
  /** From the top of a line to its baseline. */
  readonly ascent: number
  lines(width: number): readonly Line[]
}

/**
 * Chooses how a text is set: in the face's first font that has all of it, by the library; where it takes several fonts
 * or runs from right to left, line by line. A text with characters no font has is refused by name: a notice with boxes
 * in place of a title would be worse than none.
 */
function createPreparation(doc: Doc, setup: PageSetup): (text: string, style: Style) => Prepared {
  const coverage = fontCoverage(setup.fonts)
  const shownOf = (text: string): string => {
    const lacking = coverage.lacking(text)
    if (lacking.length === 0) return text
    if (setup.markMissing !== true) throw cannotSet(text, lacking.join(''))
    const missing = new Set(lacking)
    return Array.from(text, (one) => (missing.has(one) ? '□' : one)).join('')
  }
  return (original, style) => {
    const text = shownOf(original)
    const { face, size } = style
    const forms = setup.hanForms ?? hanForms(text)
    const first = firstFont(setup.fonts, face)
    if (!needsMixing(text, { coverage, face, forms })) {
      const [letter] = /[^\s\x20-\x7e]/u.exec(text) ?? []
      const font = letter === undefined ? first : (coverage.fontFor(letter, face, forms) ?? first)
      doc.font(font.path).fontSize(size)
      return { mixed: false, text }
    }
    doc.font(first.path).fontSize(size)
    const measure = (run: string, font: DocumentFont) => {
      doc.font(font.path).fontSize(size)
      return doc.widthOfString(run, { features: [] })
    }
    return {
      mixed: true,
      lineHeight: doc.currentLineHeight(true) + lineGap,
      ascent: (ascenderOf(doc) / 1000) * size,
      lines: (width) => layOutMixed(text, width, { coverage, face, forms, measure }),
    }
  }
}

function firstFont(folder: string, face: Face): DocumentFont {
  const [first] = fontsOf(folder, face, 'chinese')
  if (!first) throw new Error('a face without a font')
  return first
}

function ascenderOf(doc: Doc): number {
  const font: unknown = Reflect.get(doc, '_font')
  if (typeof font === 'object' && font !== null && 'ascender' in font && typeof font.ascender === 'number') {
    return font.ascender
  }
  throw new Error('the PDF library does not tell how high its font is')
}

/** For the margins, where text never takes a second line. */
function oneLine(set: MixedText): MixedText {
  return { ...set, lines: () => set.lines(Number.POSITIVE_INFINITY) }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Draws the lines of a text and returns their height; the document's place stays where it was. */
function drawLines(doc: Doc, set: MixedText, style: Style, place: Place): number {
  const lines = set.lines(place.width)
  for (const [index, line] of lines.entries()) {
    let x = style.align === 'right' ? place.x + place.width - line.width : place.x
    const y = place.y + index * set.lineHeight + set.ascent
    for (const { text, font, width } of line.runs) {
      doc.font(font.path).fontSize(style.size)
      if (font.embolden) doc.lineWidth(style.size * 0.025).strokeColor(style.color ?? '#111111')
      doc.text(text, x, y, {
        lineBreak: false,
        features: [],
        baseline: 'alphabetic',
        ...(font.embolden ? { fill: true, stroke: true } : {}),
      })
      x += width
    }
  }
  doc.y = place.y
  return lines.length * set.lineHeight
}

function cannotSet(text: string, characters: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `The PDF's fonts cannot set “${characters}” in “${text}”. Nothing was written. Export the notice as text: it holds every script, and providers take it.`,
    { text, characters },
  )
}
