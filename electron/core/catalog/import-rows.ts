import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { ColumnMapping, ImportField } from '../../../shared/contract/imports.ts'
import { type PresetMatch, isSkipped } from '../../../shared/domain/catalogue/presets.ts'
import { hasErrors } from '../../../shared/domain/catalogue/row-problem.ts'
import {
  type CatalogueRow,
  fieldPicker,
  type ValidatedRow,
  validateRow,
} from '../../../shared/domain/catalogue/row.ts'
import { isRightsField } from '../../../shared/domain/catalogue/row-rights.ts'
import type { DurationUnit } from '../../../shared/domain/identifiers/duration.ts'
import { artistKey, foldText, titleKey } from '../../../shared/domain/text/fold.ts'
import { rememberingLast } from '../../../shared/domain/text/remember.ts'
import { joinSearchKeys, searchKey } from '../../../shared/domain/text/search-key.ts'
import { type CsvRecord, maxRecordLength } from './csv-records.ts'
import { hashOfText, hashOfTexts } from './key-index.ts'
import type { SourceReading, SourceRecord } from './table-source.ts'

/** How records become rows of the catalogue. */
export interface RowSettings {
  /** 0-based columns of each field; several where a file keeps a field in one column or another. */
  readonly columns: ColumnMapping['columns']
  /** Picks the cells of the fields. */
  readonly pick: ReturnType<typeof fieldPicker>
  /** The field that each column feeds. */
  readonly fields: ReadonlyMap<number, ImportField>
  /** The known report it is, whose rows may be about something else than recordings; or null. */
  readonly preset: PresetMatch | null
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
  readonly place: string
  readonly raw: string
  readonly problems: readonly FieldProblem[]
  readonly rejected: boolean
  readonly value: CatalogueRow
  /** Code as it stands in the file. */
  readonly rawIsrc: string
  readonly titleKey: string
  readonly artistKey: string
  readonly versionKey: string
  /** Search key of title, version, artist and code. */
  readonly searchKey: string
  /** `hashOfText` of the code, `hashOfTexts` of the keys of title and artist; 0 where there is nothing to find by. */
  readonly isrcHash: number
  readonly wordsHash: number
  /** It names no recording, but says who wrote a work. */
  readonly ofWork: boolean
}

// Rows of one release follow each other, mostly by one artist.
const artistKeyOf = rememberingLast(artistKey)
const artistWordsOf = rememberingLast((artist) => searchKey(artist))

/** The settings for a mapping the artist chose. */
export function rowSettings(
  mapping: ColumnMapping,
  reading: Pick<SourceReading, 'dialect' | 'width' | 'preset'>,
  rest: Pick<RowSettings, 'heldPrefixes' | 'artist'>,
): RowSettings {
  const fields = new Map<number, ImportField>()
  let field: ImportField
  for (field in mapping.columns) for (const column of mapping.columns[field] ?? []) fields.set(column, field)
  return {
    ...rest,
    columns: mapping.columns,
    pick: fieldPicker(mapping.columns),
    fields,
    preset: reading.preset,
    headerRow: 'headerRow' in reading.dialect ? reading.dialect.headerRow : null,
    width: reading.width,
    durationUnit: mapping.durationUnit,
  }
}

/**
 * Checks one record; null for a header, what stands above it, and blank rows, `skipped` for a row of a report that is
 * about no recording.
 */
export function checkRecord(record: SourceRecord, settings: RowSettings): CheckedRow | 'skipped' | null {
  if (settings.headerRow !== null && record.row - 1 <= settings.headerRow) return null
  if (record.fault !== null) return unreadableRow(record, record.fault)
  if (isBlank(record)) return null
  const ofWork = settings.preset !== null && isSkipped(settings.preset, record.cells)
  if (ofWork && settings.preset.preset.skippedNameWork !== true) return 'skipped'
  const picked = settings.pick(record.cells)
  const fields =
    settings.artist !== null && !picked.artist?.trim() ? { ...picked, artist: settings.artist } : picked
  const { value, problems } = withDocumentRights(record, settings, validateRow(fields, settings))
  if (ofWork) return workRow(record, value, problems)
  const found = recordProblems(record, settings)
  const title = titleKey(value.title)
  const artist = artistKeyOf(value.artist)
  const words = joinSearchKeys(searchKey(value.title, value.version), artistWordsOf(value.artist))
  return {
    row: record.row,
    place: record.place ?? '',
    raw: record.raw,
    // What is missing in a record that refers to nothing follows from that.
    problems: found.length === 0 ? problems : hasErrorNote(record) ? found : [...found, ...problems],
    rejected: hasErrors(problems) || found.some(({ severity }) => severity === 'error'),
    value,
    rawIsrc: fields.isrc ?? '',
    titleKey: title,
    artistKey: artist,
    versionKey: value.version === '' ? '' : foldText(value.version),
    searchKey: joinSearchKeys(words, searchKey(value.isrc)),
    isrcHash: value.isrc === null ? 0 : hashOfText(value.isrc),
    wordsHash: hashOfTexts(title, artist),
    ofWork: false,
  }
}

/** A row of a form that names no recording counts for what it says about a work; nothing else is asked of it. */
function workRow(
  record: SourceRecord,
  value: CatalogueRow,
  problems: ValidatedRow['problems'],
): CheckedRow | 'skipped' {
  if ((value.rights?.works.length ?? 0) === 0) return 'skipped'
  return {
    ...{ row: record.row, place: record.place ?? '', raw: record.raw, rejected: false, value, rawIsrc: '' },
    problems: problems.filter(({ field }) => isRightsField(field)),
    ...noKeys,
    titleKey: titleKey(value.title),
    ofWork: true,
  }
}

/** A message says who did what by itself, not in cells; what the artist left out of the mapping stays out. */
function withDocumentRights(record: SourceRecord, settings: RowSettings, row: ValidatedRow): ValidatedRow {
  if (record.rights === undefined) return row
  const { columns } = settings
  const works = record.rights.works.map((work) => ({
    ...work,
    title: columns.workTitle === undefined ? '' : work.title,
    iswc: columns.iswc === undefined ? null : work.iswc,
    credits: columns.writers === undefined ? [] : work.credits,
  }))
  const rights = {
    works: works.filter((work) => work.iswc !== null || work.credits.length > 0 || work.title !== ''),
    credits: columns.contributors === undefined ? [] : record.rights.credits,
    releaseCredits: columns.contributors === undefined ? [] : record.rights.releaseCredits,
  }
  const empty = rights.works.length + rights.credits.length + rights.releaseCredits.length === 0
  return {
    value: { ...row.value, rights: empty ? null : rights },
    problems: row.problems.filter(({ field }) => !isRightsField(field)),
  }
}

/** True for a record that reading itself found to be unusable. */
export function hasErrorNote({ notes }: SourceRecord): boolean {
  return notes?.some(({ severity }) => severity === 'error') === true
}

function isBlank({ cells, notes }: SourceRecord): boolean {
  return notes === undefined && cells.every((cell) => cell === '' || cell.trim() === '')
}

const nothing: readonly FieldProblem[] = []

/** What is wrong with the record as a whole, and what reading it noted. */
function recordProblems(record: SourceRecord, settings: RowSettings): readonly FieldProblem[] {
  const shape = shapeProblems(record, settings.width)
  const notes = noted(record, settings)
  return shape.length === 0 ? notes : [...shape, ...notes]
}

/** What reading noted, under the field that the cell feeds. */
function noted({ notes }: SourceRecord, { fields }: RowSettings): readonly FieldProblem[] {
  if (notes === undefined) return nothing
  return notes.flatMap(({ column, code, message, severity }) => {
    const field = column === null ? 'row' : fields.get(column)
    return field === undefined ? [] : [{ field, code, message, severity, suggestion: null }]
  })
}

function shapeProblems(record: CsvRecord, width: number | null): readonly FieldProblem[] {
  if (width === null || record.cells.length === width) return nothing
  const problem = shapeProblem(record, width)
  return problem === null ? nothing : [problem]
}

function shapeProblem({ cells, row }: CsvRecord, width: number): FieldProblem | null {
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

function unreadableRow(record: SourceRecord, fault: NonNullable<CsvRecord['fault']>): CheckedRow {
  const where = `Row ${String(record.row)}`
  const message =
    fault === 'open-quote'
      ? `${where} opens a quotation mark that nothing closes. The row is left out; reading went on behind it.`
      : `${where} is longer than ${String(maxRecordLength / 1024 / 1024)} million characters, which no row of a catalogue is. It is left out.`
  return {
    row: record.row,
    place: record.place ?? '',
    raw: record.raw,
    problems: [problem(fault, message, 'error')],
    rejected: true,
    value: emptyRow,
    rawIsrc: '',
    ...noKeys,
    ofWork: false,
  }
}

function problem(code: string, message: string, severity: FieldProblem['severity']): FieldProblem {
  return { field: 'row', code, message, severity, suggestion: null }
}

/** Of a row by which nothing is found. */
const noKeys = {
  titleKey: '',
  artistKey: '',
  versionKey: '',
  searchKey: '',
  isrcHash: 0,
  wordsHash: 0,
} as const

/** A row that says nothing. */
export const emptyRow: CatalogueRow = validateRow({}).value
