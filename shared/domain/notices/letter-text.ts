import type { LabelledLine, LetterWork, NoticeLetter } from './letter.ts'
import { letterWidth, wrap } from './plain-text.ts'

/**
 * The letter as plain text: UTF-8, line feeds, wrapped at 78 columns except for addresses, which stay whole. It
 * is what a provider's form or mailbox takes, and what is kept as sent.
 */
export function renderLetterText(letter: NoticeLetter): string {
  const { heading, basis, opening, works, contact, statements, signature } = letter
  return `${[
    heading.toUpperCase(),
    basis,
    '',
    ...labelled([
      { label: 'Date', value: letter.date },
      ...column('To', letter.to),
      ...column('From', letter.from),
    ]),
    ...opening.flatMap((paragraph) => ['', ...wrap(paragraph)]),
    ...section('1. Works and infringing material'),
    ...works.flatMap(workLines),
    ...section('2. Contact'),
    ...labelled(contact, '  '),
    ...section('3. Statements'),
    ...statements.flatMap(({ text }, index) => [...(index > 0 ? [''] : []), ...wrap(text)]),
    ...section('4. Signature'),
    ...labelled(signature, '  '),
  ].join('\n')}\n`
}

function section(title: string): readonly string[] {
  return ['', title.toUpperCase(), '-'.repeat(title.length)]
}

function workLines({ number, facts, materials }: LetterWork): readonly string[] {
  return [
    ...(number > 1 ? [''] : []),
    `Work ${number}`,
    ...labelled(facts, '  '),
    '  Infringing material:',
    ...materials.flatMap((material) => [
      `    ${material.number}  ${material.url}`,
      `    ${' '.repeat(material.number.length)}  first seen ${material.firstSeen}`,
    ]),
  ]
}

function column(label: string, values: readonly string[]): readonly LabelledLine[] {
  return values.map((value, index) => ({ label: index === 0 ? label : '', value }))
}

/** Labels in one column, values in the next; a value that is too long goes on beneath itself. */
function labelled(rows: readonly LabelledLine[], indent = ''): readonly string[] {
  const valueAt = indent.length + Math.max(...rows.map(({ label }) => label.length)) + 3
  return rows.flatMap(({ label, value }) => {
    const [first = '', ...rest] = wrap(value, letterWidth - valueAt)
    const head = `${indent}${label === '' ? '' : `${label}:`}`.padEnd(valueAt)
    return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)]
  })
}
