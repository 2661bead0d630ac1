import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { createRecordingsRepository } from '../../catalog/index.ts'
import type { JobControl } from '../../context.ts'
import type { CatalogueMerge } from './catalogue-merge.ts'

/** Works out anew what the recordings lack and how they are searched. */
export async function derive(db: Database, merge: CatalogueMerge, control: JobControl): Promise<void> {
  const recordings = createRecordingsRepository(db)
  const update = db.prepare('UPDATE recording SET missing = ?, search_key = ? WHERE id = ?')
  let done = 0
  for (const id of merge.touchedRecordings()) {
    const { missing, search_key: searchKey } = recordings.withFields(recordings.mustGet(id), {})
    update.run(missing, searchKey, id)
    if (++done % 500 !== 0) continue
    await nextTurn()
    control.signal.throwIfAborted()
  }
}

/** Works out anew how the releases of an import are searched. */
export function deriveReleases(db: Database, importId: number): void {
  db.prepare(
    `UPDATE release SET search_key = search_key(title, artist, label, gtin)
     WHERE id IN (SELECT row_id FROM import_change WHERE batch_id = ? AND table_name = 'release')`,
  ).run(importId)
}
