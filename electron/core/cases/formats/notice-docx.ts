import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type IBorderOptions,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type {
  DraftBlock,
  DraftLetter,
  DraftMaterial,
  DraftRow,
  DraftWork,
} from '../../../../shared/domain/notices/drafts/draft-blocks.ts'
import { paperOf } from '../pdf/paper.ts'
import { withFixedTimes } from './fixed-zip-times.ts'

export interface DocxOptions {
  /** The sender's country; it decides the paper. */
  readonly country: string
  /** YYYY-MM-DD; the document's date, so that the same notice gives the same bytes. */
  readonly date: string
  readonly author: string
}

/** Widths in twentieths of a point; the text of an A4 page between its margins is 9,300 wide. */
const pages = { A4: { width: 11906, height: 16838 }, LETTER: { width: 12240, height: 15840 } } as const
const margin = 1300
const labelWidth = 2400
const numberWidth = 700
const timeWidth = 2700

/** Sets the letter as an Office Open XML document: plain styles, tables with repeated heads, the same bytes each time. */
export async function renderNoticeDocx(letter: DraftLetter, options: DocxOptions): Promise<Buffer> {
  const size = pages[paperOf(options.country)]
  const width = size.width - 2 * margin
  const document = new Document({
    creator: options.author,
    title: letter.subject,
    styles: {
      default: { document: { run: { font: 'Georgia', size: 21, language: { value: letter.language } } } },
    },
    sections: [
      {
        properties: { page: { size, margin: { top: margin, bottom: margin, left: margin, right: margin } } },
        footers: { default: footer(letter) },
        children: [
          new Paragraph({ text: letter.heading, heading: HeadingLevel.TITLE }),
          new Paragraph({ children: [grey(letter.basis)], spacing: { after: 240 } }),
          ...letter.blocks.flatMap((block) => blockOf(block, width)),
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(letter, options) },
  ])
  return withFixedTimes(bytes)
}

function footer(letter: DraftLetter): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          grey(`${letter.recipient} · ${letter.date} · `),
          new TextRun({
            children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
            size: 16,
            color: '444444',
          }),
        ],
      }),
    ],
  })
}

const grey = (text: string) => new TextRun({ text, size: 17, color: '444444' })

function blockOf(block: DraftBlock, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'section':
      return [
        new Paragraph({
          text: block.title,
          heading: HeadingLevel.HEADING_1,
          keepNext: true,
          spacing: { before: 320, after: 120 },
        }),
      ]
    case 'paragraph':
      return [
        new Paragraph({
          text: block.sentences.map(({ text }) => text).join(' '),
          spacing: { before: 120, after: 120 },
        }),
      ]
    case 'rows':
      return [rowsTable(block.rows, width)]
    case 'works':
      return block.works.flatMap((work, index) => workOf(work, index + 1, block.heading, width))
  }
}

function workOf(work: DraftWork, number: number, heading: string, width: number): (Paragraph | Table)[] {
  const [first, ...rest] = work.rows
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      keepNext: true,
      shading: { type: ShadingType.CLEAR, fill: 'EEF0F3' },
      spacing: { before: 240, after: 80 },
      text: `${first?.label ?? ''} ${number}: ${first?.value ?? ''}`,
    }),
    ...(rest.length > 0 ? [rowsTable(rest, width)] : []),
    new Paragraph({ spacing: { before: 60 } }),
    materialsTable(work.materials, heading, width),
  ]
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const line = { style: BorderStyle.SINGLE, size: 2, color: 'BBBBBB' }
interface Borders {
  readonly top: IBorderOptions
  readonly bottom: IBorderOptions
  readonly left: IBorderOptions
  readonly right: IBorderOptions
}
const open: Borders = { top: none, bottom: none, left: none, right: none }
const ruled = { ...open, bottom: line }

function rowsTable(rows: readonly DraftRow[], width: number): Table {
  return table(
    [labelWidth, width - labelWidth],
    rows.map(
      ({ label, value }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(labelWidth, [grey(label)], open),
            cell(width - labelWidth, [new TextRun(value)], open),
          ],
        }),
    ),
  )
}

function materialsTable(materials: readonly DraftMaterial[], heading: string, width: number): Table {
  const widths = [numberWidth, width - numberWidth - timeWidth, timeWidth] as const
  const row = (texts: readonly [string, string, string], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, column) =>
        cell(
          widths[column] ?? 0,
          text.split('\n').map((each, at) => {
            const lineBreak = at > 0 ? { break: 1 } : {}
            return new TextRun({ text: each, size: 17, font: 'Verdana', ...lineBreak })
          }),
          ruled,
        ),
      ),
    })
  return table(widths, [
    row(['', heading, ''], true),
    ...materials.map(({ number, url, seen }) => row([number, url, seen.split(', ').join('\n')], false)),
  ])
}

function table(widths: readonly number[], rows: TableRow[]): Table {
  return new Table({
    rows,
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    width: { size: widths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    borders: { ...open, insideHorizontal: none, insideVertical: none },
  })
}

function cell(width: number, children: TextRun[], borders: Borders): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders,
    margins: { top: 30, bottom: 30, right: 100 },
    children: [new Paragraph({ children })],
  })
}

/** Title, author and date of the letter; the library would put the time of writing. */
function coreProperties({ subject, language }: DraftLetter, { author, date }: DocxOptions): string {
  const at = `<dcterms:%s xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:%s>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(subject)}</dc:title>`,
    `<dc:creator>${escaped(author)}</dc:creator>`,
    `<dc:language>${language}</dc:language>`,
    at.replaceAll('%s', 'created'),
    at.replaceAll('%s', 'modified'),
    '</cp:coreProperties>',
  ].join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
