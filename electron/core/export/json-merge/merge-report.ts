import type { CatalogueSection } from '../../../../shared/domain/export/catalogue-json.ts'
import { RefrainError } from '../../../../shared/errors.ts'

/** A value of the file that differs from one that is known; what is known stays. */
export interface KeptValue {
  readonly section: CatalogueSection
  readonly entry: number
  readonly title: string
  readonly field: string
  readonly kept: string
  readonly offered: string
}

export interface MergeCounts {
  readonly created: number
  readonly completed: number
  readonly unchanged: number
}

/** Which entry of the file is being merged. */
export interface EntryPlace {
  readonly section: CatalogueSection
  /** From 1. */
  readonly place: number
  readonly title: string
}

/** What became of the entries, and which of them is at work, so that whatever is said about it names its place. */
export interface MergeReport {
  begin(entry: EntryPlace): void
  current(): EntryPlace
  tally(outcome: keyof MergeCounts): void
  /** Notes that the known value stays although the file offers another. */
  keep(field: string, known: string, offered: string): void
  /** The error that stops the import at the current entry. `why` continues “Entry 3 of “works” …”. */
  wrong(why: string): RefrainError
  counts(): Readonly<Record<CatalogueSection, MergeCounts>>
  /** At most `keptLimit` of them, and how many there are. */
  kept(): { readonly values: readonly KeptValue[]; readonly total: number }
}

/** Differences listed by name; more are counted. */
export const keptLimit = 200

/** Characters of a value that the list of differences repeats. */
const longestShown = 200

/** An empty report. */
export function createMergeReport(): MergeReport {
  const counts = emptyCounts()
  const kept: KeptValue[] = []
  let total = 0
  let current: EntryPlace = { section: 'parties', place: 0, title: '' }
  return {
    begin(entry) {
      current = entry
    },
    current: () => current,
    tally(outcome) {
      const before = counts[current.section]
      counts[current.section] = { ...before, [outcome]: before[outcome] + 1 }
    },
    keep(field, known, offered) {
      total++
      if (kept.length >= keptLimit) return
      const { section, place: entry, title } = current
      const shown = { kept: known.slice(0, longestShown), offered: offered.slice(0, longestShown) }
      kept.push({ section, entry, title, field, ...shown })
    },
    wrong: (why) =>
      new RefrainError(
        'VALIDATION',
        `Entry ${current.place} of “${current.section}” ${why}. Nothing was imported.`,
        { section: current.section, entry: current.place },
      ),
    counts: () => counts,
    kept: () => ({ values: kept, total }),
  }
}

function emptyCounts(): Record<CatalogueSection, MergeCounts> {
  const none: MergeCounts = { created: 0, completed: 0, unchanged: 0 }
  return {
    parties: none,
    documents: none,
    works: none,
    recordings: none,
    releases: none,
    registrations: none,
    documentSubjects: none,
    assets: none,
    isrcBlocks: none,
    isrcLedger: none,
  }
}
