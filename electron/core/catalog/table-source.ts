import type { FieldProblem } from '../../../shared/contract/common.ts'
import type {
  DialectHints,
  ImportInspection,
  SourceDialect,
  SourceFormat,
} from '../../../shared/contract/imports.ts'
import type { DetectedColumns } from '../../../shared/domain/catalogue/columns.ts'
import type { PresetMatch } from '../../../shared/domain/catalogue/presets.ts'
import type { RowRights } from '../../../shared/domain/catalogue/row-rights.ts'
import type { CsvRecord } from './csv-records.ts'
import type { FileHead } from './table-head.ts'

/** Something about one cell, or about the whole record, that only reading the source could tell. */
export interface RecordNote {
  /** 0-based; null for the whole record. A note on a column that is not imported is passed over. */
  readonly column: number | null
  readonly code: string
  readonly message: string
  /** An error keeps the record out of the catalogue. */
  readonly severity: FieldProblem['severity']
}

/** One record of any source: cells under columns, whatever the source is made of. */
export interface SourceRecord extends CsvRecord {
  /** Where it stands, in words, when its number alone does not say it. */
  readonly place?: string
  readonly notes?: readonly RecordNote[]
  /** Who did what, of a source that says so in more than words; its cells then only show it. */
  readonly rights?: RowRights
}

/** What the beginning of a source says about how to read it. */
export interface SourceReading {
  readonly head: FileHead
  readonly dialect: SourceDialect
  /** Names of the columns, made distinct; `Column 3` where there is none. */
  readonly columns: readonly string[]
  /** Cells in a whole row; null where rows may end early. */
  readonly width: number | null
  readonly detected: DetectedColumns
  readonly preset: PresetMatch | null
  /** Under this the mapping is remembered; null for a source whose columns are always the same, or have no names. */
  readonly sourceKey: string | null
  readonly sheets: ImportInspection['sheets']
  /** Data records at the beginning of the source. */
  readonly sample: readonly SourceRecord[]
  readonly warnings: readonly string[]
  /** True when nothing but a guess says how the letters are encoded. */
  readonly encodingGuessed: boolean
}

/** Called now and then with how much is read, of how much; throws to stop reading. */
export type OnProgress = (done: number, total: number) => void

/**
 * One kind of source. Every kind feeds the same check, preview, import and undo; a new one is a file with such an
 * object, a member of `sourceDialect`, and a row in `source-kinds.ts`.
 */
export interface SourceKind<Format extends SourceFormat = SourceFormat> {
  readonly format: Format
  /** Tells by its beginning whether a file is of this kind. */
  recognises(head: FileHead): boolean
  /** @throws RefrainError when the file is evidently not, or not whole. */
  readBeginning(path: string, head: FileHead, hints: DialectHints): Promise<SourceReading>
  /**
   * Reads the source from its beginning to its end, some records at a time, in memory that does not grow with it.
   * Returns the SHA-256 of the file's bytes.
   * @throws RefrainError FILE_UNREADABLE, FILE_CHANGED when it changed meanwhile, FILE_TOO_LARGE.
   */
  records(
    path: string,
    dialect: Extract<SourceDialect, { format: Format }>,
    onProgress: OnProgress,
  ): AsyncGenerator<readonly SourceRecord[], string>
}
