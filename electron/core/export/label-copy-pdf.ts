import { setImmediate as nextTurn } from 'node:timers/promises'
import type {
  LabelCopy,
  LabelCopyDisc,
  LabelCopyLine,
  LabelCopyTrack,
} from '../../../shared/domain/export/label-copy.ts'
import { hanForms } from '../../../shared/domain/text/east-asian.ts'
import { createTypesetter, paperOf, type Style, type Typesetter } from '../cases/index.ts'

export interface LabelCopyOptions {
  /** Folder of the fonts. */
  readonly fonts: string
  /** The artist's country; it decides the paper. */
  readonly country: string
  /** YYYY-MM-DD; the document's date. */
  readonly date: string
}

const text: Style = { face: 'text', size: 10 }
const bold: Style = { face: 'bold', size: 10 }
const label: Style = { face: 'text', size: 9, color: '#444444' }
const small: Style = { face: 'text', size: 8, color: '#444444' }
const code: Style = { face: 'address', size: 8.5 }
const missing: Style = { face: 'bold', size: 9, color: '#a12622' }
const dark = '#111111'
const light = '#bbbbbb'

const labelWidth = 118
const numberWidth = 30
const isrcWidth = 104
const durationWidth = 56
const creditLabelWidth = 96

/** The word that stands in the place of a fact that is not known. */
const absent = 'Missing'

/** Sets a label copy as PDF: selectable text, page numbers, the same bytes for the same facts and date. */
export async function renderLabelCopy(copy: LabelCopy, options: LabelCopyOptions): Promise<Buffer> {
  const page = createTypesetter({
    paper: paperOf(options.country),
    fonts: options.fonts,
    title: `Label copy: ${copy.title}`,
    author: copy.artist ?? '',
    hanForms: hanForms(wordsOf(copy)),
    date: new Date(`${options.date}T00:00:00Z`),
  })
  head(page, copy)
  labelled(page, copy.facts, 0, labelWidth)
  for (const disc of copy.discs) await discBlock(page, disc)
  if (copy.credits.length > 0) {
    section(page, 'Credits of the release')
    labelled(page, copy.credits, 0, labelWidth)
  }
  return page.finish((number, pages, area) => {
    if (number > 1) area.put(`${copy.title} · label copy`, small, area.top, 'left')
    if (copy.draft) area.put('DRAFT: facts are missing', { ...missing, size: 8 }, area.top, 'right')
    area.put(`As of ${options.date}`, small, area.bottom - 10, 'left')
    area.put(`Page ${number} of ${pages}`, small, area.bottom - 10, 'right')
  })
}

/** What tells the language of the release: its names and titles. */
function wordsOf({ title, artist, facts, discs }: LabelCopy): string {
  const tracks = discs.flatMap((disc) => disc.tracks.map((track) => `${track.title} ${track.artist}`))
  return [title, artist, ...facts.map(({ value }) => value), ...tracks].join(' ')
}

function head(page: Typesetter, copy: LabelCopy): void {
  page.advance(page.put('Label copy', label, 0, page.width) + 3)
  page.advance(page.put(copy.title, { face: 'bold', size: 17 }, 0, page.width) + 2)
  page.advance(
    page.put(
      copy.artist ?? absent,
      copy.artist === null ? missing : { face: 'text', size: 12 },
      0,
      page.width,
    ) + 8,
  )
  page.rule(dark, 1)
  page.advance(12)
}

function section(page: Typesetter, title: string): void {
  page.advance(10)
  page.ensure(60)
  page.advance(page.put(title, { face: 'bold', size: 12 }, 0, page.width) + 6)
}

/** Label and value side by side; a row is never split between pages. */
function labelled(page: Typesetter, lines: readonly LabelCopyLine[], offset: number, width: number): void {
  const valueWidth = page.width - offset - width
  for (const line of lines) {
    const style = line.value === null ? missing : text
    const value = line.value ?? absent
    const height = Math.max(
      page.heightOf(line.label, label, width - 8),
      page.heightOf(value, style, valueWidth),
    )
    page.ensure(height + 3)
    page.put(line.label, label, offset, width - 8)
    page.put(value, style, offset + width, valueWidth)
    page.advance(height + 3)
  }
}

async function discBlock(page: Typesetter, disc: LabelCopyDisc): Promise<void> {
  section(page, disc.heading === '' ? 'Tracks' : disc.heading)
  tableHead(page)
  for (const track of disc.tracks) {
    await nextTurn()
    trackRow(page, track)
  }
  page.ensure(20)
  page.advance(4)
  page.put('Total', label, numberWidth, 120)
  page.put(
    disc.duration ?? 'not known',
    { ...(disc.duration === null ? missing : bold), align: 'right' },
    page.width - durationWidth - 20,
    durationWidth + 20,
  )
  page.advance(18)
}

function tableHead(page: Typesetter): void {
  page.ensure(60)
  page.rule(dark)
  page.advance(4)
  page.put('No.', small, 0, numberWidth)
  page.put('ISRC', small, page.width - durationWidth - isrcWidth, isrcWidth)
  page.put('Length', { ...small, align: 'right' }, page.width - durationWidth, durationWidth)
  page.advance(page.put('Title', small, numberWidth, titleWidth(page)) + 3)
  page.rule(light)
  page.advance(5)
}

function trackRow(page: Typesetter, track: LabelCopyTrack): void {
  const width = titleWidth(page)
  const titleHeight = page.heightOf(track.title, bold, width)
  if (page.ensure(titleHeight + 40)) tableHead(page)
  page.put(track.number, text, 0, numberWidth)
  page.put(
    track.isrc ?? absent,
    track.isrc === null ? missing : code,
    page.width - durationWidth - isrcWidth,
    isrcWidth,
  )
  const duration = track.duration === null ? missing : text
  page.put(
    track.duration ?? absent,
    { ...duration, align: 'right' },
    page.width - durationWidth,
    durationWidth,
  )
  page.advance(page.put(track.title, bold, numberWidth, width) + 2)
  if (track.artist !== '') page.advance(page.put(track.artist, text, numberWidth, width) + 2)
  labelled(page, track.lines, numberWidth, creditLabelWidth)
  page.advance(3)
  page.rule(light)
  page.advance(6)
}

function titleWidth(page: Typesetter): number {
  return page.width - numberWidth - isrcWidth - durationWidth - 12
}
