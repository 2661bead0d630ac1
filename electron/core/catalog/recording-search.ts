import { compact } from '../../../shared/domain/identifiers/compact.ts'

/** A piece of SQL with its parameters in order. */
export interface SqlPart {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

/** What a search text selects: as a set of recording ids, and as a test of one row under the alias `r`. */
export interface RecordingSearch {
  readonly ids: SqlPart
  readonly test: SqlPart
  /**
   * For a text of one or two letters, the same by title and by artist alone: stretches of their indexes, for lists
   * that are long anyway.
   */
  readonly beginning: { readonly title: SqlPart; readonly artist: SqlPart } | null
}

/** Words shorter than this have no trigram, so the full-text index cannot find them. */
const shortestIndexed = 3

/**
 * Reads a search text. Every word must occur in title, version, artist or ISRC, anywhere inside a word; accents
 * and case do not matter. An ISRC may be typed with hyphens, and is found where it is noted as another code too.
 * A text of one or two letters finds what begins with it. Null for a text without anything to find.
 */
export function readSearch(text: string): RecordingSearch | null {
  const words = text
    .normalize('NFC')
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return null
  const indexed = words.filter((word) => lengthOf(word) >= shortestIndexed)
  const short = words.filter((word) => lengthOf(word) < shortestIndexed)
  const only = words[0] ?? ''
  if (indexed.length === 0) return words.length === 1 && isAscii(only) ? beginsWith(only) : containing(short)
  const found = inIndex(indexed)
  return short.length === 0 ? found : narrowed(found, short)
}

function inIndex(words: readonly string[]): RecordingSearch {
  const match = words.map(matchOf).join(' AND ')
  const code = words.length === 1 ? compact(words[0] ?? '') : ''
  const ids: SqlPart = /^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/.test(code)
    ? {
        sql: `SELECT rowid FROM recording_search WHERE recording_search MATCH ?
              UNION SELECT recording_id FROM identifier WHERE scheme = 'isrc' AND value = ?`,
        params: [match, code],
      }
    : { sql: 'SELECT rowid FROM recording_search WHERE recording_search MATCH ?', params: [match] }
  return { ids, test: memberOf(ids), beginning: null }
}

/** One word as an FTS5 expression; what looks like a part of an ISRC with separators is looked up without them. */
function matchOf(word: string): string {
  const code = compact(word)
  const whole = quote(word)
  return code !== word.toUpperCase() &&
    /^[A-Z]{2}[A-Z0-9]{1,3}[0-9]{0,7}$/.test(code) &&
    code.length >= shortestIndexed
    ? `(${whole} OR isrc : ${quote(code)})`
    : whole
}

function narrowed(found: RecordingSearch, short: readonly string[]): RecordingSearch {
  const also = contains(short)
  return {
    ids: {
      sql: `SELECT r.id FROM recording r WHERE r.id IN (${found.ids.sql}) AND ${also.sql}`,
      params: [...found.ids.params, ...also.params],
    },
    test: { sql: `${found.test.sql} AND ${also.sql}`, params: [...found.test.params, ...also.params] },
    beginning: null,
  }
}

/** What starts with one or two ASCII characters; both ranges are read from an index. */
function beginsWith(word: string): RecordingSearch {
  const params = [word, `${word}\u{10ffff}`]
  const title = { sql: '(r.title COLLATE NOCASE >= ? AND r.title COLLATE NOCASE < ?)', params }
  const artist = { sql: '(r.artist COLLATE NOCASE >= ? AND r.artist COLLATE NOCASE < ?)', params }
  const both = [...params, ...params]
  const select = 'SELECT r.id FROM recording r WHERE'
  return {
    ids: { sql: `${select} ${title.sql} UNION ${select} ${artist.sql}`, params: both },
    test: { sql: `(${title.sql} OR ${artist.sql})`, params: both },
    beginning: { title, artist },
  }
}

function containing(words: readonly string[]): RecordingSearch {
  const test = contains(words)
  return {
    ids: { sql: `SELECT r.id FROM recording r WHERE ${test.sql}`, params: test.params },
    test,
    beginning: null,
  }
}

/** Looks into every row: for short words beside longer ones, and for two-character words of other scripts. */
function contains(words: readonly string[]): SqlPart {
  const one = "(r.title LIKE ? ESCAPE '\\' OR r.artist LIKE ? ESCAPE '\\' OR r.version LIKE ? ESCAPE '\\')"
  return {
    sql: words.map(() => one).join(' AND '),
    params: words.flatMap((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
      return [pattern, pattern, pattern]
    }),
  }
}

function memberOf(ids: SqlPart): SqlPart {
  return { sql: `+r.id IN (${ids.sql})`, params: ids.params }
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

function isAscii(word: string): boolean {
  return /^[\x21-\x7e]+$/.test(word)
}

function lengthOf(word: string): number {
  return [...word].length
}
