import { filterFactor, hashFactor, keyKinds, mixFactors } from '../fuzzy/block-keys.ts'
import {
  artistHash,
  artistSize,
  constant,
  get,
  hash,
  kept,
  markMayBeEqual,
  one,
  type ScreenLayout,
  specials,
  titleHash,
  titleSize,
} from './screen-parts.ts'
import { type Code, i32, local } from './wasm-code.ts'

/** Sets the lowest bit of `hash` if the filter knows any of the keys that `writeKeys` makes; the other bits mean nothing. */
export function lookUp({ filterAt, filterWords }: ScreenLayout, titleAt: number, artistAt: number): Code {
  const [key, word, other] = [kept, specials, one]
  const start = (name: number) => i32.load(constant(name), 0)
  const ending = (name: number, size: number) => i32.load(i32.add(constant(name), get(size)), 0)
  const [titleFirst, artistFirst] = [start(titleAt), start(artistAt)]
  // The bytes in front of a short name are 0: there nothing is ever written.
  const [titleLast, artistLast] = [ending(titleAt - 4, titleSize), ending(artistAt - 4, artistSize)]
  const afterStart = i32.multiply(i32.loadShort(constant(titleAt), 4), constant(hashFactor))
  const beforeEnd = i32.multiply(
    i32.loadShort(i32.add(constant(titleAt - 6), get(titleSize)), 0),
    constant(hashFactor),
  )
  const two = (letters: Code) => i32.and(letters, constant(0xffff))
  const lastTwo = (letters: Code) => i32.shiftRight(letters, constant(16))
  const keys: readonly (readonly [Code, Code, number])[] = [
    [get(titleHash), two(artistFirst), keyKinds.titleAndArtistStart],
    [get(titleHash), lastTwo(artistLast), keyKinds.titleAndArtistEnd],
    [get(artistHash), two(titleFirst), keyKinds.artistAndTitleStart],
    [get(artistHash), lastTwo(titleLast), keyKinds.artistAndTitleEnd],
    [titleFirst, i32.add(artistFirst, afterStart), keyKinds.starts],
    [titleLast, i32.add(artistLast, beforeEnd), keyKinds.ends],
    [titleFirst, i32.add(artistLast, afterStart), keyKinds.startAndEnd],
    [titleLast, i32.add(artistFirst, beforeEnd), keyKinds.endAndStart],
  ]
  return [
    ...local.set(hash, constant(0)),
    ...keys.flatMap(([first, second, kind], index) => [
      ...local.set(key, i32.multiply(i32.xor(first, constant(kind)), constant(mixFactors[0]))),
      ...local.set(
        key,
        i32.multiply(
          i32.xor(i32.xor(get(key), i32.shiftRight(get(key), constant(15))), second),
          constant(mixFactors[1]),
        ),
      ),
      ...local.set(key, i32.xor(get(key), i32.shiftRight(get(key), constant(16)))),
      ...local.set(
        word,
        i32.load(
          i32.shiftLeft(
            i32.and(i32.shiftRight(get(key), constant(5)), constant(filterWords - 1)),
            constant(2),
          ),
          filterAt,
        ),
      ),
      ...local.set(other, i32.multiply(get(key), constant(filterFactor))),
      // Shifting takes the lowest five bits of a distance only.
      ...local.set(
        hash,
        i32.or(
          get(hash),
          [get(key), i32.shiftRight(get(other), constant(27)), i32.shiftRight(get(other), constant(22))]
            .map((bit) => i32.shiftRight(get(word), bit))
            .reduce((all, bit) => i32.and(all, bit)),
        ),
      ),
      // Equal names have the first key in common.
      ...(index === 0 ? markMayBeEqual(i32.and(get(hash), constant(1))) : []),
    ]),
  ]
}
