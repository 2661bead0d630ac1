import { type ByteSource, fileSource, memberSource, type PackedFile, unpackingSource } from './byte-source.ts'
import { type FrameGroup, groupSource } from './group-source.ts'
import type { ListingLayout } from './layout.ts'
import { threadedSource } from './threaded-source.ts'
import type { UnpackStep } from './unpack/steps.ts'
import { isWorthThread } from './unpack/unpack-thread.ts'
import { plainWindow, type TextWindow, utf16Window } from './text-window.ts'

/** A window on an open listing file, and the source to close when done with it. */
export interface OpenWindow {
  readonly window: TextWindow
  readonly source: ByteSource
}

export interface WindowOptions {
  readonly blockBytes: number
  readonly buffer?: Buffer
  readonly pause?: () => void
  /** The script of a thread that unpacks; see `WorkerSetup`. */
  readonly unpackScript?: string | null
  /** Set to read frames of a zstd file by themselves: what they hold begins at offset 0. */
  readonly frames?: FrameGroup | undefined
  /** The archive being read in whose member the rows are; the layout's steps then begin with the member's content. */
  readonly archive?: {
    readonly file: PackedFile
    readonly member: { readonly start: number; readonly length: number }
  }
}

/**
 * Opens a window at `offset` of the unpacked file. A packed file is unpacked up to there first, without keeping
 * anything. `buffer` (from `allocateText`) is used for the text. `pause` is asked once a block and may throw.
 */
export async function openWindow(
  fd: number,
  layout: Pick<ListingLayout, 'steps' | 'encoding'>,
  offset: number,
  options: WindowOptions,
): Promise<OpenWindow> {
  const { blockBytes, buffer, pause, archive } = options
  const packed = layout.steps.length > 0 || archive !== undefined
  const source = openSource(fd, layout.steps, options, offset)
  try {
    if (packed) await skip(source, offset, pause)
    return { window: textWindow(source, layout.encoding, offset, blockBytes, buffer), source }
  } catch (error) {
    await source.close()
    throw error
  }
}

/** What steps make of an open file or of the member of an archive, from its beginning; a plain file from `offset` on. */
export function openSource(
  fd: number,
  steps: ListingLayout['steps'],
  { blockBytes, archive, frames, unpackScript = null }: WindowOptions,
  offset = 0,
): ByteSource {
  if (archive !== undefined) return memberSource(archive.file, archive.member, steps, blockBytes)
  if (steps.length === 0) return fileSource(fd, offset, blockBytes)
  if (frames !== undefined && Number.isFinite(frames.end)) return groupSource(fd, frames, blockBytes)
  const taken = frames === undefined ? steps : [sliceFrom(frames.start), ...steps]
  return unpackScript !== null && isWorthThread(fd, taken)
    ? threadedSource(unpackScript, fd, taken, blockBytes)
    : unpackingSource(fd, taken, blockBytes)
}

function sliceFrom(start: number): UnpackStep {
  return { kind: 'slice', start, length: Number.POSITIVE_INFINITY }
}

/** A window on the beginning of a source, `offset` bytes into it. Closes the source when that fails. */
export async function windowOn(
  source: ByteSource,
  encoding: ListingLayout['encoding'],
  offset: number,
  blockBytes: number,
): Promise<TextWindow> {
  try {
    await skip(source, offset)
    return textWindow(source, encoding, offset, blockBytes)
  } catch (error) {
    await source.close()
    throw error
  }
}

function textWindow(
  source: ByteSource,
  encoding: ListingLayout['encoding'],
  offset: number,
  blockBytes: number,
  buffer?: Buffer,
): TextWindow {
  if (encoding === 'utf-8') return plainWindow(source, offset, blockBytes, buffer)
  return utf16Window(source, offset, blockBytes, encoding === 'utf-16le' ? 'le' : 'be', buffer)
}

async function skip(source: ByteSource, bytes: number, pause?: () => void): Promise<void> {
  const scratch = Buffer.allocUnsafe(Math.min(bytes, 1 << 18))
  for (let left = bytes; left > 0;) {
    pause?.()
    const got = await source.read(scratch.subarray(0, Math.min(left, scratch.length)), 0)
    if (got === 0) return
    left -= got
  }
}
