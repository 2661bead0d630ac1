import { stringify } from 'csv-stringify/sync'
import type { FindingExportFormat } from '../../../shared/contract/watch.ts'
import { parquetPages } from '../platform/parquet-pages.ts'
import { exportColumns, type ExportedFinding } from './export-row.ts'
import { safeCsvCell } from '../../../shared/domain/text/csv-cell.ts'

/** Writes findings page by page in one format. */
export interface FindingWriter {
  rows(rows: readonly ExportedFinding[]): void
  /** Writes what ends the file. */
  finish(): void
}

type Write = (chunk: string | Uint8Array) => void

/** A writer for a format; `write` takes what it makes, in order. */
export async function findingWriter(format: FindingExportFormat, write: Write): Promise<FindingWriter> {
  if (format === 'csv') return csvWriter(write)
  return format === 'json' ? jsonWriter(write) : parquetPages(exportColumns, write)
}

/** A table that no spreadsheet takes a formula from. */
function csvWriter(write: Write): FindingWriter {
  write(stringify([exportColumns.map(({ name }) => name)]))
  return {
    rows(rows) {
      write(stringify(rows.map((row) => exportColumns.map(({ name }) => safeCsvCell(String(row[name]))))))
    },
    finish: () => undefined,
  }
}

function jsonWriter(write: Write): FindingWriter {
  let first = true
  write('[')
  return {
    rows(rows) {
      for (const row of rows) {
        write(`${first ? '' : ','}\n${JSON.stringify(row)}`)
        first = false
      }
    },
    finish: () => {
      write('\n]\n')
    },
  }
}
