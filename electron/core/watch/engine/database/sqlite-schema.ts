/** A column as its table declares it. */
export interface TableColumn {
  readonly name: string
  readonly affinity: 'integer' | 'text' | 'real' | 'numeric' | 'blob'
  /** True for the one that stands for the number of the row, and is kept there. */
  readonly isRowid: boolean
  /** How its texts are compared: `binary`, `nocase`, `rtrim`, or one that only the program that made it knows. */
  readonly collation: string
}

export interface TableSchema {
  readonly name: string
  readonly rootPage: number
  readonly columns: readonly TableColumn[]
  /** False for WITHOUT ROWID: such a table is kept as an index is. */
  readonly hasRowid: boolean
}

export interface IndexSchema {
  readonly table: string
  readonly rootPage: number
  /** Names of the indexed columns; empty for an expression. */
  readonly columns: readonly { readonly name: string; readonly collation: string }[]
  /** True when rows can be missing from it (a WHERE clause). */
  readonly isPartial: boolean
}

/** Reads `CREATE TABLE`; null when it declares no columns that can be told. */
export function parseTable(name: string, rootPage: number, sql: string): TableSchema | null {
  const tokens = tokensOf(sql)
  const open = tokens.indexOf('(')
  if (
    open < 0 ||
    !/^create$/i.test(tokens[0] ?? '') ||
    tokens.slice(0, open).some((token) => /^virtual$/i.test(token))
  )
    return null
  const { parts, end } = listAt(tokens, open)
  const keys = parts
    .filter(isConstraint)
    .map(primaryKeyOf)
    .find((key) => key !== null)
  const rest = tokens.slice(end).join(' ')
  const hasRowid = !/without\s+rowid/i.test(rest)
  const columns = parts
    .filter((part) => !isConstraint(part) && part.length > 0)
    .map((part) => columnOf(part, keys ?? null, hasRowid))
  return columns.length === 0 ? null : { name, rootPage, columns, hasRowid }
}

/** Reads `CREATE INDEX`; null when it makes no sense. */
export function parseIndex(table: string, rootPage: number, sql: string): IndexSchema | null {
  const tokens = tokensOf(sql)
  const open = tokens.indexOf('(')
  if (open < 0) return null
  const { parts, end } = listAt(tokens, open)
  const columns = parts.map((part) => {
    const collate = part.findIndex((token) => /^collate$/i.test(token))
    const plain = part.filter((token, index) => index > 0 && !/^(?:asc|desc)$/i.test(token))
    const isExpression = part.includes('(') || (plain.length > 0 && collate !== 1)
    return {
      name: isExpression ? '' : unquoted(part[0] ?? ''),
      collation: collate < 0 ? '' : unquoted(part[collate + 1] ?? '').toLowerCase(),
    }
  })
  const isDescending = parts.some((part) => part.some((token) => /^desc$/i.test(token)))
  if (isDescending) return null
  return { table, rootPage, columns, isPartial: tokens.slice(end).some((token) => /^where$/i.test(token)) }
}

/** Words, names in their quotation marks, brackets and commas; comments left out. */
function tokensOf(sql: string): readonly string[] {
  const pattern =
    /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|[(),]|[^\s(),"'`[]+/g
  return (sql.slice(0, 200_000).match(pattern) ?? []).filter(
    (token) => !token.startsWith('--') && !token.startsWith('/*'),
  )
}

/** What stands between the bracket at `open` and its counterpart, divided at its own commas. */
function listAt(tokens: readonly string[], open: number): { parts: readonly string[][]; end: number } {
  const parts: string[][] = [[]]
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    if (token === '(') depth++
    if (token === ')') depth--
    if (depth === 0) return { parts, end: at + 1 }
    if (token === ',' && depth === 1) parts.push([])
    else if (at > open) parts.at(-1)?.push(token)
  }
  return { parts, end: tokens.length }
}

function isConstraint([first = '']: readonly string[]): boolean {
  return /^(?:constraint|primary|unique|check|foreign)$/i.test(first)
}

/** The only column of a table's PRIMARY KEY clause, lower case; null when there are others or none. */
function primaryKeyOf(part: readonly string[]): string | null {
  const at = part.findIndex((token) => /^primary$/i.test(token))
  const open = part.indexOf('(')
  if (at < 0 || open < 0 || part.includes(',')) return null
  return unquoted(part[open + 1] ?? '').toLowerCase()
}

function columnOf(part: readonly string[], key: string | null, hasRowid: boolean): TableColumn {
  const name = unquoted(part[0] ?? '')
  const constraint = part.findIndex(
    (token, index) =>
      index > 0 &&
      /^(?:constraint|primary|not|null|unique|check|default|collate|references|generated|as)$/i.test(token),
  )
  const type = part
    .slice(1, constraint < 0 ? part.length : constraint)
    .join(' ')
    .toUpperCase()
  const isKey = /\bprimary key\b/i.test(part.join(' ')) || key === name.toLowerCase()
  const collate = part.findIndex((token) => /^collate$/i.test(token))
  const collation = collate < 0 ? 'binary' : unquoted(part[collate + 1] ?? '').toLowerCase()
  return { name, affinity: affinityOf(type), isRowid: hasRowid && isKey && type === 'INTEGER', collation }
}

/** https://www.sqlite.org/datatype3.html, section 3.1. */
function affinityOf(type: string): TableColumn['affinity'] {
  if (type.includes('INT')) return 'integer'
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text'
  if (type === '' || type.includes('BLOB')) return 'blob'
  return /REAL|FLOA|DOUB/.test(type) ? 'real' : 'numeric'
}

function unquoted(name: string): string {
  const mark = name[0] ?? ''
  if (mark === '[') return name.slice(1, -1)
  return mark === '"' || mark === '`' || mark === "'" ? name.slice(1, -1).replaceAll(mark + mark, mark) : name
}
