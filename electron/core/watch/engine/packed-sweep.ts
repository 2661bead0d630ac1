import type { ArchivePart, MemberPlace } from './archive-reader.ts'
import type { Crew } from './crew.ts'
import type { FileTable, FoundTrack } from './database/taken-tracks.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import type { FrameGroup } from './group-source.ts'
import type { ListingLayout } from './layout.ts'
import { movedHits } from './packed-hits.ts'
import type { RangeResult } from './range-sweep.ts'
import type { RangeAnswer } from './sweep-task.ts'

/** A listing file open for sweeping. */
export interface OpenListing {
  /** Different for each file a crew sweeps. */
  readonly fileKey: number
  readonly fd: number
  readonly fileName: string
  /** Bytes on disk. */
  readonly bytes: number
  readonly layout: ListingLayout
  /** Set when the file is an archive: then `layout` is that of its first listing. */
  readonly archive?: ArchiveLayout | null
  /** Set for a listing that says whose audio was taken. */
  readonly fileTable?: FileTable | null
  /** Asked when everything else in the file is swept: the tracks to look for in its file table. */
  readonly foundTracks?: () => Promise<readonly FoundTrack[]>
  /** Set in the pass over file tables: the tracks it looks for. */
  readonly taken?: readonly FoundTrack[]
  /** Set while some frames of a zstd file are swept by themselves: offsets count from where they begin. */
  readonly frames?: FrameGroup
}

/** A place between two rows, and what was counted up to there. Plain data: it is stored as a checkpoint. */
export interface SweepPoint {
  /** Offset in the unpacked file; in an archive, in the unpacked listing; in a zstd file, behind a frame. */
  readonly offset: number
  readonly rows: number
  readonly malformed: number
  /** In an archive: where the listing is to be found. */
  readonly part?: number | undefined
  /** In a zstd file: the frame, by its place in the packed file, from which the offset counts. */
  readonly frames?: number | undefined
  /** How long what comes before that is, unpacked. */
  readonly base?: number | undefined
  /** Of a database whose rows pass several times: the first track that is swept in this pass. */
  readonly tracksFrom?: number | undefined
  /** In an archive: true when one of the listings up to here is a file table. */
  readonly hasFileTable?: boolean | undefined
  /** Set in the pass over a file table, when all else is swept: rows of it that are done. */
  readonly fileRows?: number | undefined
}

/** A stretch of the file, swept; handed on in the order of the file. */
export interface SweptStretch {
  readonly result: RangeResult
  /** Where the stretch began and what was counted before it: rows of `result` count from there. */
  readonly before: SweepPoint
  readonly after: SweepPoint
  /** Bytes on disk that are done. */
  readonly position: number
}

export interface FileSweepEnd {
  /** Set when the file's packed data breaks off. */
  readonly broken: RangeResult['broken']
  readonly point: SweepPoint
  /** What was noticed on the way: sentences for the user. */
  readonly warnings: readonly string[]
  /** Why packed data was not unpacked, when that is no fault of the data. */
  readonly refusal?: string | null
}

const tailWarning =
  'Behind the end of the packed data the file holds other bytes; they were ignored. All packed rows were searched.'
/** Unpacked bytes that are swept before what was found is handed on. */
const largestStretch = 1 << 24

/** True for a database whose rows are gone through. */
export function isDatabase({ steps }: ListingLayout): boolean {
  const last = steps.at(-1)
  return last?.kind === 'rows' && last.of === 'sqlite'
}

/**
 * Sweeps a database whose tracks may be credited to artists in tables of their own: finds those credits first, then
 * sweeps the rows with them. When there are more credits than are kept at a time, the rows pass several times, and
 * each time those tracks are swept whose credits are at hand.
 */
export async function sweepCredited(
  crew: Crew,
  file: OpenListing,
  part: ArchivePart | null,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const { fileKey, fd, fileName } = file
  const found = part?.layout ?? file.layout
  const member = part?.member ?? null
  const said = new Set<string>()
  let point = from
  for (;;) {
    const task = { kind: 'credits', fileKey, fd, fileName, layout: found, member } as const
    const { table, warnings } = await crew.credits({ ...task, from: point.tracksFrom ?? 0 })
    for (const warning of warnings) said.add(warning)
    const layout = table === null ? found : { ...found, credits: table }
    const listing = part === null ? null : { ...part, layout }
    const end = await sweepPacked(crew, { ...file, layout }, listing, point, accept)
    for (const warning of end.warnings) said.add(warning)
    const isLast = table === null || table.to === Number.POSITIVE_INFINITY
    if (isLast || end.broken !== null || end.refusal) return { ...end, warnings: [...said] }
    point = { ...end.point, offset: found.dataStart, tracksFrom: table.to }
  }
}

/** A stretch whose offsets count from `base`, with offsets counted through. */
export function moved(stretch: SweptStretch, base: number): SweptStretch {
  const { result } = stretch
  const samples = result.samples.map((sample) => ({ ...sample, byteOffset: base + sample.byteOffset }))
  return { ...stretch, result: { ...result, hits: movedHits(result.hits, 0, base), samples } }
}

/** Sweeps rows that come in a stream: those of a packed file, of a member of an archive, or those that are looked up. */
export async function sweepPacked(
  crew: Crew,
  file: OpenListing,
  part: ArchivePart | null,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const listing = { ...file, layout: part?.layout ?? file.layout, member: part?.member ?? null }
  let point = from
  for (;;) {
    const to = point.offset + largestStretch
    const answer = await sweepRange(crew, listing, point.offset, to, true)
    const { result, position, ignoredTail, refusal } = answer
    const after = advance(point, result)
    await accept({
      result,
      before: point,
      after,
      position: Math.min(position * (file.layout.special === 'index' ? file.bytes : 1), file.bytes),
    })
    point = after
    if (!result.ended) continue
    const { broken } = result
    return {
      broken: refusal === null ? broken : null,
      refusal,
      point,
      warnings: ignoredTail ? [tailWarning] : [],
    }
  }
}

/** Sweeps the rows that start in `[from, to)`. */
export function sweepRange(
  crew: Crew,
  listing: OpenListing & { readonly member?: MemberPlace | null },
  from: number,
  to: number,
  aligned: boolean,
): Promise<RangeAnswer> {
  const { fileKey, fd, fileName, layout, member = null, frames } = listing
  const place = { fileKey, fd, fileName, layout, member, frames }
  return crew.sweep({ kind: 'range', ...place, from, to, aligned }, aligned)
}

/** Where a sweep stands behind a stretch. */
export function advance(before: SweepPoint, result: RangeResult): SweepPoint {
  return {
    ...before,
    offset: result.end,
    rows: before.rows + result.rows,
    malformed: before.malformed + result.malformed,
  }
}
