import { askForKeys, reasonIn, singleReasons, writeKeys } from './screen-keys.ts'
import {
  type BlocksLayout,
  call,
  constant,
  define,
  type FilterPlace,
  get,
  increase,
  keysOffset,
  mostNearby,
  nameParts,
  nearbyHead,
  nearbyOffset,
  nearbyParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { againIf, type Code, i32, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Which recordings share a block with folded names, and whether their names can be the same but for slips of the pen:
// what `FuzzyProbe` finds, but for the edit distance, in whose stead stands how many letters one name has and the other
// has not. A wrong yes costs a closer look.

/**
 * `shareBlock` tells whether the folded names at two addresses may be a recording's title and artist, and notes which titles
 * of the index those are, behind those that are noted (`nearbyOffset`).
 */
export function shareBlock({ screenAt, near, filter }: ScreenLayout, blocks: BlocksLayout): ModuleFunction {
  return define(
    'shareBlock',
    {
      parameters: ['title', 'artist'],
      integers: [
        ...(['key', 'found', 'at', 'end', 'entry', 'name', 'letters', 'nearby', 'known', 'answer'] as const),
        'last',
      ] as const,
      vectors: ['keys', 'words', 'bits', 'places'],
    },
    (numbers) => {
      const { title, artist, key, found, at, end, nearby, known, answer } = numbers
      const kind = i32.countTrailingZeros(get(found))
      const ask = (of: FilterPlace) => [
        ...askForKeys(constant(screenAt + keysOffset), of, numbers, found),
        when(i32.isZero(reasonIn(found, singleReasons(title, artist))), returnWith(zero)),
      ]
      const bucket = i32.shiftLeft(i32.shiftRight(get(key), constant(blocks.bucketShift)), constant(2))
      return [
        ...writeKeys(constant(screenAt + keysOffset), numbers),
        ...ask(near),
        ...(near === filter ? [] : ask(filter)),
        ...[title, artist].map((one) => lettersOf(one, numbers)),
        set(nearby, i32.load(constant(screenAt + nearbyOffset), nearbyHead.count)),
        set(known, get(nearby)),
        repeat(
          leaveIf(i32.isZero(get(found))),
          set(key, i32.load(i32.shiftLeft(kind, constant(2)), screenAt + keysOffset)),
          set(found, i32.and(get(found), i32.subtract(get(found), constant(1)))),
          set(at, i32.load(bucket, blocks.buckets)),
          set(end, i32.load(bucket, blocks.buckets + 4)),
          compareEntries(screenAt, blocks, numbers),
        ),
        i32.store(constant(screenAt + nearbyOffset), nearbyHead.count, get(nearby)),
        get(answer),
      ]
    },
  )
}

type ShareNumbers = Readonly<
  Record<'title' | 'artist' | 'key' | 'at' | 'end' | 'entry' | 'name' | 'letters', number> &
    Record<'nearby' | 'known' | 'answer' | 'last', number>
>

/**
 * Compares the names with those of the entries from `at` to `end` that have the key, and notes which are close. Artists
 * first: most entries come from a title that many have. An entry with several keys in common comes up several times on end.
 */
function compareEntries(screenAt: number, blocks: BlocksLayout, numbers: ShareNumbers): Code {
  const { title, artist, key, at, end, entry, name, last } = numbers
  const { titleBits } = blocks
  const tag = (of: Code) => i32.shiftRight(of, constant(titleBits))
  const titlePlace = i32.shiftLeft(i32.and(get(entry), constant(2 ** titleBits - 1)), constant(3))
  return repeat(
    leaveIf(i32.greaterOrEqual(get(at), get(end))),
    set(entry, i32.load(i32.shiftLeft(get(at), constant(2)), blocks.entries)),
    increase(at, constant(1)),
    againIf(tag(i32.xor(get(entry), i32.shiftLeft(get(key), constant(titleBits))))),
    set(entry, titlePlace),
    againIf(i32.equal(get(entry), get(last))),
    set(last, get(entry)),
    set(name, get(entry)),
    repeat(
      increase(name, constant(8)),
      when(
        call('isCloseName', get(artist), get(name)),
        when(call('isCloseName', get(title), get(entry)), ...noteNearby(screenAt, numbers)),
        leaveIf(constant(1), 1),
      ),
      leaveIf(i32.and(i32.load(get(name), blocks.nameParts + 4), constant(1))),
    ),
  )
}

/** Notes the title at the place `entry`, unless it has been since the function began: most share several keys with a row. */
function noteNearby(
  screenAt: number,
  { title, artist, entry, name, nearby, known, answer }: ShareNumbers,
): readonly Code[] {
  const first = screenAt + nearbyOffset + nearbyHead.bytes
  const place = (index: Code) => i32.add(i32.multiply(index, constant(nearbyParts.bytes)), constant(first))
  const number = i32.shiftRight(get(entry), constant(3))
  // The address of the artist in the index is not asked for any more.
  const index = name
  return [
    set(answer, constant(1)),
    set(index, get(known)),
    repeat(
      leaveIf(i32.greaterOrEqual(get(index), get(nearby))),
      leaveIf(i32.greaterOrEqual(get(index), constant(mostNearby))),
      leaveIf(i32.equal(i32.load(place(get(index)), nearbyParts.number), number)),
      increase(index, constant(1)),
    ),
    when(
      i32.equal(get(index), get(nearby)),
      when(
        i32.lessThan(get(nearby), constant(mostNearby)),
        i32.store(place(get(nearby)), nearbyParts.number, number),
        i32.store(place(get(nearby)), nearbyParts.title, get(title)),
        i32.store(place(get(nearby)), nearbyParts.artist, get(artist)),
      ),
      increase(nearby, constant(1)),
    ),
  ]
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
