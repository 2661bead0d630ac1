import type { z } from 'zod'
import type { exportOptions } from '../../../shared/contract/export.ts'
import type { ExportProblem } from '../../../shared/domain/export/formats.ts'
import type { CoreContext } from '../context.ts'
import type { OutputFiles, WrittenFile } from '../platform/output-files.ts'
import type { Pace } from './pages.ts'
import type { Snapshot } from './snapshot.ts'

export type ExportOptions = z.output<typeof exportOptions>

/** What a format is written from. */
export interface ExportSource {
  readonly context: CoreContext
  readonly snapshot: Snapshot
  readonly options: ExportOptions
  readonly pace: Pace
  readonly signal: AbortSignal
}

/** Where the files of a format go. */
export interface ExportTarget {
  readonly files: OutputFiles
  /** The place of one of `count` files; `name` is without folder. A single file may have been named by the user. */
  place(name: string, count: number): string
}

/** What is known before anything is written. */
export interface ExportPlan {
  /** Releases, rows, works or audio files. */
  readonly subjects: number
  readonly files: number
  readonly leftOut: number
  readonly problems: ProblemTally
  /** Name of the file, or what the files' names begin with. */
  readonly name: string
  readonly notes: readonly string[]
}

/** One format: what would be written, and writing it. */
export interface FormatWriter {
  plan(source: ExportSource): Promise<ExportPlan>
  /** Throws VALIDATION when there is nothing to write. */
  write(source: ExportSource, target: ExportTarget): Promise<ExportPlan>
  /** Records in the store what stands in its place now. */
  record?(source: ExportSource, written: readonly WrittenFile[]): void
}

const listed = 200

/** Counts problems and keeps those that matter most. */
export interface ProblemTally {
  add(problems: readonly ExportProblem[]): void
  readonly needed: number
  readonly advised: number
  /** Needed ones first, at most 200. */
  list(): ExportProblem[]
}

/** An empty tally. */
export function createProblemTally(): ProblemTally {
  const kept = { needed: [] as ExportProblem[], advised: [] as ExportProblem[] }
  const counts = { needed: 0, advised: 0 }
  return {
    add(problems) {
      for (const problem of problems) {
        counts[problem.severity]++
        const list = kept[problem.severity]
        if (list.length < listed) list.push(problem)
      }
    },
    get needed() {
      return counts.needed
    },
    get advised() {
      return counts.advised
    },
    list: () => [...kept.needed, ...kept.advised].slice(0, listed),
  }
}

/** A plan of one file without anything to complain about. */
export function simplePlan(subjects: number, name: string): ExportPlan {
  return { subjects, files: 1, leftOut: 0, problems: createProblemTally(), name, notes: [] }
}
