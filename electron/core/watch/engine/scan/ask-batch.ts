import { batchOf, pairParts, rowPart } from './row-batch.ts'
import { askForKeys, knownKey, loadWords, reasonIn } from './screen-keys.ts'
import {
  batch,
  type BlocksLayout,
  constant,
  define,
  type FilterPlace,
  get,
  increase,
  lookUpBytes,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, leaveIf, repeat, select, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// The filter of keys is larger than the nearest caches, and a row that waited for it would wait longer than all else it takes.
// So the keys of many rows that were noted are asked for together: the processor waits for all of them at once.

type Numbers = Readonly<
  Record<'rowsEnd' | 'pairsEnd' | 'likelyEnd' | 'at' | 'pair' | 'found' | 'loaded' | 'lookUp', number> &
    Record<'key' | 'word' | 'other' | 'keys' | 'words' | 'bits' | 'places' | 'all', number>
>

/**
 * `askBatch` takes behind which address no row is noted any more, and sets `known` of each row whose keys are reason to
 * screen its names; then no pair is noted any more. The near filter is asked for all, the whole filter for those it knows.
 */
export function askBatch(layout: ScreenLayout): ModuleFunction {
  const { pairCount, pairs, rows, lookUps, likely } = batchOf(layout)
  const { near, filter, blocks } = layout
  return define(
    'askBatch',
    {
      parameters: ['rowsEnd'],
      integers: [
        ...(['pairsEnd', 'likelyEnd', 'at', 'pair', 'row', 'found', 'loaded'] as const),
        ...(['lookUp', 'key', 'word', 'other'] as const),
      ] as const,
      vectors: ['keys', 'words', 'bits', 'places', 'all'],
    },
    (numbers) => {
      const { rowsEnd, pairsEnd, likelyEnd, at, pair, row, found, lookUp } = numbers
      const forEachPair = (...body: readonly Code[]) => forEach(pair, pairs, pairsEnd, batch.pairBytes, body)
      const forEachLikely = (...body: readonly Code[]) =>
        forEach(at, likely, likelyEnd, 4, [set(pair, i32.load(get(at), 0)), ...body])
      const forEachRow = (...body: readonly Code[]) => forEach(at, rows, rowsEnd, batch.rowBytes, body)
      const hasEqual = i32.load(get(at), rowPart.hasEqual)
      return [
        set(pairsEnd, i32.load(constant(pairCount), 0)),
        set(pairsEnd, i32.add(i32.multiply(get(pairsEnd), constant(batch.pairBytes)), constant(pairs))),
        set(likelyEnd, constant(likely)),
        forEachPair(...loadFor(near, numbers)),
        forEachRow(...loadForEqual(near, numbers)),
        ...keepLoaded(layout, numbers),
        forEachPair(
          ...askForPair(near, numbers),
          i32.store(get(likelyEnd), 0, get(pair)),
          increase(likelyEnd, i32.shiftLeft(i32.notEqual(get(found), zero), constant(2))),
        ),
        forEachRow(...askForEqual(near, numbers)),
        forEachLikely(...loadFor(filter, numbers)),
        forEachRow(when(hasEqual, ...loadForEqual(filter, numbers))),
        ...keepLoaded(layout, numbers),
        forEachRow(when(hasEqual, ...askForEqual(filter, numbers), markKnown(at, hasEqual))),
        set(lookUp, constant(lookUps)),
        forEachLikely(
          ...askForPair(filter, numbers),
          set(row, i32.load(get(pair), pairParts.row)),
          markKnown(row, get(found)),
          ...(blocks === null ? [] : [beginLookUps(layout, blocks, numbers)]),
        ),
        ...(blocks === null ? [] : goOnWithLookUps(layout, blocks, numbers)),
        i32.store(constant(pairCount), 0, zero),
        zero,
      ]
    },
  )
}

/** Loads what a filter knows of the keys of a pair. Nothing here waits for it. */
function loadFor(filter: FilterPlace, numbers: Numbers): readonly Code[] {
  return [0, 1].flatMap((half) => [
    ...loadWords(get(numbers.pair), half, filter, numbers),
    set(numbers.all, v128.or(get(numbers.all), get(numbers.words))),
  ])
}

/** The same for the key that stands for both names of a row whole. */
function loadForEqual(filter: FilterPlace, { at, key, word, other, loaded }: Numbers): readonly Code[] {
  return [
    set(key, i32.load(get(at), rowPart.equalKey)),
    knownKey(filter, key, word, other).prepare,
    set(loaded, i32.or(get(loaded), get(word))),
  ]
}

/** Keeps what was loaded, so that it is. */
function keepLoaded(layout: ScreenLayout, { all, loaded }: Numbers): readonly Code[] {
  const spare = constant(batchOf(layout).spare)
  return [v128.store(spare, 0, get(all)), i32.store(spare, 0, get(loaded))]
}

/** Sets `found` to the kinds of keys of a pair that a filter knows if they are reason to screen its row, else to 0. */
function askForPair(filter: FilterPlace, numbers: Numbers): readonly Code[] {
  const { pair, found } = numbers
  return [
    ...askForKeys(get(pair), filter, numbers, found),
    set(found, select(reasonIn(found, i32.load(get(pair), pairParts.singles)), get(found), zero)),
  ]
}

/** Clears `hasEqual` of a row unless a filter knows the key that stands for both of its names. */
function askForEqual(filter: FilterPlace, { at, key, word, other }: Numbers): readonly Code[] {
  const { prepare, isKnown } = knownKey(filter, key, word, other)
  return [
    set(key, i32.load(get(at), rowPart.equalKey)),
    prepare,
    i32.store(get(at), rowPart.hasEqual, i32.and(i32.load(get(at), rowPart.hasEqual), isKnown)),
  ]
}

/** Sets `known` of the row at an address if something is not 0. */
const markKnown = (row: number, condition: Code): Code =>
  i32.store(get(row), rowPart.known, i32.or(i32.load(get(row), rowPart.known), condition))

/** Runs `body` with `at` at each of the things that lie one behind the other from an address to that in a local. */
function forEach(at: number, from: number, end: number, bytes: number, body: readonly Code[]): Code {
  return [
    ...set(at, constant(from)),
    ...repeat(leaveIf(i32.greaterOrEqual(get(at), get(end))), ...body, increase(at, constant(bytes))),
  ]
}

// What the names of a row are looked up in lies further away still, and each step of it waits for the one before. So the steps
// are taken for all rows of a batch together, and thrown away: `shareBlock` finds all of it near by then.

/** Where in a look-up the first entries of the bucket are kept, behind where the bucket starts. */
const firstEntries = 16

/** Notes where the buckets start of the keys `found` of a pair, while there is room. */
function beginLookUps(layout: ScreenLayout, blocks: BlocksLayout, numbers: Numbers): Code {
  const { pair, found, key, lookUp } = numbers
  const kind = i32.shiftLeft(i32.countTrailingZeros(get(found)), constant(2))
  const bucket = i32.shiftLeft(i32.shiftRight(get(key), constant(blocks.bucketShift)), constant(2))
  const end = batchOf(layout).lookUps + batch.lookUps * lookUpBytes
  return repeat(
    leaveIf(i32.isZero(get(found))),
    leaveIf(i32.greaterOrEqual(get(lookUp), constant(end))),
    set(key, i32.load(i32.add(get(pair), kind), 0)),
    set(found, i32.and(get(found), i32.subtract(get(found), constant(1)))),
    i32.store(get(lookUp), 0, i32.load(bucket, blocks.buckets)),
    increase(lookUp, constant(lookUpBytes)),
  )
}

/** Loads the first entries of all buckets, then what is known of the titles they are of. */
function goOnWithLookUps(
  layout: ScreenLayout,
  blocks: BlocksLayout,
  { at, lookUp, other }: Numbers,
): readonly Code[] {
  const { lookUps, spare } = batchOf(layout)
  const forEachLookUp = (...body: readonly Code[]) => forEach(at, lookUps, lookUp, lookUpBytes, body)
  const start = i32.shiftLeft(i32.load(get(at), 0), constant(2))
  const title = (index: number) =>
    i32.shiftLeft(
      i32.and(i32.load(get(at), firstEntries + 4 * index), constant(2 ** blocks.titleBits - 1)),
      constant(3),
    )
  return [
    forEachLookUp(v128.store(get(at), firstEntries, v128.load(start, blocks.entries))),
    forEachLookUp(
      ...[0, 1, 2, 3].map((index) =>
        set(other, i32.or(get(other), i32.load(title(index), blocks.nameParts))),
      ),
    ),
    i32.store(constant(spare), 0, get(other)),
  ]
}
