import type { Crew } from './crew.ts'
import type { ArchivePart, MemberPlace } from './archive-reader.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import type { ListingLayout } from './layout.ts'
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
}

/** A place between two rows, and what was counted up to there. Plain data: it is stored as a checkpoint. */
export interface SweepPoint {
  /** Offset in the unpacked file; in an archive, in the unpacked listing. */
  readonly offset: number
  readonly rows: number
  readonly malformed: number
  /** In an archive: where the listing is to be found, and how long those before it are together. */
  readonly part?: number | undefined
  readonly base?: number | undefined
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

const smallestRange = 1 << 20
const largestRange = 1 << 24
/** Wrong guesses about where rows start after which guessing is given up. */
const patience = 3

/**
 * Sweeps a file from `from` to its end with all of the crew, and gives `accept` one stretch after the other; the
 * next one waits until it resolves. Rejects when `accept` does or the crew stops. When it settles, nobody reads the
 * file any more.
 *
 * Ranges of a plain file are swept side by side. Where a range starts, the next line break is taken for the end of
 * a row. When the range before has been read to its end it is known whether that was right; if not, because a
 * quoted cell runs over the border, the range is swept again from the right place.
 *
 * @param rangeBytes must be even, for UTF-16.
 */
export async function sweepFile(
  crew: Crew,
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
  rangeBytes = rangeSize(file.bytes, crew.sweepers),
): Promise<FileSweepEnd> {
  if (file.archive) return sweepArchive(crew, file, file.archive, from, accept)
  if (file.layout.special === 'columns') return sweepColumns(crew, file, from, accept)
  return file.layout.steps.length > 0 || file.layout.special === 'index'
    ? sweepPacked(crew, file, null, from, accept)
    : sweepPlain(crew, file, from, accept, rangeBytes)
}

/**
 * Sweeps the listings of an archive one after the other. Rows are numbered through, and so are the bytes of what is
 * unpacked.
 */
async function sweepArchive(
  crew: Crew,
  file: OpenListing,
  archive: ArchiveLayout,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const warnings = new Set<string>()
  const { fileKey, fd, fileName } = file
  let point = from
  let isResumed = from.part !== undefined
  for (;;) {
    const after = point.part ?? 0
    const { part, passed, broken } = await crew.part({ kind: 'part', fileKey, fd, fileName, archive, after })
    for (const sentence of passed) warnings.add(sentence)
    if (part === null) return { broken, point, warnings: [...warnings] }
    for (const warning of part.warnings) warnings.add(`${part.name}: ${warning}`)
    const base = point.base ?? 0
    const start = { ...point, offset: isResumed ? point.offset : part.layout.dataStart, part: after, base }
    isResumed = false
    const shifted = (stretch: SweptStretch) => accept(moved(stretch, base))
    const end = await sweepPacked(crew, file, part, start, shifted)
    for (const warning of end.warnings) warnings.add(`${part.name}: ${warning}`)
    if (end.broken !== null || end.refusal) return { ...end, warnings: [...warnings] }
    point = { ...end.point, offset: 0, part: part.next, base: base + end.point.offset }
  }
}

/** A stretch of a listing in an archive, with offsets counted through. */
function moved(stretch: SweptStretch, base: number): SweptStretch {
  const { result } = stretch
  const shift = <T extends { readonly byteOffset: number }>(item: T): T => ({
    ...item,
    byteOffset: base + item.byteOffset,
  })
  return {
    ...stretch,
    result: { ...result, hits: result.hits.map(shift), samples: result.samples.map(shift) },
  }
}

async function sweepPacked(
  crew: Crew,
  file: OpenListing,
  part: ArchivePart | null,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const listing = { ...file, layout: part?.layout ?? file.layout, member: part?.member ?? null }
  let point = from
  for (;;) {
    const to = point.offset + largestRange
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

/** Sweeps the groups of rows of a Parquet file side by side. */
async function sweepColumns(
  crew: Crew,
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
): Promise<FileSweepEnd> {
  const ends = (file.layout.groupEnds ?? []).filter((end) => end > from.offset)
  const rows = Math.max(1, ends.at(-1) ?? 0)
  const ahead: Range[] = []
  let point = from
  let next = from.offset
  const lookAhead = () => {
    while (ahead.length < crew.sweepers + 1) {
      const to = ends.shift()
      if (to === undefined) return
      const answer = sweepRange(crew, file, next, to, next === point.offset)
      answer.catch(() => undefined)
      ahead.push({ to, answer })
      next = to
    }
  }
  try {
    for (;;) {
      lookAhead()
      const range = ahead.shift()
      if (range === undefined) return { broken: null, point, warnings: [] }
      let { result } = await range.answer
      for (;;) {
        const after = advance(point, result)
        await accept({
          result,
          before: point,
          after,
          position: Math.floor((file.bytes * after.offset) / rows),
        })
        point = after
        if (point.offset >= range.to) break
        result = (await sweepRange(crew, file, point.offset, range.to, true)).result
      }
    }
  } finally {
    await Promise.allSettled(ahead.map(({ answer }) => answer))
  }
}

interface Range {
  readonly to: number
  readonly answer: Promise<RangeAnswer>
}

async function sweepPlain(
  crew: Crew,
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
  rangeBytes: number,
): Promise<FileSweepEnd> {
  const ahead: Range[] = []
  let point = from
  let next = from.offset
  let wrongGuesses = 0
  const lookAhead = () => {
    const depth = wrongGuesses < patience ? crew.sweepers + 1 : 1
    while (ahead.length < depth && next < file.bytes) {
      const to = Math.min(next + rangeBytes, file.bytes)
      const answer = sweepRange(crew, file, next, to, next === point.offset)
      // Awaited later; until then a failure must not count as unhandled.
      answer.catch(() => undefined)
      ahead.push({ to, answer })
      next = to
    }
  }
  const sweepNext = async ({ to, answer }: Range): Promise<boolean> => {
    const guessed = (await answer).result
    if (guessed.start !== point.offset && point.offset < to) wrongGuesses++
    while (point.offset < to) {
      const right = guessed.start === point.offset
      const { result } = right ? { result: guessed } : await sweepRange(crew, file, point.offset, to, true)
      const after = advance(point, result)
      await accept({ result, before: point, after, position: after.offset })
      point = after
      if (result.ended) return true
    }
    // A row longer than a range leaves whole ranges behind it.
    next = Math.max(next, point.offset)
    return false
  }
  try {
    for (;;) {
      lookAhead()
      const range = ahead.shift()
      if (range === undefined || (await sweepNext(range))) return { broken: null, point, warnings: [] }
    }
  } finally {
    await Promise.allSettled(ahead.map(({ answer }) => answer))
  }
}

function sweepRange(
  crew: Crew,
  { fileKey, fd, fileName, layout, member = null }: OpenListing & { readonly member?: MemberPlace | null },
  from: number,
  to: number,
  aligned: boolean,
): Promise<RangeAnswer> {
  return crew.sweep({ kind: 'range', fileKey, fd, fileName, layout, member, from, to, aligned }, aligned)
}

function advance(before: SweepPoint, result: RangeResult): SweepPoint {
  return {
    ...before,
    offset: result.end,
    rows: before.rows + result.rows,
    malformed: before.malformed + result.malformed,
  }
}

/** A multiple of 64 KiB, so that no border falls inside a code unit of UTF-16. */
function rangeSize(bytes: number, sweepers: number): number {
  const share = Math.ceil(bytes / (4 * sweepers) / 65_536) * 65_536
  return Math.max(smallestRange, Math.min(largestRange, share))
}
