import { type ByteSource, unpackingSource } from './byte-source.ts'
import type { PackedStretch } from './unpack/zstd-source.ts'
import { ZstdSource } from './unpack/zstd-source.ts'
import { createZstdStepper } from './unpack/zstd-stepper.ts'

/** Frames of a zstd file that are unpacked by themselves. */
export interface FrameGroup extends PackedStretch {
  /** True when frames follow. */
  readonly goesOn: boolean
}

/** Bytes read at a time behind the group: the rest of one row is wanted there. */
const behindBytes = 16 * 1024

/**
 * What a group of frames in an open file holds, and behind it what follows, for the row that lies across. Where that
 * begins is told by `border`.
 */
export function groupSource(fd: number, group: FrameGroup, blockBytes: number): ByteSource {
  let source = stretchSource(fd, group, blockBytes)
  let border = Number.POSITIVE_INFINITY
  let given = 0
  return {
    get position() {
      return Math.min(source.position, group.end)
    },
    get ignoredTail() {
      return source.ignoredTail
    },
    get refusal() {
      return source.refusal
    },
    get border() {
      return border
    },
    async read(into, at) {
      if (border === Number.POSITIVE_INFINITY) {
        const got = await source.read(into, at)
        given += got
        if (got > 0) return got
        border = given
        if (group.goesOn) {
          await source.close()
          source = stretchSource(fd, { start: group.end, end: Number.POSITIVE_INFINITY }, behindBytes)
        }
      }
      return group.goesOn ? source.read(into, at) : 0
    },
    close: () => source.close(),
  }
}

/** What frames hold, unpacked in this thread if it can be. */
function stretchSource(fd: number, stretch: PackedStretch, blockBytes: number): ByteSource {
  const stepper = createZstdStepper()
  if (stepper !== null) return new ZstdSource(fd, stretch, blockBytes, stepper)
  const slice = { kind: 'slice', start: stretch.start, length: stretch.end - stretch.start } as const
  return unpackingSource(fd, [slice, { kind: 'zstd' }], blockBytes)
}
