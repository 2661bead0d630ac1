import { parseIsrc } from '../../../../shared/domain/identifiers/isrc.ts'
import {
  durationUnitOf,
  fieldOfColumn,
  type ListingFieldName,
  listingFieldNames,
} from '../../../../shared/domain/matching/listing-fields.ts'
import type { SampleRow } from './csv-dialect.ts'

export interface CsvColumns {
  /** How many of the sample's rows stand before the data: the header and what precedes it. */
  readonly headerRows: number
  readonly cellCount: number
  readonly columns: Partial<Record<ListingFieldName, number>>
  /** The cells of the header; empty without one. */
  readonly headings: readonly string[]
  /** Name of each recognised column, or `column 3` when it was recognised by its content. */
  readonly names: Partial<Record<ListingFieldName, string>>
  readonly durationUnit: 'auto' | 'ms' | 's'
  readonly warnings: readonly string[]
}

const headerSearch = 20

/** Finds the header and what its columns mean; without a header, what the cells' content tells. */
export function detectColumns(rows: readonly SampleRow[]): CsvColumns {
  const header = findHeader(rows)
  const data = rows.slice(header + 1)
  const names = rows[header]?.cells ?? []
  const named = withUploader(chooseColumns(names, data))
  const columns = { ...columnsByContent(data), ...named }
  const width = header >= 0 ? names.length : usualWidth(data)
  const title = columns.duration === undefined ? '' : (names[columns.duration] ?? '')
  return {
    headerRows: header + 1,
    cellCount: width,
    columns,
    headings: names.map((name) => name.trim()),
    names: describe(columns, named, names),
    durationUnit: durationUnitOf(title),
    warnings: [...duplicateWarnings(names, columns), ...missingWarnings(header, columns)],
  }
}

/** Index of the header among the first rows, or -1: the row with most known names, none of its cells being data. */
function findHeader(rows: readonly SampleRow[]): number {
  let best = { index: -1, known: 0 }
  rows.slice(0, headerSearch).forEach(({ cells }, index) => {
    const known = new Set(
      cells.map((cell) => fieldOfColumn(cell)?.field).filter((field) => field !== undefined),
    )
    const enough = known.size > 1 || known.has('isrc') || (known.size === 1 && index === 0)
    if (enough && known.size > best.known && !cells.some(isData)) best = { index, known: known.size }
  })
  if (best.index >= 0) return best.index
  return looksLikeUnknownHeader(rows) ? 0 : -1
}

/** True when the cells of the first row are not of the kind that their columns hold below. */
function looksLikeUnknownHeader(rows: readonly SampleRow[]): boolean {
  const [first, ...data] = rows
  if (first === undefined || data.length === 0 || first.cells.some(isData)) return false
  return first.cells.some((cell, column) => {
    if (cell.trim() === '' || isNumber(cell)) return false
    const below = data.map(({ cells }) => cells[column]?.trim() ?? '').filter((text) => text !== '')
    const ofKind = below.filter((text) => isData(text) || isNumber(text)).length
    return below.length > 0 && ofKind >= below.length * 0.8
  })
}

function chooseColumns(
  names: readonly string[],
  data: readonly SampleRow[],
): Partial<Record<ListingFieldName, number>> {
  const candidates = names.flatMap((name, column) => {
    const known = fieldOfColumn(name)
    if (known === null) return []
    const filled = data.some(({ cells }) => (cells[column] ?? '').trim() !== '')
    return [{ ...known, column, filled: filled || data.length === 0 }]
  })
  candidates.sort((a, b) => Number(b.filled) - Number(a.filled) || a.rank - b.rank || a.column - b.column)
  const chosen: Partial<Record<ListingFieldName, number>> = {}
  for (const { field, column } of candidates) chosen[field] ??= column
  return chosen
}

/** Whoever offers a listing is better than nobody: the channel of a video is often its artist. */
function withUploader(columns: CsvColumns['columns']): CsvColumns['columns'] {
  const { artist = columns.account } = columns
  return artist === undefined ? columns : { ...columns, artist }
}

function columnsByContent(data: readonly SampleRow[]): Partial<Record<ListingFieldName, number>> {
  const isrc = columnOf(data, isIsrcText)
  const url = columnOf(data, isUrl)
  return { ...(isrc < 0 ? {} : { isrc }), ...(url < 0 ? {} : { url }) }
}

/** The first column most of whose filled cells are of a kind, or -1. */
function columnOf(data: readonly SampleRow[], isOfKind: (cell: string) => boolean): number {
  for (let column = 0; column < usualWidth(data); column++) {
    const filled = data.map(({ cells }) => cells[column]?.trim() ?? '').filter((cell) => cell !== '')
    if (filled.length > 0 && filled.filter(isOfKind).length > filled.length / 2) return column
  }
  return -1
}

function describe(
  columns: CsvColumns['columns'],
  named: CsvColumns['columns'],
  names: readonly string[],
): CsvColumns['names'] {
  const described: Partial<Record<ListingFieldName, string>> = {}
  for (const field of listingFieldNames) {
    const column = columns[field]
    if (column === undefined) continue
    const name = named[field] === column ? names[column]?.trim() : undefined
    described[field] = name ?? `column ${String(column + 1)}`
  }
  return described
}

function duplicateWarnings(names: readonly string[], columns: CsvColumns['columns']): readonly string[] {
  return listingFieldNames.flatMap((field) => {
    const column = columns[field]
    const name = column === undefined ? undefined : names[column]?.trim()
    if (name === undefined || name === '') return []
    const same = names.filter((other) => other.trim().toLowerCase() === name.toLowerCase()).length
    const which = String((column ?? 0) + 1)
    return same > 1 ? [`The column “${name}” occurs ${String(same)} times; column ${which} is used.`] : []
  })
}

function missingWarnings(header: number, columns: CsvColumns['columns']): readonly string[] {
  const hasText = columns.title !== undefined && columns.artist !== undefined
  const noHeader = header < 0 ? ['The file has no header with known column names.'] : []
  if (hasText)
    return columns.isrc === undefined
      ? [
          ...noHeader,
          'There is no column of ISRCs: title and artist are compared, and codes are found wherever they stand.',
        ]
      : noHeader
  return [...noHeader, 'Columns for title and artist were not recognised: rows are searched for ISRCs only.']
}

function usualWidth(data: readonly SampleRow[]): number {
  const times = new Map<number, number>()
  for (const { cells } of data) times.set(cells.length, (times.get(cells.length) ?? 0) + 1)
  return [...times].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [1, 0])[0]
}

function isData(cell: string): boolean {
  return isIsrcText(cell) || isUrl(cell)
}

function isIsrcText(cell: string): boolean {
  return cell.length >= 12 && cell.length < 40 && parseIsrc(cell).status === 'valid'
}

function isUrl(cell: string): boolean {
  return /^\s*(?:https?|ftp):\/\/\S/i.test(cell)
}

function isNumber(cell: string): boolean {
  return /^\s*[\d.,:/-]+\s*$/.test(cell)
}
