import { keyKinds } from '../fuzzy/block-keys.ts'
import { mixInto, singleReasons, writeKeys } from './screen-keys.ts'
import {
  batch,
  batchOffset,
  constant,
  define,
  get,
  lookUpBytes,
  nameParts,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32 } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// What is noted of many rows to be asked for together (`ask-batch.ts`): where each of them stands, and the keys of its names.

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
export const pairParts = { singles: 32, row: 36 } as const

/**
 * Where the batch of a screen lies: in front of rows and pairs, how many pairs there are, and the row being noted; behind them
 * what is to be looked up, and the addresses of pairs that the near filter knows.
 */
export function batchOf({ screenAt }: Pick<ScreenLayout, 'screenAt'>) {
  const head = screenAt + batchOffset
  const rows = head + batch.headBytes
  const pairs = rows + batch.rows * batch.rowBytes
  const lookUps = pairs + batch.pairs * batch.pairBytes
  return {
    ...{ pairCount: head, row: head + 4, spare: head + 16, rows, pairs, lookUps },
    likely: lookUps + batch.lookUps * lookUpBytes,
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
