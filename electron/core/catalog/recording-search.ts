import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { compact } from '../../../shared/domain/identifiers/compact.ts'
import { gtin14, parseGtin } from '../../../shared/domain/identifiers/gtin.ts'
import { type Needle, searchNeedles, trigramsOf } from '../../../shared/domain/text/search-key.ts'
import type { SqlPart } from './sql-part.ts'

/** What a search text asks for. */
export interface RecordingSearch {
  readonly needles: readonly Needle[]
  /** Recordings found by a whole code that is not in their key: another code of theirs, of their release or work. */
  readonly byCode: readonly number[]
  /** Exact test of one row under the alias `r`. */
  readonly test: SqlPart
  /**
   * Ids from the index of trigrams: all recordings that pass the test, now and then one more that has the pieces of
   * a word but not the word.
   */
  readonly candidates: SqlPart
  /** More than those, found quicker when there are several words. */
  readonly roughCandidates: SqlPart
}

const ids = z.array(z.int())
const mostByCode = 500

/** Reads search texts. Null for a text without anything to find. */
export function createSearchReader(db: Database): (text: string) => RecordingSearch | null {
  const byCode = createCodeLookup(db)
  return (text) => {
    const needles = searchNeedles(text)
    return needles.length === 0 ? null : searchFor(needles, byCode(text))
  }
}

function searchFor(needles: readonly Needle[], byCode: readonly number[]): RecordingSearch {
  const keyTest = needles
    .map((spellings) => `(${spellings.map(() => 'instr(r.search_key, ?)').join(' OR ')})`)
    .join(' AND ')
  const inIndex = 'SELECT rowid FROM recording_search WHERE recording_search MATCH ?'
  const codes = JSON.stringify(byCode)
  const alsoCodes = byCode.length > 0
  const matchOf = (pieces: (needle: string) => readonly string[]) =>
    matchAll(needles.map((spellings) => spellings.map(pieces)))
  const from = (match: string): SqlPart => ({
    sql: alsoCodes ? `SELECT value AS rowid FROM json_each(?) UNION ALL ${inIndex}` : inIndex,
    params: [...(alsoCodes ? [codes] : []), match],
  })
  const [all, cover] = [matchOf(trigramsOf), matchOf(coverOf)]
  const candidates = from(all)
  return {
    needles,
    byCode,
    test: {
      sql: alsoCodes ? `((${keyTest}) OR r.id IN (SELECT value FROM json_each(?)))` : keyTest,
      params: [...needles.flat(), ...(alsoCodes ? [codes] : [])],
    },
    candidates,
    roughCandidates: needles.length === 1 || all === cover ? candidates : from(cover),
  }
}

/**
 * Ids of recordings to which a whole code belongs in another way than as their ISRC: noted beside them as an alias or
 * an erroneous code, as barcode of a release they are on, or as ISWC of a work they perform.
 */
function createCodeLookup(db: Database): (text: string) => readonly number[] {
  const noted = db
    .prepare('SELECT DISTINCT recording_id FROM identifier WHERE scheme = ? AND value = ? LIMIT ?')
    .pluck()
  const onRelease = db
    .prepare(
      `SELECT DISTINCT t.recording_id FROM release l JOIN track t ON t.release_id = l.id
       WHERE l.gtin14 = ? AND l.gtin14 IS NOT NULL LIMIT ?`,
    )
    .pluck()
  const ofWork = db
    .prepare(
      `SELECT DISTINCT p.recording_id FROM work w JOIN recording_work p ON p.work_id = w.id
       WHERE w.iswc = ? AND w.iswc IS NOT NULL LIMIT ?`,
    )
    .pluck()
  return (text) => {
    if (text.length > 40) return []
    const code = compact(text)
    if (/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/.test(code)) return ids.parse(noted.all('isrc', code, mostByCode))
    if (/^T[0-9]{10}$/.test(code)) return ids.parse(ofWork.all(code, mostByCode))
    if (!/^[0-9]{8,14}$/.test(code)) return []
    const gtin = parseGtin(code)
    if (gtin.status !== 'valid') return []
    const found = [onRelease.all(gtin14(gtin.value), mostByCode), noted.all('gtin', gtin.value, mostByCode)]
    return [...new Set(found.flatMap((some) => ids.parse(some)))]
  }
}

/**
 * Trigrams that lie side by side and cover the needle. Of several words the index has to walk long lists to find the
 * few rows in all of them; the pieces in between would make it walk more of them and rule out hardly a row.
 */
function coverOf(needle: string): readonly string[] {
  const all = trigramsOf(needle)
  return all.filter((_, at) => at % 3 === 0 || at === all.length - 1)
}

/** A question to the index of trigrams: of each needle the pieces of one of its spellings. */
export function matchAll(needles: readonly (readonly (readonly string[])[])[]): string {
  const has = (pieces: readonly string[]) => `(${pieces.map(quote).join(' AND ')})`
  return needles.map((spellings) => `(${spellings.map(has).join(' OR ')})`).join(' AND ')
}

function quote(piece: string): string {
  return `"${piece.replaceAll('"', '""')}"`
}
