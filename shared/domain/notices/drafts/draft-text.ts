import { letterWidth, wrap } from '../plain-text.ts'
import type { DraftBlock, DraftLetter, DraftRow, DraftWork } from './draft-blocks.ts'
import type { DraftInput } from './draft-input.ts'
import { composeDraft } from './draft-letter.ts'

/** The letter of a draft as plain text. */
export function renderDraft(input: DraftInput): string {
  return renderDraftText(composeDraft(input))
}

/**
 * Lays a letter out: UTF-8, line feeds, wrapped at 78 columns except for addresses, which stay whole. It is what a
 * provider's form or mailbox takes, and what is kept as sent.
 */
export function renderDraftText({ heading, basis, blocks }: DraftLetter): string {
  const head = [heading.toUpperCase(), ...(basis === '' ? [] : wrap(basis))]
  return `${[...head, ...blocks.flatMap(blockLines)].join('\n')}\n`
}

function blockLines(block: DraftBlock): readonly string[] {
  switch (block.kind) {
    case 'section':
      return ['', block.title.toUpperCase(), '-'.repeat(block.title.length)]
    case 'paragraph':
      return ['', ...wrap(block.sentences.map(({ text }) => text).join(' '))]
    case 'rows':
      return ['', ...rowLines(block.rows)]
    case 'works':
      return block.works.flatMap((work) => workLines(work, block.heading))
  }
}

function workLines({ rows, materials }: DraftWork, heading: string): readonly string[] {
  return [
    '',
    ...rowLines(rows),
    `${heading}:`,
    ...materials.flatMap(({ number, url, seen }) => [
      `  ${number}  ${url}`,
      ...wrap(seen, letterWidth, ' '.repeat(number.length + 4)),
    ]),
  ]
}

function rowLines(rows: readonly DraftRow[]): readonly string[] {
  const column = Math.max(...rows.map(({ label }) => label.length)) + 3
  return rows.flatMap(({ label, value }) => {
    const [first = '', ...rest] = wrap(value, letterWidth - column)
    return [`${label}:`.padEnd(column) + first, ...rest.map((line) => ' '.repeat(column) + line)]
  })
}
