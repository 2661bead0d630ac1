import { stringify } from 'csv-stringify/sync'
import { safeCsvCell } from '../../shared/domain/text/csv-cell.ts'
import { cells, type Output } from './output.ts'
import { formatByEnding, openOutputFile } from './output-file.ts'

/** One finding of a sweep, as the command line writes it (docs/cli.md). */
export interface SweepRow {
  readonly recording_id: string
  readonly listing_id: string
  readonly listing_locator: string
  readonly isrc: string
  readonly title: string
  readonly artist: string
  readonly score: number
  readonly verdict: 'match' | 'possible'
  readonly claimable: 'yes' | 'monitor'
  readonly reasons: string
}

export interface RowSink {
  write(row: SweepRow): void
  rows(): number
  /** True when the rows go to a file, false for standard output. */
  readonly toFile: boolean
  /** Puts a written file in its place; before that what stood under its name is untouched. */
  keep(): void
  /** Gives up: nothing is left of what was written. Does nothing after `keep`. */
  discard(): void
}

const columns = [
  'recording_id',
  'listing_id',
  'listing_locator',
  'isrc',
  'title',
  'artist',
  'score',
  'verdict',
  'claimable',
  'reasons',
] as const satisfies readonly (keyof SweepRow)[]

/** What a file of rows can be; its ending says which. */
export const rowFormats = ['csv', 'jsonl', 'json'] as const

/**
 * Rows to standard output, or to a file in the format its name asks for.
 * @throws UsageError for a name that ends in none of them.
 */
export function openRowSink(output: Output, path: string | null): RowSink {
  return path === null ? toOutput(output) : toFile(path)
}

function toOutput(output: Output): RowSink {
  let count = 0
  return {
    write(row) {
      if (count === 0 && !output.json) output.item(null, columns.join('\t'))
      count++
      output.item(row, cells(columns.map((column) => String(row[column]))))
    },
    rows: () => count,
    toFile: false,
    keep: () => undefined,
    discard: () => undefined,
  }
}

function toFile(path: string): RowSink {
  const format = formatByEnding('--out', path, rowFormats)
  const file = openOutputFile(path)
  let count = 0
  if (format === 'csv') file.write(stringify([columns]))
  if (format === 'json') file.write('[')
  return {
    write(row) {
      if (format === 'csv') file.write(stringify([columns.map((column) => safeCsvCell(String(row[column])))]))
      else if (format === 'jsonl') file.write(`${JSON.stringify(row)}\n`)
      else file.write(`${count === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`)
      count++
    },
    rows: () => count,
    toFile: true,
    keep() {
      if (format === 'json') file.write('\n]\n')
      file.keep()
    },
    discard: () => {
      file.discard()
    },
  }
}
