import type { CatalogueField } from './fields.ts'

const equalsSign = '='.charCodeAt(0)
const apostrophe = "'".charCodeAt(0)

const codesAndNumbers: ReadonlySet<CatalogueField> = new Set<CatalogueField>([
  ...(['isrc', 'gtin', 'iswc', 'registrationNumber', 'writerIpi', 'publisherIpi'] as const),
  ...(['duration', 'releaseDate', 'trackNumber', 'discNumber'] as const),
])

/**
 * The text of a cell that was marked as text, so that a spreadsheet would keep the zeros of a number: `="0196…"`, or, in
 * a code, date or number, an apostrophe in front, or both. In a title or name an apostrophe belongs to it, or guards a
 * formula (text/csv-cell.ts). Any other cell is returned as it is.
 */
export function withoutTextMark(field: CatalogueField, cell: string): string {
  const first = cell.charCodeAt(0)
  if (first === equalsSign) return withoutFormula(cell)
  return first === apostrophe && codesAndNumbers.has(field) ? withoutFormula(cell.slice(1)) : cell
}

function withoutFormula(cell: string): string {
  const text = /^="((?:[^"]|"")*)"$/.exec(cell)?.[1]
  return text === undefined ? cell : text.replaceAll('""', '"')
}
