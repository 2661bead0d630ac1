import type { ImportRow } from '../../../shared/contract/imports.ts'
import type { FieldProblem } from '../../../shared/contract/common.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'
import type { FieldConflict } from './import-conflict.ts'
import type { DraftRecording, DraftRelease } from './import-draft.ts'
import {
  newRelease,
  recordingPatch,
  releasePatch,
  type RowReport,
  singleConflict,
  trackConflicts,
  withoutRelease,
} from './import-fill.ts'
import type { RightsPlanner } from './import-contributors.ts'
import type { CatalogueView } from './import-lookup.ts'
import { codeOfAnother, type CodeOfRow, findRecording, findRelease } from './import-match.ts'
import type { CheckedRow } from './import-rows.ts'
import { hashOfText } from './key-index.ts'

/** What a row will do, and what the artist should know about it. */
export interface PlannedRow {
  readonly action: ImportRow['action']
  readonly problems: readonly FieldProblem[]
  readonly conflicts: readonly FieldConflict[]
  /** True when an earlier row was about the same recording. */
  readonly repeated: boolean
}

const noConflicts: readonly FieldConflict[] = []

/**
 * Plans one row after the other against the catalogue as the rows before leave it:
 * - a row belongs to the recording with its ISRC, else to the one at its place of the release with its barcode, else
 *   to the one with the same title, artist and version;
 * - it only fills what is empty: a value that differs is a conflict for the artist to decide, and the known one stays;
 * - a code that contradicts is kept beside the recording, as another code or as a conflict, never lost.
 */
export function createPlanner(view: CatalogueView, rights: RightsPlanner): (row: CheckedRow) => PlannedRow {
  const seen = createIdSet()
  let lastRelease: { readonly row: CheckedRow; readonly release: DraftRelease } | null = null

  function releaseOf(row: CheckedRow, report: RowReport): { release: DraftRelease; changed: boolean } | null {
    const { value } = row
    if (value.release === '' && value.gtin === null) return null
    if (lastRelease !== null && sameRelease(lastRelease.row, row))
      return { release: lastRelease.release, changed: false }
    const known = findRelease(view, row)
    const patch = known === null ? {} : releasePatch(known, value, report)
    const changed = known === null || Object.keys(patch).length > 0
    const release =
      known === null
        ? view.addRelease(newRelease(row, report))
        : changed
          ? view.changeRelease(known, patch)
          : known
    lastRelease = { row, release }
    return { release, changed }
  }

  /** Puts a recording that is known on the release of the row; true when that adds anything. */
  function link(recording: DraftRecording, row: CheckedRow, report: RowReport): boolean {
    const found = releaseOf(row, report)
    if (found === null) {
      withoutRelease(row, report)
      return false
    }
    const { trackNumber: number, discNumber, alsoSingle } = row.value
    const track = view.track(recording.id, found.release.id)
    if (track !== null && (number === null || track.number !== null)) {
      trackConflicts(recording, track, row, report)
      if (alsoSingle === null || track.also_single !== 'unknown') return found.changed
      view.putTrack({ ...track, also_single: alsoSingle })
      return true
    }
    if (track !== null) singleConflict(recording, track, row, report)
    const placed = {
      recording_id: recording.id,
      release_id: found.release.id,
      is_new: track?.is_new ?? 1,
      disc: discNumber ?? track?.disc ?? 1,
      number,
      also_single:
        track === null || track.also_single === 'unknown' ? (alsoSingle ?? 'unknown') : track.also_single,
    }
    view.putTrack(placed)
    return true
  }

  /** Keeps the codes of the row that are not the recording's own; true when one of them is new. */
  function noteCodes(recordingId: number, row: CheckedRow, code: CodeOfRow, { notes }: RowReport): boolean {
    const { isrc, otherIsrcs } = row.value
    const note = (value: string, state: Exclude<CodeOfRow, 'own'>) =>
      view.addIdentifier({ recording_id: recordingId, value, raw: row.rawIsrc, state })
    let added = isrc !== null && code !== 'own' && note(isrc, code)
    for (const other of otherIsrcs) {
      const holder = view.byIsrc(other, hashOfText(other))
      if (holder?.id === recordingId) continue
      if (holder) notes.push(codeOfAnother(other, holder))
      added = note(other, holder ? 'conflict' : 'alias') || added
    }
    return added
  }

  function create(row: CheckedRow, code: CodeOfRow, report: RowReport): number {
    const { value } = row
    const isrc = code === 'own' ? value.isrc : null
    const found = releaseOf(row, report)
    if (found === null) withoutRelease(row, report)
    const id = view.newRecordingId()
    const recording: DraftRecording = {
      id,
      is_new: 1,
      title: value.title,
      version: value.version,
      artist: value.artist,
      isrc,
      duration_ms: value.durationMs,
      year: value.year,
      registration_number: value.registrationNumber,
      authorized_url: value.url,
      genre: value.genre,
      p_line: value.pLine,
      explicit: value.explicit ?? 'unknown',
      country: value.country,
      kind: value.kind ?? 'audio',
      right_held: value.rightHeld ?? 'unknown',
      notes: value.notes,
      title_key: row.titleKey,
      artist_key: row.artistKey,
      search_key: code === 'own' ? row.searchKey : searchKey(value.title, value.version, value.artist),
      release_id: found?.release.id ?? null,
      disc: value.discNumber ?? 1,
      number: value.trackNumber,
      also_single: value.alsoSingle ?? 'unknown',
    }
    view.addRecording(recording, row)
    noteCodes(id, row, code, report)
    return id
  }

  /** True when the row adds anything. */
  function merge(known: DraftRecording, row: CheckedRow, code: CodeOfRow, report: RowReport): boolean {
    const patch = recordingPatch(known, row, code, report)
    const filled = Object.keys(patch).length > 0
    if (filled) view.changeRecording(known, patch)
    const noted = noteCodes(known.id, row, code, report)
    return link(known, row, report) || filled || noted
  }

  /** A row that names no recording, but says who wrote a work. */
  function planWork(row: CheckedRow, { notes }: RowReport): PlannedRow {
    const action = rights.planWork(row, notes) ? 'update' : 'unchanged'
    return { action, problems: [...row.problems, ...notes], conflicts: noConflicts, repeated: true }
  }

  return (row) => {
    if (row.rejected) {
      return { action: 'rejected', problems: row.problems, conflicts: noConflicts, repeated: false }
    }
    const report: RowReport = { notes: [], conflicts: [] }
    if (row.ofWork) return planWork(row, report)
    const { known, code } = findRecording(view, row, report.notes)
    let action: ImportRow['action'] = 'create'
    let id = known?.id ?? 0
    if (known === null) id = create(row, code, report)
    else action = merge(known, row, code, report) ? 'update' : 'unchanged'
    if (row.value.rights !== null) {
      const releaseId = releaseOf(row, report)?.release.id ?? null
      const place = { recordingId: id, isNew: known === null || known.is_new === 1, releaseId }
      if (rights.plan(row, place, report.notes) && action === 'unchanged') action = 'update'
    }
    return {
      action,
      problems: report.notes.length === 0 ? row.problems : [...row.problems, ...report.notes],
      conflicts: report.conflicts,
      repeated: seen.add(id),
    }
  }
}

/** True for rows that are about the same release and say the same about it. */
function sameRelease(row: CheckedRow, other: CheckedRow): boolean {
  if (row.artistKey !== other.artistKey) return false
  const [one, two] = [row.value, other.value]
  return (
    one.gtin === two.gtin &&
    one.release === two.release &&
    one.label === two.label &&
    one.releaseDate === two.releaseDate &&
    one.releaseArtist === two.releaseArtist &&
    one.releaseType === two.releaseType &&
    one.catalogueNumber === two.catalogueNumber &&
    one.releasePLine === two.releasePLine &&
    one.cLine === two.cLine
  )
}

/** Ids that have been, a bit each. `add` tells whether the id was there already. */
function createIdSet(): { readonly add: (id: number) => boolean } {
  let bits = new Uint8Array(1024)
  return {
    add(id) {
      const at = id >>> 3
      if (at >= bits.length) {
        const larger = new Uint8Array(Math.max(at + 1, bits.length * 2))
        larger.set(bits)
        bits = larger
      }
      const byte = bits[at] ?? 0
      const bit = 1 << (id & 7)
      bits[at] = byte | bit
      return (byte & bit) !== 0
    },
  }
}
