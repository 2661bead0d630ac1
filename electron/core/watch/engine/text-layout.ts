import { jsonFieldPaths } from '../../../../shared/domain/matching/json-listing.ts'
import type { ListingFieldName } from '../../../../shared/domain/matching/listing-fields.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import { decodeText } from './cell-text.ts'
import { detectColumns } from './csv-columns.ts'
import { declarationLength, detectDialect, readSample } from './csv-dialect.ts'
import type { ListingLayout } from './layout.ts'
import type { TextWindow } from './text-window.ts'

/** What the beginning of a text tells about its rows. */
export interface FoundRows {
  readonly fields: Partial<Record<ListingFieldName, string>>
  /** Names of all columns, in their order. */
  readonly headings: readonly string[]
  readonly warnings: readonly string[]
  readonly dataStart: number
  readonly csv: ListingLayout['csv']
}

export const noRows: FoundRows = {
  fields: {},
  headings: [],
  warnings: ['No row with text was found at the beginning.'],
  dataStart: 0,
  csv: null,
}

/**
 * How the rows of a text stand in it; `document` when it is JSON whose rows do not stand on lines of their own.
 * @throws RefrainError FILE_EMPTY
 */
export function rowsOfText(window: TextWindow, fileName: string): FoundRows | 'document' {
  const text = decodeText(window.bytes, 0, window.length)
  if (text.trim() === '') throw new RefrainError('FILE_EMPTY', `“${fileName}” holds no rows.`)
  if (!jsonBeginning.test(text)) return csvRows(window)
  return isDocument(text) ? 'document' : jsonRows(text, window)
}

/** The rows of JSON Lines; null when there are none. */
export function findRows(window: TextWindow): FoundRows | null {
  const text = decodeText(window.bytes, 0, window.length)
  return text.trim() === '' ? null : jsonRows(text, window)
}

/** Lines that say nothing may precede the first object. */
const jsonBeginning = /^\s*(?:\[\s*)?(?:(?:null|true|false)(?:\s*,\s*|\s+))*(?:\{\s*["}]|\[\s*[[{\]"])/

export const onlyCodes = 'Title and artist were not recognised: rows are searched for ISRCs only.'

/** A list of objects begins before any other list, or text that is long. */
const listBeginning = /^\s*(?:\[|\{[^[]{0,2000}?\[\s*\{)/

/** True when no line is an object by itself, or the first one holds its rows in a list. */
function isDocument(text: string): boolean {
  const lines = text.split('\n')
  const [first] = lines.slice(0, 200).flatMap(parseRow)
  if (first === undefined && lines.length === 1) return listBeginning.test(text)
  if (first === undefined) return true
  const fields = jsonFieldPaths(first)
  return fields.title === undefined && fields.isrc === undefined && holdsRows(first, 0)
}

/** True for a list of what has a code, or title and artist; a row without a title may well hold a list of artists. */
function holdsRows(value: unknown, depth: number): boolean {
  if (depth > 4 || typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.slice(0, 20).some(isRow)
  return Object.values(value).some((member) => holdsRows(member, depth + 1))
}

function isRow(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { title, artist, isrc } = jsonFieldPaths(value)
  return isrc !== undefined || (title !== undefined && artist !== undefined)
}

function jsonRows(text: string, window: TextWindow): FoundRows {
  const rows = text.split('\n').slice(0, 200).flatMap(parseRow)
  // Rows of the same shape have their fields in the same places, and looking for them takes time.
  const shapes = new Map<string, unknown>()
  for (const row of rows) {
    const shape = shapeOf(row)
    if (!shapes.has(shape)) shapes.set(shape, row)
  }
  const fields = [...shapes.values()].reduceRight<FoundRows['fields']>(
    (later, row) => ({ ...later, ...jsonFieldPaths(row) }),
    {},
  )
  const complete = fields.title !== undefined && fields.artist !== undefined
  const warnings = complete ? [] : [onlyCodes]
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return { fields, headings, warnings, dataStart: window.offsetOf(0), csv: null }
}

/** The keys of a row, and of which kind its values are: equal for rows whose fields are found in the same places. */
function shapeOf(row: unknown): string {
  return JSON.stringify(row, (_, value: unknown) => {
    if (typeof value === 'string') return value.trim() === '' ? '' : 'text'
    return typeof value === 'number' ? 0 : value
  })
}

function parseRow(line: string): readonly object[] {
  try {
    const row: unknown = JSON.parse(line.replace(/^\s*[[,]/, '').replace(/[,\]]\s*$/, ''))
    return typeof row === 'object' && row !== null ? [row] : []
  } catch {
    return []
  }
}

function csvRows(window: TextWindow): FoundRows {
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
    headings: detected.headings,
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
