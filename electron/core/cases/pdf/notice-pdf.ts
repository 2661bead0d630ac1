import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  DraftBlock,
  DraftLetter,
  DraftMaterial,
  DraftRow,
  DraftWork,
} from '../../../../shared/domain/notices/drafts/draft-blocks.ts'
import { frameOf, type LetterFrame } from '../../../../shared/domain/notices/drafts/frame.ts'
import { paperOf } from './paper.ts'
import { hanForms } from '../../../../shared/domain/text/east-asian.ts'
import { createTypesetter, type Style, type Typesetter } from '../../platform/typesetter.ts'

export interface PdfOptions {
  /** Folder of the fonts. */
  readonly fonts: string
  /** The sender's country; it decides the paper. */
  readonly country: string
  /** YYYY-MM-DD; the document's date, so that the same notice gives the same bytes. */
  readonly date: string
  readonly author: string
}

const text: Style = { face: 'text', size: 10 }
const bold: Style = { face: 'bold', size: 10 }
const label: Style = { face: 'text', size: 9, color: '#444444' }
const small: Style = { face: 'text', size: 8, color: '#444444' }
const address: Style = { face: 'address', size: 8.5 }
const time: Style = { face: 'address', size: 7.5, color: '#444444' }
const dark = '#111111'
const light = '#bbbbbb'
const tint = '#eef0f3'

const labelWidth = 118
const numberWidth = 34
const timeWidth = 150

/** After so many table rows the core may answer other calls: setting one takes about two milliseconds. */
const rowsPerTurn = 10

/** Sets the letter as a PDF: selectable text, page numbers, the same bytes for the same letter and options. */
export async function renderNoticePdf(letter: DraftLetter, options: PdfOptions): Promise<Buffer> {
  const frame = frameOf(letter.language)
  const page = createTypesetter({
    paper: paperOf(options.country),
    fonts: options.fonts,
    title: letter.subject,
    author: options.author,
    language: letter.language,
    hanForms: hanForms(JSON.stringify(letter.blocks)),
    date: new Date(`${options.date}T00:00:00Z`),
  })
  head(page, letter)
  for (const [place, block] of letter.blocks.entries()) {
    await setBlock(page, block, frame, letter.blocks[place + 1])
  }
  return page.finish((number, pages, area) => {
    if (number > 1) {
      area.put(`${letter.heading} · ${letter.recipient}`, small, area.top, 'left')
      area.put(letter.date, small, area.top, 'right')
    }
    area.put(letter.basis, small, area.bottom - 10, 'left')
    area.put(`${number} / ${pages}`, small, area.bottom - 10, 'right')
  })
}

function head(page: Typesetter, letter: DraftLetter): void {
  page.advance(page.put(letter.heading, { face: 'bold', size: 17 }, 0, page.width) + 2)
  if (letter.basis !== '') page.advance(page.put(letter.basis, label, 0, page.width) + 2)
  page.advance(page.put(letter.subject, label, 0, page.width) + 8)
  page.rule(dark, 1)
  page.advance(12)
}

async function setBlock(
  page: Typesetter,
  block: DraftBlock,
  frame: LetterFrame,
  next: DraftBlock | undefined,
): Promise<void> {
  switch (block.kind) {
    case 'section':
      section(page, block.title, next?.kind === 'works' ? 90 : 40)
      return
    case 'paragraph':
      paragraphOf(page, block.sentences.map(({ text }) => text).join(' '))
      return
    case 'rows':
      rowsBlock(page, block.rows, frame)
      return
    case 'works':
      for (const [index, work] of block.works.entries()) await workBlock(page, work, index + 1, block.heading)
  }
}

/** Rows of which the first is the signature get room to be seen; all others stand as they are. */
function rowsBlock(page: Typesetter, rows: readonly DraftRow[], frame: LetterFrame): void {
  const [first, ...rest] = rows
  if (first?.label !== frame.labels.signature) {
    labelled(page, rows)
    page.advance(8)
    return
  }
  page.ensure(90)
  page.advance(page.put(first.value, { face: 'text', size: 15 }, 0, page.width) + 4)
  page.rule(dark)
  page.advance(6)
  labelled(page, rest)
}

function section(page: Typesetter, title: string, keepWithNext = 40): void {
  page.advance(10)
  page.ensure(20 + keepWithNext)
  page.advance(page.put(title, { face: 'bold', size: 12 }, 0, page.width) + 6)
}

function paragraphOf(page: Typesetter, paragraph: string): void {
  page.ensure(page.heightOf(paragraph, text, page.width))
  page.advance(page.put(paragraph, text, 0, page.width) + 8)
}

/** Label and value side by side; a row is never split between pages. */
function labelled(page: Typesetter, rows: readonly DraftRow[]): void {
  const valueWidth = page.width - labelWidth
  for (const row of rows) {
    const style = isAddress(row.value) ? address : text
    const height = Math.max(
      page.heightOf(row.label, label, labelWidth - 10),
      page.heightOf(row.value, style, valueWidth),
    )
    page.ensure(height + 3)
    page.put(row.label, label, 0, labelWidth - 10)
    page.put(row.value, style, labelWidth, valueWidth)
    page.advance(height + 3)
  }
}

async function workBlock(
  page: Typesetter,
  { rows, materials }: DraftWork,
  number: number,
  heading: string,
): Promise<void> {
  const [first, ...rest] = rows
  const title = `${first?.label ?? ''} ${number}: ${first?.value ?? ''}`
  const bandHeight = page.heightOf(title, bold, page.width - 16) + 8
  page.ensure(bandHeight + 100)
  page.band(tint, bandHeight)
  page.advance(4)
  page.advance(page.put(title, bold, 8, page.width - 16) + 10)
  labelled(page, rest)
  page.advance(4)
  tableHead(page, heading)
  for (const [row, material] of materials.entries()) {
    if (row % rowsPerTurn === 0) await nextTurn()
    materialRow(page, material, heading)
  }
  page.advance(12)
}

function tableHead(page: Typesetter, heading: string): void {
  page.ensure(46)
  page.rule(dark)
  page.advance(4)
  page.advance(page.put(heading, small, numberWidth, urlWidth(page)) + 3)
  page.rule(light)
  page.advance(4)
}

function materialRow(page: Typesetter, { number, url, seen }: DraftMaterial, heading: string): void {
  const times = seen.split(', ').join('\n')
  const height =
    Math.max(page.heightOf(url, address, urlWidth(page)), page.heightOf(times, time, timeWidth)) + 8
  if (page.ensure(height)) tableHead(page, heading)
  page.put(number, address, 0, numberWidth)
  page.put(times, { ...time, align: 'right' }, page.width - timeWidth, timeWidth)
  page.put(url, address, numberWidth, urlWidth(page))
  page.advance(height - 4)
  page.rule(light)
  page.advance(4)
}

function urlWidth(page: Typesetter): number {
  return page.width - numberWidth - timeWidth - 14
}

function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value)
}
