import type { Database } from 'better-sqlite3'
import type { CatalogueEntry, CatalogueSection } from '../../../../shared/domain/export/catalogue-json.ts'
import type { ImportJournal } from '../import-journal.ts'
import { mergeAsset } from './assets.ts'
import { mergeDocument, mergeDocumentSubject } from './documents.ts'
import { mergeIsrcBlock, mergeIsrcLedger } from './isrc.ts'
import { mergeMadeFrom } from './made-from.ts'
import type { MergeReport } from './merge-report.ts'
import { createMerge, type Merge } from './merge.ts'
import { mergeParty } from './parties.ts'
import { mergeRecording } from './recordings.ts'
import { mergeRegistration } from './registrations.ts'
import { mergeRelease } from './releases.ts'
import { mergeWork } from './works.ts'

/** Takes entries in the order of the file and brings them into the store. */
export interface CatalogueMerge extends Pick<MergeReport, 'counts' | 'kept'> {
  /** Throws VALIDATION when a reference leads nowhere or two entries have the same code. */
  add<S extends CatalogueSection>(section: S, entry: CatalogueEntry<S>, place: number): void
  /** Sets the references that point forward. Call when every entry was added. */
  finish(): void
  /** Recordings whose facts may have changed. */
  touchedRecordings(): Iterable<number>
}

const mergers: { readonly [S in CatalogueSection]: (merge: Merge, entry: CatalogueEntry<S>) => void } = {
  parties: mergeParty,
  documents: mergeDocument,
  works: mergeWork,
  recordings: mergeRecording,
  releases: mergeRelease,
  registrations: mergeRegistration,
  documentSubjects: mergeDocumentSubject,
  assets: mergeAsset,
  isrcBlocks: mergeIsrcBlock,
  isrcLedger: mergeIsrcLedger,
}

/**
 * Merges a catalogue into the store: an entry is the row with the same code (ISRC, barcode, IPI, ISNI, ISWC,
 * registration number, SHA-256), else the nearest row with the same names that was there before and that no other entry
 * is. What is known stays; empty fields are filled; lists are joined. Must run inside the import's transaction.
 */
export function createCatalogueMerge(db: Database, journal: ImportJournal, at: string): CatalogueMerge {
  const merge = createMerge(db, journal, at)
  const { report, numbers } = merge
  return {
    add(section, entry, place) {
      report.begin({ section, place, title: titleOf(entry) })
      if (numbers.covers(section) && 'id' in entry && entry.id !== place) {
        throw report.wrong(`has the number ${String(entry.id)}; entries are numbered from 1 in their order`)
      }
      mergers[section](merge, entry)
    },
    finish() {
      for (const reference of merge.madeFrom) mergeMadeFrom(merge, reference)
    },
    counts: () => report.counts(),
    kept: () => report.kept(),
    touchedRecordings: () => merge.touched,
  }
}

function titleOf(entry: object): string {
  for (const key of ['title', 'name', 'number', 'isrc', 'fileName', 'prefix']) {
    const value: unknown = Reflect.get(entry, key)
    if (typeof value === 'string') return value
  }
  return ''
}
