import { isTypedCell } from './column-content.ts'
import { isKnownName } from './column-names.ts'

/** Where the column names are. `row` is 0-based, null when the table starts with data. */
export type HeaderRow = {
  readonly row: number | null
  /** False when nothing proves it and the user should look. */
  readonly certain: boolean
  /** The reason, as a sentence for the user. */
  readonly why: string
}

// Some reports put a title, an account and a period above their header.
const searched = 20

/**
 * Finds the row with the column names among the first rows of a table. It is the row with the most known
 * names and no cell that only data would hold, at least two of them (one in a table of one or two columns).
 * Without such a row, a first row that holds an ISRC, a number, a date or an address is data: the table has
 * no header.
 */
export function findHeaderRow(rows: readonly (readonly string[])[]): HeaderRow {
  const candidates = rows.slice(0, searched).map((cells, row) => ({ row, known: knownNames(cells), cells }))
  let best: (typeof candidates)[number] | undefined
  for (const candidate of candidates) {
    const needed = widthOf(candidate.cells) <= 2 ? 1 : 2
    if (candidate.known >= needed && candidate.known > (best?.known ?? 0)) best = candidate
  }
  if (best !== undefined) {
    const names = best.known === 1 ? 'a known column name' : `${best.known} known column names`
    return { row: best.row, certain: true, why: `Row ${best.row + 1} holds ${names}.` }
  }
  const first = candidates.findIndex(({ cells }) => widthOf(cells) > 0)
  const cells = candidates[first]?.cells
  if (cells === undefined) return { row: null, certain: true, why: 'The table is empty.' }
  if (cells.some(isTypedCell))
    return { row: null, certain: true, why: `Row ${first + 1} holds data, not names.` }
  return contrasts(cells, rows.slice(first + 1, first + 1 + searched))
    ? {
        row: first,
        certain: true,
        why: `Row ${first + 1} holds words where the rows below hold numbers or codes.`,
      }
    : {
        row: first,
        certain: false,
        why: `Row ${first + 1} is taken for the names of the columns; none of them is known.`,
      }
}

function knownNames(cells: readonly string[]): number {
  return cells.some((cell) => isTypedCell(cell)) ? 0 : cells.filter((cell) => isKnownName(cell)).length
}

function widthOf(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

/** True when some column is typed in most rows below, though not in this row. */
function contrasts(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  return cells.some((_, column) => {
    const filled = below.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '')
    return filled.length > 0 && filled.filter(isTypedCell).length > filled.length / 2
  })
}
