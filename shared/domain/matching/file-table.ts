import { foldText } from '../text/fold.ts'

/** The columns of a table that says which tracks' audio a dump holds, by their names. */
export interface FileTableColumns {
  readonly trackId: string
  readonly fileName: string
  /** Null when the table only lists files that are there. */
  readonly status: string | null
  readonly sha256: string | null
}

const trackIds: ReadonlySet<string> = new Set(['trackid', 'trackids', 'spotifyid', 'spotifytrackid'])
const fileNames: ReadonlySet<string> = new Set(['filename', 'filepath', 'path', 'file'])
const statuses: ReadonlySet<string> = new Set(['status', 'downloadstatus', 'state'])
const hashes: readonly string[] = ['sha256original', 'sha256', 'filesha256', 'sha256withembeddedmeta']

/**
 * Tells whether columns are those of a file table, as the dump published in December 2025 has one: `track_files` with
 * `track_id`, `filename`, `status` and hashes. Null for any other.
 */
export function fileTableColumns(columns: readonly string[]): FileTableColumns | null {
  const named = (names: ReadonlySet<string>) => columns.find((name) => names.has(foldText(name))) ?? null
  const [trackId, fileName] = [named(trackIds), named(fileNames)]
  if (trackId === null || fileName === null) return null
  const sha256 = hashes.flatMap((hash) => columns.find((name) => foldText(name) === hash) ?? [])[0] ?? null
  return { trackId, fileName, status: named(statuses), sha256 }
}

/** What a row of a file table says. */
export interface AudioSaid {
  readonly isTaken: boolean
  /** Why a finding says so, in words. */
  readonly reason: string
}

const taken: ReadonlySet<string> = new Set(['success', 'ok', 'done', 'downloaded', 'complete', 'completed'])
const longest = 300

/**
 * Reads a row of a file table. Audio counts as taken when the row names a file and its status, where there is one, is
 * that of success: `error_…` and `skipped_…` are not.
 */
export function audioSaid(row: {
  readonly fileName: string
  readonly status: string
  readonly sha256: string
}): AudioSaid {
  const fileName = clipped(row.fileName)
  const status = clipped(row.status)
  const isRefused = status !== '' && !taken.has(status.toLowerCase())
  if (fileName === '' || isRefused) {
    const why = isRefused ? `its status there is “${status}”` : 'it names no file'
    return { isTaken: false, reason: `The file table says that its audio was not taken: ${why}` }
  }
  const hash = /^[0-9a-f]{64}$/i.test(row.sha256.trim()) ? `, SHA-256 ${row.sha256.trim().toLowerCase()}` : ''
  return { isTaken: true, reason: `The file table says that its audio was taken: “${fileName}”${hash}` }
}

/** True for what may be a track's own name at a service: texts that could be anything are not looked for. */
export function isTrackId(ref: string): boolean {
  return /^[0-9A-Za-z]{22}$/.test(ref)
}

function clipped(text: string): string {
  const kept = text.trim()
  return kept.length <= longest ? kept : `${kept.slice(0, longest - 1)}…`
}
