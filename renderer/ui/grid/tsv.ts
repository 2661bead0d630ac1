import type { GridColumn } from './types.ts'

function tsvCell(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]+/g, ' ')
}

/** Rows as tab-separated text with a header line, as spreadsheets take it from the clipboard. */
export function rowsToTsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const header = columns.map(({ header: name }) => tsvCell(name)).join('\t')
  const lines = rows.map((row) => columns.map(({ text }) => tsvCell(text(row))).join('\t'))
  return [header, ...lines].join('\n')
}
