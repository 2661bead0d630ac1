import { type CheckedRow, checkRecord, rowSettings } from './import-rows.ts'
import type { ImportSource } from './import-source.ts'
import { readSourceBeginning, sourceRecords } from './source-kinds.ts'
import type { OnProgress } from './table-source.ts'

export interface CheckedBatch {
  readonly rows: readonly CheckedRow[]
  /** Rows of a report that are about no recording. */
  readonly skipped: number
}

/** Few enough that they are gone before the garbage collector comes across them. */
const rowsAtOnce = 500

/** `checkedRows` in this thread. */
export async function* checkHere(
  source: ImportSource,
  onProgress: OnProgress,
): AsyncGenerator<CheckedBatch, string> {
  const { path, dialect, mapping, heldPrefixes, artist } = source
  const reading = await readSourceBeginning(path, dialect)
  const settings = rowSettings(mapping, reading, { heldPrefixes, artist })
  const records = sourceRecords(path, dialect, onProgress)
  let step = await records.next()
  for (; step.done !== true; step = await records.next()) {
    let rows: CheckedRow[] = []
    let skipped = 0
    for (const record of step.value) {
      const row = checkRecord(record, settings)
      if (row === 'skipped') skipped++
      else if (row !== null && rows.push(row) >= rowsAtOnce) {
        yield { rows, skipped }
        rows = []
        skipped = 0
      }
    }
    yield { rows, skipped }
  }
  return step.value
}
