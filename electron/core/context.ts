import type { Database } from 'better-sqlite3'
import type { EventName, EventPayload, Table } from '../../shared/contract/index.ts'
import type { JobKind, JobProgress } from '../../shared/contract/jobs.ts'
import type { CoreResources, SecretStore } from './ports.ts'

/** Where things lie in a workspace folder. Copy the folder and you have everything. */
export interface WorkspacePaths {
  readonly root: string
  readonly database: string
  readonly objects: string
  readonly backups: string
  readonly exports: string
  readonly temporary: string
}

/** Column values of one row, as SQLite holds them. */
export type RowValues = Readonly<Record<string, string | number | null>>

/** Tables whose rows may be changed through undoable commands. */
export type UndoableTable =
  | 'recording'
  | 'release'
  | 'track'
  | 'identifier'
  | 'finding'
  | 'authorization_rule'
  | 'case_item'
  | 'carried_item'
  | 'profile'
  | 'import_batch'
  | 'party'
  | 'party_alias'
  | 'work'
  | 'recording_work'
  | 'contribution'
  | 'split'
  | 'registration'
  | 'registration_subject'
  | 'document'
  | 'document_link'
  | 'asset'
  | 'isrc_decision'
  | 'audio_scan'

/**
 * Row changes inside one undoable command. Each call writes to the database at once and keeps the row's
 * image before and after, so that the command's inverse is stored in the same transaction.
 */
export interface Change {
  /** Inserts a row and returns its id (the rowid, or the given key of a table without its own id). */
  insert(table: UndoableTable, values: RowValues): number
  /** Changes the given columns of the row. Throws NOT_FOUND when there is none. Returns false when nothing differed. */
  update(table: UndoableTable, id: number, values: RowValues): boolean
  /** Deletes the row. Throws NOT_FOUND when there is none, CONFLICT when something still refers to it. */
  remove(table: UndoableTable, id: number): void
  /** Undoing this command takes special care of another module, e.g. voiding a code or undoing an import. */
  onUndo(effect: UndoEffect): void
}

/** The changes of a command that cannot be undone. */
export type LastingChange = Omit<Change, 'onUndo'>

export interface UndoEffect {
  readonly kind: 'void-isrc' | 'reserve-isrc' | 'import' | 'catalogue-json'
  readonly value: string | number
}

export interface Mutations {
  /**
   * Runs `work` in one transaction and records its inverse under `label` (words for the Edit menu, e.g.
   * "Edit recording “Harbour Lights”"). Clears redo. Touches nothing when `work` throws.
   */
  undoable<T>(label: string, touched: readonly Table[], work: (change: Change) => T): T
  /**
   * As `undoable`, for what can never be taken back: the changes enter the history of their records, and not undo.
   */
  lasting<T>(label: string, touched: readonly Table[], work: (change: LastingChange) => T): T
  /** Runs `work` in one transaction without an inverse; `touched` is announced after the commit. */
  once<T>(touched: readonly Table[], work: () => T): T
  /** A module answers for the effects it registered with `onUndo`; runs inside the undo transaction. */
  handleUndo(kind: UndoEffect['kind'], handler: (value: string | number) => readonly Table[]): void
  /**
   * A module keeps in step what it derives from rows and never takes back: called with every row that undo or redo put
   * back, inside its transaction, after all of them are back and before the effects of the step.
   */
  onReplay(handler: (row: ReplayedRow) => readonly Table[]): void
}

/** A row before and after undo or redo; null where it did not exist, columns that did not change left out. */
export interface ReplayedRow {
  readonly table: string
  readonly id: number
  readonly before: RowValues | null
  readonly after: RowValues | null
}

/** The append-only custody log. Must be called inside the transaction of the change it records. */
export interface CustodyLog {
  /** Appends a line; returns its sequence number. `detail` holds facts only: no clock, no free prose. */
  append(event: {
    readonly action: string
    readonly subject: string
    readonly actor?: 'artist' | 'app'
    readonly detail?: Readonly<Record<string, unknown>>
    readonly caseId?: number | null
  }): number
}

/** What a running job can do. Work runs off the core's thread (worker) or in slices that yield. */
export interface JobControl {
  readonly jobId: number
  readonly signal: AbortSignal
  /** Set to 1 at index 0 when the job must stop; for workers that poll with Atomics. */
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
  /** Latest state of progress; sent to the window at most ten times a second. Rates and estimates are added. */
  progress(update: Partial<Pick<JobProgress, 'done' | 'total' | 'rows' | 'note' | 'unit'>>): void
  /** Stores where to resume. Call inside the transaction that stores the work done up to there. */
  checkpoint(value: unknown): void
}

/** How one kind of job is run. `run` resolves with the job's result, rejects with a RefrainError. */
export interface JobDefinition {
  readonly kind: JobKind
  readonly resumable: boolean
  /** It mostly waits for somebody: it runs beside the jobs that work and takes no place of theirs. */
  readonly waitsForPerson?: boolean
  /** How many of the kind run at once; one where nothing is said. */
  readonly atOnce?: number
  run(input: unknown, control: JobControl, checkpoint: unknown): Promise<unknown>
  /** Called in the transaction that moves the job to its final or interrupted state. */
  onStateChange?(
    state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted',
    jobId: number,
    input: unknown,
  ): void
}

export interface Jobs {
  define(definition: JobDefinition): void
  /** Creates the job row and starts it. Call outside a transaction or inside `mutations.once`. */
  start(request: {
    readonly kind: JobKind
    readonly title: string
    readonly subjectId: number | null
    readonly input: unknown
  }): number
}

/** Lets one long writer (an import in its worker) hold the store; other writing commands wait their turn. */
export interface WriteGate {
  /** Resolves when no long writer holds the store. */
  passed(): Promise<void>
  /** Runs `work` while every other writing command waits. */
  hold<T>(work: () => Promise<T>): Promise<T>
}

/** What every module of the core is built from. */
export interface CoreContext {
  readonly db: Database
  readonly paths: WorkspacePaths
  readonly resources: CoreResources
  /** The system's secret store, or one that says that there is none. */
  readonly secrets: SecretStore
  readonly appVersion: string
  readonly readOnly: boolean
  /** Who works through this core, as the history of a record names them. */
  readonly actor: 'window' | 'command line'
  readonly mutations: Mutations
  readonly custody: CustodyLog
  readonly jobs: Jobs
  readonly gate: WriteGate
  /** Current UTC time, ISO 8601 with milliseconds. */
  now(): string
  /** Current time in milliseconds since the epoch. */
  clock(): number
  emit<E extends EventName>(name: E, payload: EventPayload<E>): void
  /** Announces changed tables; coalesced and sent after the current transaction. */
  touched(...tables: readonly Table[]): void
  log(line: string): void
}
