import { plainText } from '../../shared/domain/text/csv-cell.ts'

export interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** True when the error stream is a terminal: progress may then be drawn over itself. */
  readonly interactive: boolean
}

/** Where a command writes: one JSON document (or JSON Lines) or text for people, progress apart. */
export interface Output {
  readonly json: boolean
  /** The command's result: `value` with --json, otherwise the lines of `text`. */
  result(value: unknown, text: readonly string[]): void
  /** One item of a streamed list: a JSON line, or a line of text. */
  item(value: unknown, text: string): void
  /** Content of an exported file, byte for byte; the command's only result. */
  raw(text: string): void
  /** A remark for people; never on standard output. */
  note(text: string): void
  /** Replaces the progress line when the stream is a terminal; silent otherwise. */
  progress(text: string): void
}

/** Builds the writer. Text from outside is made printable, so that a hostile title cannot drive the terminal. */
export function createOutput(streams: Streams, json: boolean): Output {
  let drawn = false
  const clear = () => {
    if (drawn) streams.err('\r\u001b[2K')
    drawn = false
  }
  return {
    json,
    result(value, text) {
      clear()
      if (json) streams.out(`${JSON.stringify(value, null, 2)}\n`)
      else for (const line of text) streams.out(`${printable(line)}\n`)
    },
    item(value, text) {
      clear()
      streams.out(json ? `${JSON.stringify(value)}\n` : `${printable(text)}\n`)
    },
    raw(text) {
      clear()
      streams.out(text)
    },
    note(text) {
      clear()
      streams.err(`${printable(text)}\n`)
    },
    progress(text) {
      if (!streams.interactive) return
      clear()
      streams.err(printable(text).slice(0, 120))
      drawn = true
    },
  }
}

/** Cells of a streamed row, divided by tabs; text from outside cannot forge a cell. */
export function cells(values: readonly string[]): string {
  return values.map((value) => plainText(value, 2000)).join('\t')
}

/** Lines of a table with aligned columns; the last column is not padded. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows].map((row) => row.map((cell) => plainText(cell, 200)))
  // Not Math.max(...): a table may have more rows than a call may have arguments.
  const widths = header.map((_, column) =>
    all.reduce((widest, row) => Math.max(widest, Array.from(row[column] ?? '').length), 0),
  )
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** Makes each word printable; the white space between, which aligns columns, is ours. */
function printable(text: string): string {
  return text.replace(/[^\t ]+/g, (word) => plainText(word, 2000))
}
