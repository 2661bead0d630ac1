import { z } from 'zod'
import type { Parsed } from '../../../shared/contract/index.ts'
import type { FindingFilter } from '../../../shared/contract/watch.ts'
import { ruleKey } from '../../../shared/domain/findings/rules.ts'
import { foldText } from '../../../shared/domain/text/fold.ts'
import { RefrainError } from '../../../shared/errors.ts'

type ListRequest = Parsed<'findings.list'>
type SqlValue = string | number

/** A piece of SQL with its values. */
export interface SqlPart {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** What each order sorts by; the id follows last, so that the order is total and a page can continue from a key. */
const sortKeys: Readonly<Record<ListRequest['sort'], readonly string[]>> = {
  score: ['f.score'],
  recording: ['r.title COLLATE NOCASE'],
  listing: ['l.title COLLATE NOCASE'],
  provider: ['provider_name(l.domain) COLLATE NOCASE'],
  state: ['f.state', 'f.score'],
  found: ['f.found_at'],
}

/** The columns a page is ordered by, the last of them the id. */
export function keyColumns(sort: ListRequest['sort']): readonly string[] {
  return [...sortKeys[sort], 'f.id']
}

/** ORDER BY of a page. */
export function orderBy({ sort, direction }: Pick<ListRequest, 'sort' | 'direction'>): string {
  return keyColumns(sort)
    .map((column) => `${column} ${direction}`)
    .join(', ')
}

/** The condition under which a row comes after the cursor's. Throws VALIDATION for a cursor of another order. */
export function afterCursor({
  sort,
  direction,
  cursor,
}: Pick<ListRequest, 'sort' | 'direction' | 'cursor'>): SqlPart {
  if (cursor === null) return { sql: '1', values: [] }
  const columns = keyColumns(sort)
  const keys = readCursor(cursor, sort, columns.length)
  const holders = columns.map(() => '?').join(', ')
  return { sql: `(${columns.join(', ')}) ${direction === 'asc' ? '>' : '<'} (${holders})`, values: keys }
}

/** A cursor that continues after a row with these keys. */
export function writeCursor(sort: ListRequest['sort'], keys: readonly SqlValue[]): string {
  return Buffer.from(JSON.stringify([sort, ...keys])).toString('base64url')
}

const cursorContent = z.tuple([z.string()], z.union([z.string(), z.number()]))

function readCursor(cursor: string, sort: string, length: number): readonly SqlValue[] {
  const content = cursorContent.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  const [of, ...keys] = content.data ?? []
  if (of === sort && keys.length === length) return keys
  throw new RefrainError('VALIDATION', 'This page belongs to a list in another order. Load the list again.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The condition a filter stands for, over the tables f (finding), l (listing) and r (recording). */
export function filterCondition(filter: FindingFilter): SqlPart {
  const parts: SqlPart[] = []
  const add = (sql: string, ...values: SqlValue[]) => parts.push({ sql, values })
  if (filter.state !== null) add('f.state = ?', filter.state)
  if (filter.recordingId !== null) add('f.recording_id = ?', filter.recordingId)
  if (filter.claimable !== null) add('f.claimable = ?', filter.claimable ? 1 : 0)
  if (filter.domain !== null) {
    const key = ruleKey('domain', filter.domain)
    if (key.ok) add(withinDomain, key.key, key.key, key.key)
    else add('l.domain = ?', filter.domain.trim().toLowerCase())
  }
  if (filter.sweepId !== null) {
    add('l.sweep_file_id IN (SELECT id FROM sweep_file WHERE sweep_id = ?)', filter.sweepId)
  }
  const { sourceId = null, since = null } = filter
  if (sourceId !== null) add('l.source_id = ?', sourceId)
  if (since !== null) add('f.found_at >= ?', since)
  const search = filter.search.trim()
  if (search !== '') parts.push(searchCondition(search))
  return {
    sql: parts.length === 0 ? '1' : parts.map(({ sql }) => sql).join(' AND '),
    values: parts.flatMap(({ values }) => values),
  }
}

/** What a rule for the domain settles: the domain and everything under it. What can be no rule is one host only. */
const withinDomain = `l.domain IN (SELECT d.domain FROM (SELECT DISTINCT domain FROM listing) d
  WHERE d.domain = ? OR substr(d.domain, -length(?) - 1) = '.' || ?)`

const searchedText = ['l.title', 'l.artist', 'l.isrc', 'l.url', 'l.account', 'l.label', 'r.isrc']

/** Finds the words in the listing as written, or in the recording's title or artist however they are spelt. */
function searchCondition(search: string): SqlPart {
  const pattern = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const written = searchedText.map((column) => `${column} LIKE ? ESCAPE '\\'`)
  const folded = foldText(search)
  const spelt = folded === '' ? [] : ['instr(r.title_key, ?)', 'instr(r.artist_key, ?)']
  return {
    sql: `(${[...written, ...spelt].join(' OR ')})`,
    values: [...searchedText.map(() => pattern), ...spelt.map(() => folded)],
  }
}
