import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import { gtin14 } from '../../../../shared/domain/identifiers/gtin.ts'
import { titleKey } from '../../../../shared/domain/text/fold.ts'
import { mergeCredits } from './credits.ts'
import type { Merge } from './merge.ts'

type Release = CatalogueEntry<'releases'>

/** A release is known by its barcode, else by title, artist and type. */
export function mergeRelease(merge: Merge, entry: Release): void {
  const code = entry.gtin === null ? null : gtin14(entry.gtin)
  const { id } = merge.rows.put({
    table: 'release',
    existing: releaseOf(merge, entry, code),
    values: {
      title: entry.title,
      artist: entry.artist,
      label: entry.label,
      gtin: entry.gtin,
      release_date: entry.releaseDate,
      notes: entry.notes,
      type: entry.type,
      catalogue_number: entry.catalogueNumber,
      p_line: entry.pLine,
      c_line: entry.cLine,
      genre: entry.genre,
      created_at: entry.createdAt,
      updated_at: entry.updatedAt,
    },
    derived: { title_key: titleKey(entry.title), gtin14: code },
    stamp: 'updated_at',
  })
  merge.numbers.note('releases', id)
  for (const track of entry.tracks) mergeTrack(merge, id, track)
  mergeCredits(merge, 'release', id, entry.contributions)
}

function releaseOf({ rows }: Merge, entry: Release, code: string | null): number | null {
  return (
    (code === null ? null : rows.findFree('release', 'SELECT id FROM release WHERE gtin14 = ?', code)) ??
    rows.findFree(
      'release',
      `SELECT id FROM release WHERE title_key = ? AND artist = ? COLLATE NOCASE AND (gtin14 IS NULL OR ? IS NULL)
       AND (type = '' OR ? = '' OR type = ?)
       AND (gtin14 IS NULL OR gtin14 NOT IN (SELECT value FROM offered_code WHERE kind = 'gtin'))
       ORDER BY gtin14 IS ? DESC, type = ? DESC, release_date IS ? DESC, catalogue_number = ? DESC, title = ? DESC,
         created_at = ? DESC, label = ? DESC, notes = ? DESC, id`,
      ...[titleKey(entry.title), entry.artist, code, entry.type, entry.type],
      ...[code, entry.type, entry.releaseDate, entry.catalogueNumber, entry.title],
      ...[entry.createdAt, entry.label, entry.notes],
    )
  )
}

function mergeTrack({ numbers, rows, touched }: Merge, releaseId: number, track: Release['tracks'][number]) {
  const recordingId = numbers.refer('recordings', track.recording)
  touched.add(recordingId)
  const values = {
    release_id: releaseId,
    recording_id: recordingId,
    disc: track.disc,
    number: track.number,
    also_single: track.alsoSingle,
    title_override: track.titleOverride,
  }
  const same = 'SELECT id FROM track WHERE release_id = ? AND recording_id = ?'
  rows.attach('track', values, [same, releaseId, recordingId])
}
