import { keyKinds, shortest, wholeNames } from '../fuzzy/block-keys.ts'
import { askForKeys, knownKey, loadWords, mixInto, writeKeys } from './screen-keys.ts'
import {
  batch,
  batchOffset,
  constant,
  define,
  get,
  increase,
  nameParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, leaveIf, repeat, select, v128 } from './wasm-code.ts'
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
  return { pairCount: head, row: head + 4, spare: head + 16, rows, pairs: rows + batch.rows * batch.rowBytes }
}

/** `noteKeys` notes the keys of the folded names at two addresses, for the row being noted. */
export function noteKeys(layout: ScreenLayout): ModuleFunction {
  const { pairCount, pairs, row } = batchOf(layout)
  return define(
    'noteKeys',
    { parameters: ['title', 'artist'], integers: ['pair'], vectors: ['keys'] },
    (numbers) => {
      const { title, artist, pair } = numbers
      const isShort = (name: number, least: number) =>
        i32.greaterOrEqual(constant(least), i32.load(get(name), nameParts.length))
      const singles = i32.or(
        select(isShort(artist, shortest.artist), constant(wholeNames.title), zero),
        select(isShort(title, shortest.title), constant(wholeNames.artist), zero),
      )
      return [
        set(pair, i32.load(constant(pairCount), 0)),
        i32.store(constant(pairCount), 0, i32.add(get(pair), constant(1))),
        set(pair, i32.add(i32.multiply(get(pair), constant(batch.pairBytes)), constant(pairs))),
        ...writeKeys(get(pair), numbers),
        i32.store(get(pair), pairParts.singles, i32.or(singles, constant(partKinds))),
        i32.store(get(pair), pairParts.row, i32.load(constant(row), 0)),
        zero,
      ]
    },
  )
}

/** Kinds of keys that hold letters enough of both names. */
const partKinds = 0xff & ~wholeNames.title & ~wholeNames.artist

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
      integers: ['pairsEnd', 'at', 'row', 'found', 'key', 'word', 'other'],
      vectors: ['keys', 'words', 'bits', 'places', 'all'],
    },
    (numbers) => {
      const { rowsEnd, pairsEnd, at, row, found, key, word, words, all } = numbers
      const { near } = layout
      const forEachPair = (...body: readonly Code[]) => [
        ...set(at, constant(pairs)),
        ...repeat(
          leaveIf(i32.greaterOrEqual(get(at), get(pairsEnd))),
          ...body,
          increase(at, constant(batch.pairBytes)),
        ),
      ]
      const forEachRow = (...body: readonly Code[]) => [
        ...set(at, constant(rows)),
        ...repeat(
          leaveIf(i32.greaterOrEqual(get(at), get(rowsEnd))),
          ...body,
          increase(at, constant(batch.rowBytes)),
        ),
      ]
      const equal = knownKey(near, key, word, numbers.other)
      const markKnown = (of: number, condition: Code) =>
        i32.store(get(of), rowPart.known, i32.or(i32.load(get(of), rowPart.known), condition))
      const others = i32.and(get(found), i32.subtract(get(found), constant(1)))
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
        forEachPair(
          ...askForKeys(get(at), near, numbers, found),
          set(row, i32.load(get(at), pairParts.row)),
          markKnown(row, i32.or(others, i32.and(get(found), i32.load(get(at), pairParts.singles)))),
        ),
        forEachRow(
          set(key, i32.load(get(at), rowPart.equalKey)),
          equal.prepare,
          markKnown(at, i32.and(equal.isKnown, i32.load(get(at), rowPart.hasEqual))),
        ),
        i32.store(constant(pairCount), 0, zero),
        zero,
      ]
    },
  )
}
