import { entryBits } from '../fuzzy/block-index.ts'
import {
  filterFactor,
  hashFactor,
  keyKinds,
  keysPerName,
  mixFactors,
  shortest,
  wholeNames,
} from '../fuzzy/block-keys.ts'
import {
  type BlocksLayout,
  both,
  call,
  constant,
  define,
  either,
  type FilterPlace,
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

/** The key that `mix` makes of two numbers, into the local `key`. */
export function mixInto(key: number, first: Code, second: Code, kind: number): Code {
  return [
    ...set(key, i32.multiply(i32.xor(first, constant(kind)), constant(mixFactors[0]))),
    ...set(
      key,
      i32.multiply(
        i32.xor(i32.xor(get(key), i32.shiftRight(get(key), constant(15))), second),
        constant(mixFactors[1]),
      ),
    ),
    ...set(key, i32.xor(get(key), i32.shiftRight(get(key), constant(16)))),
  ]
}

/** 1 if the filter may know the key, in the lowest bit; the other bits mean nothing. `word` and `other` are overwritten. */
export function knownKey({ at, words }: FilterPlace, key: number, word: number, other: number) {
  const place = i32.and(i32.shiftRight(get(key), constant(5)), constant(words - 1))
  // Shifting takes the lowest five bits of a distance only.
  const bits = [get(key), i32.shiftRight(get(other), constant(27)), i32.shiftRight(get(other), constant(22))]
  return {
    prepare: [
      ...set(word, i32.load(i32.shiftLeft(place, constant(2)), at)),
      ...set(other, i32.multiply(get(key), constant(filterFactor))),
    ],
    bit: bits.map((bit) => i32.shiftRight(get(word), bit)).reduce((all, bit) => i32.and(all, bit)),
  }
}

/**
 * Sets the local `bit` to 1 if the filter may know the key of two names that stands for both of them whole, else to 0.
 * The names are given by their addresses.
 */
export function areKnownAsEqual(
  layout: ScreenLayout,
  title: Code,
  artist: Code,
  { key, word, other, bit }: Readonly<Record<'key' | 'word' | 'other' | 'bit', number>>,
): Code {
  const hash = (name: Code) => i32.load(name, nameParts.hash)
  const ask = (filter: FilterPlace) => {
    const { prepare, bit: isKnown } = knownKey(filter, key, word, other)
    return [prepare, set(bit, i32.and(isKnown, constant(1)))]
  }
  const { near, filter } = layout
  return [
    ...mixInto(key, hash(title), hash(artist), keyKinds.equal),
    ...ask(near).flat(),
    ...(near === filter ? [] : when(get(bit), ...ask(filter))),
  ]
}

/** `shareBlock` tells whether the folded names at two addresses may be a recording's title and artist. */
export function shareBlock(layout: ScreenLayout, blocks: BlocksLayout): ModuleFunction {
  const { screenAt, near, filter } = layout
  return define(
    'shareBlock',
    {
      parameters: ['title', 'artist'],
      integers: [
        ...['key', 'word', 'other', 'found', 'at', 'end', 'entry', 'name', 'lastName', 'isClose', 'kind'],
      ] as const,
    },
    (numbers) => {
      const { title, artist, key, word, other, found, at, end, entry, name, lastName, isClose, kind } =
        numbers
      const keyAt = screenAt + keysOffset
      const bucket = i32.shiftLeft(i32.shiftRight(get(key), constant(blocks.bucketShift)), constant(2))
      return [
        set(found, zero),
        ...keysOf(title, artist).flatMap(([first, second, mixed], index) => {
          const { prepare, bit } = knownKey(near, key, word, other)
          return [
            mixInto(key, first, second, mixed),
            i32.store(constant(keyAt), 4 * index, get(key)),
            prepare,
            set(found, i32.or(get(found), i32.shiftLeft(i32.and(bit, constant(1)), constant(index)))),
          ]
        }),
        when(isNoReason(found, title, artist), returnWith(zero)),
        ...(near === filter ? [] : askAgain(layout, numbers)),
        ...[title, artist].map((one) => lettersOf(one, { at, end, word })),
        repeat(
          leaveIf(i32.isZero(get(found))),
          set(kind, i32.countTrailingZeros(get(found))),
          set(found, i32.and(get(found), i32.subtract(get(found), constant(1)))),
          set(key, i32.load(i32.shiftLeft(get(kind), constant(2)), keyAt)),
          set(at, i32.load(bucket, blocks.buckets)),
          set(end, i32.load(bucket, blocks.buckets + 4)),
          repeat(
            leaveIf(i32.greaterOrEqual(get(at), get(end))),
            set(entry, i32.load(i32.shiftLeft(get(at), constant(2)), blocks.entries)),
            increase(at, constant(1)),
            againIf(
              i32.shiftRight(
                i32.xor(get(entry), i32.shiftLeft(get(key), constant(entryBits))),
                constant(entryBits),
              ),
            ),
            set(entry, i32.shiftLeft(i32.and(get(entry), constant(2 ** entryBits - 1)), constant(2))),
            set(name, i32.load(get(entry), blocks.firstNames)),
            againIf(i32.isZero(call('isCloseName', get(title), get(name)))),
            set(lastName, i32.load(get(entry), blocks.firstNames + 4)),
            set(isClose, zero),
            repeat(
              increase(name, constant(1)),
              leaveIf(i32.greaterOrEqual(get(name), get(lastName))),
              set(isClose, call('isCloseName', get(artist), get(name))),
              leaveIf(get(isClose)),
            ),
            when(get(isClose), returnWith(constant(1))),
          ),
        ),
        zero,
      ]
    },
  )
}

/** Asks the whole filter for the keys that the near one may know, and leaves when those it knows are no reason. */
function askAgain(
  { screenAt, filter }: ScreenLayout,
  { title, artist, key, word, other, found, at, kind }: ShareNumbers,
): readonly Code[] {
  const { prepare, bit } = knownKey(filter, key, word, other)
  const keyOf = (index: Code) => i32.load(i32.shiftLeft(index, constant(2)), screenAt + keysOffset)
  return [
    set(at, get(found)),
    repeat(
      leaveIf(i32.isZero(get(at))),
      set(kind, i32.countTrailingZeros(get(at))),
      set(at, i32.and(get(at), i32.subtract(get(at), constant(1)))),
      set(key, keyOf(get(kind))),
      prepare,
      set(
        found,
        i32.xor(get(found), i32.shiftLeft(i32.xor(i32.and(bit, constant(1)), constant(1)), get(kind))),
      ),
    ),
    when(isNoReason(found, title, artist), returnWith(zero)),
  ]
}

type ShareNumbers = Readonly<
  Record<'title' | 'artist' | 'key' | 'word' | 'other' | 'found' | 'at' | 'kind', number>
>

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

/** What each key that `writeKeys` makes is mixed of. */
function keysOf(title: number, artist: number): readonly (readonly [Code, Code, number])[] {
  const { bytes, length, hash } = nameParts
  const start = (name: number) => i32.load(get(name), bytes)
  const behind = (name: number) => i32.add(get(name), i32.load(get(name), length))
  // The bytes in front of a short name are 0: there nothing is ever written.
  const ending = (name: number) => i32.load(behind(name), bytes - 4)
  const [titleFirst, artistFirst, titleLast, artistLast] = [
    start(title),
    start(artist),
    ending(title),
    ending(artist),
  ]
  const afterStart = i32.multiply(i32.loadShort(get(title), bytes + 4), constant(hashFactor))
  const beforeEnd = i32.multiply(i32.loadShort(behind(title), bytes - 6), constant(hashFactor))
  const two = (letters: Code) => i32.and(letters, constant(0xffff))
  const lastTwo = (letters: Code) => i32.shiftRight(letters, constant(16))
  const hashOf = (name: number) => i32.load(get(name), hash)
  const keys: (readonly [Code, Code, number])[] = [
    [hashOf(title), two(artistFirst), keyKinds.titleAndArtistStart],
    [hashOf(title), lastTwo(artistLast), keyKinds.titleAndArtistEnd],
    [hashOf(artist), two(titleFirst), keyKinds.artistAndTitleStart],
    [hashOf(artist), lastTwo(titleLast), keyKinds.artistAndTitleEnd],
    [titleFirst, i32.add(artistFirst, afterStart), keyKinds.starts],
    [titleLast, i32.add(artistLast, beforeEnd), keyKinds.ends],
    [titleFirst, i32.add(artistLast, afterStart), keyKinds.startAndEnd],
    [titleLast, i32.add(artistFirst, beforeEnd), keyKinds.endAndStart],
  ]
  return keys.slice(0, keysPerName)
}

/** Notes which letters the folded name at an address has (`lettersIn`), unless they have been noted. */
function lettersOf(name: number, { at, end, word }: Readonly<Record<'at' | 'end' | 'word', number>>): Code {
  const bit = i32.shiftLeft(constant(1), i32.and(i32.loadByte(get(at), 0), constant(31)))
  return when(
    i32.isZero(i32.load(get(name), nameParts.letters)),
    set(at, i32.add(get(name), constant(nameParts.bytes))),
    set(end, i32.add(get(at), i32.load(get(name), nameParts.length))),
    set(word, zero),
    repeat(
      leaveIf(i32.greaterOrEqual(get(at), get(end))),
      set(word, i32.or(get(word), bit)),
      increase(at, constant(1)),
    ),
    i32.store(get(name), nameParts.letters, get(word)),
  )
}
