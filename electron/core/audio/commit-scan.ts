import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import type { ReleasePlan, SideCode, TrackPlan } from '../../../shared/domain/audio/import-plan.ts'
import { gtin14 } from '../../../shared/domain/identifiers/gtin.ts'
import { titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import { createRecordingsRepository, derivedColumns, emptyRecording } from '../catalog/index.ts'
import type { Change } from '../context.ts'
import type { ScanPlan } from './scan-plan.ts'

interface Request {
  readonly db: Database
  readonly change: Change
  readonly at: string
  /** Where the codes noted beside a recording come from, in words. */
  readonly source: string
  /** Called before each file that is written; what it throws ends the command. */
  readonly onFile: () => void
}

/** A request with what is read for every file, prepared once. */
interface Commit extends Request {
  readonly filled: Statement<[number]>
  readonly placed: Statement<[number, number]>
  readonly noted: Statement<[number, string]>
}

/**
 * Writes a plan: releases, recordings, their place on the releases, codes noted beside them and which files are theirs.
 * A recording that existed gets only what it lacked. Must run inside one undoable command.
 */
export function commitPlan(plan: ScanPlan, request: Request): void {
  const { db } = request
  const commit: Commit = {
    ...request,
    filled: db.prepare('SELECT isrc, duration_ms, year FROM recording WHERE id = ?'),
    placed: db.prepare('SELECT id, number FROM track WHERE release_id = ? AND recording_id = ?'),
    noted: db.prepare("SELECT 1 FROM identifier WHERE recording_id = ? AND scheme = 'isrc' AND value = ?"),
  }
  const made = new Map<number, number>()
  const codes = codesOfNew(plan)
  const known = new Set<number>()
  for (const release of plan.releases) {
    const taken = release.tracks.filter(({ action }) => action === 'create' || action === 'link')
    if (taken.length === 0) continue
    const releaseId = release.release.isRelease ? (release.releaseId ?? insertRelease(release, commit)) : null
    for (const track of taken) {
      commit.onFile()
      const recordingId = recordingOf(track, release, made, codes, commit)
      if (releaseId !== null) placeOnRelease(releaseId, recordingId, track, commit)
      for (const code of track.sideCodes) noteCode(recordingId, code, commit)
      commit.change.update('asset', track.track.file.id, { recording_id: recordingId })
      // A new recording was counted with its release; what stood before, or stands on a second one, is counted anew.
      if (track.action === 'link') known.add(recordingId)
    }
  }
  // How much a recording lacks follows from its columns and its releases.
  const recordings = createRecordingsRepository(commit.db)
  for (const id of known)
    commit.change.update('recording', id, recordings.withFields(recordings.mustGet(id), {}))
}

/** The code each new recording gets: that of the first of its files that has one. */
function codesOfNew({ releases }: ScanPlan): ReadonlyMap<number, string> {
  const codes = new Map<number, string>()
  for (const { tracks } of releases)
    for (const { newRecording, isrc } of tracks)
      if (newRecording !== null && isrc !== null && !codes.has(newRecording)) codes.set(newRecording, isrc)
  return codes
}

function recordingOf(
  plan: TrackPlan,
  release: ReleasePlan,
  made: Map<number, number>,
  codes: ReadonlyMap<number, string>,
  commit: Commit,
): number {
  if (plan.recordingId !== null) {
    fillRecording(plan.recordingId, plan, commit)
    return plan.recordingId
  }
  const number = plan.newRecording ?? 0
  const known = made.get(number)
  if (known !== undefined) return known
  const columns = {
    ...emptyRecording,
    title: plan.track.title,
    version: plan.version,
    artist: plan.artist,
    isrc: codes.get(number) ?? null,
    duration_ms: plan.track.file.durationMs,
    year: yearOf(plan.track.file.tags.date),
  }
  const { tags } = plan.track.file
  const { isRelease, title, gtin } = release.release
  const id = commit.change.insert('recording', {
    ...columns,
    ...derivedColumns(columns, { releaseTitle: isRelease ? title : null, gtin }),
    p_line: tags.pLine,
    genre: tags.genre,
    created_at: commit.at,
    updated_at: commit.at,
  })
  made.set(number, id)
  return id
}

const stored = z.object({
  isrc: z.string().nullable(),
  duration_ms: z.int().nullable(),
  year: z.int().nullable(),
})

function fillRecording(id: number, plan: TrackPlan, { filled, change, at }: Commit): void {
  const known = stored.parse(filled.get(id))
  const year = yearOf(plan.track.file.tags.date)
  const { durationMs } = plan.track.file
  const patch = {
    ...(known.isrc === null && plan.isrc !== null ? { isrc: plan.isrc } : {}),
    ...(known.duration_ms === null && durationMs !== null ? { duration_ms: durationMs } : {}),
    ...(known.year === null && year !== null ? { year } : {}),
  }
  if (Object.keys(patch).length > 0) change.update('recording', id, { ...patch, updated_at: at })
}

function insertRelease({ release }: ReleasePlan, { change, at }: Commit): number {
  return change.insert('release', {
    title: release.title,
    title_key: titleKey(release.title),
    artist: release.artist,
    label: release.label,
    gtin: release.gtin,
    gtin14: release.gtin === null ? null : gtin14(release.gtin),
    search_key: searchKey(release.title, release.artist, release.label, release.gtin),
    release_date: release.date,
    catalogue_number: release.catalogueNumber,
    p_line: release.pLine,
    c_line: release.copyright,
    genre: release.genre,
    created_at: at,
    updated_at: at,
  })
}

const trackRow = z.object({ id: z.int(), number: z.int().nullable() }).optional()

function placeOnRelease(
  releaseId: number,
  recordingId: number,
  plan: TrackPlan,
  { placed, change }: Commit,
): void {
  const known = trackRow.parse(placed.get(releaseId, recordingId))
  const { disc, number } = plan.track
  if (known === undefined)
    change.insert('track', { release_id: releaseId, recording_id: recordingId, disc, number })
  else if (known.number === null && number !== null) change.update('track', known.id, { disc, number })
}

function noteCode(
  recordingId: number,
  { value, raw, state }: SideCode,
  { noted, change, at, source }: Commit,
): void {
  if (noted.get(recordingId, value) !== undefined) return
  change.insert('identifier', {
    recording_id: recordingId,
    scheme: 'isrc',
    value,
    raw,
    source,
    state,
    created_at: at,
  })
}

function yearOf(date: string | null): number | null {
  return date === null ? null : Number(date.slice(0, 4))
}
