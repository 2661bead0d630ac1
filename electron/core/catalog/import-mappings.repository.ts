import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { ColumnMapping, SourceDialect } from '../../../shared/contract/imports.ts'
import { readDialect, readMapping } from './imports.repository.ts'

const mappingRow = z.object({ dialect: z.string(), mapping: z.string(), used_at: z.string() })
const longestKey = 180

/** How the columns of a source were mapped last time. */
export interface RememberedMapping {
  readonly dialect: SourceDialect
  readonly mapping: ColumnMapping
  readonly usedAt: string
}

export type ImportMappingsRepository = ReturnType<typeof createImportMappingsRepository>

/** Mappings by source: a source is known by the names of its columns. */
export function createImportMappingsRepository(db: Database) {
  const one = db.prepare('SELECT dialect, mapping, used_at FROM import_mapping WHERE source_key = ?')
  const put = db.prepare(
    `INSERT INTO import_mapping (source_key, dialect, mapping, used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (source_key) DO UPDATE SET dialect = excluded.dialect, mapping = excluded.mapping, used_at = excluded.used_at`,
  )
  const forget = db.prepare('DELETE FROM import_mapping WHERE source_key = ?')
  return {
    get(sourceKey: string): RememberedMapping | null {
      const row = one.get(sourceKey)
      if (row === undefined) return null
      const { dialect, mapping, used_at: usedAt } = mappingRow.parse(row)
      return { dialect: readDialect(dialect), mapping: readMapping(mapping), usedAt }
    },
    remember(sourceKey: string, dialect: SourceDialect, mapping: ColumnMapping, at: string): void {
      put.run(sourceKey, JSON.stringify(dialect), JSON.stringify(mapping), at)
    },
    forget: (sourceKey: string): void => void forget.run(sourceKey),
  }
}

/** The key of column names in the form in which it is stored: as it is, or its hash where it is long. */
export function storedSourceKey(format: SourceDialect['format'], names: string): string {
  const key = `${format} ${names}`
  return key.length <= longestKey ? key : `${format} ${createHash('sha256').update(names).digest('hex')}`
}
