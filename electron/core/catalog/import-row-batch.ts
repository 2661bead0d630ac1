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

/** The rows that were packed. */
export function unpackRows(batch: RowBatch): CheckedRow[] {
  const sameValues = { ...emptyRow, ...agreedOf(batch.values) }
  const sameFacts = { ...noRow, ...agreedOf(batch.facts) }
  const values: Mutable<CatalogueRow>[] = Array.from({ length: batch.size }, () => ({ ...sameValues }))
  const rows: Mutable<CheckedRow>[] = values.map((value) => ({ ...sameFacts, value }))
  fillColumns<Values>(values, batch.values)
  fillColumns<Facts>(rows, batch.facts)
  for (const [at, otherIsrcs] of batch.otherIsrcs) Object.assign(values[at] ?? {}, { otherIsrcs })
  for (const [at, problems] of batch.problems) Object.assign(rows[at] ?? {}, { problems })
  return rows
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function columnsOf<Row extends object>(rows: readonly Row[], like: Row): Columns<Row> {
  const columns: Partial<Mutable<Columns<Row>>> = {}
  for (const key of keysOf(like)) columns[key] = columnOf(rows, key, like[key])
  return columns as Columns<Row>
}

function columnOf<Row, K extends keyof Row>(rows: readonly Row[], key: K, usual: Row[K]): Column<Row[K]> {
  const first = rows[0]?.[key] ?? usual
  return rows.every((row) => row[key] === first) ? { all: first } : { each: rows.map((row) => row[key]) }
}

/** What all rows of a batch agree in. */
function agreedOf<Row extends object>(columns: Columns<Row>): Partial<Row> {
  const agreed: Partial<Row> = {}
  for (const key of keysOf(columns)) {
    const column = columns[key]
    if ('all' in column) agreed[key] = column.all
  }
  return agreed
}

function fillColumns<Row extends object>(rows: Mutable<Row>[], columns: Columns<Row>): void {
  for (const key of keysOf(columns)) {
    const column = columns[key]
    if ('each' in column) fillColumn(rows, key, column.each)
  }
}

function fillColumn<Row, K extends keyof Row>(rows: Mutable<Row>[], key: K, values: readonly Row[K][]): void {
  for (const [at, value] of values.entries()) {
    const row = rows[at]
    if (row !== undefined) row[key] = value
  }
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}
