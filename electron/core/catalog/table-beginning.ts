import {
  type ColumnMatch,
  detectColumns,
  type DetectedColumns,
  duplicateHeaders,
} from '../../../shared/domain/catalogue/columns.ts'
import { catalogueFields } from '../../../shared/domain/catalogue/fields.ts'
import { findHeaderRow } from '../../../shared/domain/catalogue/header-row.ts'
import { matchPreset, type PresetMatch, sourceKeyOf } from '../../../shared/domain/catalogue/presets.ts'
import type { SourceReading, SourceRecord } from './table-source.ts'

/** The row of a known report's column names is looked for among this many. */
const presetRows = 20

/** What the first records of a table say about its columns. */
export type TableBeginning = Pick<
  SourceReading,
  'columns' | 'detected' | 'preset' | 'sourceKey' | 'sample' | 'warnings'
> & {
  readonly headerRow: number | null
  /** Cells in a whole row. */
  readonly width: number
}

/**
 * Finds the names of the columns and what the columns hold in the first records of a table, which must be numbered
 * without a gap. `asked` settles the record of the names (0-based, null for none).
 */
export function readTableBeginning(
  records: readonly SourceRecord[],
  asked: number | null | undefined,
): TableBeginning {
  const warnings: string[] = []
  const headerRow = asked === undefined ? headerOf(records, warnings) : asked
  const header = headerRow === null ? null : (records[headerRow]?.cells ?? [])
  const sample = records
    .slice((headerRow ?? -1) + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (sample.length === 0) warnings.push('The table has column names but no rows.')
  const width = usualWidth(header, sample)
  if (width === 1)
    warnings.push('The table has one column only. If there should be more, choose another delimiter.')
  if (header) warnings.push(...duplicates(header))
  const preset = header === null ? null : matchPreset(header)
  const detected = detectColumns(
    header,
    sample.map(({ cells }) => cells),
  )
  return {
    headerRow,
    columns: columnNames(header, Math.max(width, header?.length ?? 0)),
    width,
    detected: preset === null ? detected : detectedByPreset(preset, detected),
    preset,
    sourceKey: header === null ? null : sourceKeyOf(header),
    sample,
    warnings,
  }
}

/** A known report is mapped by its names alone: its other columns are about sales, not about recordings. */
function detectedByPreset({ preset, columns }: PresetMatch, detected: DetectedColumns): DetectedColumns {
  const found: DetectedColumns = {}
  for (const field of catalogueFields) {
    const [column, ...fallbacks] = columns[field] ?? []
    if (column === undefined) continue
    const unit = detected[field]?.unit
    const match: ColumnMatch = {
      ...{ column, fallbacks, confidence: 1, why: preset.name },
      ...(unit === undefined ? {} : { unit }),
    }
    found[field] = match
  }
  // A form that is not filled as it should be still has its titles and artists somewhere.
  const taken = new Set(Object.values(found).flatMap(({ column, fallbacks }) => [column, ...fallbacks]))
  for (const field of ['title', 'artist'] as const) {
    const match = detected[field]
    if (found[field] === undefined && match !== undefined && !taken.has(match.column)) found[field] = match
  }
  return found
}

function headerOf(records: readonly SourceRecord[], warnings: string[]): number | null {
  const known = records.slice(0, presetRows).findIndex(({ cells }) => matchPreset(cells) !== null)
  if (known >= 0) return known
  const found = findHeaderRow(records.map(({ cells }) => cells))
  if (found.row === null)
    warnings.push(`${found.why} The columns were told from what they hold: check the mapping.`)
  else if (!found.certain) warnings.push(found.why)
  return found.row
}

/** As many cells as there are names, unless nearly all rows agree on another number or there are no names. */
function usualWidth(header: readonly string[] | null, sample: readonly SourceRecord[]): number {
  const times = new Map<number, number>()
  for (const { cells } of sample) times.set(cells.length, (times.get(cells.length) ?? 0) + 1)
  let usual = header?.length ?? 0
  let most = header === null ? 0 : sample.length * 0.9
  for (const [width, rows] of times) if (rows > most) [usual, most] = [width, rows]
  return usual
}

function duplicates(header: readonly string[]): string[] {
  return duplicateHeaders(header).map(
    ({ name, columns }) =>
      `“${name}” stands over ${String(columns.length)} columns (${columns.map((column) => String(column + 1)).join(', ')}). They are numbered here; check the mapping.`,
  )
}

function columnNames(header: readonly string[] | null, width: number): string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, index) => {
    const name = (header?.[index] ?? '').trim() || `Column ${String(index + 1)}`
    const times = (seen.get(name.toLowerCase()) ?? 0) + 1
    seen.set(name.toLowerCase(), times)
    return times === 1 ? name : `${name} (${String(times)})`
  })
}
