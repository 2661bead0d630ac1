import type { Database } from 'better-sqlite3'
import { foldText } from '../../../shared/domain/text/fold.ts'
import type { DraftRecording } from './import-draft.ts'
import type { CheckedRow } from './import-rows.ts'
import { createRecordingTables, type RecordingHashes } from './import-lookup-recordings.ts'
import { createReleaseTables } from './import-lookup-releases.ts'
import { createIdentifierTables, createTrackTables } from './import-lookup-tracks.ts'

const none: readonly DraftRecording[] = []

type RowKeys = Pick<CheckedRow, 'titleKey' | 'artistKey' | 'versionKey' | 'wordsHash'>

export type CatalogueView = ReturnType<typeof createCatalogueView>

/**
 * The catalogue as it will be after the rows planned so far: what is in the draft, and behind it what is stored.
 * `main` is only read, `draft` is written.
 */
export function createCatalogueView(main: Database, draft: Database) {
  const stored = {
    recordings: countOf(main, 'recording'),
    releases: countOf(main, 'release'),
    identifiers: countOf(main, "identifier WHERE scheme = 'isrc'"),
  }
  const recordings = createRecordingTables(main, draft, stored.recordings > 0)
  const releases = createReleaseTables(main, draft, stored.releases > 0)
  const flush = (): void => {
    recordings.flush()
    releases.flush()
  }
  const tracks = createTrackTables(main, draft, stored.releases > 0, { drafted: recordings.drafted, flush })
  const identifiers = createIdentifierTables(main, draft, stored.identifiers > 0)
  const voided = new Set(
    main
      .prepare<[], string>(
        `SELECT isrc FROM isrc_ledger WHERE seq IN (SELECT max(seq) FROM isrc_ledger GROUP BY isrc) AND state = 'voided'`,
      )
      .pluck()
      .all(),
  )
  return {
    /** True for a code the ledger has voided: it never becomes a recording's own again. */
    isVoided: (isrc: string): boolean => voided.size > 0 && voided.has(isrc),
    /** The recording whose own code this is. */
    byIsrc: recordings.byIsrc,
    /** The recording beside which this code is noted as another one of its codes. */
    byOtherIsrc: (isrc: string): DraftRecording | null => {
      const id = identifiers.holder(isrc)
      return id === null ? null : recordings.get(id)
    },
    /** Recordings of the same title and artist, and the same version words. */
    byKeys: ({ titleKey, artistKey, versionKey, wordsHash }: RowKeys): readonly DraftRecording[] => {
      if (titleKey === '' || artistKey === '') return []
      const same = recordings.byKeys(titleKey, artistKey, wordsHash)
      return same.length === 0
        ? same
        : same.filter(({ version }) => (version === '' ? '' : foldText(version)) === versionKey)
    },
    /** Recordings at a place of a release. */
    atPlace: (releaseId: number, disc: number, number: number): readonly DraftRecording[] => {
      const ids = tracks.at(releaseId, disc, number)
      return ids.length === 0 ? none : ids.flatMap((id) => recordings.get(id) ?? [])
    },
    newRecordingId: recordings.newId,
    /** Adds a recording under an id of `newRecordingId`. */
    addRecording: (recording: DraftRecording, hashes: RecordingHashes): void => {
      recordings.add(recording, hashes)
      tracks.enter(recording)
    },
    changeRecording: recordings.change,
    addIdentifier: identifiers.add,
    releasesByGtin: releases.byGtin,
    releasesByTitle: releases.byTitle,
    addRelease: releases.add,
    changeRelease: releases.change,
    track: tracks.get,
    putTrack: tracks.put,
    releaseTitleKeysOf: tracks.releaseTitleKeys,
    /** Writes what is still on its way into the draft. */
    flush,
  }
}

function countOf(db: Database, from: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get() ?? 0
}
