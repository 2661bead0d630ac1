import { keyKinds } from '../fuzzy/block-keys.ts'
import {
  askForKeys,
  knownKey,
  loadWords,
  mixInto,
  reasonIn,
  singleReasons,
  writeKeys,
} from './screen-keys.ts'
import {
  batch,
  batchOffset,
  type BlocksLayout,
  constant,
  define,
  get,
  increase,
  lookUpBytes,
  nameParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, leaveIf, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// The filter of keys is larger than the nearest caches, and a row that waited for it would wait longer than all else it
// takes. So the keys of many rows are noted first, then asked for together: the processor waits for all of them at once.

/** What is noted of a row: each a 32-bit integer. */
const rowParts = [
  // Where it starts, its first mark, where it ends, the mark behind it, and what is answered of it whatever its names are.
  ...['at', 'first', 'end', 'mark', 'answer'],
  // Not 0 when its names have to be screened; the key that stands for both of them whole, and 1 when there is one.
  ...['known', 'equalKey', 'hasEqual'],
] as const
export type RowPart = (typeof rowParts)[number]

/** Where a part of a noted row stands behind its address. */
export const rowPart = Object.fromEntries(rowParts.map((name, index) => [name, 4 * index])) as Record<
  RowPart,
  number
>

/** Behind the keys of a pair of names: kinds of keys each of which is reason enough by itself, and the row's address. */
const pairParts = { singles: 32, row: 36 } as const

/** Where the batch of a screen lies: in front of rows and pairs, how many pairs there are, and the row being noted. */
export function batchOf({ screenAt }: Pick<ScreenLayout, 'screenAt'>) {
  const head = screenAt + batchOffset
  const rows = head + batch.headBytes
  const pairs = rows + batch.rows * batch.rowBytes
  return {
    ...{ pairCount: head, row: head + 4, spare: head + 16, rows, pairs },
    lookUps: pairs + batch.pairs * batch.pairBytes,
  }
}

/** `noteKeys` notes the keys of the folded names at two addresses, for the row being noted. */
export function noteKeys(layout: ScreenLayout): ModuleFunction {
  const { pairCount, pairs, row } = batchOf(layout)
  return define(
    'noteKeys',
    { parameters: ['title', 'artist'], integers: ['pair'], vectors: ['keys'] },
    (numbers) => {
      const { title, artist, pair } = numbers
      return [
        set(pair, i32.load(constant(pairCount), 0)),
        i32.store(constant(pairCount), 0, i32.add(get(pair), constant(1))),
        set(pair, i32.add(i32.multiply(get(pair), constant(batch.pairBytes)), constant(pairs))),
        ...writeKeys(get(pair), numbers),
        i32.store(get(pair), pairParts.singles, singleReasons(title, artist)),
        i32.store(get(pair), pairParts.row, i32.load(constant(row), 0)),
        zero,
      ]
    },
  )
}

/** Notes the key that stands for both names whole, for the row being noted. */
export function noteEqualKey(
  layout: ScreenLayout,
  title: Code,
  artist: Code,
  { key, word }: Readonly<Record<'key' | 'word', number>>,
): Code {
  const hash = (name: Code) => i32.load(name, nameParts.hash)
  return [
    ...mixInto(key, hash(title), hash(artist), keyKinds.equal),
    ...set(word, i32.load(constant(batchOf(layout).row), 0)),
    ...i32.store(get(word), rowPart.equalKey, get(key)),
    ...i32.store(get(word), rowPart.hasEqual, constant(1)),
  ]
}

/**
 * `askBatch` takes behind which address no row is noted any more, and sets `known` of each row whose keys are reason to
 * screen its names; then no pair is noted any more. The near filter alone is asked.
 */
export function askBatch(layout: ScreenLayout): ModuleFunction {
  const { pairCount, pairs, rows, spare } = batchOf(layout)
  return define(
    'askBatch',
    {
      parameters: ['rowsEnd'],
      integers: ['pairsEnd', 'at', 'row', 'found', 'key', 'word', 'other', 'lookUp'],
      vectors: ['keys', 'words', 'bits', 'places', 'all'],
    },
    (numbers) => {
      const { rowsEnd, pairsEnd, at, row, found, key, word, words, all } = numbers
      const { near, blocks } = layout
      const forEachPair = (...body: readonly Code[]) => forEach(at, pairs, pairsEnd, batch.pairBytes, body)
      const forEachRow = (...body: readonly Code[]) => forEach(at, rows, rowsEnd, batch.rowBytes, body)
      const equal = knownKey(near, key, word, numbers.other)
      const markKnown = (of: number, condition: Code) =>
        i32.store(get(of), rowPart.known, i32.or(i32.load(get(of), rowPart.known), condition))
      return [
        set(pairsEnd, i32.load(constant(pairCount), 0)),
        set(pairsEnd, i32.add(i32.multiply(get(pairsEnd), constant(batch.pairBytes)), constant(pairs))),
        // Nothing here waits for what it loads.
        forEachPair(
          ...[0, 1].flatMap((half) => [
            ...loadWords(get(at), half, near, numbers),
            set(all, v128.or(get(all), get(words))),
          ]),
        ),
        forEachRow(
          set(key, i32.load(get(at), rowPart.equalKey)),
          equal.prepare,
          set(found, i32.or(get(found), get(word))),
        ),
        v128.store(constant(spare), 0, get(all)),
        i32.store(constant(spare), 0, get(found)),
        set(numbers.lookUp, constant(batchOf(layout).lookUps)),
        forEachPair(
          ...askForKeys(get(at), near, numbers, found),
          set(row, reasonIn(found, i32.load(get(at), pairParts.singles))),
          ...(blocks === null ? [] : [when(get(row), beginLookUps(layout, blocks, numbers))]),
          set(word, i32.load(get(at), pairParts.row)),
          markKnown(word, get(row)),
        ),
        forEachRow(
          set(key, i32.load(get(at), rowPart.equalKey)),
          equal.prepare,
          markKnown(at, i32.and(equal.isKnown, i32.load(get(at), rowPart.hasEqual))),
        ),
        ...(blocks === null ? [] : goOnWithLookUps(layout, blocks, numbers)),
        i32.store(constant(pairCount), 0, zero),
        zero,
      ]
    },
  )
}

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

type LookUpNumbers = Readonly<Record<'at' | 'found' | 'key' | 'lookUp' | 'other', number>>

/** Notes where the buckets start of the keys `found` of the pair `at`, while there is room. */
function beginLookUps(layout: ScreenLayout, blocks: BlocksLayout, numbers: LookUpNumbers): Code {
  const { at, found, key, lookUp } = numbers
  const kind = i32.shiftLeft(i32.countTrailingZeros(get(found)), constant(2))
  const bucket = i32.shiftLeft(i32.shiftRight(get(key), constant(blocks.bucketShift)), constant(2))
  const { at: filterAt, words, shift } = layout.filter
  const place = i32.and(i32.shiftRight(get(key), constant(shift)), constant(words - 1))
  const end = batchOf(layout).lookUps + batch.lookUps * lookUpBytes
  return repeat(
    leaveIf(i32.isZero(get(found))),
    leaveIf(i32.greaterOrEqual(get(lookUp), constant(end))),
    set(key, i32.load(i32.add(get(at), kind), 0)),
    set(found, i32.and(get(found), i32.subtract(get(found), constant(1)))),
    i32.store(get(lookUp), 0, i32.load(bucket, blocks.buckets)),
    i32.store(get(lookUp), 4, i32.load(i32.shiftLeft(place, constant(2)), filterAt)),
    increase(lookUp, constant(lookUpBytes)),
  )
}

/** Loads the first entries of all buckets, then what is known of the titles they are of. */
function goOnWithLookUps(
  layout: ScreenLayout,
  blocks: BlocksLayout,
  { at, lookUp, other }: LookUpNumbers,
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
