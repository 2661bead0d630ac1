import { stringify } from 'csv-stringify/sync'
import { safeCsvCell } from '../../shared/domain/text/csv-cell.ts'
import { parquetPages } from '../core/platform/parquet-pages.ts'
import { cells, type Output } from './output.ts'
import { formatByEnding, openOutputFile, type OutputFile } from './output-file.ts'

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
export const rowFormats = ['csv', 'jsonl', 'json', 'parquet'] as const

/**
 * Rows to standard output, or to a file in the format its name asks for.
 * @throws UsageError for a name that ends in none of them.
 */
export async function openRowSink(output: Output, path: string | null): Promise<RowSink> {
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

async function toFile(path: string): Promise<RowSink> {
  const format = formatByEnding('--out', path, rowFormats)
  const file = openOutputFile(path)
  const writer = await writerOf(format, file)
  let count = 0
  return {
    write(row) {
      writer.row(row, count === 0)
      count++
    },
    rows: () => count,
    toFile: true,
    keep() {
      writer.finish()
      file.keep()
    },
    discard: () => {
      file.discard()
    },
  }
}

interface RowWriter {
  row(row: SweepRow, isFirst: boolean): void
  finish(): void
}

async function writerOf(format: (typeof rowFormats)[number], file: OutputFile): Promise<RowWriter> {
  const nothing = () => undefined
  switch (format) {
    case 'csv':
      file.write(stringify([columns]))
      return {
        row: (row) => {
          file.write(csvLine(row))
        },
        finish: nothing,
      }
    case 'jsonl':
      return {
        row: (row) => {
          file.write(`${JSON.stringify(row)}\n`)
        },
        finish: nothing,
      }
    case 'json':
      file.write('[')
      return {
        row: (row, isFirst) => {
          file.write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(row)}`)
        },
        finish: () => {
          file.write('\n]\n')
        },
      }
    case 'parquet':
      return parquetWriter(file)
  }
}

const quoted = /[",\r\n]/

/** A line of CSV, as the library writes it: there are many, and made one by one they take it many times as long. */
export function csvLine(row: SweepRow): string {
  let line = ''
  for (const column of columns) {
    const cell = safeCsvCell(String(row[column]))
    line += quoted.test(cell) ? `"${cell.replaceAll('"', '""')}",` : `${cell},`
  }
  return `${line.slice(0, -1)}\n`
}

/** Rows of a group: they are held in memory until it is written. */
const rowsPerGroup = 5000

async function parquetWriter(file: OutputFile): Promise<RowWriter> {
  const types = columns.map((name) => ({ name, type: name === 'score' ? 'DOUBLE' : 'STRING' }) as const)
  const pages = await parquetPages(types, (chunk) => {
    file.write(chunk)
  })
  let group: SweepRow[] = []
  const flush = () => {
    if (group.length > 0) pages.rows(group)
    group = []
  }
  return {
    row(row) {
      group.push(row)
      if (group.length >= rowsPerGroup) flush()
    },
    finish() {
      flush()
      pages.finish()
    },
  }
}
