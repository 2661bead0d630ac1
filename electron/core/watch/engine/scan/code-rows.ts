import { type CodeNumbers, type KnownCodes, screenCode } from './code-screen.ts'
import { markAt } from './row-cells.ts'
import { stateAt } from './row-screen.ts'
import {
  both,
  constant,
  define,
  either,
  get,
  increase,
  letters,
  screened,
  type ScreenLayout,
  set,
  zero,
} from './screen-parts.ts'
import { type Code, i32, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

const carriageReturn = 0x0d
const quote = letters('"')

const told = [
  ...(['cellCount', 'isrc', 'count', 'length', 'limit', 'stopAt', 'longest'] as const),
  ...(['mark', 'at', 'found', 'rows', 'rowEnd', 'oddByte'] as const),
] as const
const working = [
  ...(['first', 'behind', 'end', 'answer'] as const),
  ...(['start', 'from', 'to', 'one', 'key', 'word', 'other'] as const),
] as const
type Numbers = CodeNumbers &
  Readonly<Record<'rowEnds' | 'oddBytes' | (typeof told)[number] | (typeof working)[number], number>>
type State = ReturnType<typeof stateAt>

/**
 * `screenCodeRows` does what `screenRows` does where nothing but codes is looked for. It takes the addresses of the marks,
 * the terminators and the odd bytes that `findCells` found. Irregular is, besides, a row whose cell for ISRCs may hold one
 * and has a quotation mark inside. Of an irregular row it tells no cells, and the mark that is next is its first.
 */
export function screenCodeRows(
  { textAt, screenAt }: Pick<ScreenLayout, 'textAt' | 'screenAt'>,
  codes: KnownCodes,
): ModuleFunction {
  const given = { parameters: ['marks', 'rowEnds', 'oddBytes'], integers: [...told, ...working] } as const
  return define('screenCodeRows', given, (numbers) => {
    const { at, mark, behind, rowEnds, oddBytes, rowEnd, oddByte, end, answer } = numbers
    const state = stateAt(screenAt)
    return [
      ...told.map((name) => set(numbers[name], state.load(name))),
      passOver(rowEnds, rowEnd, at),
      passOver(oddBytes, oddByte, at),
      repeat(
        set(end, i32.load(listed(rowEnds, rowEnd), 0)),
        leaveIf(either(isBehind(at, numbers.stopAt), isBehind(end, numbers.limit))),
        set(behind, i32.add(get(mark), get(numbers.cellCount))),
        when(i32.isZero(isRegular(numbers)), ...stop(numbers, state, mark, screened.irregular)),
        endBeforeReturn(textAt, numbers),
        set(numbers.first, get(mark)),
        set(answer, zero),
        screenCode(textAt, numbers, codes),
        when(get(answer), ...stopForCode(textAt, numbers, state)),
        increase(numbers.rows, constant(1)),
        set(mark, get(behind)),
        set(at, i32.add(get(end), constant(1))),
        increase(rowEnd, constant(1)),
      ),
      ...tell(numbers, state, mark),
      zero,
    ]
  })
}

/** The position in one local is that in another or behind it. */
const isBehind = (one: number, other: number): Code => i32.greaterOrEqual(get(one), get(other))

/** Where a position stands in a list of them that starts at an address. */
const listed = (list: number, index: number): Code =>
  i32.add(get(list), i32.shiftLeft(get(index), constant(2)))

/** Moves on in a list of positions to the first that is not in front of `at`. */
function passOver(list: number, index: number, at: number): Code {
  return repeat(
    leaveIf(i32.greaterOrEqual(i32.load(listed(list, index), 0), get(at))),
    increase(index, constant(1)),
  )
}

/** True for a row that has as many cells as it should, nothing odd, no code, and more than a line break. */
function isRegular(numbers: Numbers): Code {
  const { marks, count, behind, end, at, oddBytes, oddByte, found, length, longest } = numbers
  const bytes = i32.subtract(get(end), get(at))
  return both(
    i32.greaterOrEqual(get(count), get(behind)),
    i32.equal(i32.load(i32.subtract(markAt(marks, get(behind)), constant(4)), 0), get(end)),
    i32.lessThan(get(end), i32.load(listed(oddBytes, oddByte), 0)),
    i32.lessThan(get(end), get(found)),
    i32.lessThan(get(end), get(length)),
    i32.lessThan(constant(1), bytes),
    i32.greaterOrEqual(get(longest), bytes),
  )
}

/** Lets the last cell end in front of a carriage return that belongs to the line break. */
function endBeforeReturn(textAt: number, { marks, behind, end }: Numbers): Code {
  return when(
    i32.equal(i32.loadByte(get(end), textAt - 1), constant(carriageReturn)),
    i32.store(i32.subtract(markAt(marks, get(behind)), constant(4)), 0, i32.subtract(get(end), constant(1))),
  )
}

/** Ends the pass for what is between `from` and `to`. A quotation mark there may stand for two. */
function stopForCode(textAt: number, numbers: Numbers, state: State): readonly Code[] {
  const { from, to, mark, behind } = numbers
  return [
    repeat(
      leaveIf(isBehind(from, to)),
      leaveIf(i32.equal(i32.loadByte(get(from), textAt), quote)),
      increase(from, constant(1)),
    ),
    when(i32.lessThan(get(from), get(to)), ...stop(numbers, state, mark, screened.irregular)),
    ...stop(numbers, state, behind, screened.code),
  ]
}

function stop(numbers: Numbers, state: State, mark: number, answer: number): readonly Code[] {
  const { first, end } = numbers
  return [
    ...tell(numbers, state, mark),
    state.tell('first', get(first)),
    state.tell('end', get(end)),
    returnWith(constant(answer)),
  ]
}

function tell({ at, rows, rowEnd, oddByte }: Numbers, state: State, mark: number): readonly Code[] {
  return [
    ...[state.tell('mark', get(mark)), state.tell('at', get(at)), state.tell('rows', get(rows))],
    ...[state.tell('rowEnd', get(rowEnd)), state.tell('oddByte', get(oddByte))],
  ]
}
