import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { CatalogueRow } from '../../../shared/domain/catalogue/row.ts'
import { emptyRow, type CheckedRow } from './import-rows.ts'

/** What a batch holds in columns: everything of a checked row but its few lists. */
type Facts = Omit<CheckedRow, 'value' | 'problems'>
type Values = Omit<CatalogueRow, 'otherIsrcs'>

/** A column in which all rows agree is one value. */
type Column<T> = { readonly all: T } | { readonly each: readonly T[] }
type Columns<Row> = { readonly [K in keyof Row]: Column<Row[K]> }

/**
 * Checked rows as they go from one thread to another. Row by row they would take as long to copy as to check, most of
 * it for the names of their members; so there is one list for each member, and lists only of those that differ.
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
const noRow: CheckedRow = {
  ...{ row: 0, place: '', raw: '', problems: [], rejected: false, value: emptyRow },
  ...{ rawIsrc: '', titleKey: '', artistKey: '', versionKey: '', wordsKey: '', ofWork: false },
}
const { value: _value, problems: _problems, ...noFacts } = noRow
const { otherIsrcs: _otherIsrcs, ...noValues } = emptyRow

export function packRows(rows: readonly CheckedRow[]): RowBatch {
  return {
    size: rows.length,
    facts: columnsOf<Facts>(rows, noFacts),
    values: columnsOf<Values>(
      rows.map(({ value }) => value),
      noValues,
    ),
    problems: rows.flatMap(({ problems }, at) => (problems.length === 0 ? [] : [[at, problems] as const])),
    otherIsrcs: rows.flatMap(({ value: { otherIsrcs } }, at) =>
      otherIsrcs.length === 0 ? [] : [[at, otherIsrcs] as const],
    ),
  }
}

/**
 * The rows that were packed. Every member is written out: objects made in one go are made and read many times faster
 * than those filled member by member.
 */
export function unpackRows(batch: RowBatch): CheckedRow[] {
  const valueAt = valueReader(batch)
  const { row, place, raw, rejected, rawIsrc, titleKey, artistKey, versionKey, wordsKey, ofWork } = readers(
    batch.facts,
  )
  const problems = new Map(batch.problems)
  const rows: CheckedRow[] = []
  for (let at = 0; at < batch.size; at++) {
    rows.push({
      row: row(at),
      place: place(at),
      raw: raw(at),
      problems: problems.get(at) ?? noProblems,
      rejected: rejected(at),
      value: valueAt(at),
      rawIsrc: rawIsrc(at),
      titleKey: titleKey(at),
      artistKey: artistKey(at),
      versionKey: versionKey(at),
      wordsKey: wordsKey(at),
      ofWork: ofWork(at),
    })
  }
  return rows
}

function valueReader({ values, otherIsrcs }: RowBatch): (at: number) => CatalogueRow {
  const of = readers(values)
  const codes = new Map(otherIsrcs)
  return (at) => ({
    title: of.title(at),
    version: of.version(at),
    artist: of.artist(at),
    isrc: of.isrc(at),
    otherIsrcs: codes.get(at) ?? noCodes,
    durationMs: of.durationMs(at),
    year: of.year(at),
    release: of.release(at),
    gtin: of.gtin(at),
    label: of.label(at),
    releaseDate: of.releaseDate(at),
    trackNumber: of.trackNumber(at),
    discNumber: of.discNumber(at),
    registrationNumber: of.registrationNumber(at),
    url: of.url(at),
    releaseArtist: of.releaseArtist(at),
    releaseType: of.releaseType(at),
    catalogueNumber: of.catalogueNumber(at),
    genre: of.genre(at),
    pLine: of.pLine(at),
    releasePLine: of.releasePLine(at),
    cLine: of.cLine(at),
    explicit: of.explicit(at),
    country: of.country(at),
    kind: of.kind(at),
    rightHeld: of.rightHeld(at),
    alsoSingle: of.alsoSingle(at),
    notes: of.notes(at),
    rights: of.rights(at),
  })
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Readers<Row> = { readonly [K in keyof Row]: (at: number) => Row[K] }

function readers<Row extends object>(columns: Columns<Row>): Readers<Row> {
  const made: Partial<Mutable<Readers<Row>>> = {}
  for (const key of keysOf(columns)) made[key] = reader(columns[key])
  return made as Readers<Row>
}

function reader<T>(column: Column<T>): (at: number) => T {
  if ('all' in column) return () => column.all
  const { each } = column
  return (at) => {
    const value = each[at]
    if (value === undefined)
      throw new RangeError(`a batch of ${String(each.length)} rows has no row ${String(at)}`)
    return value
  }
}

function columnsOf<Row extends object>(rows: readonly Row[], like: Row): Columns<Row> {
  const columns: Partial<Mutable<Columns<Row>>> = {}
  for (const key of keysOf(like)) columns[key] = columnOf(rows, key, like[key])
  return columns as Columns<Row>
}

function columnOf<Row, K extends keyof Row>(rows: readonly Row[], key: K, usual: Row[K]): Column<Row[K]> {
  const first = rows[0]?.[key] ?? usual
  return rows.every((row) => row[key] === first) ? { all: first } : { each: rows.map((row) => row[key]) }
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}
