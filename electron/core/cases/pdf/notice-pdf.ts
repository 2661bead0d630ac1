import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  LabelledLine,
  LetterMaterial,
  LetterWork,
  NoticeLetter,
} from '../../../../shared/domain/notices/letter.ts'
import { paperOf } from './paper.ts'
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
const dark = '#111111'
const light = '#bbbbbb'
const tint = '#eef0f3'

const labelWidth = 118
const numberWidth = 34
const timeWidth = 112

/** After so many table rows the core may answer other calls: setting one takes about two milliseconds. */
const rowsPerTurn = 10

/** Sets the letter as a PDF: selectable text, page numbers, the same bytes for the same letter and options. */
export async function renderNoticePdf(letter: NoticeLetter, options: PdfOptions): Promise<Buffer> {
  const page = createTypesetter({
    paper: paperOf(options.country),
    fonts: options.fonts,
    title: letter.subject,
    author: options.author,
    date: new Date(`${options.date}T00:00:00Z`),
  })
  head(page, letter)
  for (const paragraph of letter.opening) paragraphOf(page, paragraph)
  section(page, '1. Works and infringing material', 90)
  for (const work of letter.works) await workBlock(page, work)
  section(page, '2. Contact', 80)
  labelled(page, letter.contact)
  section(page, '3. Statements')
  for (const statement of letter.statements) paragraphOf(page, statement.text)
  signatureBlock(page, letter.signature)
  return page.finish((number, pages, area) => {
    if (number > 1) {
      area.put(`${letter.heading} · ${letter.to[0] ?? ''}`, small, area.top, 'left')
      area.put(letter.date, small, area.top, 'right')
    }
    area.put(letter.basis, small, area.bottom - 10, 'left')
    area.put(`Page ${number} of ${pages}`, small, area.bottom - 10, 'right')
  })
}

function head(page: Typesetter, letter: NoticeLetter): void {
  page.advance(page.put(letter.heading, { face: 'bold', size: 17 }, 0, page.width) + 2)
  page.advance(page.put(letter.basis, label, 0, page.width) + 8)
  page.rule(dark, 1)
  page.advance(12)
  labelled(page, [
    { label: 'Date', value: letter.date },
    { label: 'To', value: letter.to.join('\n') },
    { label: 'From', value: letter.from.join('\n') },
    { label: 'Subject', value: letter.subject },
  ])
  page.advance(8)
  page.rule(light)
  page.advance(12)
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
function labelled(page: Typesetter, rows: readonly LabelledLine[]): void {
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

async function workBlock(page: Typesetter, { number, facts, materials }: LetterWork): Promise<void> {
  const title = `Work ${number}: ${facts[0]?.value ?? ''}`
  const bandHeight = page.heightOf(title, bold, page.width - 16) + 8
  page.ensure(bandHeight + 100)
  page.band(tint, bandHeight)
  page.advance(4)
  page.advance(page.put(title, bold, 8, page.width - 16) + 10)
  labelled(page, facts)
  page.advance(4)
  tableHead(page)
  for (const [row, material] of materials.entries()) {
    if (row % rowsPerTurn === 0) await nextTurn()
    materialRow(page, material)
  }
  page.advance(12)
}

function tableHead(page: Typesetter): void {
  page.ensure(46)
  page.rule(dark)
  page.advance(4)
  page.put('No.', small, 0, numberWidth)
  page.put('First seen', { ...small, align: 'right' }, page.width - timeWidth, timeWidth)
  page.advance(page.put('Where the infringing material is', small, numberWidth, urlWidth(page)) + 3)
  page.rule(light)
  page.advance(4)
}

function materialRow(page: Typesetter, { number, url, firstSeen }: LetterMaterial): void {
  const height = page.heightOf(url, address, urlWidth(page)) + 8
  if (page.ensure(height)) tableHead(page)
  page.put(number, address, 0, numberWidth)
  page.put(firstSeen, { ...address, align: 'right' }, page.width - timeWidth, timeWidth)
  page.advance(page.put(url, address, numberWidth, urlWidth(page)) + 4)
  page.rule(light)
  page.advance(4)
}

function signatureBlock(page: Typesetter, rows: readonly LabelledLine[]): void {
  const [signature, ...rest] = rows
  page.advance(10)
  page.ensure(130)
  page.advance(page.put('4. Signature', { face: 'bold', size: 12 }, 0, page.width) + 14)
  page.advance(page.put(signature?.value ?? '', { face: 'text', size: 15 }, 0, page.width) + 4)
  page.rule(dark)
  page.advance(6)
  labelled(page, rest)
}

function urlWidth(page: Typesetter): number {
  return page.width - numberWidth - timeWidth - 14
}

function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value)
}
