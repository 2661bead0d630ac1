import { guardedLikeCsv } from '../../../../shared/domain/text/csv-cell.ts'
import type { RecordNote, SourceRecord } from '../table-source.ts'
import type { XmlHandlers } from '../xml-events.ts'
import { readStoredNumber } from './xlsx-number.ts'
import { createRichText, type SharedStrings } from './xlsx-strings.ts'
import { type NumberKind, plainNumber, readSerial } from './xlsx-styles.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: SharedStrings
  readonly kinds: readonly NumberKind[]
  readonly date1904: boolean
}

/** The last column of any spreadsheet program, XFD. */
const lastColumn = 16_383
const longestCell = 1024 * 1024
/** What is kept of a row's text for the artist to look at. */
const longestRaw = 8000

/** Takes the XML of a sheet and hands out its rows; rows without any cell are left out, as they are in the file. */
export interface SheetReader {
  readonly handlers: XmlHandlers
  /** The rows complete since the last call. */
  take(): readonly SourceRecord[]
}

/** Reads `<sheetData>` (ECMA-376 part 1, 18.3.1.80): of a formula only the value that was last worked out. */
export function createSheetReader(context: SheetContext): SheetReader {
  let ready: SourceRecord[] = []
  let row = 0
  let cells: string[] = []
  let notes: RecordNote[] = []
  let column = -1
  let type = ''
  let style = 0
  let stored = ''
  let reading = false
  let hasValue = false
  let hasFormula = false
  const rich = createRichText()

  function startCell(attributes: Readonly<Record<string, string>>): void {
    column = columnOf(attributes.r) ?? column + 1
    type = attributes.t ?? 'n'
    style = Number(attributes.s ?? 0)
    stored = ''
    hasValue = false
    hasFormula = false
    rich.start()
  }

  function endCell(): void {
    if (column > lastColumn) return
    const text = type === 'inlineStr' ? guardedLikeCsv(rich.end()) : hasValue ? valueOf(stored) : ''
    if (!hasValue && hasFormula && type !== 'inlineStr') {
      note(
        'formula-without-value',
        'This cell holds a formula that was never worked out. Open the workbook, save it, and import it again.',
      )
    }
    if (text === '') return
    while (cells.length < column) cells.push('')
    cells[column] = text
  }

  function valueOf(text: string): string {
    switch (type) {
      case 's': {
        const shared = context.strings.get(Number(text))
        if (shared === null)
          note('text-missing', 'This cell refers to a text that the workbook does not hold.')
        return guardedLikeCsv(shared ?? '')
      }
      case 'b':
        return text.trim() === '1' ? 'true' : 'false'
      case 'e':
        note('formula-error', `This cell holds the error ${text.trim().slice(0, 20)}. It is taken as empty.`)
        return ''
      case 'n':
        return numberOf(text)
      default:
        return guardedLikeCsv(text)
    }
  }

  function numberOf(text: string): string {
    const kind = context.kinds[style] ?? plainNumber
    if (kind.kind === 'date') return readSerial(Number(text), kind, context.date1904) ?? text.trim()
    const digits = readStoredNumber(text)
    return kind.kind === 'padded' && /^\d+$/.test(digits) ? digits.padStart(kind.digits, '0') : digits
  }

  function note(code: string, message: string): void {
    notes.push({ column, code, message, severity: 'warning' })
  }

  function endRow(): void {
    if (cells.length === 0 && notes.length === 0) return
    const raw = cells.join('\t')
    ready.push({
      row,
      cells,
      raw: raw.length > longestRaw ? raw.slice(0, longestRaw) : raw,
      fault: null,
      ...(notes.length === 0 ? {} : { notes }),
    })
  }

  return {
    handlers: {
      open(name, attributes) {
        switch (name) {
          case 'row': {
            const number = Number(attributes.r)
            // Row numbers ascend; one that does not would hide another row.
            row = Number.isInteger(number) && number > row && number < 2 ** 31 ? number : row + 1
            cells = []
            notes = []
            column = -1
            return
          }
          case 'c':
            startCell(attributes)
            return
          case 'v':
            reading = true
            hasValue = true
            return
          case 'f':
            hasFormula = true
            return
          default:
            rich.open(name)
        }
      },
      close(name) {
        if (name === 'v') reading = false
        else if (name === 'c') endCell()
        else if (name === 'row') endRow()
        else rich.close(name)
      },
      text(part) {
        if (!reading) rich.text(part)
        else if (stored.length < longestCell) stored += part
      },
    },
    take() {
      const rows = ready
      ready = []
      return rows
    },
  }
}

/** The 0-based column of a reference such as `C5`; null when there is none. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null
  let column = 0
  let at = 0
  for (; at < reference.length && at < 4; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at === 0 ? null : column - 1
}
