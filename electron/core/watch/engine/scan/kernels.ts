import { type Code, i32, i64, i8x16, leaveIf, local, repeat, v128, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Scans over bytes, 64 at a time. All take the positions to scan from and to (exclusive, relative to the text), and the
// address to write the positions of what they find to, as 32-bit integers in ascending order; all return the address
// behind the last one. They read up to 80 bytes behind the end, and may report from there; what lies behind the
// last one they reported is overwritten at will.
//
// What is told of 64 bytes is kept as one bit for each of them in a 64-bit integer, the first byte being bit 0
// (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019, whose ways with quotation marks and
// backslashes `findJsonMarks` follows).

/** Bytes that must be readable behind the text. */
export const readAhead = 80

const from = 0
const to = 1
const out = 2
const parameters = 3

const zero = i64.constant(0n)
const atEnd = i32.greaterOrEqual(local.get(from), local.get(to))
const not = (bits: Code): Code => i64.xor(bits, i64.constant(-1n))
/** The bits that stand `distance` further on. */
const ahead = (bits: Code, distance: number): Code => i64.shiftRight(bits, i64.constant(BigInt(distance)))
/** The bits moved on by `distance`. */
const moved = (bits: Code, distance: number): Code => i64.shiftLeft(bits, i64.constant(BigInt(distance)))
const splat = (byte: number): Code => i8x16.splat(i32.constant(byte))

function advance(bytes: number): Code {
  return local.set(from, i32.add(local.get(from), i32.constant(bytes)))
}

/** Loads the 16 bytes of the text that stand `index` times 16 behind `from`. */
function sixteen(textAt: number, index: number): Code {
  return v128.load(local.get(from), textAt + 16 * index)
}

/** Sets the local `bits` to what `isWanted` tells of 64 bytes. `bytes` is a local for 16 of them. */
function gather(textAt: number, bytes: number, wanted: readonly (readonly [number, Code])[]): Code {
  return [0, 1, 2, 3].flatMap((index) => [
    ...local.set(bytes, sixteen(textAt, index)),
    ...wanted.flatMap(([bits, isWanted]) => {
      const sixteenBits = moved(i64.fromI32(i8x16.bitmask(isWanted)), 16 * index)
      return local.set(bits, index === 0 ? sixteenBits : i64.or(local.get(bits), sixteenBits))
    }),
  ])
}

/**
 * Writes where each bit of the local `hits` stands, and clears them. Four are written at a time, whether they are
 * there or not, because asking takes longer.
 */
function emit(hits: number, end: number): Code {
  const writeFirst = (slot: number) => [
    ...i32.store(
      local.get(out),
      4 * slot,
      i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(hits)))),
    ),
    ...local.set(hits, i64.and(local.get(hits), i64.subtract(local.get(hits), i64.constant(1n)))),
  ]
  const count = i32.fromI64(i64.countOnes(local.get(hits)))
  return [
    ...local.set(end, i32.add(local.get(out), i32.shiftLeft(count, i32.constant(2)))),
    ...repeat(
      leaveIf(i32.greaterOrEqual(local.get(out), local.get(end))),
      ...[0, 1, 2, 3].map(writeFirst),
      local.set(out, i32.add(local.get(out), i32.constant(16))),
    ),
    ...local.set(out, local.get(end)),
  ]
}

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

const lowerCaseBit = 0x20
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
  /** Where an odd number of quotation marks stand in front or at: from an opening mark to before the closing one. */
  const insideStrings = [1, 2, 4, 8, 16, 32].flatMap((distance) =>
    local.set(inside, i64.xor(local.get(inside), moved(local.get(inside), distance))),
  )
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
        local.set(inside, local.get(quotes)),
        insideStrings,
        local.set(inside, i64.xor(local.get(inside), local.get(firstInside))),
        // A line feed inside a string: the string was not closed. From there on it is the other way round.
        repeat(
          leaveIf(i64.isZero(feedInside)),
          local.set(
            inside,
            i64.xor(local.get(inside), i64.shiftLeft(i64.constant(-1n), i64.countTrailingZeros(feedInside))),
          ),
        ),
        local.set(firstInside, i64.subtract(zero, ahead(local.get(inside), 63))),
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

function isFalse(condition: Code): Code {
  return i32.equal(condition, i32.constant(0))
}

/**
 * Goes on with `then` where any of 64 bytes is wanted, with a bit for each of them in the local `bits`. `wanted` tells of
 * the 16 bytes that stand so far behind `from`; `found` are four locals for what it says.
 */
function whereWanted(
  bits: number,
  found: readonly [number, number, number, number],
  wanted: (distance: number) => Code,
  ...then: readonly Code[]
): Code {
  const sixteenBits = (one: number, index: number) =>
    moved(i64.fromI32(i8x16.bitmask(local.get(one))), 16 * index)
  return [
    ...found.flatMap((one, index) => local.set(one, wanted(16 * index))),
    ...when(
      v128.anyTrue(found.map((one) => local.get(one)).reduce((one, other) => v128.or(one, other))),
      local.set(
        bits,
        found.map(sixteenBits).reduce((one, other) => i64.or(one, other)),
      ),
      ...then,
    ),
  ]
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
          repeat(
            leaveIf(i64.isZero(local.get(hits))),
            local.set(at, i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(hits))))),
            local.set(hits, i64.and(local.get(hits), i64.subtract(local.get(hits), i64.constant(1n)))),
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

/** Each step sees 64 bytes and answers for the first 55: what it looks for is at most nine bytes long. */
const step = 55
const firstFactor = 0x9e3779b1
const lastFactor = 0x85ebca6b

/**
 * `findCodeEnds` finds what the second part of an ISRC looks like: the last seven digits of a run of digits, if the
 * filter at `filterAt`, of `filterBits` bits, knows them by `digitsHash`; or `-dd-ddddd`. Reported is where
 * that starts.
 */
export function findCodeEnds(textAt: number, filterAt: number, filterBits: number): ModuleFunction {
  const [bytes, digits, pairs, fours, sevens, at, hash] = [3, 4, 5, 6, 7, 8, 9]
  const [firstDigit, ten] = [10, 11]
  const isDigit = i8x16.lessThan(i8x16.subtract(local.get(bytes), local.get(firstDigit)), local.get(ten))
  // What stands where the hyphens should is asked of the few places with digits around.
  const grouped = [
    ahead(local.get(pairs), 1),
    ahead(local.get(fours), 4),
    ahead(local.get(digits), 8),
    not(i64.or(local.get(digits), ahead(local.get(digits), 3))),
  ].reduce((one, other) => i64.and(one, other))
  const known = knownDigits(textAt, local.get(at), hash, { filterAt, filterBits })
  const byteAt = (distance: number) => i32.loadByte(local.get(at), textAt + distance)
  const isHyphen = (distance: number) => i32.equal(byteAt(distance), i32.constant(0x2d))
  const startsWithDigit = i32.lessThan(i32.subtract(byteAt(0), i32.constant(0x30)), i32.constant(10))
  const isReported = i32.or(i32.and(known.isKnown, startsWithDigit), i32.and(isHyphen(0), isHyphen(3)))
  return {
    name: 'findCodeEnds',
    parameters,
    locals: [
      v128.type,
      ...[i64.type, i64.type, i64.type, i64.type],
      ...[i32.type, i32.type],
      ...[v128.type, v128.type],
    ],
    body: [
      ...local.set(firstDigit, splat(0x30)),
      ...local.set(ten, splat(10)),
      ...repeat(
        leaveIf(atEnd),
        gather(textAt, bytes, [[digits, isDigit]]),
        // Runs of two, of four and of seven digits, by where they start.
        local.set(pairs, i64.and(local.get(digits), ahead(local.get(digits), 1))),
        local.set(fours, i64.and(local.get(pairs), ahead(local.get(pairs), 2))),
        when(
          isFalse(i64.isZero(local.get(fours))),
          local.set(sevens, i64.and(local.get(fours), ahead(local.get(fours), 3))),
          // Of each run of at least seven, the last seven.
          local.set(sevens, i64.and(local.get(sevens), not(ahead(local.get(sevens), 1)))),
          local.set(
            sevens,
            i64.and(i64.or(local.get(sevens), grouped), i64.constant((1n << BigInt(step)) - 1n)),
          ),
          repeat(
            leaveIf(i64.isZero(local.get(sevens))),
            local.set(at, i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(sevens))))),
            local.set(sevens, i64.and(local.get(sevens), i64.subtract(local.get(sevens), i64.constant(1n)))),
            known.prepare,
            i32.store(local.get(out), 0, local.get(at)),
            local.set(out, i32.add(local.get(out), i32.shiftLeft(isReported, i32.constant(2)))),
          ),
        ),
        advance(step),
      ),
      ...local.get(out),
    ],
  }
}

/** As `step`, for what is at most twelve bytes long. */
const codeStep = 52

/**
 * `findCodes` finds what may be an ISRC whatever stands beside it: two letters, five bytes behind them seven digits that
 * the filter knows; or `-dd-ddddd`. Reported is where that starts.
 */
export function findCodes(textAt: number, filterAt: number, filterBits: number): ModuleFunction {
  const [bytes, digits, pairs, fours, found, letters, at, hash] = [3, 4, 5, 6, 7, 8, 9, 10]
  const [firstDigit, ten, lower, firstLetter, letterCount] = [11, 12, 13, 14, 15]
  const isDigit = i8x16.lessThan(i8x16.subtract(local.get(bytes), local.get(firstDigit)), local.get(ten))
  const isLetter = i8x16.lessThan(
    i8x16.subtract(v128.or(local.get(bytes), local.get(lower)), local.get(firstLetter)),
    local.get(letterCount),
  )
  const grouped = [
    ahead(local.get(pairs), 1),
    ahead(local.get(fours), 4),
    ahead(local.get(digits), 8),
    not(i64.or(local.get(digits), ahead(local.get(digits), 3))),
  ].reduce((one, other) => i64.and(one, other))
  const sevens = i64.and(local.get(fours), ahead(local.get(fours), 3))
  const twoLetters = i64.and(local.get(letters), ahead(local.get(letters), 1))
  const known = knownDigits(textAt + digitsInCode, local.get(at), hash, { filterAt, filterBits })
  const isHyphen = (distance: number) =>
    i32.equal(i32.loadByte(local.get(at), textAt + distance), i32.constant(0x2d))
  return {
    name: 'findCodes',
    parameters,
    locals: [
      v128.type,
      ...[i64.type, i64.type, i64.type, i64.type, i64.type],
      ...[i32.type, i32.type],
      ...[v128.type, v128.type, v128.type, v128.type, v128.type],
    ],
    body: [
      ...local.set(firstDigit, splat(0x30)),
      ...local.set(ten, splat(10)),
      ...local.set(lower, splat(0x20)),
      ...local.set(firstLetter, splat(0x61)),
      ...local.set(letterCount, splat(26)),
      ...repeat(
        leaveIf(atEnd),
        gather(textAt, bytes, [[digits, isDigit]]),
        local.set(pairs, i64.and(local.get(digits), ahead(local.get(digits), 1))),
        local.set(fours, i64.and(local.get(pairs), ahead(local.get(pairs), 2))),
        when(
          isFalse(i64.isZero(local.get(fours))),
          local.set(found, ahead(sevens, digitsInCode)),
          when(
            isFalse(i64.isZero(local.get(found))),
            gather(textAt, bytes, [[letters, isLetter]]),
            local.set(found, i64.and(local.get(found), twoLetters)),
          ),
          local.set(
            found,
            i64.and(i64.or(local.get(found), grouped), i64.constant((1n << BigInt(codeStep)) - 1n)),
          ),
          repeat(
            leaveIf(i64.isZero(local.get(found))),
            local.set(at, i32.add(local.get(from), i32.fromI64(i64.countTrailingZeros(local.get(found))))),
            local.set(found, i64.and(local.get(found), i64.subtract(local.get(found), i64.constant(1n)))),
            known.prepare,
            i32.store(local.get(out), 0, local.get(at)),
            local.set(
              out,
              i32.add(
                local.get(out),
                i32.shiftLeft(
                  i32.and(i32.or(known.isKnown, i32.and(isHyphen(0), isHyphen(3))), i32.constant(1)),
                  i32.constant(2),
                ),
              ),
            ),
          ),
        ),
        advance(codeStep),
      ),
      ...local.get(out),
    ],
  }
}

/** Letters and digits in front of the seven digits of a code. */
const digitsInCode = 5

/**
 * Asks the filter for the seven digits in the text at `at`: `isKnown` has the answer in its lowest bit, once `prepare`
 * has set the local `hash`.
 */
export function knownDigits(
  textAt: number,
  at: Code,
  hash: number,
  { filterAt, filterBits }: { readonly filterAt: number; readonly filterBits: number },
): { readonly prepare: Code; readonly isKnown: Code } {
  const mixed = i32.xor(
    i32.multiply(i32.load(at, textAt), i32.constant(firstFactor)),
    i32.multiply(i32.load(at, textAt + 3), i32.constant(lastFactor)),
  )
  return {
    prepare: [
      ...local.set(hash, mixed),
      ...local.set(hash, i32.xor(local.get(hash), i32.shiftRight(local.get(hash), i32.constant(15)))),
      ...local.set(hash, i32.and(local.get(hash), i32.constant(filterBits - 1))),
    ],
    isKnown: i32.shiftRight(
      i32.loadByte(i32.shiftRight(local.get(hash), i32.constant(3)), filterAt),
      i32.and(local.get(hash), i32.constant(7)),
    ),
  }
}

/** The bit of a filter that stands for seven digits in ASCII. */
export function digitsHash(digits: number, filterBits: number): number {
  const bytes = Buffer.from(String(digits).padStart(7, '0'), 'latin1')
  const hash = Math.imul(bytes.readInt32LE(0), firstFactor) ^ Math.imul(bytes.readInt32LE(3), lastFactor)
  return (hash ^ (hash >>> 15)) & (filterBits - 1)
}
