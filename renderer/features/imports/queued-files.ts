import type {
  ColumnMapping,
  ImportBatch,
  ImportInspection,
  SourceDialect,
} from '../../../shared/contract/imports.ts'

/** How the artist wants a file read. */
export interface ReadingChoice {
  readonly dialect: SourceDialect
  readonly mapping: ColumnMapping
}

/** One of several files that are imported together. */
export interface QueuedFile {
  readonly path: string
  /** What its beginning says; null until it was looked at, or when it cannot be read. */
  readonly inspection: ImportInspection | null
  /** Why it cannot be read or checked, in words; null while nothing is wrong. */
  readonly problem: string | null
  /** What was settled about reading it; null as long as that is what was detected. */
  readonly choice: ReadingChoice | null
  /** Its check, which is also its import. */
  readonly importId: number | null
}

/** Where a file of the queue stands. */
export type FileStep =
  | 'reading'
  | 'unreadable'
  | 'unmapped'
  | 'ready'
  | 'checking'
  | 'checked'
  | 'nothing-new'
  | 'importing'
  | 'imported'
  | 'stopped'
  | 'left'

/** A file of the queue with what is known about it now. */
export interface ListedFile {
  readonly file: QueuedFile
  /** Its check, which is also its import; null before there is one. */
  readonly batch: ImportBatch | null
  readonly step: FileStep
}

/** Sound is read by its tags, not as a table. */
const audioFile = /\.(aac|aif|aiff|alac|flac|m4a|mp3|mp4|oga|ogg|opus|wav|wma)$/i

/** Divides what was dropped by the ends of the names: what may be tables, and audio, which is no table. */
export function divideDropped(paths: readonly string[]): {
  readonly tables: readonly string[]
  readonly audio: readonly string[]
} {
  return {
    tables: paths.filter((path) => !audioFile.test(path)),
    audio: paths.filter((path) => audioFile.test(path)),
  }
}

/** A file that was not looked at yet. */
export function queuedFile(path: string): QueuedFile {
  return { path, inspection: null, problem: null, choice: null, importId: null }
}

/** Where the file stands; `batch` is its check or import, null before there is one. */
export function stepOf(file: QueuedFile, batch: ImportBatch | null): FileStep {
  if (batch !== null) return batchSteps[batch.state](batch)
  if (file.importId !== null) return 'checking'
  if (file.inspection === null) return file.problem === null ? 'reading' : 'unreadable'
  return readingOf(file)?.mapping.columns.title === undefined ? 'unmapped' : 'ready'
}

const batchSteps: Readonly<Record<ImportBatch['state'], (batch: ImportBatch) => FileStep>> = {
  previewing: () => 'checking',
  previewed: ({ counts }) => (counts.create + counts.update + counts.taken === 0 ? 'nothing-new' : 'checked'),
  committing: () => 'importing',
  committed: () => 'imported',
  failed: () => 'stopped',
  undone: () => 'left',
  discarded: () => 'left',
}

/** How the file is to be read: as settled, else as detected; null when it cannot be read. */
export function readingOf({ choice, inspection }: QueuedFile): ReadingChoice | null {
  return choice ?? (inspection === null ? null : { dialect: inspection.dialect, mapping: inspection.mapping })
}

/** How the artist said the file is read, as far as that is not what was detected; else null. */
export function settledDialect(file: QueuedFile | undefined): SourceDialect | null {
  const settled = file?.choice?.dialect ?? null
  return JSON.stringify(settled) === JSON.stringify(file?.inspection?.dialect) ? null : settled
}

/**
 * The other files that the mapping of this one fits as well, as long as they were not checked: of the same format,
 * with columns of the same names in the same order.
 */
export function othersOfItsKind(files: readonly QueuedFile[], path: string): readonly QueuedFile[] {
  const kind = kindOf(files.find((file) => file.path === path))
  if (kind === null) return []
  return files.filter((file) => file.path !== path && file.importId === null && kindOf(file) === kind)
}

function kindOf(file: QueuedFile | undefined): string | null {
  if (!file?.inspection) return null
  const { dialect, columns } = file.inspection
  return JSON.stringify([dialect.format, ...columns.map(({ name }) => name.trim().toLowerCase())])
}

/** The name of a file without its folders. */
export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
