import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { AudioAsset } from '../../../shared/contract/audio.ts'
import { type AudioTags, audioTags } from '../../../shared/domain/audio/tags.ts'
import type { AudioFile } from './read-audio-file.ts'

const assetRow = z.object({
  id: z.int(),
  role: z.enum(['master', 'export', 'reference']),
  path: z.string(),
  file_name: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  container: z.string(),
  codec: z.string(),
  lossless: z.int(),
  sample_rate: z.int().nullable(),
  bits: z.int().nullable(),
  channels: z.int().nullable(),
  duration_ms: z.int().nullable(),
  has_fingerprint: z.int(),
  fingerprint_problem: z.string(),
  added_at: z.string(),
})

const waitingRow = z.object({
  id: z.int(),
  path: z.string(),
  file_name: z.string(),
  bytes: z.int(),
  modified_ms: z.number(),
})
export type WaitingAsset = z.infer<typeof waitingRow>

const scannedRow = z.object({
  id: z.int(),
  path: z.string(),
  recording_id: z.int().nullable(),
  duration_ms: z.int().nullable(),
  tags: z.string(),
})

/** An asset of a scan: where it lies, what its tags say, and the recording it is linked to. */
export interface ScannedAsset {
  readonly id: number
  readonly path: string
  readonly recordingId: number | null
  readonly durationMs: number | null
  readonly tags: AudioTags
}

const fingerprintCounts = z.object({ computed: z.int(), waiting: z.int(), failed: z.int() })

export type AssetsRepository = ReturnType<typeof createAssetsRepository>

/** Audio files the workspace knows, by their hash, and the places where they were seen. */
export function createAssetsRepository(db: Database) {
  const upsert = db.prepare(
    `INSERT INTO asset (sha256, role, path, file_name, bytes, modified_ms, container, codec, lossless, sample_rate, bits,
       channels, duration_ms, tags, art_sha256, added_at)
     VALUES (@sha256, @role, @path, @fileName, @bytes, @modifiedMs, @container, @codec, @lossless, @sampleRate, @bits,
       @channels, @durationMs, @tags, @art, @at)
     ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, file_name = excluded.file_name,
       modified_ms = excluded.modified_ms, container = excluded.container, codec = excluded.codec,
       lossless = excluded.lossless, sample_rate = excluded.sample_rate, bits = excluded.bits,
       channels = excluded.channels, duration_ms = excluded.duration_ms, tags = excluded.tags,
       art_sha256 = excluded.art_sha256
     RETURNING id`,
  )
  const seen = db.prepare(
    `INSERT INTO asset_path (path, asset_id, bytes, modified_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET asset_id = excluded.asset_id, bytes = excluded.bytes,
       modified_ms = excluded.modified_ms`,
  )
  const known = db
    .prepare('SELECT asset_id FROM asset_path WHERE path = ? AND bytes = ? AND modified_ms = ?')
    .pluck()
  const ofRecording = db.prepare(
    `SELECT id, role, path, file_name, bytes, sha256, container, codec, lossless, sample_rate, bits, channels,
       duration_ms, fingerprint IS NOT NULL AS has_fingerprint, fingerprint_problem, added_at
     FROM asset WHERE recording_id = ? ORDER BY lossless DESC, id`,
  )
  const waiting = db.prepare(
    `SELECT id, path, file_name, bytes, modified_ms FROM asset
     WHERE fingerprint IS NULL AND fingerprint_problem = '' AND id > ? ORDER BY id LIMIT ?`,
  )
  const counts = db.prepare(
    `SELECT count(fingerprint) AS computed,
       count(*) FILTER (WHERE fingerprint IS NULL AND fingerprint_problem = '') AS waiting,
       count(*) FILTER (WHERE fingerprint IS NULL AND fingerprint_problem <> '') AS failed FROM asset`,
  )
  const setFingerprint = db.prepare("UPDATE asset SET fingerprint = ?, fingerprint_problem = '' WHERE id = ?")
  const setProblem = db.prepare('UPDATE asset SET fingerprint_problem = ? WHERE id = ?')
  const clearProblems = db.prepare("UPDATE asset SET fingerprint_problem = '' WHERE fingerprint IS NULL")
  const ofScan = db.prepare(
    `SELECT DISTINCT a.id, f.path, a.recording_id, a.duration_ms, a.tags
     FROM audio_scan_file f JOIN asset a ON a.id = f.asset_id WHERE f.scan_id = ? ORDER BY f.path`,
  )

  return {
    /** Stores a file that was read; one with the same bytes is known already and gets its new place. */
    store(file: AudioFile, at: string): number {
      const { tags, art, problems } = file
      const id = z.object({ id: z.int() }).parse(
        upsert.get({
          sha256: file.sha256,
          role: file.lossless ? 'master' : 'export',
          path: file.path,
          fileName: file.fileName,
          bytes: file.bytes,
          modifiedMs: file.modifiedMs,
          container: file.container,
          codec: file.codec,
          lossless: file.lossless ? 1 : 0,
          sampleRate: file.sampleRate,
          bits: file.bits,
          channels: file.channels,
          durationMs: file.durationMs,
          tags: JSON.stringify({ ...tags, art, problems }),
          art: art?.sha256 ?? null,
          at,
        }),
      ).id
      seen.run(file.path, id, file.bytes, file.modifiedMs)
      return id
    },
    /** The asset that lies unchanged at this place, or null. */
    unchangedAt(path: string, bytes: number, modifiedMs: number): number | null {
      return z
        .int()
        .nullable()
        .parse(known.get(path, bytes, modifiedMs) ?? null)
    },
    ofRecording(recordingId: number): AudioAsset[] {
      return z.array(assetRow).parse(ofRecording.all(recordingId)).map(toAsset)
    },
    /** Assets of a scan in the order of their places; the same bytes in two places come once. */
    ofScan(scanId: number): readonly ScannedAsset[] {
      const taken = new Set<number>()
      return z
        .array(scannedRow)
        .parse(ofScan.all(scanId))
        .filter(({ id }) => !taken.has(id) && taken.add(id))
        .map(({ id, path, recording_id, duration_ms, tags }) => ({
          id,
          path,
          recordingId: recording_id,
          durationMs: duration_ms,
          tags: audioTags.parse(JSON.parse(tags)),
        }))
    },
    /** The next assets after `afterId` that have no fingerprint and were not tried in vain. */
    waiting: (afterId: number, limit: number): readonly WaitingAsset[] =>
      z.array(waitingRow).parse(waiting.all(afterId, limit)),
    fingerprintCounts: () => fingerprintCounts.parse(counts.get()),
    setFingerprint: (id: number, bytes: Uint8Array): void => void setFingerprint.run(bytes, id),
    setFingerprintProblem: (id: number, problem: string): void => void setProblem.run(problem, id),
    clearFingerprintProblems: (): void => void clearProblems.run(),
  }
}

function toAsset(row: z.infer<typeof assetRow>): AudioAsset {
  return {
    id: row.id,
    role: row.role,
    path: row.path,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    container: row.container,
    codec: row.codec,
    lossless: row.lossless === 1,
    sampleRate: row.sample_rate,
    bits: row.bits,
    channels: row.channels,
    durationMs: row.duration_ms,
    fingerprint:
      row.has_fingerprint === 1 ? 'computed' : row.fingerprint_problem === '' ? 'waiting' : 'failed',
    fingerprintProblem: row.fingerprint_problem,
    addedAt: row.added_at,
  }
}
