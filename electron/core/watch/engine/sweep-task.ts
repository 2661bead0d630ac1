import type { ErrorShape } from '../../../../shared/errors.ts'
import type { FoundPart, MemberPlace } from './archive-reader.ts'
import type { FoundCredits } from './database/credit-passes.ts'
import type { FilledTables } from './catalogue-index.ts'
import type { BlockIndex } from './fuzzy/block-index.ts'
import type { FrameGroup } from './group-source.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import type { ListingLayout } from './layout.ts'
import type { PackedCatalogue } from './packed-catalogue.ts'
import type { RangeResult } from './range-sweep.ts'
import type { NamesMemory } from './scan/names-memory.ts'
import type { FoundGroups, GroupOrder } from './unpack/frame-groups.ts'

/** Sweep the rows of an open file that start in `[from, to)` of its unpacked content. */
export interface RangeTask {
  readonly kind: 'range'
  /** Tells files apart whose descriptor was used before. */
  readonly fileKey: number
  readonly fd: number
  /** For messages. */
  readonly fileName: string
  readonly layout: ListingLayout
  /** The member of an archive in which the rows are; null when the layout's steps lead to them by themselves. */
  readonly member: MemberPlace | null
  /** Set to sweep some frames of a zstd file by themselves; all offsets then count from where they begin. */
  readonly frames?: FrameGroup | undefined
  readonly from: number
  readonly to: number
  /** False when `from` may lie in the middle of a row. */
  readonly aligned: boolean
}

/** Find the next listing in an archive. */
export interface PartTask {
  readonly kind: 'part'
  readonly fileKey: number
  readonly fd: number
  readonly fileName: string
  readonly archive: ArchiveLayout
  /** 0, or what the part before says comes next. */
  readonly after: number
}

/** Find out which tracks of a database are credited to artists that may be the catalogue's. */
export interface CreditTask extends Pick<RangeTask, 'fileKey' | 'fd' | 'fileName' | 'layout' | 'member'> {
  readonly kind: 'credits'
  /** Tracks with lower numbers have been swept. */
  readonly from: number
}

/** Find frames of a zstd file that can be unpacked side by side. */
export interface FrameTask extends GroupOrder {
  readonly kind: 'frames'
  readonly fileName: string
}

/** Compute the SHA-256 of the first bytes of an open file as it lies on disk. */
export interface HashTask {
  readonly kind: 'hash'
  readonly fd: number
  readonly bytes: number
  readonly fileName: string
}

export interface RangeAnswer {
  readonly result: RangeResult
  /** How far into the file on disk reading has come; for packed files the measure of progress. */
  readonly position: number
  /** True when the packed data has ended and the file goes on behind it. */
  readonly ignoredTail: boolean
  /** Why the packed data was not unpacked, when that is no fault of the data. */
  readonly refusal: string | null
  /** Of frames swept by themselves: how long they are, unpacked; null while that has not shown. */
  readonly border?: number | null
}

export type PartAnswer = FoundPart
export type CreditAnswer = FoundCredits
export type FrameAnswer = FoundGroups

export interface HashAnswer {
  readonly sha256: string
}

/** What a sweep gives each of its workers at the start. */
export interface WorkerSetup {
  readonly catalogue: PackedCatalogue
  /** Set when names that are written differently are looked for as well. */
  readonly blocks?: BlockIndex | null
  /** The catalogue's tables, filled before; without them each worker fills its own, unless `blocks` have them. */
  readonly filled?: FilledTables | null
  /** The names of those tables in memory that all workers share; without it each has its own. */
  readonly names?: NamesMemory | null
  /** True when codes alone are looked for. */
  readonly codesOnly?: boolean
  /** Credits of a database that are kept at a time; more of them take further passes. */
  readonly mostCredits?: number
  /** A script for threads that unpack large files; without one they are unpacked in the thread that sweeps. */
  readonly unpackScript?: string | null
  /** Set to 1 at index 0 when all work must stop. */
  readonly cancelFlag: Int32Array<SharedArrayBuffer>
  /** Bytes read and searched at a time; between blocks the flag is looked at. */
  readonly blockBytes: number
}

/** What a worker thread is started with: its setup comes as the first message. */
export interface ThreadData {
  readonly waits: true
}

/** The first message to a worker thread. */
export interface ThreadSetup extends WorkerSetup {
  /** True when it will be given ranges, and had better prepare for them. */
  readonly sweeps: boolean
}

export interface ToWorker<Task> {
  readonly id: number
  readonly task: Task
}

export type FromWorker<Answer> =
  | { readonly id: number; readonly ok: true; readonly answer: Answer }
  | { readonly id: number; readonly ok: false; readonly error: ErrorShape }
  | { readonly id: number; readonly ok: false; readonly defect: unknown }
