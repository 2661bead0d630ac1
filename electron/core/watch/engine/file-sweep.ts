import type { Crew } from './crew.ts'
import type { ArchivePart } from './archive-reader.ts'
import { sweepFileTable } from './database/file-table-pass.ts'
import { isFramed, sweepFrames } from './frame-sweep.ts'
import { fileTableLayout, fileTableOf } from './database/taken-tracks.ts'
import type { ArchiveLayout } from './inspect-listing.ts'
import {
  advance,
  type FileSweepEnd,
  isDatabase,
  moved,
  type OpenListing,
  sweepCredited,
  sweepPacked,
  type SweepPoint,
  sweepRange,
  type SweptStretch,
} from './packed-sweep.ts'
import type { RangeAnswer } from './sweep-task.ts'

export type { FileSweepEnd, OpenListing, SweepPoint, SweptStretch } from './packed-sweep.ts'

const smallestRange = 1 << 20
/** So small that even where one row in ten is found, a range is swept in one go and the next ones beside it. */
const largestRange = 1 << 23
/** Where hardly anything is found, ranges are so many times as large: handing them out takes time, too. */
const mostRanges = 8
const hardlyAnything = 200
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
  const end =
    from.fileRows === undefined
      ? await sweepRows(crew, file, from, accept, rangeBytes)
      : { broken: null, point: from, warnings: [] }
  if (end.broken !== null || end.refusal) return end
  return sweepFileTable(file, end, accept, (pass, start, take) =>
    sweepRows(crew, pass, start, take, rangeBytes),
  )
}

async function sweepRows(
  crew: Crew,
  file: OpenListing,
  from: SweepPoint,
  accept: (stretch: SweptStretch) => Promise<void>,
  rangeBytes: number,
): Promise<FileSweepEnd> {
  if (file.archive) return sweepArchive(crew, file, file.archive, from, accept)
  if (isCredited(crew, file, file.layout)) return sweepCredited(crew, file, null, from, accept)
  if (file.layout.special === 'columns') return sweepColumns(crew, file, from, accept)
  if (isFramed(file.layout) && file.taken === undefined)
    return sweepFrames(crew, file, from, accept, rangeBytes)
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
    const base = point.base ?? 0
    const swept = inPass(file, part)
    if (swept === null) {
      point = { ...point, offset: 0, part: part.next, base }
      continue
    }
    // Those of the first listing were told when the archive was opened.
    const told = after === 0 && archive.kind !== 'pipe' ? [] : part.warnings
    for (const warning of told) warnings.add(`${part.name}: ${warning}`)
    if (fileTableIn(part) !== null) point = { ...point, hasFileTable: true }
    const start = { ...point, offset: isResumed ? point.offset : swept.layout.dataStart, part: after, base }
    isResumed = false
    const shifted = (stretch: SweptStretch) => accept(moved(stretch, base))
    const end =
      isCredited(crew, file, swept.layout) && archive.kind !== 'pipe'
        ? await sweepCredited(crew, file, swept, start, shifted)
        : await sweepPacked(crew, file, swept, start, shifted)
    for (const warning of end.warnings) warnings.add(`${part.name}: ${warning}`)
    if (end.broken !== null || end.refusal) return { ...end, warnings: [...warnings] }
    const { rows, malformed, hasFileTable } = end.point
    point = { rows, malformed, hasFileTable, offset: 0, part: part.next, base: base + end.point.offset }
  }
}

function fileTableIn(part: ArchivePart) {
  return fileTableOf({ ...part, fileName: part.name })
}

/** How a listing of an archive is swept; null when the pass over file tables passes it over. */
function inPass({ taken }: OpenListing, part: ArchivePart): ArchivePart | null {
  if (taken === undefined) return part
  const table = fileTableIn(part)
  return table === null ? null : { ...part, layout: fileTableLayout(part.layout, { table, tracks: taken }) }
}

/** True when who a database credits its tracks to is to be found out first. */
function isCredited(crew: Crew, { taken }: OpenListing, layout: OpenListing['layout']): boolean {
  return crew.fuzzy && taken === undefined && isDatabase(layout)
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
  let times = 1
  const lookAhead = () => {
    const depth = wrongGuesses < patience ? crew.sweepers + 1 : 1
    while (ahead.length < depth && next < file.bytes) {
      // Towards the end small again, so that all have work until then.
      const fits = Math.floor((file.bytes - next) / rangeBytes / (2 * depth))
      const to = Math.min(next + rangeBytes * Math.max(1, Math.min(times, fits)), file.bytes)
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
    times = guessed.hits.length < hardlyAnything ? Math.min(mostRanges, 2 * times) : 1
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

/** A multiple of 64 KiB, so that no border falls inside a code unit of UTF-16. */
function rangeSize(bytes: number, sweepers: number): number {
  const share = Math.ceil(bytes / (4 * sweepers) / 65_536) * 65_536
  return Math.max(smallestRange, Math.min(largestRange, share))
}
