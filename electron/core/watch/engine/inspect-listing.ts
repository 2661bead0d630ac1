import { fstatSync, readSync } from 'node:fs'
import { jsonFieldPaths } from '../../../../shared/domain/matching/json-listing.ts'
import type { ListingFieldName } from '../../../../shared/domain/matching/listing-fields.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { BrokenStream } from './broken-stream.ts'
import { decodeText } from './cell-text.ts'
import { detectColumns } from './csv-columns.ts'
import { declarationLength, detectDialect, readSample } from './csv-dialect.ts'
import { isGzip, refuseForeign, signatureBytes } from './file-signature.ts'
import type { ListingLayout } from './layout.ts'
import { openWindow } from './open-window.ts'
import { detectEncoding } from './text-encoding.ts'
import type { TextWindow } from './text-window.ts'

/** What a listing file turned out to be. */
export interface Inspection {
  readonly layout: ListingLayout
  /** The delimiter as a character; null for JSON Lines. */
  readonly delimiter: string | null
  /** Column name or JSON path of each recognised field. */
  readonly fields: Partial<Record<ListingFieldName, string>>
  /** Sentences for the user. */
  readonly warnings: readonly string[]
}

const sampleBytes = 256 * 1024

/**
 * Finds out how an open file is to be read, from its content alone: the extension counts for nothing.
 *
 * @throws RefrainError FILE_EMPTY, FILE_NOT_TEXT, FILE_UNREADABLE (packed data broken from the start) or
 * NO_USABLE_COLUMNS (JSON that is not one object a line).
 */
export async function inspectListing(fd: number, fileName: string): Promise<Inspection> {
  if (fstatSync(fd).size === 0)
    throw new RefrainError(
      'FILE_EMPTY',
      `“${fileName}” is empty. No row of it was swept. Download or export it again.`,
    )
  const head = readHead(fd)
  refuseForeign(fileName, head)
  const compression = isGzip(head) ? 'gzip' : 'none'
  const bytes = await sampleOf(fd, { compression, encoding: 'utf-8' }, 0, fileName, (window) =>
    Buffer.from(window.bytes.subarray(0, window.length)),
  )
  if (bytes.length === 0)
    throw new RefrainError(
      'FILE_EMPTY',
      `“${fileName}” is empty once unpacked. No row of it was swept. Download or export it again.`,
    )
  refuseForeign(fileName, bytes)
  const encoding = detectEncoding(bytes)
  if (encoding === null) {
    throw new RefrainError(
      'FILE_NOT_TEXT',
      `“${fileName}” is no text file, so there are no rows to search. Choose a CSV, TSV or JSON Lines file.`,
    )
  }
  const read = { compression, encoding: encoding.name === 'windows-1252' ? 'utf-8' : encoding.name } as const
  const found = await sampleOf(fd, read, encoding.mark, fileName, (window) => readLayout(window, fileName))
  return {
    layout: {
      format: found.csv === null ? 'jsonl' : 'csv',
      ...read,
      dataStart: found.dataStart,
      csv: found.csv,
    },
    delimiter: found.csv === null ? null : String.fromCharCode(found.csv.delimiter),
    fields: found.fields,
    warnings: [...encodingWarnings(encoding.name), ...found.warnings],
  }
}

function readHead(fd: number): Uint8Array {
  const head = Buffer.alloc(signatureBytes)
  return head.subarray(0, readSync(fd, head, 0, head.length, 0))
}

/** Reads the beginning of the file into a window, however far it goes. */
async function sampleOf<T>(
  fd: number,
  read: Pick<ListingLayout, 'compression' | 'encoding'>,
  offset: number,
  fileName: string,
  use: (window: TextWindow) => T,
): Promise<T> {
  const { window, source } = await openWindow(fd, read, offset, { blockBytes: sampleBytes })
  try {
    while (!window.final && window.length < sampleBytes) await window.slide(0)
  } catch (error) {
    if (!(error instanceof BrokenStream)) throw error
    if (window.length === 0) {
      throw new RefrainError(
        'FILE_UNREADABLE',
        `“${fileName}” cannot be unpacked: its packed data is ${error.kind}.`,
      )
    }
  } finally {
    await source.close()
  }
  return use(window)
}

interface Found extends Pick<Inspection, 'fields' | 'warnings'> {
  readonly dataStart: number
  readonly csv: ListingLayout['csv']
}

function readLayout(window: TextWindow, fileName: string): Found {
  const text = decodeText(window.bytes, 0, window.length)
  if (text.trim() === '') throw new RefrainError('FILE_EMPTY', `“${fileName}” holds no rows.`)
  return readJsonLayout(text, window, fileName) ?? readCsvLayout(window)
}

/** Lines that say nothing may precede the first object. */
const jsonBeginning = /^\s*(?:\[\s*)?(?:(?:null|true|false)(?:\s*,\s*|\s+))*(?:\{\s*["}]|\[\s*[[{\]"])/

function readJsonLayout(text: string, window: TextWindow, fileName: string): Found | null {
  if (!jsonBeginning.test(text)) return null
  const lines = text.split('\n')
  const rows = lines.slice(0, 200).flatMap(parseRow)
  if (rows.length === 0 && (lines.length > 1 || text.trimStart().startsWith('['))) {
    throw new RefrainError(
      'NO_USABLE_COLUMNS',
      `“${fileName}” is JSON, but not one object a line, as JSON Lines has it. Convert it first, e.g. with jq -c.`,
    )
  }
  // Rows of the same shape have their fields in the same places, and looking for them takes time.
  const shapes = new Map<string, unknown>()
  for (const row of rows) {
    const shape = shapeOf(row)
    if (!shapes.has(shape)) shapes.set(shape, row)
  }
  const fields = [...shapes.values()].reduceRight<Found['fields']>(
    (later, row) => ({ ...later, ...jsonFieldPaths(row) }),
    {},
  )
  const complete = fields.title !== undefined && fields.artist !== undefined
  const warnings = complete ? [] : ['Title and artist were not recognised: rows are searched for ISRCs only.']
  return { fields, warnings, dataStart: window.offsetOf(0), csv: null }
}

/** The keys of a row, and of which kind its values are: equal for rows whose fields are found in the same places. */
function shapeOf(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => {
    if (typeof value === 'string') return value.trim() === '' ? '' : 'text'
    return typeof value === 'number' ? 0 : value
  })
}

function parseRow(line: string): readonly unknown[] {
  try {
    const row: unknown = JSON.parse(line.replace(/^\s*[[,]/, '').replace(/[,\]]\s*$/, ''))
    return typeof row === 'object' && row !== null ? [row] : []
  } catch {
    return []
  }
}

function readCsvLayout(window: TextWindow): Found {
  const dialect = detectDialect(window.bytes, window.length)
  const rows = readSample(window.bytes, window.length, dialect)
  const detected = detectColumns(rows)
  const lastBefore = rows[detected.headerRows - 1]
  const dataAt = lastBefore?.next ?? declarationLength(window.bytes, window.length)
  const onlyHeader = window.final && dataAt >= window.length
  const warnings = onlyHeader
    ? [...detected.warnings, 'The file has a header and no rows.']
    : detected.warnings
  return {
    fields: detected.names,
    warnings,
    dataStart: window.offsetOf(dataAt),
    csv: {
      ...dialect,
      cellCount: detected.cellCount,
      columns: detected.columns,
      durationUnit: detected.durationUnit,
    },
  }
}

function encodingWarnings(encoding: string): readonly string[] {
  if (encoding === 'windows-1252') return ['The text is not UTF-8; it is read as Windows-1252.']
  return encoding === 'utf-8' ? [] : ['The text is UTF-16; byte offsets are those of the file itself.']
}
