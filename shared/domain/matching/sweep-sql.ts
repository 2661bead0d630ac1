import { isIsrc } from '../identifiers/isrc.ts'
import { foldText } from '../text/fold.ts'
import { fullTitle } from './exact.ts'
import { dialects, type SqlDialect, type SqlDialectName, type SqlSource } from './sweep-sql-dialects.ts'

// For who outgrows one machine: the exact sweep as SQL for an engine that runs on many. What SQL cannot say is left out
// and named at the top of what is written: repaired codes, names from other tables, reasons in words.

/** A recording as it is looked for. */
export interface SqlRecording {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly artist: string
  readonly isrcs: readonly string[]
}

const fullWidth = 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ０１２３４５６７８９'
const halfWidth = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
/** Letters that Unicode does not take apart although people write them with plain ones; as the fold has them. */
const plainLetters = [
  ...[
    ['ß', 'ss'],
    ['æ', 'ae'],
    ['œ', 'oe'],
    ['ø', 'o'],
    ['ł', 'l'],
    ['đ', 'd'],
    ['ð', 'd'],
    ['þ', 'th'],
    ['ħ', 'h'],
  ],
  ...[
    ['ı', 'i'],
    ['ŋ', 'n'],
    ['&', 'and'],
  ],
] as const
const valuesPerInsert = 1000

/**
 * The sweep as SQL: tables of what is looked for, then two queries. The first gives one row for each recording found in
 * a row of the listing, with `code` or `title and artist`; the second the pairs that share a block (folded artist, folded
 * title, first or last four letters of both) and are worth comparing closely.
 */
export function* sweepSql(
  dialectName: SqlDialectName,
  source: SqlSource,
  recordings: Iterable<SqlRecording>,
): Generator<string> {
  const sql = dialects[dialectName]
  yield header(sql, source)
  yield* catalogueTables(sql, recordings)
  yield rowsView(sql, source)
  yield exactQuery(sql)
  yield blockingQuery(sql)
}

function header({ name }: SqlDialect, { path }: SqlSource): string {
  return [
    `-- Exact sweep of ${path.replaceAll('\n', ' ')} for ${name}.`,
    '-- Finds codes in upper and lower case, with hyphens, dashes or spaces, with the label ISRC, in full-width letters and',
    '-- anywhere in the texts of a row, and titles with artists that are equal once folded. Does not repair mistyped codes,',
    name === 'spark'
      ? '-- and takes accents off the Latin letters that have them most only.\n'
      : '-- and does not undo compatibility characters other than full-width letters in codes.\n',
  ].join('\n')
}

function* catalogueTables(sql: SqlDialect, recordings: Iterable<SqlRecording>): Generator<string> {
  const text = sql.name === 'duckdb' ? 'VARCHAR' : sql.name === 'clickhouse' ? 'String' : 'STRING'
  const engine = sql.name === 'clickhouse' ? ' ENGINE = Memory' : ''
  const temporary = sql.name === 'duckdb' ? 'TEMP ' : ''
  for (const [table, second, third] of [
    ['refrain_codes', 'isrc', ''],
    ['refrain_tracks', 'title_key', 'artist_key'],
  ] as const) {
    const last = third === '' ? '' : `, ${third} ${text}`
    yield `CREATE ${temporary}TABLE ${table} (recording_id ${text}, ${second} ${text}${last})${engine};\n`
  }
  const codes: string[] = []
  const tracks: string[] = []
  for (const { id, title, version, artist, isrcs } of recordings) {
    for (const isrc of new Set(isrcs))
      if (isIsrc(isrc)) codes.push(`(${sql.literal(id)}, ${sql.literal(isrc)})`)
    const keys = [foldText(fullTitle(title, version)), foldText(artist)]
    if (keys.every((key) => key !== ''))
      tracks.push(`(${[id, ...keys].map((each) => sql.literal(each)).join(', ')})`)
    if (codes.length >= valuesPerInsert) yield insert('refrain_codes', codes.splice(0))
    if (tracks.length >= valuesPerInsert) yield insert('refrain_tracks', tracks.splice(0))
  }
  if (codes.length > 0) yield insert('refrain_codes', codes)
  if (tracks.length > 0) yield insert('refrain_tracks', tracks)
}

function insert(table: string, values: readonly string[]): string {
  return `INSERT INTO ${table} VALUES\n${values.join(',\n')};\n`
}

function rowsView(sql: SqlDialect, source: SqlSource): string {
  const { id, title, artist, isrc } = source.fields
  const text = (place: string | undefined) =>
    place === undefined ? "''" : `coalesce(${sql.field(source, place)}, '')`
  const upper = sql.translate(`upper(${sql.allText(source)})`, fullWidth, halfWidth)
  return `CREATE ${sql.name === 'clickhouse' ? '' : 'TEMPORARY '}VIEW refrain_rows AS
SELECT ${sql.rowNumber} AS listing_row,
  ${text(id)} AS listing_id,
  ${text(title)} AS title,
  ${text(artist)} AS artist,
  ${text(isrc)} AS isrc,
  ${fold(sql, text(title))} AS title_key,
  ${artist === undefined ? (sql.name === 'spark' ? "array('')" : "['']") : sql.list(source, artist)} AS artists,
  ${compactCode(sql, text(isrc))} AS code,
  ${sql.extractAll(separated(sql, upper), codePattern)} AS codes
FROM ${sql.relation(source)};
`
}

const codePattern = '(?:^|[ -])([A-Z]{2}[A-Z0-9]{3}[0-9]{7}|[A-Z]{2}-[A-Z0-9]{3}-[0-9]{2}-[0-9]{5})(?:$|[ -])'

/** Two spaces where anything stands that is no part of a code, so that codes side by side have a border each. */
function separated(sql: SqlDialect, text: string): string {
  const dashes = sql.replaceAll(text, '[\u2010-\u2015\u2212]', '-')
  // A line break in JSON is written with a letter, which is none of the code behind it.
  const unescaped = sql.replaceAll(dashes, String.raw`\\(?:U[0-9A-F]{4}|[A-Z])`, '  ')
  return sql.replaceAll(unescaped, '[^A-Z0-9-]', '  ')
}

/** A cell meant for one code: everything that is no letter or digit off, and the label. */
function compactCode(sql: SqlDialect, text: string): string {
  const letters = sql.replaceAll(sql.translate(`upper(${text})`, fullWidth, halfWidth), '[^A-Z0-9]', '')
  return sql.replaceAll(letters, '^ISRC', '')
}

/** The fold of a title or an artist, as \`foldText\` does it. */
function fold(sql: SqlDialect, text: string): string {
  const plain = plainLetters.reduce(
    (folded, [letter, by]) => `replace(${folded}, ${sql.literal(letter)}, ${sql.literal(by)})`,
    sql.replaceAll(sql.plain(text), String.raw`^[^\p{L}\p{N}&]*the\s+`, ''),
  )
  return sql.replaceAll(plain, String.raw`[^\p{L}\p{N}]+`, '')
}

function exactQuery(sql: SqlDialect): string {
  const codes = sql.unnest('refrain_rows', 'codes', 'found_code')
  const artists = sql.unnest('refrain_rows', 'artists', 'credited')
  return `
SELECT DISTINCT c.recording_id, r.listing_row, r.listing_id, r.isrc, r.title, r.artist, 'code' AS found_by
FROM refrain_rows r JOIN refrain_codes c ON c.isrc = r.code
UNION
SELECT DISTINCT c.recording_id, r.listing_row, r.listing_id, r.isrc, r.title, r.artist, 'code' AS found_by
FROM ${codes} r JOIN refrain_codes c ON c.isrc = replace(r.found_code, '-', '')
UNION
SELECT DISTINCT t.recording_id, r.listing_row, r.listing_id, r.isrc, r.title, r.artist, 'title and artist' AS found_by
FROM ${artists} r JOIN refrain_tracks t ON t.title_key = r.title_key AND t.artist_key = ${fold(sql, "coalesce(r.credited, '')")}
ORDER BY listing_row, recording_id, found_by;
`
}

function blockingQuery(sql: SqlDialect): string {
  const artists = sql.unnest('refrain_rows', 'artists', 'credited')
  const listing = `SELECT listing_row, listing_id, title, artist, title_key, ${fold(sql, "coalesce(credited, '')")} AS artist_key FROM ${artists}`
  const blocks = [
    'artist_key',
    'title_key',
    ends((text) => sql.left(text, 4)),
    ends((text) => sql.right(text, 4)),
  ]
  const side = (relation: string, columns: string) =>
    blocks
      .map((key, kind) => `SELECT ${columns}, concat('${String(kind)} ', ${key}) AS block FROM (${relation})`)
      .join('\nUNION ALL ')
  return `
SELECT DISTINCT t.recording_id, r.listing_row, r.listing_id, r.title, r.artist
FROM (${side(listing, 'listing_row, listing_id, title, artist')}) r
JOIN (${side('SELECT * FROM refrain_tracks', 'recording_id')}) t ON t.block = r.block
ORDER BY listing_row, recording_id;
`
}

function ends(part: (text: string) => string): string {
  return `concat(${part('title_key')}, ' ', ${part('artist_key')})`
}
