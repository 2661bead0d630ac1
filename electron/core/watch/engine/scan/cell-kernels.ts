import {
  advance,
  ahead,
  atEnd,
  emit,
  forEachBit,
  from,
  gather,
  insideBehind,
  isFalse,
  moved,
  not,
  splat,
  stringsFrom,
} from './kernel-parts.ts'
import { constant, define, either, get, increase, letters, set } from './screen-parts.ts'
import { type Code, i32, i64, i8x16, leaveIf, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Scans for what tells the cells and rows of delimited text. What stands between quotation marks is told as in
// `findJsonMarks`: each of them opens or closes. That is so where all of them stand at the edges of cells or are doubled.

/** Behind every position of a text. */
export const nowhere = 0x7fffffff

const quote = letters('"')
const carriageReturn = constant(0x0d)
const one = i64.constant(1n)

const given = {
  parameters: ['from', 'to', 'out', 'delimiter', 'terminator', 'rowsOut', 'oddOut'],
  integers: ['start', 'end', 'at', 'byte'],
  vectors: ['bytes', 'wideDelimiter', 'wideTerminator', 'wideQuote', 'wideZero', 'anySign'],
  longs: ['cells', 'ends', 'odd', 'quotes', 'inside', 'firstInside', 'feedInside'],
} as const
type Numbers = Readonly<
  Record<
    | (typeof given.parameters)[number]
    | (typeof given.integers)[number]
    | (typeof given.vectors)[number]
    | (typeof given.longs)[number],
    number
  >
>

/**
 * `findCells` finds, in text that starts with a row, delimiters outside quotation marks and all terminators; terminators
 * once more by themselves, from `rowsOut` on; and from `oddOut` on every byte for which a row has to be read byte by
 * byte: zeros, quotation marks that are neither at the edge of a cell nor doubled, and terminators between two of them.
 * Quotation marks of one line say nothing of the next. Behind the last of the rows and of the odd bytes stands `nowhere`.
 */
export function findCells(textAt: number): ModuleFunction {
  return define('findCells', given, (numbers) => {
    const { cells, ends, anySign, odd, firstInside, end, out, rowsOut, oddOut } = numbers
    return [
      set(numbers.start, get(from)),
      set(numbers.wideDelimiter, i8x16.splat(get(numbers.delimiter))),
      set(numbers.wideTerminator, i8x16.splat(get(numbers.terminator))),
      set(numbers.wideQuote, splat(0x22)),
      repeat(
        leaveIf(atEnd),
        ...findEdges(textAt, numbers),
        when(
          i32.or(v128.anyTrue(get(anySign)), i32.fromI64(get(firstInside))),
          ...readSigns(textAt, numbers),
          forEachBit(odd, numbers.at, write(oddOut, get(numbers.at))),
        ),
        set(cells, i64.or(get(cells), get(ends))),
        emit(cells, end),
        emit(ends, end, rowsOut, 1),
        advance(64),
      ),
      write(rowsOut, constant(nowhere)),
      write(oddOut, constant(nowhere)),
      get(out),
    ]
  })
}

/** Sets `cells` and `ends` to where delimiters and terminators are; in `anySign` a bit is set when anything else matters. */
function findEdges(textAt: number, numbers: Numbers): readonly Code[] {
  const { cells, ends, anySign, bytes, wideDelimiter, wideTerminator, wideQuote, wideZero } = numbers
  const is = (wide: number) => i8x16.equal(get(bytes), get(wide))
  const isSign = v128.or(is(wideQuote), is(wideZero))
  const edges = [
    [cells, is(wideDelimiter)],
    [ends, is(wideTerminator)],
  ] as const
  return [
    set(anySign, get(wideZero)),
    gather(textAt, bytes, edges, set(anySign, v128.or(get(anySign), isSign))),
  ]
}

function write(into: number, position: Code): Code {
  return [...i32.store(get(into), 0, position), ...increase(into, constant(4))]
}

/** Takes delimiters between quotation marks out of `cells`, and tells in `odd` what a reader has to look at. */
function readSigns(textAt: number, numbers: Numbers): readonly Code[] {
  const { bytes, cells, ends, odd, quotes, inside, firstInside, feedInside } = numbers
  const lowest = i64.and(get(feedInside), i64.subtract(i64.constant(0n), get(feedInside)))
  return [
    gather(textAt, bytes, [
      [odd, i8x16.equal(get(bytes), get(numbers.wideZero))],
      [quotes, i8x16.equal(get(bytes), get(numbers.wideQuote))],
    ]),
    stringsFrom(quotes, inside),
    set(inside, i64.xor(get(inside), get(firstInside))),
    // The line ends whatever was opened in it; from there on it is the other way round.
    repeat(
      set(feedInside, i64.and(get(ends), get(inside))),
      leaveIf(i64.isZero(get(feedInside))),
      set(odd, i64.or(get(odd), lowest)),
      set(
        inside,
        i64.xor(get(inside), i64.shiftLeft(i64.constant(-1n), i64.countTrailingZeros(get(feedInside)))),
      ),
    ),
    insideBehind(inside, firstInside),
    set(cells, i64.and(get(cells), not(get(inside)))),
    ...misplacedQuotes(textAt, numbers),
  ]
}

/** Adds to `odd` the quotation marks that open inside a cell and that close in front of its end. */
function misplacedQuotes(textAt: number, numbers: Numbers): readonly Code[] {
  const { cells, ends, odd, quotes, inside, feedInside, start, at, byte } = numbers
  const edges = i64.or(get(cells), get(ends))
  const opening = i64.and(get(quotes), get(inside))
  const closing = i64.and(get(quotes), not(get(inside)))
  const isEdge = either(
    ...[get(numbers.delimiter), get(numbers.terminator), quote].map((sign) => i32.equal(get(byte), sign)),
  )
  const textByte = (place: Code, distance: number) => i32.loadByte(place, textAt + distance)
  const endsRow = i32.and(
    i32.equal(textByte(get(at), 1), carriageReturn),
    i32.equal(textByte(get(at), 2), get(numbers.terminator)),
  )
  const [before, behind, late] = [feedInside, feedInside, feedInside]
  return [
    set(byte, textByte(get(from), -1)),
    set(before, i64.fromI32(either(isEdge, i32.equal(get(from), get(start))))),
    set(before, i64.or(get(before), moved(i64.or(edges, closing), 1))),
    set(odd, i64.or(get(odd), i64.and(opening, not(get(before))))),
    set(byte, textByte(get(from), 64)),
    set(behind, moved(i64.fromI32(isEdge), 63)),
    set(behind, i64.or(get(behind), ahead(i64.or(edges, opening), 1))),
    set(late, i64.and(closing, not(get(behind)))),
    forEachBit(
      late,
      at,
      when(
        isFalse(endsRow),
        set(odd, i64.or(get(odd), i64.shiftLeft(one, i64.fromI32(i32.subtract(get(at), get(from)))))),
      ),
    ),
  ]
}
