import { xmlText } from './xml.ts'

/** Rows a sheet can hold (ECMA-376; Excel specifications and limits). */
export const sheetRows = 1_048_576

/** `A`, `Z`, `AA`: the letters of a 0-based column. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/**
 * Text of a cell (ECMA-376 part 1, 22.9.2.19, ST_Xstring): characters that XML cannot hold are written `_x0001_`, and
 * an underscore that would read as the beginning of such an escape is escaped itself. Lone surrogates become U+FFFD.
 */
export function cellText(text: string): string {
  const escaped = text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (character) => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
    })
  return xmlText(escaped)
}

/** The text that `cellText` and XML made, read back from what XML gave: `_x0009_` becomes a tab. */
export function plainCellText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  )
}

/** A row whose cells are all text, whatever they look like. `row` is 1-based; empty cells are left out. */
export function textRow(row: number, cells: readonly string[], style: number): string {
  const inner = cells.map((text, column) => (text === '' ? '' : textCell(row, column, text, style))).join('')
  return `<row r="${row}">${inner}</row>`
}

/** One text cell. */
export function textCell(row: number, column: number, text: string, style: number | null): string {
  const place = `${columnLetters(column)}${row}`
  const styled = style === null ? '' : ` s="${style}"`
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${cellText(text)}</t></is></c>`
}
