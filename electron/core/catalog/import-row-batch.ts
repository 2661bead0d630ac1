import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { CatalogueRow } from '../../../shared/domain/catalogue/row.ts'
import type { CheckedRow } from './import-rows.ts'

/** What a batch holds in lists: everything of a checked row but its few lists. */
type Facts = Omit<CheckedRow, 'value' | 'problems'>
type Values = Omit<CatalogueRow, 'otherIsrcs'>
type Lists<Row> = { readonly [K in keyof Row]: Row[K][] }

/**
 * One member of all rows: a value in which they agree, or texts one behind the other (a long string crosses threads
 * many times faster than hundreds) with their lengths, -1 for null, or a list.
 */
type Column<T> =
  | { readonly all: T }
  | { readonly each: T[] }
  | { readonly text: string; readonly lengths: Int32Array<ArrayBuffer> }
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

/**
 * Packs rows for `unpackRows`. Every member is written out, here and there: one whose name is known only while the
 * program runs takes many times longer to read, and objects made in one go are read faster than those filled later.
 */
export function packRows(rows: readonly CheckedRow[]): RowBatch {
  const facts: Lists<Facts> = {
    ...{ row: [], place: [], raw: [], rejected: [], rawIsrc: [] },
    ...{ titleKey: [], artistKey: [], versionKey: [], wordsKey: [], ofWork: [] },
  }
  const values: Lists<Values> = {
    ...{ title: [], version: [], artist: [], isrc: [], durationMs: [], year: [], release: [], gtin: [] },
    ...{ label: [], releaseDate: [], trackNumber: [], discNumber: [], registrationNumber: [], url: [] },
    ...{ releaseArtist: [], releaseType: [], catalogueNumber: [], genre: [], pLine: [], releasePLine: [] },
    ...{ cLine: [], explicit: [], country: [], kind: [], rightHeld: [], alsoSingle: [], notes: [] },
    rights: [],
  }
  const problems: [number, CheckedRow['problems']][] = []
  const otherIsrcs: [number, CatalogueRow['otherIsrcs']][] = []
  for (const [at, row] of rows.entries()) {
    listFacts(facts, row)
    listValues(values, row.value)
    if (row.problems.length > 0) problems.push([at, row.problems])
    if (row.value.otherIsrcs.length > 0) otherIsrcs.push([at, row.value.otherIsrcs])
  }
  return { size: rows.length, facts: columnsOf(facts), values: columnsOf(values), problems, otherIsrcs }
}

function listFacts(lists: Lists<Facts>, row: Facts): void {
  lists.row.push(row.row)
  lists.place.push(row.place)
  lists.raw.push(row.raw)
  lists.rejected.push(row.rejected)
  lists.rawIsrc.push(row.rawIsrc)
  lists.titleKey.push(row.titleKey)
  lists.artistKey.push(row.artistKey)
  lists.versionKey.push(row.versionKey)
  lists.wordsKey.push(row.wordsKey)
  lists.ofWork.push(row.ofWork)
}

function listValues(lists: Lists<Values>, value: Values): void {
  lists.title.push(value.title)
  lists.version.push(value.version)
  lists.artist.push(value.artist)
  lists.isrc.push(value.isrc)
  lists.durationMs.push(value.durationMs)
  lists.year.push(value.year)
  lists.release.push(value.release)
  lists.gtin.push(value.gtin)
  lists.label.push(value.label)
  lists.releaseDate.push(value.releaseDate)
  lists.trackNumber.push(value.trackNumber)
  lists.discNumber.push(value.discNumber)
  lists.registrationNumber.push(value.registrationNumber)
  lists.url.push(value.url)
  lists.releaseArtist.push(value.releaseArtist)
  lists.releaseType.push(value.releaseType)
  lists.catalogueNumber.push(value.catalogueNumber)
  lists.genre.push(value.genre)
  lists.pLine.push(value.pLine)
  lists.releasePLine.push(value.releasePLine)
  lists.cLine.push(value.cLine)
  lists.explicit.push(value.explicit)
  lists.country.push(value.country)
  lists.kind.push(value.kind)
  lists.rightHeld.push(value.rightHeld)
  lists.alsoSingle.push(value.alsoSingle)
  lists.notes.push(value.notes)
  lists.rights.push(value.rights)
}

/** The rows that were packed. */
export function unpackRows(batch: RowBatch): CheckedRow[] {
  const facts = listsOf(batch.facts, batch.size)
  const values = listsOf(batch.values, batch.size)
  const problems = new Map(batch.problems)
  const codes = new Map(batch.otherIsrcs)
  const rows: CheckedRow[] = []
  for (let at = 0; at < batch.size; at++) {
    rows.push({
      row: facts.row[at] ?? 0,
      place: facts.place[at] ?? '',
      raw: facts.raw[at] ?? '',
      problems: problems.get(at) ?? noProblems,
      rejected: facts.rejected[at] ?? false,
      value: valueAt(values, at, codes.get(at) ?? noCodes),
      rawIsrc: facts.rawIsrc[at] ?? '',
      titleKey: facts.titleKey[at] ?? '',
      artistKey: facts.artistKey[at] ?? '',
      versionKey: facts.versionKey[at] ?? '',
      wordsKey: facts.wordsKey[at] ?? '',
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

function columnsOf<Row extends object>(lists: Lists<Row>): Columns<Row> {
  const columns: Partial<{ -readonly [K in keyof Row]: Column<Row[K]> }> = {}
  for (const key of keysOf(lists)) columns[key] = columnOf(lists[key])
  return columns as Columns<Row>
}

function columnOf<T>(each: T[]): Column<T> {
  const [first] = each
  let same = 1
  while (same < each.length && each[same] === first) same++
  if (first !== undefined && same >= each.length) return { all: first }
  const lengths = new Int32Array(each.length)
  for (let at = 0; at < each.length; at++) {
    const value = each[at]
    if (typeof value === 'string') lengths[at] = value.length
    else if (value === null) lengths[at] = -1
    else return { each }
  }
  return { text: each.join(''), lengths }
}

function listsOf<Row extends object>(columns: Columns<Row>, size: number): Lists<Row> {
  const lists: Partial<{ -readonly [K in keyof Row]: Row[K][] }> = {}
  for (const key of keysOf(columns)) lists[key] = listOf(columns[key], size)
  return lists as Lists<Row>
}

function listOf<T>(column: Column<T>, size: number): T[] {
  if ('all' in column) return new Array<T>(size).fill(column.all)
  if ('each' in column) return column.each
  const { text, lengths } = column
  const texts: (string | null)[] = []
  let start = 0
  for (const length of lengths) {
    texts.push(length < 0 ? null : text.slice(start, start + length))
    if (length > 0) start += length
  }
  // The column was made of these very texts.
  return texts as T[]
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}
