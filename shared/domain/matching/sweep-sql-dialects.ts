import type { ListingFieldName } from './listing-fields.ts'

/** Engines for which a sweep can be written as SQL. */
export const sqlDialects = ['duckdb', 'clickhouse', 'spark'] as const
export type SqlDialectName = (typeof sqlDialects)[number]

/** How a listing file is read by SQL. */
export interface SqlSource {
  readonly path: string
  readonly format: 'csv' | 'jsonl' | 'parquet'
  readonly delimiter: string
  /** Lines before the first row of a CSV file. */
  readonly headerLines: number
  /** How many columns a CSV file has. */
  readonly columnCount: number
  /** Of each field: the number of its column from 0 in CSV; its path in JSON Lines; its name in Parquet. */
  readonly fields: Partial<Record<ListingFieldName, string>>
  /** Texts that are searched for codes: column numbers or names; for JSON Lines the whole line is. */
  readonly texts: readonly string[]
}

/** What differs between engines. Every function takes and returns expressions. */
export interface SqlDialect {
  readonly name: SqlDialectName
  /** A relation with the columns of the source. */
  relation(source: SqlSource): string
  /** A field of a row as text; null when there is none. */
  field(source: SqlSource, place: string): string
  /** The names of artists a row keeps apart, as an array of texts. */
  list(source: SqlSource, place: string): string
  /** The line or cells in which codes may stand anywhere, as one text. */
  allText(source: SqlSource): string
  replaceAll(text: string, pattern: string, by: string): string
  /** All first groups of a pattern in a text. */
  extractAll(text: string, pattern: string): string
  translate(text: string, from: string, to: string): string
  /** Lower case without accents. */
  plain(text: string): string
  /** One row for each element of an array that stands in column `alias`. */
  unnest(relation: string, array: string, alias: string): string
  readonly rowNumber: string
  literal(text: string): string
  left(text: string, count: number): string
  right(text: string, count: number): string
}

const quotedText = (text: string) => `'${text.replaceAll("'", "''")}'`
const escapedText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const jsonPath = (place: string) =>
  `$.${place
    .split('.')
    .map((step) => `"${step}"`)
    .join('.')}`
const plainPath = (place: string) => `$.${place}`
const name = (place: string) => `"${place.replaceAll('"', '""')}"`
const backticked = (place: string) => `\`${place.replaceAll('`', '``')}\``

// Spark has no function that takes accents off; these are the letters of the Latin script that have them most.
const accented = 'àáâãäåāăąçćčďđèéêëēĕėęěìíîïīĭįłñńňòóôõöøōŏőŕřśšşťţùúûüūŭůűýÿźżž'
const unaccented = 'aaaaaaaaacccddeeeeeeeeeiiiiiiilnnnooooooooorrsssttuuuuuuuuyyzzz'

const duckdb: SqlDialect = {
  name: 'duckdb',
  relation({ path, format, delimiter, headerLines, columnCount }) {
    const file = quotedText(path)
    if (format === 'parquet') return `read_parquet(${file})`
    if (format === 'jsonl') return `read_ndjson_objects(${file}, ignore_errors = true)`
    const columns = Array.from({ length: columnCount }, (_, at) => `'c${String(at)}': 'VARCHAR'`).join(', ')
    const options = `delim = ${quotedText(delimiter)}, quote = '"', escape = '"', null_padding = true, ignore_errors = true`
    return `read_csv(${file}, auto_detect = false, header = false, skip = ${String(headerLines)}, ${options}, parallel = false, columns = {${columns}})`
  },
  field: ({ format }, place) =>
    format === 'csv'
      ? `c${place}`
      : format === 'jsonl'
        ? `json_extract_string(json, ${quotedText(jsonPath(place))})`
        : `CAST(${name(place)} AS VARCHAR)`,
  list(source, place) {
    if (source.format !== 'jsonl') return `[${this.field(source, place)}]`
    const path = jsonPath(place)
    const all = [`${path}[*].name`, `${path}[*].artist.name`, `${path}[*]`].map(
      (each) => `json_extract_string(json, ${quotedText(each)})`,
    )
    const one = [`${path}.name`, path].map((each) => `json_extract_string(json, ${quotedText(each)})`)
    return `list_concat(${all.join(', ')}, [${one.join(', ')}])`
  },
  allText: ({ format, texts }) =>
    format === 'jsonl'
      ? 'CAST(json AS VARCHAR)'
      : `concat_ws('  ', ${texts.map((text) => (format === 'csv' ? `c${text}` : `CAST(${name(text)} AS VARCHAR)`)).join(', ')})`,
  replaceAll: (text, pattern, by) =>
    `regexp_replace(${text}, ${quotedText(pattern)}, ${quotedText(by)}, 'g')`,
  extractAll: (text, pattern) => `regexp_extract_all(${text}, ${quotedText(pattern)}, 1)`,
  translate: (text, from, to) => `translate(${text}, ${quotedText(from)}, ${quotedText(to)})`,
  plain: (text) => `lower(strip_accents(nfc_normalize(${text})))`,
  unnest: (relation, array, alias) => `(SELECT *, unnest(${array}) AS ${alias} FROM ${relation})`,
  rowNumber: 'row_number() OVER ()',
  literal: quotedText,
  left: (text, count) => `left(${text}, ${String(count)})`,
  right: (text, count) => `right(${text}, ${String(count)})`,
}

const clickhouse: SqlDialect = {
  ...duckdb,
  name: 'clickhouse',
  relation({ path, format, delimiter, headerLines, columnCount }) {
    const file = escapedText(path)
    if (format === 'parquet') return `file(${file}, Parquet)`
    if (format === 'jsonl') return `file(${file}, JSONAsString, 'json String')`
    const columns = Array.from({ length: columnCount }, (_, at) => `c${String(at)} Nullable(String)`).join(
      ', ',
    )
    const settings = `format_csv_delimiter = ${escapedText(delimiter)}, input_format_csv_skip_first_lines = ${String(headerLines)}, input_format_csv_allow_variable_number_of_columns = 1`
    return `(SELECT * FROM file(${file}, CSV, ${escapedText(columns)}) SETTINGS ${settings})`
  },
  field: ({ format }, place) =>
    format === 'csv'
      ? `c${place}`
      : format === 'jsonl'
        ? `JSON_VALUE(json, ${escapedText(plainPath(place))})`
        : `toString(${backticked(place)})`,
  list(source, place) {
    if (source.format !== 'jsonl') return `[ifNull(${this.field(source, place)}, '')]`
    const steps = place.split('.').map(escapedText).join(', ')
    return `arrayConcat(arrayMap(x -> JSONExtractString(x, 'name'), JSONExtractArrayRaw(json, ${steps})), [JSONExtractString(json, ${steps})])`
  },
  allText: ({ format, texts }) =>
    format === 'jsonl'
      ? 'json'
      : `concat(${texts.map((text) => `ifNull(toString(${format === 'csv' ? `c${text}` : backticked(text)}), ''), '  '`).join(', ')})`,
  replaceAll: (text, pattern, by) => `replaceRegexpAll(${text}, ${escapedText(pattern)}, ${escapedText(by)})`,
  extractAll: (text, pattern) => `extractAll(${text}, ${escapedText(pattern)})`,
  translate: (text, from, to) => `translateUTF8(${text}, ${escapedText(from)}, ${escapedText(to)})`,
  plain: (text) => `lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(${text}), '\\\\p{M}', ''))`,
  unnest: (relation, array, alias) => `(SELECT *, arrayJoin(${array}) AS ${alias} FROM ${relation})`,
  literal: escapedText,
}

const spark: SqlDialect = {
  ...duckdb,
  name: 'spark',
  relation({ path, format, delimiter, columnCount }) {
    const file = path.replaceAll('`', '``')
    if (format === 'parquet') return `parquet.\`${file}\``
    if (format === 'jsonl') return `(SELECT value AS json FROM text.\`${file}\`)`
    const columns = Array.from({ length: columnCount }, (_, at) => `c${String(at)} STRING`).join(', ')
    const options = `map('sep', ${escapedText(delimiter)}, 'escape', '"', 'multiLine', 'false')`
    return `(SELECT r.* FROM (SELECT from_csv(value, ${escapedText(columns)}, ${options}) AS r FROM text.\`${file}\`))`
  },
  field: ({ format }, place) =>
    format === 'csv'
      ? `c${place}`
      : format === 'jsonl'
        ? `get_json_object(json, ${escapedText(plainPath(place))})`
        : `CAST(${backticked(place)} AS STRING)`,
  list(source, place) {
    if (source.format !== 'jsonl') return `array(${this.field(source, place)})`
    const names = `from_json(get_json_object(json, ${escapedText(`${plainPath(place)}[*].name`)}), 'array<string>')`
    return `concat(coalesce(${names}, array()), array(get_json_object(json, ${escapedText(plainPath(place))})))`
  },
  allText: ({ format, texts }) =>
    format === 'jsonl'
      ? 'json'
      : `concat_ws('  ', ${texts.map((text) => (format === 'csv' ? `c${text}` : `CAST(${backticked(text)} AS STRING)`)).join(', ')})`,
  replaceAll: (text, pattern, by) => `regexp_replace(${text}, ${escapedText(pattern)}, ${escapedText(by)})`,
  extractAll: (text, pattern) => `regexp_extract_all(${text}, ${escapedText(pattern)}, 1)`,
  translate: (text, from, to) => `translate(${text}, ${escapedText(from)}, ${escapedText(to)})`,
  plain: (text) => `translate(lower(${text}), '${accented}', '${unaccented}')`,
  unnest: (relation, array, alias) => `(SELECT *, explode(${array}) AS ${alias} FROM ${relation})`,
  rowNumber: 'monotonically_increasing_id()',
  literal: escapedText,
}

export const dialects: Readonly<Record<SqlDialectName, SqlDialect>> = { duckdb, clickhouse, spark }
