// Characters after which a spreadsheet evaluates a cell instead of showing it, their full-width forms included.
// Source: OWASP, "CSV Injection".
const guarded = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * A cell that no spreadsheet runs as a formula: a leading `=`, `+`, `-`, `@`, tab or line break gets an
 * apostrophe in front. `restoreCsvCell` undoes it exactly. Quoting for CSV is the writer's business.
 */
export function safeCsvCell(text: string): string {
  return guarded.test(text) ? `'${text}` : text
}

/** The text that `safeCsvCell` guarded; any other cell as it is. */
export function restoreCsvCell(cell: string): string {
  return cell.startsWith("'") && guarded.test(cell) ? cell.slice(1) : cell
}

/**
 * A text cell of a workbook as a table of text would hold it. A workbook says of a cell that it is text and needs no
 * guard, so what looks like one there belongs to the text: it is guarded, so that reading takes nothing of it away.
 */
export function guardedLikeCsv(text: string): string {
  return text.startsWith("'") || text.startsWith('="') ? safeCsvCell(text) : text
}

// Control and format characters, lone surrogates, line and paragraph separators; but not the two joiners that
// emoji and several scripts need.
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Words of visible ASCII with single spaces between them. */
const alreadyPlain = /^[!-~]+(?: [!-~]+)*$/

/**
 * Foreign text made fit to show on one line: white space becomes single spaces, control characters and those
 * that reverse or hide text (bidi overrides, zero-width) become visible as `\u{202E}`, and what exceeds `max`
 * code points is cut with an ellipsis.
 */
export function plainText(text: string, max: number): string {
  if (text.length <= max && alreadyPlain.test(text)) return text
  // Every code point is at most two units long, and nothing below shortens text but runs of white space.
  const visible = text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max * 2 + 2)
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`)
  const characters = Array.from(visible)
  return characters.length <= max ? visible : `${characters.slice(0, Math.max(0, max - 1)).join('')}…`
}
