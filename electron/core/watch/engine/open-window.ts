import { fileSource, gzipSource, type ByteSource } from './byte-source.ts'
import type { ListingLayout } from './layout.ts'
import { plainWindow, type TextWindow, utf16Window } from './text-window.ts'

/** A window on an open listing file, and the source to close when done with it. */
export interface OpenWindow {
  readonly window: TextWindow
  readonly source: ByteSource
}

/**
 * Opens a window at `offset` of the unpacked file. A packed file is unpacked up to there first, without keeping
 * anything. `buffer` (from `allocateText`) is used for the text. `pause` is asked once a block and may throw.
 */
export async function openWindow(
  fd: number,
  layout: Pick<ListingLayout, 'compression' | 'encoding'>,
  offset: number,
  options: { readonly blockBytes: number; readonly buffer?: Buffer; readonly pause?: () => void },
): Promise<OpenWindow> {
  const { blockBytes, buffer, pause } = options
  const packed = layout.compression === 'gzip'
  const source = packed ? gzipSource(fd, blockBytes) : fileSource(fd, offset, blockBytes)
  try {
    if (packed) await skip(source, offset, pause)
    if (layout.encoding === 'utf-8') {
      return { window: plainWindow(source, offset, blockBytes, buffer), source }
    }
    const byteOrder = layout.encoding === 'utf-16le' ? 'le' : 'be'
    return { window: utf16Window(source, offset, blockBytes, byteOrder, buffer), source }
  } catch (error) {
    await source.close()
    throw error
  }
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
