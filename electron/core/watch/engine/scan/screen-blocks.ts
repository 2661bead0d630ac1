import { shortest, wholeNames } from '../fuzzy/block-keys.ts'
import { askForKeys, writeKeys } from './screen-keys.ts'
import {
  type BlocksLayout,
  both,
  call,
  constant,
  define,
  either,
  get,
  increase,
  keysOffset,
  nameParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { againIf, type Code, i32, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Which recordings share a block with folded names, and whether their names can be the same but for slips of the pen:
// what `FuzzyProbe` finds, but for the edit distance, in whose stead stands how many letters one name has and the other
// has not. A wrong yes costs a closer look.

/** `shareBlock` tells whether the folded names at two addresses may be a recording's title and artist. */
export function shareBlock({ screenAt, near }: ScreenLayout, blocks: BlocksLayout): ModuleFunction {
  return define(
    'shareBlock',
    {
      parameters: ['title', 'artist'],
      integers: ['key', 'found', 'at', 'end', 'entry', 'name', 'letters'],
      vectors: ['keys', 'words', 'bits', 'places'],
    },
    (numbers) => {
      const { title, artist, key, found, at, end } = numbers
      const kind = i32.countTrailingZeros(get(found))
      const bucket = i32.shiftLeft(i32.shiftRight(get(key), constant(blocks.bucketShift)), constant(2))
      return [
        // The near filter alone is asked: a key that it knows wrongly hardly ever leads to an entry.
        ...writeKeys(constant(screenAt + keysOffset), numbers),
        ...askForKeys(constant(screenAt + keysOffset), near, numbers, found),
        when(isNoReason(found, title, artist), returnWith(zero)),
        ...[title, artist].map((one) => lettersOf(one, numbers)),
        repeat(
          leaveIf(i32.isZero(get(found))),
          set(key, i32.load(i32.shiftLeft(kind, constant(2)), screenAt + keysOffset)),
          set(found, i32.and(get(found), i32.subtract(get(found), constant(1)))),
          set(at, i32.load(bucket, blocks.buckets)),
          set(end, i32.load(bucket, blocks.buckets + 4)),
          compareEntries(blocks, numbers),
        ),
        zero,
      ]
    },
  )
}

type ShareNumbers = Readonly<
  Record<'title' | 'artist' | 'key' | 'at' | 'end' | 'entry' | 'name' | 'letters', number>
>

/**
 * Compares the names with those of the entries from `at` to `end` that have the key, and ends the function when they are
 * close. Artists first: most entries come from a title that many have.
 */
function compareEntries(blocks: BlocksLayout, numbers: ShareNumbers): Code {
  const { title, artist, key, at, end, entry, name } = numbers
  const { titleBits } = blocks
  const tag = (of: Code) => i32.shiftRight(of, constant(titleBits))
  const titlePlace = i32.shiftLeft(i32.and(get(entry), constant(2 ** titleBits - 1)), constant(3))
  return repeat(
    leaveIf(i32.greaterOrEqual(get(at), get(end))),
    set(entry, i32.load(i32.shiftLeft(get(at), constant(2)), blocks.entries)),
    increase(at, constant(1)),
    againIf(tag(i32.xor(get(entry), i32.shiftLeft(get(key), constant(titleBits))))),
    set(entry, titlePlace),
    set(name, get(entry)),
    repeat(
      increase(name, constant(8)),
      when(
        call('isCloseName', get(artist), get(name)),
        when(call('isCloseName', get(title), get(entry)), returnWith(constant(1))),
        leaveIf(constant(1), 1),
      ),
      leaveIf(i32.and(i32.load(get(name), blocks.nameParts + 4), constant(1))),
    ),
  )
}

/** The opposite of `isReason`. */
function isNoReason(kinds: number, title: number, artist: number): Code {
  const isLong = (name: number, least: number) =>
    i32.lessThan(constant(least), i32.load(get(name), nameParts.length))
  const isOf = (whole: number) => i32.isZero(i32.and(get(kinds), constant(~whole)))
  const others = i32.and(get(kinds), i32.subtract(get(kinds), constant(1)))
  return i32.and(
    i32.isZero(others),
    either(
      both(isOf(wholeNames.title), isLong(artist, shortest.artist)),
      both(isOf(wholeNames.artist), isLong(title, shortest.title)),
      i32.isZero(get(kinds)),
    ),
  )
}

/** Notes which letters the folded name at an address has (`lettersIn`), unless they have been noted. */
function lettersOf(name: number, { at, end, letters }: ShareNumbers): Code {
  const bit = i32.shiftLeft(constant(1), i32.and(i32.loadByte(get(at), 0), constant(31)))
  return when(
    i32.isZero(i32.load(get(name), nameParts.letters)),
    set(at, i32.add(get(name), constant(nameParts.bytes))),
    set(end, i32.add(get(at), i32.load(get(name), nameParts.length))),
    set(letters, zero),
    repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(end))),
      set(letters, i32.or(get(letters), bit)),
      increase(at, constant(1)),
    ),
    i32.store(get(name), nameParts.letters, get(letters)),
  )
}
