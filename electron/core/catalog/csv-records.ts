/** One record of a table, blank ones included, so that `row` is the row number a spreadsheet shows. */
export interface CsvRecord {
  /** 1-based. */
  readonly row: number
  readonly cells: readonly string[]
  /** The record's text without its line break; of an overlong one the beginning. */
  readonly raw: string
  /** What keeps the record from being read, or null. */
  readonly fault: 'open-quote' | 'too-long' | null
}

export interface CsvRecordReader {
  /** Takes further text and returns the records complete with it. */
  push(text: string): CsvRecord[]
  /** The text has ended: returns what is left. */
  end(): CsvRecord[]
}

/** What ends a line: a line feed with or without a carriage return before it, or carriage returns alone. */
export type LineBreak = '\n' | '\r'

/** Longest record that is read; cells are far shorter, and an unclosed quotation mark must not eat the file. */
export const maxRecordLength = 1024 * 1024

const keptOfOverlong = 2000

/**
 * Splits text into records (RFC 4180, as loosely as spreadsheets do): cells in quotation marks may hold delimiters
 * and line breaks, a mark inside another cell stands for itself. Never throws, loses no line:
 * - a quotation mark that nothing closes makes its own line a faulty record, and reading goes on with the next line;
 * - a record longer than `maxRecordLength` is a faulty record with its beginning, and memory stays flat.
 */
export function createCsvRecordReader(delimiter: string, ends: LineBreak = '\n'): CsvRecordReader {
  let text = ''
  let row = 0
  /** Set while the rest of an overlong record is passed over. */
  let skipping: { readonly beginning: string } | null = null

  function take(final: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let at = 0
    while (at < text.length) {
      if (skipping !== null) {
        const end = text.indexOf(ends, at)
        if (end < 0 && !final) {
          at = text.length
          break
        }
        records.push({ row: ++row, cells: [], raw: skipping.beginning, fault: 'too-long' })
        skipping = null
        at = end < 0 ? text.length : end + 1
        continue
      }
      const found = readRecord(text, at, delimiter, ends, final)
      if (found === null) {
        if (text.length - at <= maxRecordLength) break
        const line = text.indexOf(ends, at)
        if (line < 0) skipping = { beginning: text.slice(at, at + keptOfOverlong) }
        else {
          records.push({ row: ++row, cells: [], raw: lineAt(text, at, line), fault: 'open-quote' })
          at = line + 1
        }
        continue
      }
      records.push({ row: ++row, cells: found.cells, raw: found.raw, fault: found.fault })
      at = found.next
    }
    text = text.slice(at)
    return records
  }

  return {
    push(more) {
      text = text === '' ? more : text + more
      return take(false)
    },
    end() {
      const records = take(true)
      if (skipping !== null)
        records.push({ row: ++row, cells: [], raw: skipping.beginning, fault: 'too-long' })
      skipping = null
      return records
    },
  }
}

interface Found {
  readonly cells: readonly string[]
  readonly raw: string
  readonly fault: CsvRecord['fault']
  readonly next: number
}

/** The record at `start`, or null when its end is not in the text yet. */
function readRecord(
  text: string,
  start: number,
  delimiter: string,
  ends: LineBreak,
  final: boolean,
): Found | null {
  const lineEnd = text.indexOf(ends, start)
  if (lineEnd < 0 && !final) return null
  const line = lineAt(text, start, lineEnd < 0 ? text.length : lineEnd)
  const next = lineEnd < 0 ? text.length : lineEnd + 1
  if (!line.includes('"')) {
    if (line.length > maxRecordLength) {
      return { cells: [], raw: line.slice(0, keptOfOverlong), fault: 'too-long', next }
    }
    return { cells: line.split(delimiter), raw: line, fault: null, next }
  }
  return readQuoted(text, start, delimiter, ends, final, { line, next })
}

function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  ends: LineBreak,
  final: boolean,
  physical: { readonly line: string; readonly next: number },
): Found | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    const closing = text[at] === '"' ? closingQuote(text, at + 1, delimiter, ends) : literal
    if (closing === open) {
      if (!final && text.length - start <= maxRecordLength) return null
      return {
        cells: [],
        raw: physical.line.slice(0, maxRecordLength),
        fault: 'open-quote',
        next: physical.next,
      }
    }
    let end: number
    if (closing === literal) {
      end = endOfCell(text, at, delimiter, ends)
      cells.push(unwrapped(text.slice(at, withoutReturn(text, at, end, delimiter))))
    } else {
      end = text[closing + 1] === '\r' && ends === '\n' ? closing + 2 : closing + 1
      cells.push(text.slice(at + 1, closing).replaceAll('""', '"'))
    }
    if (text[end] === delimiter) {
      at = end + 1
      continue
    }
    if (end >= text.length && !final) return null
    const raw = lineAt(text, start, end)
    if (raw.length > maxRecordLength) {
      return {
        cells: [],
        raw: raw.slice(0, keptOfOverlong),
        fault: 'too-long',
        next: Math.min(end + 1, text.length),
      }
    }
    return { cells, raw, fault: null, next: Math.min(end + 1, text.length) }
  }
}

const open = -1
const literal = -2

/**
 * Where the mark stands that closes the cell opened before `from`: `open` when none does, `literal` when the first
 * single mark is followed by something else than the end of a cell, as in `"12" Mix` or an unbalanced mark.
 */
function closingQuote(text: string, from: number, delimiter: string, ends: LineBreak): number {
  let at = text.indexOf('"', from)
  while (at >= 0) {
    if (text[at + 1] !== '"') {
      const after = text[at + 1]
      const closes =
        after === undefined ||
        after === delimiter ||
        after === ends ||
        (after === '\r' && isReturn(text, at + 1))
      return closes ? at : literal
    }
    at = text.indexOf('"', at + 2)
  }
  return open
}

/** A carriage return at a line's end, or at the end of the text so far. */
function isReturn(text: string, at: number): boolean {
  return at + 1 >= text.length || text[at + 1] === '\n'
}

function endOfCell(text: string, from: number, delimiter: string, ends: LineBreak): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === delimiter || character === ends) return at
  }
  return text.length
}

/** `"12" Mix"` without the outer marks, which only meant to wrap it. */
function unwrapped(cell: string): string {
  return cell.length > 2 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1) : cell
}

function withoutReturn(text: string, start: number, end: number, delimiter: string): number {
  return text[end] !== delimiter && end > start && text[end - 1] === '\r' ? end - 1 : end
}

function lineAt(text: string, start: number, end: number): string {
  return text.slice(start, end > start && text[end - 1] === '\r' ? end - 1 : end)
}

/** The line break of a text: line feed, unless it has carriage returns alone. */
export function lineBreakOf(sample: string): LineBreak {
  return sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
}
