import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { ColumnMapping } from '../../../shared/contract/imports.ts'
import type { DetectedColumns } from '../../../shared/domain/catalogue/columns.ts'
import {
  type CatalogueRow,
  hasErrors,
  pickFields,
  validateRow,
} from '../../../shared/domain/catalogue/row.ts'
import type { DurationUnit } from '../../../shared/domain/identifiers/duration.ts'
import { artistKey, foldText, titleKey } from '../../../shared/domain/text/fold.ts'
import { type CsvRecord, maxRecordLength } from './csv-records.ts'

/** How records become rows of the catalogue. */
export interface RowSettings {
  /** 0-based columns of each field; several where a file keeps a field in one column or another. */
  readonly columns: Readonly<Partial<Record<keyof ColumnMapping, readonly number[]>>>
  /** 0-based row of the column names, null when there are none. */
  readonly headerRow: number | null
  /** Cells in a whole row; null when it is not known. */
  readonly width: number | null
  readonly durationUnit: DurationUnit
  readonly heldPrefixes: readonly string[]
  /** Artist of a table without a column for it, or null. */
  readonly artist: string | null
}

/** One row, checked and normalised by the rules of the domain. */
export interface CheckedRow {
  readonly row: number
  readonly raw: string
  readonly problems: readonly FieldProblem[]
  readonly rejected: boolean
  readonly value: CatalogueRow
  /** Code as it stands in the file. */
  readonly rawIsrc: string
  readonly titleKey: string
  readonly artistKey: string
  readonly versionKey: string
}

/**
 * The settings for a mapping the artist chose. Where it agrees with what was detected, the unit of the durations and
 * further columns of a code are taken from there.
 */
export function rowSettings(
  mapping: ColumnMapping,
  detected: DetectedColumns,
  rest: Pick<RowSettings, 'headerRow' | 'width' | 'heldPrefixes' | 'artist'>,
): RowSettings {
  const columns: Partial<Record<keyof ColumnMapping, readonly number[]>> = {}
  const used = new Set(Object.values(mapping))
  let field: keyof ColumnMapping
  for (field in mapping) {
    const column = mapping[field]
    if (column === undefined) continue
    const match = detected[field]
    const fallbacks = match?.column === column ? match.fallbacks.filter((other) => !used.has(other)) : []
    columns[field] = [column, ...fallbacks]
  }
  const duration = detected.duration
  const unit = duration !== undefined && duration.column === mapping.duration ? duration.unit : undefined
  return { ...rest, columns, durationUnit: unit ?? 'auto' }
}

/** Checks one record; null for a header, what stands above it, and blank rows. */
export function checkRecord(record: CsvRecord, settings: RowSettings): CheckedRow | null {
  if (settings.headerRow !== null && record.row - 1 <= settings.headerRow) return null
  if (record.fault !== null) return unreadableRow(record, record.fault)
  if (record.cells.every((cell) => cell.trim() === '')) return null
  const picked = pickFields(record.cells, settings.columns)
  const fields =
    settings.artist !== null && !picked.artist?.trim() ? { ...picked, artist: settings.artist } : picked
  const { value, problems } = validateRow(fields, settings)
  const shape = shapeProblem(record, settings.width)
  const all = shape === null ? problems : [shape, ...problems]
  return {
    row: record.row,
    raw: record.raw,
    problems: all,
    rejected: shape?.severity === 'error' || hasErrors(problems),
    value,
    rawIsrc: fields.isrc ?? '',
    titleKey: titleKey(value.title),
    artistKey: artistKey(value.artist),
    versionKey: value.version === '' ? '' : foldText(value.version),
  }
}

function shapeProblem({ cells, row }: CsvRecord, width: number | null): FieldProblem | null {
  if (width === null || cells.length === width) return null
  const count = `Row ${String(row)} has ${String(cells.length)} cells; the table has ${String(width)} columns.`
  if (cells.length < width) {
    return problem('too-few-cells', `${count} The missing ones are taken as empty.`, 'warning')
  }
  if (cells.slice(width).every((cell) => cell.trim() === '')) return null
  return problem(
    'too-many-cells',
    `${count} A delimiter inside a cell without quotation marks may have moved the rest, so the row is left out.`,
    'error',
  )
}

function unreadableRow(record: CsvRecord, fault: NonNullable<CsvRecord['fault']>): CheckedRow {
  const where = `Row ${String(record.row)}`
  const message =
    fault === 'open-quote'
      ? `${where} opens a quotation mark that nothing closes. The row is left out; reading went on behind it.`
      : `${where} is longer than ${String(maxRecordLength / 1024 / 1024)} million characters, which no row of a catalogue is. It is left out.`
  return {
    row: record.row,
    raw: record.raw,
    problems: [problem(fault, message, 'error')],
    rejected: true,
    value: emptyRow,
    rawIsrc: '',
    titleKey: '',
    artistKey: '',
    versionKey: '',
  }
}

function problem(code: string, message: string, severity: FieldProblem['severity']): FieldProblem {
  return { field: 'row', code, message, severity, suggestion: null }
}

const emptyRow: CatalogueRow = validateRow({}).value
