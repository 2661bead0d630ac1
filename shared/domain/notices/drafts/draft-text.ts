import { composeLetter } from '../letter.ts'
import { renderLetterText } from '../letter-text.ts'
import { letterWidth, wrap } from '../plain-text.ts'
import type { DraftInput } from './draft-input.ts'
import { asNoticeInput } from './as-notice-input.ts'
import type { DraftBlock, DraftRow, DraftWork } from './draft-blocks.ts'
import { composeDraft, type DraftLetter } from './draft-letter.ts'

/**
 * The letter of a draft as plain text. The plain English notice under 17 U.S.C. 512(c)(3) is the one the case has
 * always given, where nothing was added to it; all others are laid out from their blocks.
 */
export function renderDraft(input: DraftInput): string {
  return isPlainNotice(input)
    ? renderLetterText(composeLetter(asNoticeInput(input)))
    : renderDraftText(composeDraft(input))
}

function isPlainNotice({ regime, language, details, items }: DraftInput): boolean {
  const musical = items.every(({ rightHeld }) => rightHeld !== 'artwork' && rightHeld !== 'lyrics')
  return (
    regime === 'us-512c' &&
    language === 'en' &&
    musical &&
    details.freeText.trim() === '' &&
    details.earlier.length === 0
  )
}

/** Lays blocks out: UTF-8, line feeds, wrapped at 78 columns except for addresses, which stay whole. */
export function renderDraftText({ heading, blocks }: DraftLetter): string {
  return `${[heading.toUpperCase(), ...blocks.flatMap(blockLines)].join('\n')}\n`
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
