import { stringify } from 'csv-stringify/sync'
import type { FindingExportFormat } from '../../../shared/contract/watch.ts'
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
  return format === 'json' ? jsonWriter(write) : parquetWriter(write)
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

/** Loaded when it is needed, which most runs never do. Each page becomes a group of rows. */
async function parquetWriter(write: Write): Promise<FindingWriter> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer')
  const columnsOf = (rows: readonly ExportedFinding[]) =>
    exportColumns.map(({ name, type }) => ({
      name,
      type,
      nullable: false,
      data: rows.map((row) => row[name]),
    }))
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
    createdBy: 'Refrain',
  })
  const drain = () => {
    if (writer.index === 0) return
    write(new Uint8Array(writer.buffer.slice(0, writer.index)))
    writer.index = 0
  }
  return {
    rows(rows) {
      void parquet.write({ columnData: columnsOf(rows) })
      drain()
    },
    finish() {
      void parquet.finish()
      drain()
    },
  }
}
