import { stringify } from 'csv-stringify/sync'
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { safeCsvCell } from '../../shared/domain/text/csv-cell.ts'
import { cells, type Output } from './output.ts'

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

/** Rows to standard output, or to a file in the format its name asks for: .jsonl, .json, otherwise CSV. */
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
    keep: () => undefined,
    discard: () => undefined,
  }
}

function toFile(path: string): RowSink {
  const format = path.endsWith('.jsonl') ? 'jsonl' : path.endsWith('.json') ? 'json' : 'csv'
  const part = `${path}.part`
  const file = openSync(part, 'w')
  let count = 0
  let open = true
  if (format === 'csv') writeSync(file, stringify([columns]))
  if (format === 'json') writeSync(file, '[')
  return {
    write(row) {
      if (format === 'csv')
        writeSync(file, stringify([columns.map((column) => safeCsvCell(String(row[column])))]))
      else if (format === 'jsonl') writeSync(file, `${JSON.stringify(row)}\n`)
      else writeSync(file, `${count === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`)
      count++
    },
    rows: () => count,
    keep() {
      if (format === 'json') writeSync(file, '\n]\n')
      closeSync(file)
      open = false
      renameSync(part, path)
    },
    discard() {
      if (!open) return
      closeSync(file)
      rmSync(part, { force: true })
    },
  }
}
