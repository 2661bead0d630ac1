import {
  filterBitsFrom,
  filterFactor,
  hashFactor,
  keyKinds,
  keysPerName,
  mixFactors,
  shortest,
  wholeNames,
} from '../fuzzy/block-keys.ts'
import { constant, type FilterPlace, get, nameParts, type ScreenLayout, set, splat } from './screen-parts.ts'
import { type Code, i32, i32x4, i8x16, select, v128, when } from './wasm-code.ts'

// The keys of folded names, as `writeKeys` and `equalKey` make them, and whether a filter of keys may know them.

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

/** Whether the filter may know the key, 1 or 0. `word` and `bits` are overwritten. */
export function knownKey({ at, words, shift }: FilterPlace, key: number, word: number, bits: number) {
  const place = i32.and(i32.shiftRight(get(key), constant(shift)), constant(words - 1))
  return {
    prepare: [
      ...set(word, i32.load(i32.shiftLeft(place, constant(2)), at)),
      ...set(bits, i32x4.extract(bitsOf(i32x4.splat(get(key))), 0)),
    ],
    isKnown: i32.equal(i32.and(get(word), get(bits)), get(bits)),
  }
}

/** The bits that stand for each of four keys in its word of a filter: in each byte the one that three bits tell. */
function bitsOf(keys: Code): Code {
  const oneBit = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => 1 << bit)
  const spread = i32x4.multiply(keys, i32x4.splat(constant(filterFactor)))
  const which = v128.and(i32x4.shiftRight(spread, constant(filterBitsFrom)), splat(7))
  return i8x16.swizzle(v128.constant([...oneBit, ...oneBit]), which)
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
    const { prepare, isKnown } = knownKey(filter, key, word, other)
    return [prepare, set(bit, isKnown)]
  }
  const { near, filter } = layout
  return [
    ...mixInto(key, hash(title), hash(artist), keyKinds.equal),
    ...ask(near).flat(),
    ...(near === filter ? [] : when(get(bit), ...ask(filter))),
  ]
}

type KeyNumbers = Readonly<
  Record<'title' | 'artist', number> & Record<'keys' | 'words' | 'bits' | 'places', number>
>

/** Writes the keys of the folded names at two addresses to a third, in two vectors of four. */
export function writeKeys(to: Code, numbers: Pick<KeyNumbers, 'title' | 'artist' | 'keys'>): readonly Code[] {
  const { keys } = numbers
  const [whole, ends] = keysOf(numbers)
  return [
    ...mixFour(keys, whole, kindsOf(0)),
    v128.store(to, 0, get(keys)),
    ...mixFour(keys, ends, kindsOf(4)),
    v128.store(to, 16, get(keys)),
  ]
}

/** Sets `found` to the kinds of the keys written at an address that the filter may know, without a jump. */
export function askForKeys(
  from: Code,
  filter: FilterPlace,
  numbers: Pick<KeyNumbers, 'keys' | 'words' | 'bits' | 'places'>,
  found: number,
): readonly Code[] {
  const ask = (half: number) => [
    ...loadWords(from, half, filter, numbers),
    set(numbers.bits, bitsOf(get(numbers.keys))),
  ]
  return [
    ...ask(0),
    set(found, isEachKnown(numbers)),
    ...ask(1),
    set(found, i32.or(get(found), i32.shiftLeft(isEachKnown(numbers), constant(4)))),
  ]
}

/** The kinds of keys of the folded names at two addresses each of which is reason enough by itself (`isReason`). */
export function singleReasons(title: number, artist: number): Code {
  const { title: wholeTitle, artist: wholeArtist } = wholeNames
  const isShort = (name: number, least: number) =>
    i32.greaterOrEqual(constant(least), i32.load(get(name), nameParts.length))
  const ofWhole = i32.or(
    select(isShort(artist, shortest.artist), constant(wholeTitle), constant(0)),
    select(isShort(title, shortest.title), constant(wholeArtist), constant(0)),
  )
  return i32.or(ofWhole, constant(0xff & ~wholeTitle & ~wholeArtist))
}

/** Not 0 when the kinds of known keys are reason to look closer: two of them, or one of the `singles` (`isReason`). */
export function reasonIn(kinds: number, singles: Code): Code {
  const others = i32.and(get(kinds), i32.subtract(get(kinds), constant(1)))
  return i32.or(others, i32.and(get(kinds), singles))
}

const kindsInOrder = [
  keyKinds.titleAndArtistStart,
  keyKinds.titleAndArtistEnd,
  keyKinds.artistAndTitleStart,
  keyKinds.artistAndTitleEnd,
  keyKinds.starts,
  keyKinds.ends,
  keyKinds.startAndEnd,
  keyKinds.endAndStart,
].slice(0, keysPerName)

/** Four kinds of keys from one on, as a vector. */
function kindsOf(first: number): Code {
  return v128.constant([...new Uint8Array(Int32Array.from(kindsInOrder.slice(first, first + 4)).buffer)])
}

/** Loads four keys of those written at an address, and the word of the filter that each of them has. */
export function loadWords(
  from: Code,
  half: number,
  { at, words, shift }: FilterPlace,
  { keys, places, words: loaded }: Pick<KeyNumbers, 'keys' | 'words' | 'places'>,
): readonly Code[] {
  const place = i32x4.shiftRight(get(keys), constant(shift - 2))
  const word = (index: number) => i32x4.extract(get(places), index)
  const first = v128.loadQuarter(word(0), at)
  return [
    set(keys, v128.load(from, 16 * half)),
    set(places, v128.and(place, i32x4.splat(constant((words - 1) << 2)))),
    set(
      loaded,
      [1, 2, 3].reduce<Code>((all, index) => v128.loadInto(index, word(index), at, all), first),
    ),
  ]
}

function isEachKnown({ words, bits }: Pick<KeyNumbers, 'words' | 'bits'>): Code {
  return i32x4.bitmask(i32x4.equal(v128.and(get(words), get(bits)), get(bits)))
}

/** As `mixInto`, four keys at a time. */
function mixFour(keys: number, [first, second]: readonly [Code, Code], kinds: Code): readonly Code[] {
  const shifted = (by: number) => v128.xor(get(keys), i32x4.shiftRight(get(keys), constant(by)))
  const times = (one: Code, factor: number) => i32x4.multiply(one, i32x4.splat(constant(factor)))
  return [
    set(keys, times(v128.xor(first, kinds), mixFactors[0])),
    set(keys, times(v128.xor(shifted(15), second), mixFactors[1])),
    set(keys, shifted(16)),
  ]
}

function fourOf([first = [], ...others]: readonly Code[]): Code {
  return others.reduce((all, one, index) => i32x4.replace(all, index + 1, one), i32x4.splat(first))
}

/** What the keys are mixed of, in the order of `writeKeys`: first those with a whole name, then those of both ends. */
function keysOf({
  title,
  artist,
}: Pick<KeyNumbers, 'title' | 'artist'>): readonly [readonly [Code, Code], readonly [Code, Code]] {
  const { bytes, length, hash } = nameParts
  const start = (name: number) => i32.load(get(name), bytes)
  const behind = (name: number) => i32.add(get(name), i32.load(get(name), length))
  // The bytes in front of a short name are 0: there nothing is ever written.
  const ending = (name: number) => i32.load(behind(name), bytes - 4)
  const afterStart = i32.multiply(i32.loadShort(get(title), bytes + 4), constant(hashFactor))
  const beforeEnd = i32.multiply(i32.loadShort(behind(title), bytes - 6), constant(hashFactor))
  const firstTwo = (name: number) => i32.loadShort(get(name), bytes)
  const lastTwo = (name: number) => i32.loadShort(behind(name), bytes - 2)
  const hashOf = (name: number) => i32.load(get(name), hash)
  return [
    [
      fourOf([hashOf(title), hashOf(title), hashOf(artist), hashOf(artist)]),
      fourOf([firstTwo(artist), lastTwo(artist), firstTwo(title), lastTwo(title)]),
    ],
    [
      fourOf([start(title), ending(title), start(title), ending(title)]),
      fourOf([
        i32.add(start(artist), afterStart),
        i32.add(ending(artist), beforeEnd),
        i32.add(ending(artist), afterStart),
        i32.add(start(artist), beforeEnd),
      ]),
    ],
  ]
}
