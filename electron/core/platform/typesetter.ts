import PDFDocument from 'pdfkit'
import { join } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'

/** Faces of the letter. Each has a second font for characters the first one lacks. */
type Face = 'text' | 'bold' | 'address'

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

type Doc = InstanceType<typeof PDFDocument>

const margin = { top: 72, bottom: 68, side: 68 }
const lineGap = 2

const fontFiles: Readonly<Record<Face, readonly [first: string, second: string]>> = {
  text: ['DejaVuSerifCondensed.ttf', 'DejaVuSansCondensed.ttf'],
  bold: ['DejaVuSerifCondensed-Bold.ttf', 'DejaVuSansCondensed-Bold.ttf'],
  address: ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed.ttf'],
}

/** Opens a document. Throws VALIDATION when a text cannot be set with the fonts at hand; see `faceFor`. */
export function createTypesetter(setup: PageSetup): Typesetter {
  const doc = openDocument(setup)
  const finished = collect(doc)
  const pick = createFaceFor(doc, setup.fonts)
  const left = margin.side
  const width = doc.page.width - 2 * margin.side
  const bottom = () => doc.page.height - margin.bottom
  /** Sets font and size; returns the text as it can be set. */
  const use = (text: string, style: Style): string => {
    const { path, lacking } = pick(text, style.face)
    if (lacking.length > 0 && setup.markMissing !== true) throw cannotSet(text, lacking.join(''))
    doc.font(path).fontSize(style.size)
    const missing = new Set(lacking)
    return missing.size === 0 ? text : Array.from(text, (one) => (missing.has(one) ? '□' : one)).join('')
  }
  doc.y = margin.top

  return {
    left,
    width,
    heightOf(text, style, at) {
      return doc.heightOfString(use(text, style), { width: at, lineGap })
    },
    ensure(height) {
      if (doc.y + height <= bottom()) return false
      doc.addPage()
      doc.y = margin.top
      return true
    },
    put(text, style, offset, at) {
      const { y } = doc
      const shown = use(text, style)
      doc.fillColor(style.color ?? '#111111')
      doc.text(shown, left + offset, y, { width: at, lineGap, align: style.align ?? 'left' })
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
            const shown = use(text, style)
            doc.fillColor(style.color ?? '#111111')
            doc.text(shown, left, y, { width, align, lineBreak: false })
          },
        })
      }
      doc.end()
      return finished
    },
  }
}

function openDocument({ paper, fonts, title, author, date, language = 'en', unpacked }: PageSetup): Doc {
  return new PDFDocument({
    size: paper,
    compress: unpacked !== true,
    margins: { top: margin.top, bottom: margin.bottom, left: margin.side, right: margin.side },
    bufferPages: true,
    font: join(fonts, fontFiles.text[0]),
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

/** Scripts that need shaping or run from right to left, which this typesetter does not do. */
const beyond =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}]/u

type Coverage = (character: string) => boolean

interface PickedFont {
  readonly path: string
  /** Characters it cannot set. */
  readonly lacking: readonly string[]
}

/**
 * Picks the font of a text: the face's first if it has every character, else its second. A text neither can set
 * is refused by name: a notice with boxes in place of a title would be worse than none.
 */
function createFaceFor(doc: Doc, folder: string): (text: string, face: Face) => PickedFont {
  const known = new Map<string, Coverage>()
  const coverageOf = (path: string): Coverage => {
    let coverage = known.get(path)
    if (!coverage) {
      doc.font(path)
      coverage = createCoverage(Reflect.get(doc, '_font'))
      known.set(path, coverage)
    }
    return coverage
  }
  return (text, face) => {
    const characters = [...new Set(text)]
    let picked: PickedFont = { path: join(folder, fontFiles[face][0]), lacking: characters }
    for (const file of fontFiles[face]) {
      const path = join(folder, file)
      const has = coverageOf(path)
      picked = {
        path,
        lacking: characters.filter((character) => beyond.test(character) || !has(character)),
      }
      if (picked.lacking.length === 0) return picked
    }
    return picked
  }
}

function cannotSet(text: string, characters: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `The PDF's fonts cannot set “${characters}” in “${text}”. Nothing was written. Export the notice as text: it holds every script, and providers take it.`,
    { text, characters },
  )
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

function createCoverage(font: unknown): Coverage {
  if (!isOpenFont(font)) throw new Error('the PDF library does not tell which characters its font has')
  const seen = new Map<string, boolean>()
  return (character) => {
    let has = seen.get(character)
    if (has === undefined) {
      has = /\s/.test(character) || font.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
      seen.set(character, has)
    }
    return has
  }
}
