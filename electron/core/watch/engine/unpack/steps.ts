import { jsonDocumentRows } from '../rows/json-document-rows.ts'
import { sqliteRows } from '../database/sqlite-rows.ts'
import type { SoughtCodes } from '../database/code-pages.ts'
import type { TableChoice } from '../database/table-choice.ts'
import { torrentRows } from '../rows/torrent-rows.ts'
import { ByteFeed, bytesUpTo, fileBytes, type ReadPosition } from './byte-feed.ts'
import { bunzip2 } from './bzip2.ts'
import { checked, inflate } from './deflate.ts'
import { gunzip } from './gzip.ts'
import type { Unpack, UnpackNotes } from './unpack.ts'
import { unxz } from './xz.ts'
import { unzstd } from './zstd.ts'

/** Ways a file can be packed whole. */
export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2'

/** Formats whose rows are written out as JSON Lines, one after the other, and then swept like those. */
export type RowFormat = 'sqlite' | 'discogs' | 'torrent' | 'json'

/** One step on the way from the bytes of a file to the rows in it. Plain data: it travels to the workers. */
export type UnpackStep =
  | { readonly kind: Compression | 'deflate' }
  | { readonly kind: 'slice'; readonly start: number; readonly length: number }
  | { readonly kind: 'check'; readonly bytes: number; readonly crc32: number }
  | {
      readonly kind: 'rows'
      readonly of: RowFormat
      readonly choice?: TableChoice
      /** Set when codes alone are looked for: rows that surely hold none of these are written as empty ones. */
      readonly codes?: SoughtCodes
    }

const compressions: Readonly<Record<Compression, Unpack>> = {
  gzip: gunzip,
  zstd: unzstd,
  xz: unxz,
  bzip2: bunzip2,
}

const rowFormats: Readonly<
  Record<Exclude<RowFormat, 'sqlite'>, (bytes: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>>
> = {
  discogs,
  torrent: torrentRows,
  json: jsonDocumentRows,
}

/** Its parser is loaded where it is needed: each thread holds its own. */
async function* discogs(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { discogsRows } = await import('../rows/discogs-rows.ts')
  yield* discogsRows(bytes)
}

/** What comes of `bytes` when the steps are taken one after the other. Throws what they throw, `BrokenStream` mostly. */
export function takeSteps(
  bytes: AsyncIterable<Buffer>,
  steps: readonly UnpackStep[],
  notes: UnpackNotes,
): AsyncIterable<Buffer> {
  return steps.reduce((source, step) => takeStep(source, step, notes), bytes)
}

/** What comes of an open file when the steps are taken. How far reading has come is noted in `progress`. */
export function takeStepsFrom(
  fd: number,
  steps: readonly UnpackStep[],
  notes: UnpackNotes,
  progress: ReadPosition,
): AsyncIterable<Buffer> {
  const [first, ...others] = steps
  return first?.kind === 'slice'
    ? takeSteps(fileBytes(fd, first.start, first.start + first.length, progress), others, notes)
    : takeSteps(fileBytes(fd, 0, Number.POSITIVE_INFINITY, progress), steps, notes)
}

function takeStep(bytes: AsyncIterable<Buffer>, step: UnpackStep, notes: UnpackNotes): AsyncIterable<Buffer> {
  switch (step.kind) {
    case 'deflate':
      return inflate(bytes)
    case 'slice':
      return sliceOf(bytes, step.start, step.length)
    case 'check':
      return checked(bytes, step)
    case 'rows':
      return step.of === 'sqlite' ? sqliteRows(bytes, step.choice, step.codes) : rowFormats[step.of](bytes)
    case 'gzip':
    case 'zstd':
    case 'xz':
    case 'bzip2':
      return compressions[step.kind](bytes, notes)
  }
}

async function* sliceOf(bytes: AsyncIterable<Buffer>, start: number, length: number): AsyncGenerator<Buffer> {
  const feed = new ByteFeed(bytes)
  try {
    await feed.skipTo(start, () => undefined)
    // Where the file ends before its member does is told by what checks the member.
    yield* bytesUpTo(feed, start + length)
  } finally {
    await feed.close()
  }
}
