import type { CatalogueSection } from '../../../../shared/domain/export/catalogue-json.ts'
import type { MergeReport } from './merge-report.ts'

/** What credits, shares, registrations and documents can belong to. */
export type Subject = 'recording' | 'work' | 'release' | 'party' | 'registration'

/** Sections whose entries others refer to by number. */
export type NumberedSection = 'parties' | 'documents' | 'works' | 'recordings' | 'releases' | 'registrations'

/** Which row each numbered entry of the file became. */
export interface EntryNumbers {
  /** The row of the next entry of the section. */
  note(section: NumberedSection, rowId: number): void
  /** The row of an entry. Throws VALIDATION when the file has had no such entry yet. */
  refer(section: NumberedSection, number: number): number
  /** `refer`, for what names the kind of its subject. */
  subject(type: Subject, number: number): number
  /** True for sections whose entries have numbers. */
  covers(section: CatalogueSection): boolean
}

const sectionOf: Readonly<Record<Subject, NumberedSection>> = {
  recording: 'recordings',
  work: 'works',
  release: 'releases',
  party: 'parties',
  registration: 'registrations',
}

export function createEntryNumbers(report: MergeReport): EntryNumbers {
  const rows: Record<NumberedSection, number[]> = {
    parties: [],
    documents: [],
    works: [],
    recordings: [],
    releases: [],
    registrations: [],
  }
  const refer = (section: NumberedSection, number: number): number => {
    const id = rows[section][number - 1]
    if (id !== undefined) return id
    throw report.wrong(`refers to number ${number} of “${section}”, which the file does not have`)
  }
  return {
    note: (section, rowId) => void rows[section].push(rowId),
    refer,
    subject: (type, number) => refer(sectionOf[type], number),
    covers: (section) => section in rows,
  }
}
