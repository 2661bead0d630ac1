import { jsonKey } from '../../../../../shared/domain/matching/json-listing.ts'
import type { ListingFieldName } from '../../../../../shared/domain/matching/listing-fields.ts'
import type { RecordReader } from './sqlite-record.ts'
import { parseTable, type TableColumn, type TableSchema } from './sqlite-schema.ts'
import { type RowKey, rowKeys } from '../rows/row-keys.ts'

/** A table as its rows are written out. */
export interface TableShape {
  readonly schema: TableSchema | null
  readonly keys: readonly RowKey[]
  /** The key of each column with what goes around it, as bytes: `"title":`. */
  readonly prefixes: readonly Buffer[]
  /** Columns whose numbers are written out; those of others mean nothing to a sweep. */
  readonly numbers: readonly boolean[]
  /** Columns that may be called after the ISRC. */
  readonly codeColumns: readonly number[]
  /** Column that stands for the number of the row; -1 when there is none. */
  readonly rowidColumn: number
  /** False when no row of the table can hold text. */
  readonly mayHoldText: boolean
}

/** Fields that databases keep as numbers. */
const numeric: ReadonlySet<ListingFieldName> = new Set(['id', 'duration', 'gtin', 'year', 'trackNumber'])

/** What the number of a track is called in its row; its credits are found by it. */
export const trackRowidKey = 'track_rowid'

/** The shape of a declared table; `chosen` are the keys of its columns when they were chosen. */
export function shapeOfTable(schema: TableSchema, chosen: readonly RowKey[] | null = null): TableShape {
  const { columns } = schema
  const isTracks = schema.name.toLowerCase() === 'tracks'
  const rowidColumn = columns.findIndex(({ isRowid }) => isRowid)
  const found = rowKeys(
    columns.map(({ name }, column) => (isTracks && column === rowidColumn ? trackRowidKey : name)),
  )
  const keys = chosen ?? found
  return {
    schema,
    keys,
    prefixes: prefixesOf(keys),
    numbers: keys.map(({ field }) => field !== null && numeric.has(field)),
    codeColumns: [...keys.keys()].filter((column) => isCalledCode(keys[column])),
    rowidColumn,
    mayHoldText: columns.some(({ affinity }) => affinity !== 'integer' && affinity !== 'real'),
  }
}

/** The shape of rows of which nothing is known but how many columns they have. */
function unknownShape(columns: number): TableShape {
  const keys = Array.from({ length: columns }, (_, index) => ({
    field: null,
    key: `column ${String(index + 1)}`,
  }))
  return {
    schema: null,
    keys,
    prefixes: prefixesOf(keys),
    numbers: keys.map(() => false),
    codeColumns: [],
    rowidColumn: -1,
    mayHoldText: true,
  }
}

function prefixesOf(keys: readonly RowKey[]): readonly Buffer[] {
  return keys.map(({ key }) => Buffer.from(`${JSON.stringify(key)}:`))
}

/**
 * Tells the tables of a database apart by their rows: in a stream, the pages come in the order of the file, and what
 * table they are of is said elsewhere. Learns tables from the rows of `sqlite_schema` as they come.
 */
export class TableShapes {
  readonly #shapes: TableShape[] = []
  readonly #unknown = new Map<number, TableShape>()
  readonly #keysOf: (schema: TableSchema) => readonly RowKey[] | null
  #last: TableShape | null = null

  /** @param keysOf the keys of the columns of a table, when they were chosen */
  constructor(keysOf: (schema: TableSchema) => readonly RowKey[] | null = () => null) {
    this.#keysOf = keysOf
  }

  get tables(): readonly TableShape[] {
    return this.#shapes
  }

  /** Learns a table when the row is one of `sqlite_schema` that declares one. True when it is a row of it at all. */
  learn(record: RecordReader, encoding: 'utf8' | 'utf16le' | 'utf16be'): boolean {
    const isSchemaRow = record.count === 5 && record.isText(0) && record.isText(1) && !record.isText(3)
    if (!isSchemaRow) return false
    const kind = record.text(0, encoding)
    if (kind === 'table') {
      const sql = record.text(4, encoding)
      const name = record.text(1, encoding)
      const schema = /^sqlite_/i.test(name) ? null : parseTable(name, record.number(3) ?? 0, sql)
      if (schema !== null && !this.#shapes.some((known) => known.schema?.name === name)) {
        this.#shapes.push(shapeOfTable(schema, this.#keysOf(schema)))
      }
    }
    return kind === 'table' || kind === 'index' || kind === 'view' || kind === 'trigger'
  }

  /** The table a row is of, most likely. */
  shapeOf(record: RecordReader): TableShape {
    const last = this.#last
    const known = last?.schema?.columns
    if (last !== null && known?.length === record.count && misfits(record, known) === 0) return last
    const fitting = this.#shapes
      .map((shape) => ({
        shape,
        misfits: shape.schema === null ? -1 : misfits(record, shape.schema.columns),
      }))
      .filter((one) => one.misfits >= 0)
    const isWhole = ({ shape }: (typeof fitting)[number]) => shape.keys.length === record.count
    const fewest = Math.min(...fitting.filter(isWhole).map((one) => one.misfits))
    const whole = fitting.filter((one) => isWhole(one) && one.misfits === fewest).map(({ shape }) => shape)
    const best =
      whole.find(({ schema }) => schema === last?.schema) ??
      whole.find(({ keys }) => keys.some(isCode)) ??
      whole[0] ??
      fitting[0]?.shape
    if (best !== undefined) {
      this.#last = best
      return best
    }
    const unknown = this.#unknown.get(record.count) ?? unknownShape(record.count)
    this.#unknown.set(record.count, unknown)
    return unknown
  }
}

function isCalledCode(key: RowKey | undefined): boolean {
  return key !== undefined && (isCode(key) || jsonKey(key.key).includes('isrc'))
}

function isCode({ field }: RowKey): boolean {
  return field === 'isrc'
}

/**
 * How many values of a row are not of the kinds its columns hold, though they may stand there: a text in a column of
 * numbers. -1 when the row cannot be one of that table.
 */
function misfits(record: RecordReader, columns: readonly TableColumn[]): number {
  if (columns.length < record.count) return -1
  let count = 0
  for (let index = 0; index < record.count; index++) {
    const column = columns[index]
    const type = record.types[index] ?? 0
    if (column?.isRowid === true) {
      if (type !== 0) return -1
    } else if (column?.affinity === 'text' && type > 0 && type < 10) return -1
    else if (column?.affinity === 'integer' && type >= 13 && type % 2 === 1) {
      if (record.end(index) - (record.starts[index] ?? 0) > 24) return -1
      count++
    }
  }
  return count
}
