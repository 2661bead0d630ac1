import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { CatalogueRow } from '../../../shared/domain/catalogue/row.ts'
import type { CheckedRow } from './import-rows.ts'

/** What a batch holds in lists: everything of a checked row but its few lists. */
type Facts = Omit<CheckedRow, 'value' | 'problems'>
type Values = Omit<CatalogueRow, 'otherIsrcs'>
type Lists<Row> = { readonly [K in keyof Row]: Row[K][] }

/**
 * One member of all rows: a value in which they agree, or texts one behind the other (a long string crosses threads
 * many times faster than hundreds) with their lengths, -1 for null, or numbers, NaN for null, or a list.
 */
type Column<T> =
  | { readonly all: T }
  | { readonly each: T[] }
  | { readonly text: string; readonly lengths: Int32Array<ArrayBuffer> }
  | { readonly numbers: Float64Array<ArrayBuffer> }
type Columns<Row> = { readonly [K in keyof Row]: Column<Row[K]> }

/**
 * Checked rows as they go from one thread to another. Row by row they would take as long to copy as to check, most of
 * it for the names of their members; so there is one column for each member.
 */
export interface RowBatch {
  readonly size: number
  readonly facts: Columns<Facts>
  readonly values: Columns<Values>
  /** Of the rows that have any, by their place in the batch. */
  readonly problems: readonly (readonly [number, readonly FieldProblem[]])[]
  readonly otherIsrcs: readonly (readonly [number, readonly string[]])[]
}

const noProblems: CheckedRow['problems'] = []
const noCodes: CatalogueRow['otherIsrcs'] = []

type Readers<Row> = { readonly [K in keyof Row]: (row: CheckedRow) => Row[K] }

// Every member is written out, here and in `unpackRows`: one whose name is known only while the program runs takes many
// times longer to read.
const factOf: Readers<Facts> = {
  row: (row) => row.row,
  place: (row) => row.place,
  raw: (row) => row.raw,
  rejected: (row) => row.rejected,
  rawIsrc: (row) => row.rawIsrc,
  titleKey: (row) => row.titleKey,
  artistKey: (row) => row.artistKey,
  versionKey: (row) => row.versionKey,
  searchKey: (row) => row.searchKey,
  isrcHash: (row) => row.isrcHash,
  wordsHash: (row) => row.wordsHash,
  ofWork: (row) => row.ofWork,
}
const valueOf: Readers<Values> = {
  title: ({ value }) => value.title,
  version: ({ value }) => value.version,
  artist: ({ value }) => value.artist,
  isrc: ({ value }) => value.isrc,
  durationMs: ({ value }) => value.durationMs,
  year: ({ value }) => value.year,
  release: ({ value }) => value.release,
  gtin: ({ value }) => value.gtin,
  label: ({ value }) => value.label,
  releaseDate: ({ value }) => value.releaseDate,
  trackNumber: ({ value }) => value.trackNumber,
  discNumber: ({ value }) => value.discNumber,
  registrationNumber: ({ value }) => value.registrationNumber,
  url: ({ value }) => value.url,
  releaseArtist: ({ value }) => value.releaseArtist,
  releaseType: ({ value }) => value.releaseType,
  catalogueNumber: ({ value }) => value.catalogueNumber,
  genre: ({ value }) => value.genre,
  pLine: ({ value }) => value.pLine,
  releasePLine: ({ value }) => value.releasePLine,
  cLine: ({ value }) => value.cLine,
  explicit: ({ value }) => value.explicit,
  country: ({ value }) => value.country,
  kind: ({ value }) => value.kind,
  rightHeld: ({ value }) => value.rightHeld,
  alsoSingle: ({ value }) => value.alsoSingle,
  notes: ({ value }) => value.notes,
  rights: ({ value }) => value.rights,
}

/** Packs rows for `unpackRows`. */
export function packRows(rows: readonly CheckedRow[]): RowBatch {
  const problems: [number, CheckedRow['problems']][] = []
  const otherIsrcs: [number, CatalogueRow['otherIsrcs']][] = []
  let at = 0
  for (const row of rows) {
    if (row.problems.length > 0) problems.push([at, row.problems])
    if (row.value.otherIsrcs.length > 0) otherIsrcs.push([at, row.value.otherIsrcs])
    at++
  }
  return {
    ...{ size: rows.length, problems, otherIsrcs },
    facts: columnsOf(factOf, rows),
    values: columnsOf(valueOf, rows),
  }
}

/** The rows that were packed. */
export function unpackRows(batch: RowBatch): CheckedRow[] {
  const facts = listsOf(batch.facts, batch.size)
  const values = listsOf(batch.values, batch.size)
  const problems = batch.problems.length === 0 ? null : new Map(batch.problems)
  const codes = batch.otherIsrcs.length === 0 ? null : new Map(batch.otherIsrcs)
  const rows: CheckedRow[] = []
  for (let at = 0; at < batch.size; at++) {
    rows.push({
      row: facts.row[at] ?? 0,
      place: facts.place[at] ?? '',
      raw: facts.raw[at] ?? '',
      problems: problems?.get(at) ?? noProblems,
      rejected: facts.rejected[at] ?? false,
      value: valueAt(values, at, codes?.get(at) ?? noCodes),
      rawIsrc: facts.rawIsrc[at] ?? '',
      titleKey: facts.titleKey[at] ?? '',
      artistKey: facts.artistKey[at] ?? '',
      versionKey: facts.versionKey[at] ?? '',
      searchKey: facts.searchKey[at] ?? '',
      isrcHash: facts.isrcHash[at] ?? 0,
      wordsHash: facts.wordsHash[at] ?? 0,
      ofWork: facts.ofWork[at] ?? false,
    })
  }
  return rows
}

function valueAt(lists: Lists<Values>, at: number, otherIsrcs: readonly string[]): CatalogueRow {
  return {
    title: lists.title[at] ?? '',
    version: lists.version[at] ?? '',
    artist: lists.artist[at] ?? '',
    isrc: lists.isrc[at] ?? null,
    otherIsrcs,
    durationMs: lists.durationMs[at] ?? null,
    year: lists.year[at] ?? null,
    release: lists.release[at] ?? '',
    gtin: lists.gtin[at] ?? null,
    label: lists.label[at] ?? '',
    releaseDate: lists.releaseDate[at] ?? null,
    trackNumber: lists.trackNumber[at] ?? null,
    discNumber: lists.discNumber[at] ?? null,
    registrationNumber: lists.registrationNumber[at] ?? null,
    url: lists.url[at] ?? null,
    releaseArtist: lists.releaseArtist[at] ?? '',
    releaseType: lists.releaseType[at] ?? '',
    catalogueNumber: lists.catalogueNumber[at] ?? '',
    genre: lists.genre[at] ?? '',
    pLine: lists.pLine[at] ?? '',
    releasePLine: lists.releasePLine[at] ?? '',
    cLine: lists.cLine[at] ?? '',
    explicit: lists.explicit[at] ?? null,
    country: lists.country[at] ?? '',
    kind: lists.kind[at] ?? null,
    rightHeld: lists.rightHeld[at] ?? null,
    alsoSingle: lists.alsoSingle[at] ?? null,
    notes: lists.notes[at] ?? '',
    rights: lists.rights[at] ?? null,
  }
}

function columnsOf<Row extends object>(readers: Readers<Row>, rows: readonly CheckedRow[]): Columns<Row> {
  const columns: Partial<{ -readonly [K in keyof Row]: Column<Row[K]> }> = {}
  for (const key of keysOf(readers)) columns[key] = columnOf(readers[key], rows)
  return columns as Columns<Row>
}

function columnOf<T>(read: (row: CheckedRow) => T, rows: readonly CheckedRow[]): Column<T> {
  const [first] = rows
  if (first === undefined) return { each: [] }
  const value = read(first)
  if (agree(rows, read, value)) return { all: value }
  const each = rows.map(read)
  return textColumn(each) ?? numberColumn(each) ?? { each }
}

function agree<T>(rows: readonly CheckedRow[], read: (row: CheckedRow) => T, value: T): boolean {
  for (const row of rows) if (read(row) !== value) return false
  return true
}

function textColumn<T>(each: readonly T[]): Column<T> | null {
  const lengths = new Int32Array(each.length)
  for (let at = 0; at < each.length; at++) {
    const value = each[at]
    if (typeof value === 'string') lengths[at] = value.length
    else if (value === null) lengths[at] = -1
    else return null
  }
  return { text: each.join(''), lengths }
}

function numberColumn<T>(each: readonly T[]): Column<T> | null {
  const numbers = new Float64Array(each.length)
  for (let at = 0; at < each.length; at++) {
    const value = each[at]
    if (typeof value === 'number') numbers[at] = value
    else if (value === null) numbers[at] = NaN
    else return null
  }
  return { numbers }
}

function listsOf<Row extends object>(columns: Columns<Row>, size: number): Lists<Row> {
  const lists: Partial<{ -readonly [K in keyof Row]: Row[K][] }> = {}
  for (const key of keysOf(columns)) lists[key] = listOf(columns[key], size)
  return lists as Lists<Row>
}

function listOf<T>(column: Column<T>, size: number): T[] {
  if ('all' in column) return new Array<T>(size).fill(column.all)
  if ('each' in column) return column.each
  // The column was made of these very values.
  return ('numbers' in column ? numbersOf(column.numbers) : textsOf(column)) as T[]
}

function numbersOf(numbers: Float64Array): (number | null)[] {
  const values: (number | null)[] = []
  for (const value of numbers) values.push(Number.isNaN(value) ? null : value)
  return values
}

function textsOf({
  text,
  lengths,
}: {
  readonly text: string
  readonly lengths: Int32Array
}): (string | null)[] {
  const texts: (string | null)[] = []
  let start = 0
  for (const length of lengths) {
    texts.push(length < 0 ? null : text.slice(start, start + length))
    if (length > 0) start += length
  }
  return texts
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}
