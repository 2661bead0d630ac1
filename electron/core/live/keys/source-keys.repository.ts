import type { Database } from 'better-sqlite3'

export type KeyKind = 'system' | 'passphrase'

export interface StoredSourceKey {
  readonly source: string
  readonly kind: KeyKind
  /** The closed secret. */
  readonly closed: string
  readonly savedAt: string
}

/** The table `live_key`. */
export function createSourceKeysRepository(db: Database) {
  const columns = 'source, kind, closed, saved_at AS savedAt'
  const all = db.prepare<[], StoredSourceKey>(`SELECT ${columns} FROM live_key ORDER BY source`)
  const find = db.prepare<[string], StoredSourceKey>(`SELECT ${columns} FROM live_key WHERE source = ?`)
  const put = db.prepare<[string, string, string, string]>(
    'INSERT OR REPLACE INTO live_key (source, kind, closed, saved_at) VALUES (?, ?, ?, ?)',
  )
  const drop = db.prepare<[string]>('DELETE FROM live_key WHERE source = ?')
  return {
    all: (): readonly StoredSourceKey[] => all.all(),
    find: (source: string): StoredSourceKey | undefined => find.get(source),
    put({ source, kind, closed, savedAt }: StoredSourceKey): void {
      put.run(source, kind, closed, savedAt)
    },
    drop: (source: string): boolean => drop.run(source).changes > 0,
  }
}
