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
  lowerCaseBit,
  moved,
  not,
  out,
  parameters,
  splat,
  stringsFrom,
  whereWanted,
} from './kernel-parts.ts'
import { i32, i64, i8x16, leaveIf, local, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Scans over bytes, 64 at a time, for single bytes and for what JSON is built of. What is told of quotation marks and
// backslashes follows Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019.

/** `findBytes` finds the four bytes given as its further parameters. */
export function findBytes(textAt: number): ModuleFunction {
  const wanted = [3, 4, 5, 6]
  const [hits, bytes, end] = [11, 12, 13]
  const splats = [7, 8, 9, 10]
  const isOneOf = splats
    .map((one) => i8x16.equal(local.get(bytes), local.get(one)))
    .reduce((one, other) => v128.or(one, other))
  return {
    name: 'findBytes',
    parameters: parameters + wanted.length,
    locals: [...splats.map(() => v128.type), i64.type, v128.type, i32.type],
    body: [
      ...splats.flatMap((one, index) => local.set(one, i8x16.splat(local.get(wanted[index] ?? 0)))),
      ...repeat(leaveIf(atEnd), gather(textAt, bytes, [[hits, isOneOf]]), emit(hits, end), advance(64)),
      ...local.get(out),
    ],
  }
}

/** Line feed, quotation mark, backslash, braces, colon and comma. */
const jsonBytes = [lowerCaseBit, 0x0a, 0x22, 0x5c, 0x7b, 0x7d, 0x3a, 0x2c]
const oddBits = i64.constant(BigInt.asIntN(64, 0xaaaaaaaaaaaaaaaan))

/**
 * `findJsonMarks` finds the marks that JSON is built of: brackets, braces, colons and commas outside strings, and the
 * opening marks of strings. Besides, every line feed, which ends any string, and backslashes outside strings, where
 * JSON has none.
 */
export function findJsonMarks(textAt: number): ModuleFunction {
  const [bytes, quotes, backslashes, marks, feeds, escapes, escaped, inside, end] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]
  /** 1 when the first byte is escaped by the one before; all ones when it stands in a string. */
  const [firstEscaped, firstInside] = [12, 13]
  // Made once: V8 would make a constant of sixteen bytes anew in each round.
  const sixteenOf: readonly (readonly [place: number, byte: number])[] = jsonBytes.map((byte, index) => [
    14 + index,
    byte,
  ])
  const of = (wanted: number) => local.get(sixteenOf.find(([, byte]) => byte === wanted)?.[0] ?? 0)
  const is = (byte: number) => i8x16.equal(local.get(bytes), of(byte))
  // A bracket and a brace differ in the bit that makes letters lower case.
  const isBracket = (brace: number) => i8x16.equal(v128.or(local.get(bytes), of(lowerCaseBit)), of(brace))
  const isMark = v128.or(v128.or(isBracket(0x7b), isBracket(0x7d)), v128.or(is(0x3a), is(0x2c)))
  const feedInside = i64.and(local.get(feeds), local.get(inside))
  return {
    name: 'findJsonMarks',
    parameters,
    locals: [
      v128.type,
      ...[i64.type, i64.type, i64.type, i64.type, i64.type, i64.type, i64.type],
      i32.type,
      ...[i64.type, i64.type],
      ...sixteenOf.map(() => v128.type),
    ],
    body: [
      ...sixteenOf.flatMap(([place, byte]) => local.set(place, splat(byte))),
      ...repeat(
        leaveIf(atEnd),
        gather(textAt, bytes, [
          [quotes, is(0x22)],
          [backslashes, is(0x5c)],
          [marks, isMark],
          [feeds, is(0x0a)],
        ]),
        // A backslash escapes what follows unless it is escaped itself; runs of them are told by where they start.
        when(
          isFalse(i64.isZero(i64.or(local.get(backslashes), local.get(firstEscaped)))),
          local.set(escapes, i64.and(local.get(backslashes), not(local.get(firstEscaped)))),
          local.set(
            escapes,
            i64.xor(i64.subtract(i64.or(moved(local.get(escapes), 1), oddBits), local.get(escapes)), oddBits),
          ),
          local.set(
            escaped,
            i64.xor(local.get(escapes), i64.or(local.get(backslashes), local.get(firstEscaped))),
          ),
          local.set(quotes, i64.and(local.get(quotes), not(local.get(escaped)))),
          local.set(firstEscaped, ahead(i64.and(local.get(escapes), local.get(backslashes)), 63)),
        ),
        stringsFrom(quotes, inside),
        local.set(inside, i64.xor(local.get(inside), local.get(firstInside))),
        // A line feed inside a string: the string was not closed. From there on it is the other way round.
        repeat(
          leaveIf(i64.isZero(feedInside)),
          local.set(
            inside,
            i64.xor(local.get(inside), i64.shiftLeft(i64.constant(-1n), i64.countTrailingZeros(feedInside))),
          ),
        ),
        insideBehind(inside, firstInside),
        // The opening mark is the quotation mark that stands inside.
        local.set(
          marks,
          i64.or(
            i64.or(
              i64.and(i64.or(local.get(marks), local.get(backslashes)), not(local.get(inside))),
              i64.and(local.get(quotes), local.get(inside)),
            ),
            local.get(feeds),
          ),
        ),
        emit(marks, end),
        advance(64),
      ),
      ...local.get(out),
    ],
  }
}

/** `findByte` finds the byte given as its further parameter, which should be rare. */
export function findByte(textAt: number): ModuleFunction {
  const [wanted, hits, end, wide] = [3, 4, 5, 6]
  return {
    name: 'findByte',
    parameters: parameters + 1,
    locals: [i64.type, i32.type, v128.type, ...[7, 8, 9, 10].map(() => v128.type)],
    body: [
      ...local.set(wide, i8x16.splat(local.get(wanted))),
      ...repeat(
        leaveIf(atEnd),
        whereWanted(
          hits,
          [7, 8, 9, 10],
          (distance) => i8x16.equal(v128.load(local.get(from), textAt + distance), local.get(wide)),
          emit(hits, end),
        ),
        advance(64),
      ),
      ...local.get(out),
    ],
  }
}

const isrcLetters = Buffer.from('isrc').readInt32LE()
const lowerCase = 0x20202020

/** `findCodeKeys` finds “isrc” in any case, and reports where its second letter stands. */
export function findCodeKeys(textAt: number): ModuleFunction {
  const [hits, at, lower, second, third] = [3, 4, 5, 6, 7]
  const letterAt = (distance: number, letter: number) =>
    i8x16.equal(v128.or(v128.load(local.get(from), textAt + distance), local.get(lower)), local.get(letter))
  const four = i32.or(i32.load(local.get(at), textAt - 1), i32.constant(lowerCase))
  return {
    name: 'findCodeKeys',
    parameters,
    locals: [
      ...[i64.type, i32.type, v128.type, v128.type, v128.type],
      ...[8, 9, 10, 11].map(() => v128.type),
    ],
    body: [
      ...local.set(lower, splat(0x20)),
      ...local.set(second, splat(0x73)),
      ...local.set(third, splat(0x72)),
      ...repeat(
        leaveIf(atEnd),
        whereWanted(
          hits,
          [8, 9, 10, 11],
          (distance) => v128.and(letterAt(distance, second), letterAt(distance + 1, third)),
          forEachBit(
            hits,
            at,
            i32.store(local.get(out), 0, local.get(at)),
            local.set(
              out,
              i32.add(
                local.get(out),
                i32.shiftLeft(i32.equal(four, i32.constant(isrcLetters)), i32.constant(2)),
              ),
            ),
          ),
        ),
        advance(64),
      ),
      ...local.get(out),
    ],
  }
}
