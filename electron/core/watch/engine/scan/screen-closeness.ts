import {
  type BlocksLayout,
  both,
  constant,
  define,
  get,
  increase,
  nameParts,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, i64, leaveIf, repeat, returnWith, select, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

/** `isCloseName` tells whether the folded name at an address may be the catalogue's name with parts at a place. */
export function isCloseName(blocks: BlocksLayout): ModuleFunction {
  return define(
    'isCloseName',
    {
      parameters: ['name', 'place'],
      integers: ['start', 'own', 'length', 'shorter', 'slips', 'mine', 'theirs', 'at', 'from'],
    },
    ({ name, place, start, own, length, shorter, slips, mine, theirs, at, from }) => {
      const isShorter = i32.lessThan(get(length), get(own))
      const letters = i32.load(get(name), nameParts.letters)
      const ofName = i32.load(get(place), blocks.nameParts)
      /** Where the name ends that stands so many bytes behind. */
      const endOf = (behind: number) =>
        i32.shiftRight(i32.load(get(place), blocks.nameParts + 4 - behind), constant(1))
      /** Leaves when so many letters from `at` and `from` on are not the same. */
      const compare = (left: number): readonly Code[] => [
        repeat(
          leaveIf(i32.lessThan(get(left), constant(8))),
          leaveIf(i32.isZero(i64.equal(i64.load(get(at), 0), i64.load(get(from), blocks.names)))),
          increase(at, constant(8)),
          increase(from, constant(8)),
          increase(left, constant(-8)),
        ),
        repeat(
          leaveIf(i32.isZero(get(left))),
          leaveIf(i32.notEqual(i32.loadByte(get(at), 0), i32.loadByte(get(from), blocks.names))),
          increase(at, constant(1)),
          increase(from, constant(1)),
          increase(left, constant(-1)),
        ),
        when(i32.isZero(get(left)), returnWith(constant(1))),
      ]
      const bytes = i32.add(get(name), constant(nameParts.bytes))
      return [
        set(start, endOf(8)),
        set(own, i32.subtract(endOf(0), get(start))),
        set(length, i32.load(get(name), nameParts.length)),
        set(shorter, select(isShorter, get(length), get(own))),
        set(mine, i32.countOnes(i32.and(letters, i32.xor(ofName, constant(-1))))),
        set(theirs, i32.countOnes(i32.and(ofName, i32.xor(letters, constant(-1))))),
        set(slips, allowedSlips(shorter)),
        // The difference of the lengths either way, without a sign.
        set(at, select(isShorter, i32.subtract(get(own), get(length)), i32.subtract(get(length), get(own)))),
        when(
          both(...[mine, theirs, at].map((count) => i32.greaterOrEqual(get(slips), get(count)))),
          returnWith(constant(1)),
        ),
        when(i32.lessThan(get(shorter), constant(shortestContained)), returnWith(zero)),
        when(select(isShorter, get(mine), get(theirs)), returnWith(zero)),
        set(at, bytes),
        set(from, get(start)),
        set(mine, get(shorter)),
        ...compare(mine),
        set(at, i32.subtract(i32.add(bytes, get(length)), get(shorter))),
        set(from, i32.subtract(i32.add(get(start), get(own)), get(shorter))),
        set(mine, get(shorter)),
        ...compare(mine),
        zero,
      ]
    },
  )
}

const shortestContained = 5

/** As in `word-closeness.ts`: none below 4 letters, 1 below 9, 2 below 16, otherwise 3. */
function allowedSlips(length: number): Code {
  const from = (least: number) => i32.greaterOrEqual(get(length), constant(least))
  return i32.add(i32.add(from(4), from(9)), from(16))
}
