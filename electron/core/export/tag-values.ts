import type { Snapshot } from './snapshot.ts'
import { z } from 'zod'
import type { ReleaseDossier } from '../../../shared/domain/export/dossier.ts'
import { fullTitle, printedName } from '../../../shared/domain/export/dossier.ts'
import { createDossierReader } from './dossiers.ts'

/** What is written into the tags of a copy. Empty and null values are not written. */
export interface TagValues {
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly albumArtist: string
  readonly trackNumber: number | null
  readonly trackTotal: number | null
  readonly discNumber: number | null
  readonly discTotal: number | null
  readonly isrc: string | null
  readonly label: string
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly date: string | null
  readonly composers: readonly string[]
  readonly copyright: string
  readonly genre: string
}

const recordingRow = z.object({
  title: z.string(),
  version: z.string(),
  artist: z.string(),
  isrc: z.string().nullable(),
  year: z.int().nullable(),
  genre: z.string(),
  pLine: z.string(),
})

/** Reads the tags of a recording, as on its earliest chosen release. */
export function createTagReader(snapshot: Snapshot): (recordingId: number) => TagValues {
  const { db } = snapshot
  const dossiers = createDossierReader(snapshot)
  const release = db
    .prepare(
      `SELECT l.id FROM track t JOIN chosen_track c ON c.id = t.id JOIN release l ON l.id = t.release_id
       WHERE t.recording_id = ? ORDER BY l.release_date IS NULL, l.release_date, l.id LIMIT 1`,
    )
    .pluck()
  const alone = db.prepare(
    'SELECT title, version, artist, isrc, year, genre, p_line AS pLine FROM recording WHERE id = ?',
  )
  let last: ReleaseDossier | null = null
  return (recordingId) => {
    const releaseId = z.int().optional().parse(release.get(recordingId))
    if (releaseId === undefined) return ofRecording(recordingRow.parse(alone.get(recordingId)))
    if (last?.id !== releaseId) last = dossiers.release(releaseId)
    return ofTrack(last, recordingId)
  }
}

function ofRecording(row: z.infer<typeof recordingRow>): TagValues {
  return {
    title: fullTitle(row),
    artist: row.artist,
    album: '',
    albumArtist: '',
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    isrc: row.isrc,
    label: '',
    date: row.year === null ? null : String(row.year),
    composers: [],
    copyright: row.pLine,
    genre: row.genre,
  }
}

function ofTrack(release: ReleaseDossier, recordingId: number): TagValues {
  const track = release.tracks.find((one) => one.recordingId === recordingId)
  if (!track) throw new Error('a track of the snapshot is not on its release')
  const onDisc = release.tracks.filter(({ disc }) => disc === track.disc)
  const discs = new Set(release.tracks.map(({ disc }) => disc)).size
  const writers = new Set(['composer', 'composer-lyricist'])
  const composers = track.works.flatMap(({ credits }) =>
    credits.filter(({ role }) => writers.has(role)).map(printedName),
  )
  return {
    title: fullTitle(track),
    artist: track.artist,
    album: release.title,
    albumArtist: release.artist,
    trackNumber: track.number ?? onDisc.indexOf(track) + 1,
    trackTotal: onDisc.length,
    discNumber: track.disc,
    discTotal: discs,
    isrc: track.isrc,
    label: release.label,
    date: release.releaseDate ?? (track.year === null ? null : String(track.year)),
    composers: [...new Set(composers)],
    copyright: track.pLine === '' ? release.pLine : track.pLine,
    genre: track.genre === '' ? release.genre : track.genre,
  }
}
