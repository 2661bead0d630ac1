import { closeBrace, closeBracket, colon, isLiteral, lineFeed, quote } from '../json-bytes.ts'
import { constant, define, either, get, increase, letters, set, zero } from './screen-parts.ts'
import { choose, type Code, i32, i64, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Rows of one dump are mostly built alike: the same marks in the same order, the same keys, spaces in the same places.
// What was found out about one row holds for every other of its shape, but for what stands in its values.

/** What may stand between a mark and the next: so many spaces, or one of these; below them a key, by its length. */
const stringValue = -1
const literalValue = -2
const shortestKey = -3

const space = 0x20
const mostMarks = 400
const mostKeyBytes = 1024
/** A shape in memory: the number of its marks; for each mark its sign and what stands behind it; then keys. */
const marksOffset = 8
/** Keys stand eight bytes at a time, each with a mask of what counts of them. */
const keysOffset = marksOffset + 8 * mostMarks
export const shapeBytes = keysOffset + 2 * mostKeyBytes

/**
 * Writes down the shape of a whole row whose marks are `positions[from…behind)`. False for a row that is built in a way no
 * other will be.
 */
export function writeShape(
  memory: DataView,
  bytes: Uint8Array,
  positions: Int32Array,
  from: number,
  behind: number,
): boolean {
  const count = behind - from
  if (count > mostMarks) return false
  let key = keysOffset
  memory.setInt32(0, count, true)
  for (let mark = 0; mark < count; mark++) {
    const [at, next] = [positions[from + mark] ?? 0, positions[from + mark + 1] ?? 0]
    const kind = mark === count - 1 ? 0 : kindOf(bytes, at, next)
    if (kind === null || key + 2 * (shortestKey - kind + 8) > shapeBytes) return false
    memory.setInt32(marksOffset + 8 * mark, bytes[at] ?? 0, true)
    memory.setInt32(marksOffset + 8 * mark + 4, kind, true)
    for (let read = 0; read < shortestKey - kind; read += 8) {
      for (let one = 0; one < 8; one++) {
        const counts = read + one < shortestKey - kind
        memory.setUint8(key + one, counts ? (bytes[at + 1 + read + one] ?? 0) : 0)
        memory.setUint8(key + 8 + one, counts ? 0xff : 0)
      }
      key += 16
    }
  }
  return true
}

/** What stands between two marks of a row; null when that is nothing another row will have. */
function kindOf(bytes: Uint8Array, at: number, next: number): number | null {
  const between = next - at - 1
  if (bytes[at] === quote) {
    if (between === 0 || bytes[next - 1] !== quote) return null
    return bytes[next] === colon ? shortestKey - (between - 1) : stringValue
  }
  if (between === 0 || (between === 1 && bytes[at + 1] === space)) return between
  // Behind an object or an array nothing stands but white space.
  const isBehind = bytes[at] === closeBrace || bytes[at] === closeBracket
  return !isBehind && isLiteral(bytes, at + 1, next) ? literalValue : null
}

/**
 * `fitsShape` takes where the positions of a row's marks stand, and where a shape does. It tells whether the row has that
 * shape, which it has for certain.
 */
export function fitsShape(textAt: number): ModuleFunction {
  return define(
    'fitsShape',
    {
      parameters: ['marks', 'shape'],
      integers: ['mark', 'last', 'at', 'next', 'kind', 'key', 'left', 'one'],
    },
    (numbers) => {
      const { marks, shape, mark, last, at, next, kind, key } = numbers
      const byte = (place: number, distance = 0) => i32.loadByte(get(place), textAt + distance)
      const between = i32.subtract(i32.subtract(get(next), get(at)), constant(1))
      const isGap = i32.lessThan(get(kind), constant(2))
      return [
        set(mark, i32.add(get(shape), constant(marksOffset))),
        set(
          last,
          i32.add(get(mark), i32.shiftLeft(i32.subtract(i32.load(get(shape), 0), constant(1)), constant(3))),
        ),
        set(key, i32.add(get(shape), constant(keysOffset))),
        set(at, i32.load(get(marks), 0)),
        repeat(
          leaveIf(i32.greaterOrEqual(get(mark), get(last))),
          refuse(i32.notEqual(byte(at), i32.load(get(mark), 0))),
          set(kind, i32.load(get(mark), 4)),
          increase(mark, constant(8)),
          increase(marks, constant(4)),
          set(next, i32.load(get(marks), 0)),
          choose(
            isGap,
            [
              refuse(i32.notEqual(between, get(kind))),
              when(get(kind), refuse(i32.notEqual(byte(at, 1), letters(' ')))),
            ],
            [
              choose(
                i32.equal(get(kind), constant(stringValue)),
                [refuse(either(i32.isZero(between), i32.notEqual(byte(next, -1), letters('"'))))],
                [
                  choose(
                    i32.equal(get(kind), constant(literalValue)),
                    refuseNoLiteral(textAt, numbers),
                    refuseOtherKey(textAt, numbers),
                  ),
                ],
              ),
            ],
          ),
          set(at, get(next)),
        ),
        i32.equal(byte(at), constant(lineFeed)),
      ]
    },
  )
}

function refuse(condition: Code): Code {
  return when(condition, returnWith(zero))
}

type Numbers = Readonly<Record<'at' | 'next' | 'kind' | 'key' | 'left' | 'one', number>>

/** Ends with no unless a literal stands between two marks, behind at most one space. */
function refuseNoLiteral(textAt: number, { at, next, left, one }: Numbers): readonly Code[] {
  const byte = i32.loadByte(get(one), textAt)
  const isSign = (sign: string) => i32.equal(get(left), letters(sign))
  const isDigit = i32.lessThan(i32.subtract(get(left), letters('0')), constant(10))
  return [
    set(one, i32.add(get(at), constant(1))),
    increase(one, i32.equal(byte, letters(' '))),
    set(left, byte),
    refuse(i32.isZero(either(isDigit, ...[...'-tfn'].map(isSign)))),
    repeat(
      leaveIf(i32.greaterOrEqual(get(one), get(next))),
      refuse(i32.lessThan(byte, constant(space + 1))),
      increase(one, constant(1)),
    ),
  ]
}

/** Ends with no unless the key of the shape stands between two marks. */
function refuseOtherKey(textAt: number, { at, next, kind, key, left, one }: Numbers): readonly Code[] {
  const length = i32.subtract(constant(shortestKey), get(kind))
  const place = i32.add(get(at), get(one))
  const isSame = i64.equal(i64.and(i64.load(place, textAt + 1), i64.load(get(key), 8)), i64.load(get(key), 0))
  return [
    refuse(i32.notEqual(i32.subtract(i32.subtract(get(next), get(at)), constant(2)), length)),
    set(one, zero),
    set(left, length),
    repeat(
      leaveIf(i32.greaterOrEqual(get(one), get(left))),
      refuse(i32.isZero(isSame)),
      increase(one, constant(8)),
      increase(key, constant(16)),
    ),
    // The mark behind a key is told by what stands there next; its closing quotation mark is not.
    refuse(i32.notEqual(i32.loadByte(get(next), textAt - 1), letters('"'))),
  ]
}
