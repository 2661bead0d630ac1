import type { CatalogueEntry } from '../../../../shared/domain/export/catalogue-json.ts'
import { artistKey, titleKey } from '../../../../shared/domain/text/fold.ts'
import { mergeCredits } from './credits.ts'
import type { Merge } from './merge.ts'
import { mergeShares } from './shares.ts'

type Recording = CatalogueEntry<'recordings'>

/** How far two lengths of the same recording may be apart when nothing but titles identifies it. */
const durationToleranceMs = 2000

/** A recording is known by its ISRC, else as it was paired beforehand, else by title, artist, version, kind and length. */
export function mergeRecording(merge: Merge, entry: Recording): void {
  const { id, created } = merge.rows.put({
    table: 'recording',
    existing: recordingOf(merge, entry),
    values: recordingValues(entry),
    derived: { title_key: titleKey(entry.title), artist_key: artistKey(entry.artist) },
    stamp: 'updated_at',
  })
  merge.numbers.note('recordings', id)
  merge.touched.add(id)
  const { parent, parentRelation: relation } = entry
  if (parent !== null || relation !== null) {
    merge.madeFrom.push({ place: merge.report.current().place, recording: id, parent, relation })
  }
  mergeCodes(merge, id, entry.identifiers)
  mergeWorks(merge, id, entry.works)
  mergeCredits(merge, 'recording', id, entry.contributions)
  mergeShares(merge, { type: 'recording', id, created }, entry.splits)
  mergeDecisions(merge, id, entry.isrcDecisions)
}

function recordingOf({ rows }: Merge, entry: Recording): number | null {
  return (
    (entry.isrc === null ? null : rows.find('SELECT id FROM recording WHERE isrc = ?', entry.isrc)) ??
    rows.find('SELECT id FROM recording_pair WHERE place = ?', entry.id) ??
    rows.findFree(
      'recording',
      `SELECT id FROM recording WHERE title_key = ? AND artist_key = ? AND version = ? COLLATE NOCASE AND kind = ?
       AND (isrc IS NULL OR ? IS NULL)
       AND (duration_ms IS NULL OR ? IS NULL OR abs(duration_ms - ?) <= ${durationToleranceMs})
       AND id NOT IN (SELECT id FROM recording_pair)
       AND (isrc IS NULL OR isrc NOT IN (SELECT value FROM offered_code WHERE kind = 'isrc'))
       ORDER BY isrc IS ? DESC, coalesce(abs(duration_ms - ?), ${durationToleranceMs}), created_at = ? DESC, id`,
      ...[titleKey(entry.title), artistKey(entry.artist), entry.version, entry.kind],
      ...[entry.isrc, entry.durationMs, entry.durationMs],
      ...[entry.isrc, entry.durationMs, entry.createdAt],
    )
  )
}

function recordingValues(entry: Recording) {
  return {
    title: entry.title,
    version: entry.version,
    artist: entry.artist,
    isrc: entry.isrc,
    duration_ms: entry.durationMs,
    year: entry.year,
    kind: entry.kind,
    right_held: entry.rightHeld,
    registration_number: entry.registrationNumber,
    authorized_url: entry.authorizedUrl,
    notes: entry.notes,
    published_on: entry.publishedOn,
    country: entry.country,
    p_line: entry.pLine,
    genre: entry.genre,
    explicit: entry.explicit,
    created_at: entry.createdAt,
    updated_at: entry.updatedAt,
  }
}

function mergeCodes({ rows }: Merge, id: number, codes: Recording['identifiers']): void {
  const same = 'SELECT id FROM identifier WHERE recording_id = ? AND scheme = ? AND value = ?'
  for (const { scheme, value, raw, source, state, createdAt } of codes) {
    const values = { recording_id: id, scheme, value, raw, source, state, created_at: createdAt }
    rows.attach('identifier', values, [same, id, scheme, value])
  }
}

function mergeWorks({ numbers, rows }: Merge, id: number, works: Recording['works']): void {
  const same = 'SELECT id FROM recording_work WHERE recording_id = ? AND work_id = ?'
  for (const { work, relation } of works) {
    const workId = numbers.refer('works', work)
    rows.attach('recording_work', { recording_id: id, work_id: workId, relation }, [same, id, workId])
  }
}

function mergeDecisions({ rows }: Merge, id: number, decisions: Recording['isrcDecisions']): void {
  const same = 'SELECT id FROM isrc_decision WHERE recording_id = ? AND decided_at = ? AND answers = ?'
  for (const { answers, conclusion, rule, note, decidedAt } of decisions) {
    const values = { recording_id: id, answers, conclusion, rule, note, decided_at: decidedAt }
    rows.attach('isrc_decision', values, [same, id, decidedAt, answers])
  }
}
