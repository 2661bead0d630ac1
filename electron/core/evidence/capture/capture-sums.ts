import type { Database } from 'better-sqlite3'
import { renderManifest } from '../../../../shared/domain/evidence/bag.ts'

interface SumRow {
  readonly path: string
  readonly sha256: string
}

/**
 * The `sha256sums.txt` of a capture: its record and all its files, readable by `sha256sum -c` in the capture's folder of a
 * bundle. It follows from rows that are never changed, so it is the same whenever it is made; tokens stamp it.
 */
export function captureSums(db: Database, captureId: number): string {
  const rows = db
    .prepare<[{ id: number }], SumRow>(
      `SELECT 'capture.json' AS path, record_sha256 AS sha256 FROM capture WHERE id = @id
       UNION ALL SELECT name, sha256 FROM capture_file WHERE capture_id = @id`,
    )
    .all({ id: captureId })
  return renderManifest(rows)
}
