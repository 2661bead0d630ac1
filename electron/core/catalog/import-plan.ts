import type { FieldProblem } from '../../../shared/contract/common.ts'
import type { ImportRow } from '../../../shared/contract/imports.ts'
import type { DraftRecording, DraftRelease } from './import-draft.ts'
import { newRelease, otherNumber, recordingPatch, releasePatch } from './import-fill.ts'
import type { CatalogueView } from './import-lookup.ts'
import { codeOfAnother, type CodeOfRow, findRecording, findRelease } from './import-match.ts'
import type { CheckedRow } from './import-rows.ts'

/** What a row will do, and what the artist should know about it. */
export interface PlannedRow {
  readonly action: ImportRow['action']
  readonly problems: readonly FieldProblem[]
}

/**
 * Plans one row after the other against the catalogue as the rows before leave it:
 * - a row belongs to the recording with its ISRC, else to the one with the same title, artist and version;
 * - it only fills what is empty: a value that differs is reported and the known one kept;
 * - a code that contradicts is kept beside the recording, as another code or as a conflict, never lost.
 */
export function createPlanner(view: CatalogueView): (row: CheckedRow) => PlannedRow {
  let lastRelease: { readonly key: string; readonly release: DraftRelease } | null = null

  function releaseOf(
    row: CheckedRow,
    notes: FieldProblem[],
  ): { release: DraftRelease; changed: boolean } | null {
    const { value } = row
    if (value.release === '' && value.gtin === null) return null
    const key = `${value.gtin ?? ''}\n${value.release}\n${row.artistKey}\n${value.label}\n${value.releaseDate ?? ''}`
    if (lastRelease?.key === key) return { release: lastRelease.release, changed: false }
    const known = findRelease(view, row)
    const patch = known === null ? {} : releasePatch(known, value, notes)
    const changed = known === null || Object.keys(patch).length > 0
    const release =
      known === null
        ? view.addRelease(newRelease(row, notes))
        : changed
          ? view.changeRelease(known, patch)
          : known
    lastRelease = { key, release }
    return { release, changed }
  }

  /** Puts the recording on the release of the row; true when that adds anything. */
  function link(recordingId: number, isNew: boolean, row: CheckedRow, notes: FieldProblem[]): boolean {
    const found = releaseOf(row, notes)
    if (found === null) return false
    const { trackNumber: number, discNumber } = row.value
    const track = isNew ? null : view.track(recordingId, found.release.id)
    if (track !== null && (number === null || track.number !== null)) {
      if (number !== null && track.number !== number) notes.push(otherNumber(track.number, number))
      return found.changed
    }
    view.putTrack({
      recording_id: recordingId,
      release_id: found.release.id,
      is_new: track?.is_new ?? 1,
      disc: discNumber ?? track?.disc ?? 1,
      number,
    })
    return true
  }

  /** Keeps the codes of the row that are not the recording's own; true when one of them is new. */
  function noteCodes(recordingId: number, row: CheckedRow, code: CodeOfRow, notes: FieldProblem[]): boolean {
    const { isrc, otherIsrcs } = row.value
    const note = (value: string, state: Exclude<CodeOfRow, 'own'>) =>
      view.addIdentifier({ recording_id: recordingId, value, raw: row.rawIsrc, state })
    let added = isrc !== null && code !== 'own' && note(isrc, code)
    for (const other of otherIsrcs) {
      const holder = view.byIsrc(other)
      if (holder?.id === recordingId) continue
      if (holder) notes.push(codeOfAnother(other, holder))
      added = note(other, holder ? 'conflict' : 'alias') || added
    }
    return added
  }

  function create(row: CheckedRow, code: CodeOfRow, notes: FieldProblem[]): void {
    const { value } = row
    const id = view.addRecording({
      title: value.title,
      version: value.version,
      artist: value.artist,
      isrc: code === 'own' ? value.isrc : null,
      duration_ms: value.durationMs,
      year: value.year,
      registration_number: value.registrationNumber,
      authorized_url: value.url,
      title_key: row.titleKey,
      artist_key: row.artistKey,
    })
    link(id, true, row, notes)
    noteCodes(id, row, code, notes)
  }

  /** True when the row adds anything. */
  function merge(known: DraftRecording, row: CheckedRow, code: CodeOfRow, notes: FieldProblem[]): boolean {
    const patch = recordingPatch(known, row, code, notes)
    const filled = Object.keys(patch).length > 0
    if (filled) view.changeRecording(known, patch)
    const noted = noteCodes(known.id, row, code, notes)
    return link(known.id, false, row, notes) || filled || noted
  }

  return (row) => {
    if (row.rejected) return { action: 'rejected', problems: row.problems }
    const notes: FieldProblem[] = []
    const { known, code } = findRecording(view, row, notes)
    let action: ImportRow['action'] = 'create'
    if (known === null) create(row, code, notes)
    else action = merge(known, row, code, notes) ? 'update' : 'unchanged'
    return { action, problems: notes.length === 0 ? row.problems : [...row.problems, ...notes] }
  }
}
