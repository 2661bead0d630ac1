/** A piece of SQL with its parameters in order. */
export interface SqlPart {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

/** Conditions as one `WHERE`, or nothing when there are none. */
export function whereOf(parts: readonly SqlPart[]): SqlPart {
  return {
    sql: parts.length === 0 ? '' : ` WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    params: parts.flatMap(({ params }) => params),
  }
}

/** The recordings with these ids, under the alias `r`. */
export function memberOf(ids: readonly number[]): SqlPart {
  return { sql: 'r.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify(ids)] }
}
