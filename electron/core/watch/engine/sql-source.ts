import { RefrainError } from '../../../../shared/errors.ts'
import type { SqlSource } from '../../../../shared/domain/matching/sweep-sql-dialects.ts'
import { type ListingFile, openListing } from './listing-file.ts'
import { openWindow } from './open-window.ts'

/**
 * How other engines read a listing file.
 * @throws RefrainError VALIDATION for a file they cannot read, and what opening it throws.
 */
export async function sqlSourceOf(path: string): Promise<SqlSource> {
  const file = await openListing(path)
  try {
    const { layout, archive, fields, fileName } = file
    const packed =
      layout.compression !== 'none' && layout.compression !== 'gzip' && layout.compression !== 'zstd'
    if (archive !== null || packed || layout.encoding !== 'utf-8') throw notForSql(fileName)
    if (layout.format === 'parquet') {
      const { openParquet } = await import('./parquet/parquet-file.ts')
      const { columns } = await openParquet(file.fd)
      const texts = columns.filter(({ kind, path: steps }) => kind === 'text' && steps.length === 1)
      const known = new Set(columns.filter(({ path: steps }) => steps.length === 1).map(({ name }) => name))
      const flat = Object.fromEntries(Object.entries(fields).filter(([, name]) => known.has(name)))
      return { ...common(path), format: 'parquet', fields: flat, texts: texts.map(({ name }) => name) }
    }
    if (layout.format === 'jsonl') return { ...common(path), format: 'jsonl', fields, texts: [] }
    if (layout.csv === null) throw notForSql(fileName)
    const { columns, cellCount, delimiter } = layout.csv
    return {
      path,
      format: 'csv',
      delimiter: String.fromCharCode(delimiter),
      headerLines: await linesBeforeData(file),
      columnCount: cellCount,
      fields: Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, String(column)])),
      texts: Array.from({ length: cellCount }, (_, column) => String(column)),
    }
  } finally {
    await file.close()
  }
}

function common(path: string): Pick<SqlSource, 'path' | 'delimiter' | 'headerLines' | 'columnCount'> {
  return { path, delimiter: '', headerLines: 0, columnCount: 0 }
}

async function linesBeforeData({ fd, layout }: ListingFile): Promise<number> {
  const { window, source } = await openWindow(fd, layout, 0, { blockBytes: 1 << 18 })
  try {
    while (!window.final && window.length < layout.dataStart) await window.slide(0)
  } finally {
    await source.close()
  }
  const before = window.bytes.subarray(0, Math.min(window.length, layout.dataStart))
  return before.reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 0)
}

function notForSql(fileName: string): RefrainError {
  return new RefrainError(
    'VALIDATION',
    `“${fileName}” cannot be read by SQL engines alike; CSV, JSON Lines and Parquet in UTF-8 can, plain or in gzip or zstd. Nothing was written. Sweep it here, or convert it first.`,
  )
}
