/** A page of a list as the core gives it. */
interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextCursor: string | null
}

/** Where the next page starts: after the cursor, where the list has one, else at the offset. */
interface Place {
  readonly cursor: string | null
  readonly offset: number
  readonly limit: number
}

const pageSize = 500

/** Every row of a list that is read page by page, so that only one of them is held. */
export async function* eachRow<Row>(load: (place: Place) => Promise<Page<Row>>): AsyncGenerator<Row> {
  let cursor: string | null = null
  let offset = 0
  do {
    const page: Page<Row> = await load({ cursor, offset, limit: pageSize })
    yield* page.rows
    offset += page.rows.length
    cursor = page.nextCursor
  } while (cursor !== null)
}

/** Every row of a list that is read in pages of 500. */
export async function allPages<Row>(
  load: (page: {
    readonly offset: number
    readonly limit: number
  }) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (;;) {
    const page = await load({ offset: rows.length, limit: 500 })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
