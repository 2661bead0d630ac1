import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import type { Merge } from './merge.ts'

/** A file is known by its content. */
export function mergeAsset({ journal, numbers, rows }: Merge, entry: CatalogueEntry<'assets'>): void {
  const { id, created } = rows.put({
    table: 'asset',
    existing: rows.find('SELECT id FROM asset WHERE sha256 = ?', entry.sha256),
    values: {
      recording_id: entry.recording === null ? null : numbers.refer('recordings', entry.recording),
      role: entry.role,
      sha256: entry.sha256,
      path: entry.path,
      file_name: entry.fileName,
      bytes: entry.bytes,
      modified_ms: entry.modifiedMs,
      container: entry.container,
      codec: entry.codec,
      lossless: entry.lossless ? 1 : 0,
      sample_rate: entry.sampleRate,
      bits: entry.bits,
      channels: entry.channels,
      duration_ms: entry.durationMs,
      tags: entry.tags,
      art_sha256: entry.artSha256,
      added_at: entry.addedAt,
    },
  })
  if (!created || entry.fingerprint === null) return
  // Bytes are no part of the journal: undo removes the row as a whole.
  const fingerprint = Buffer.from(entry.fingerprint, 'base64')
  journal.prepare('UPDATE asset SET fingerprint = ? WHERE id = ?').run(fingerprint, id)
}
