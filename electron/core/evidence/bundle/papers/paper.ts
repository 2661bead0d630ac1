import type { ScaledPicture } from '../../../platform/scale-png.ts'
import { createTypesetter, type Style, type Typesetter } from '../../../platform/typesetter.ts'

/** A page setting for the papers of a bundle: headings, paragraphs, labelled lines, blanks to be filled in by hand. */
export interface Paper {
  title(text: string, below: string): void
  section(text: string): void
  paragraph(text: string): void
  item(text: string): void
  /** A label and its value; an empty value is left out. */
  fact(label: string, value: string): void
  code(label: string, value: string): void
  /** A picture as wide as the page or less, never higher than half of it. */
  picture(picture: ScaledPicture): void
  /** A label and a line to write on. */
  blank(label: string): void
  finish(footer: string): Promise<Buffer>
}

export interface PaperSetup {
  readonly paper: 'LETTER' | 'A4'
  readonly fonts: string
  readonly title: string
  readonly author: string
  /** The only date of the document: that of the bundle's state. */
  readonly at: string
}

/** On a paper, longer values end here; the files of the bundle hold them whole. */
const longestValue = 600
const text: Style = { face: 'text', size: 9.5 }
const bold: Style = { face: 'bold', size: 11 }
const label: Style = { face: 'text', size: 8.5, color: '#444444' }
const mono: Style = { face: 'address', size: 8 }
const small: Style = { face: 'text', size: 7.5, color: '#444444' }
const labelWidth = 112
const highestPicture = 320

/** Starts a paper. It never refuses a text: characters its fonts lack are shown as an empty square. */
export function startPaper(setup: PaperSetup): Paper {
  const page = createTypesetter({
    paper: setup.paper,
    fonts: setup.fonts,
    title: setup.title,
    author: setup.author,
    date: new Date(setup.at),
    markMissing: true,
    unpacked: true,
  })
  const block = (content: string, style: Style, offset = 0, after = 5) => {
    const shown = clipped(content)
    const width = page.width - offset
    page.ensure(Math.min(page.heightOf(shown, style, width), 120))
    page.advance(page.put(shown, style, offset, width) + after)
  }
  return {
    title(heading, below) {
      block(heading, { face: 'bold', size: 17 }, 0, 2)
      block(below, label, 0, 8)
      page.rule('#111111', 1)
      page.advance(12)
    },
    section(heading) {
      page.ensure(70)
      page.advance(8)
      block(heading, bold, 0, 4)
    },
    paragraph: (content) => {
      block(content, text)
    },
    item(content) {
      page.ensure(page.heightOf(clipped(content), text, page.width - 14))
      page.put('•', text, 0, 14)
      block(content, text, 14, 3)
    },
    fact: (name, value) => {
      labelled(page, name, value, text)
    },
    code: (name, value) => {
      labelled(page, name, value, mono)
    },
    picture({ png, width, height }) {
      const scale = Math.min(1, page.width / width, highestPicture / height)
      page.ensure(height * scale + 40)
      page.picture(png, width * scale, height * scale)
      page.advance(height * scale + 4)
    },
    blank(name) {
      page.ensure(26)
      page.advance(9)
      page.put(name, label, 0, labelWidth)
      page.advance(page.put('_'.repeat(58), label, labelWidth, page.width - labelWidth) + 6)
    },
    finish: (footer) =>
      page.finish((number, pages, area) => {
        area.put(footer, small, area.bottom - 10, 'left')
        area.put(`Page ${String(number)} of ${String(pages)}`, small, area.bottom - 10, 'right')
      }),
  }
}

function labelled(page: Typesetter, name: string, value: string, style: Style): void {
  if (value === '') return
  const shown = clipped(value)
  const width = page.width - labelWidth
  const height = page.heightOf(shown, style, width)
  page.ensure(Math.min(Math.max(height, 12), 160))
  page.put(name, label, 0, labelWidth - 8)
  page.put(shown, style, labelWidth, width)
  page.advance(Math.max(height, 12) + 2)
}

// Line breaks and controls of foreign texts must not shape the page.
function clipped(value: string): string {
  const plain = value.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g,
    ' ',
  )
  return plain.length <= longestValue
    ? plain
    : `${plain.slice(0, longestValue)} … (${String(plain.length)} characters)`
}

/** The instant without its letters and milliseconds, in UTC. */
export function moment(instant: string): string {
  return instant.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC')
}
