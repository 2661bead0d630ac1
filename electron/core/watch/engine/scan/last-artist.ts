import {
  constant,
  define,
  get,
  increase,
  nameAt,
  nameParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, i8x16, leaveIf, repeat, returnWith, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Rows that follow each other are mostly by one artist, for dumps go from album to album. The artist looked at last is kept
// as it is written, so that the same one need not be folded again.

/** What is kept of it beside its bytes, in the place of what a name has. */
const parts = { length: nameParts.length, status: nameParts.hash, between: nameParts.letters } as const

/** What `foldName` said of the artist kept, and how far behind its start something divides it. */
export function lastArtist(layout: ScreenLayout) {
  const at = constant(nameAt(layout, 'lastArtist'))
  return {
    status: i32.load(at, parts.status),
    between: i32.load(at, parts.between),
    keep: (status: Code, between: Code, length: Code): readonly Code[] => [
      i32.store(at, parts.status, status),
      i32.store(at, parts.between, between),
      i32.store(at, parts.length, length),
    ],
    /** From here on none is kept, until `keep`. */
    forget: i32.store(at, parts.length, zero),
  }
}

/** `isLastArtist` tells whether the artist between `start` and `end` of the text is the one that is kept. */
export function isLastArtist(layout: ScreenLayout): ModuleFunction {
  const at = nameAt(layout, 'lastArtist')
  return define(
    'isLastArtist',
    { parameters: ['start', 'end'], integers: ['kept', 'same', 'left'] },
    ({ start, end, kept, same, left }) => [
      set(left, i32.subtract(get(end), get(start))),
      when(i32.notEqual(get(left), i32.load(constant(at), parts.length)), returnWith(zero)),
      repeat(
        leaveIf(i32.greaterOrEqual(get(start), get(end))),
        set(
          same,
          i8x16.bitmask(
            i8x16.equal(v128.load(get(start), layout.textAt), v128.load(get(kept), at + nameParts.bytes)),
          ),
        ),
        // What stands behind the end does not count.
        when(
          i32.lessThan(get(left), constant(16)),
          set(same, i32.or(get(same), i32.shiftLeft(constant(-1), get(left)))),
        ),
        when(i32.notEqual(i32.and(get(same), constant(0xffff)), constant(0xffff)), returnWith(zero)),
        increase(start, constant(16)),
        increase(kept, constant(16)),
        increase(left, constant(-16)),
      ),
      i32.notEqual(get(kept), zero),
    ],
  )
}

/** `copyArtist` keeps the bytes of the artist between `start` and `end` of the text. */
export function copyArtist(layout: ScreenLayout): ModuleFunction {
  const at = nameAt(layout, 'lastArtist')
  return define(
    'copyArtist',
    { parameters: ['start', 'end'], integers: ['kept'] },
    ({ start, end, kept }) => [
      repeat(
        leaveIf(i32.greaterOrEqual(get(start), get(end))),
        v128.store(get(kept), at + nameParts.bytes, v128.load(get(start), layout.textAt)),
        increase(start, constant(16)),
        increase(kept, constant(16)),
      ),
      zero,
    ],
  )
}
