import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import type { Merge } from './merge.ts'

/** A block of codes is known by its prefix and range. Throws VALIDATION when it ends before it begins. */
export function mergeIsrcBlock({ report, rows }: Merge, entry: CatalogueEntry<'isrcBlocks'>): void {
  if (entry.from > entry.to) throw report.wrong('has a range that ends before it begins')
  const same = 'SELECT id FROM isrc_block WHERE prefix = ? AND range_from = ? AND range_to = ?'
  rows.put({
    table: 'isrc_block',
    existing: rows.find(same, entry.prefix, entry.from, entry.to),
    values: {
      prefix: entry.prefix,
      range_from: entry.from,
      range_to: entry.to,
      year_from: entry.yearFrom,
      year_to: entry.yearTo,
      note: entry.note,
      created_at: entry.createdAt,
    },
  })
}

const sameLine = 'SELECT seq FROM isrc_ledger WHERE isrc = ? AND state = ? AND at = ? AND reason = ?'

const insertLine =
  'INSERT INTO isrc_ledger (isrc, state, recording_id, recording_title, reason, at) VALUES (?, ?, ?, ?, ?, ?)'

/** Append-only, also for undo: a code that ever was in the ledger is never handed out again. */
export function mergeIsrcLedger(
  { journal, numbers, report, rows }: Merge,
  { isrc, state, recording, recordingTitle, reason, at }: CatalogueEntry<'isrcLedger'>,
): void {
  if (rows.find(sameLine, isrc, state, at, reason) !== null) {
    report.tally('unchanged')
    return
  }
  const recordingId = recording === null ? null : numbers.refer('recordings', recording)
  journal.prepare(insertLine).run(isrc, state, recordingId, recordingTitle, reason, at)
  report.tally('created')
}
