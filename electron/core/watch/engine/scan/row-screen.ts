import { type KnownCodes, screenCode } from './code-screen.ts'
import { batchOf, type RowPart, rowPart } from './row-batch.ts'
import { cell, hasColumn, type RowNumbers } from './row-cells.ts'
import { readMarks } from './row-marks.ts'
import {
  batch,
  both,
  call,
  constant,
  define,
  either,
  get,
  increase,
  letters,
  mostPairs,
  screened,
  type ScreenLayout,
  set,
  stateOffset,
  zero,
} from './screen-parts.ts'
import { choose, type Code, drop, i32, leaveIf, repeat, returnWith, select, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Goes through the rows of delimited text from mark to mark, counts those that are surely of no interest, and stops at
// every other one.

/** What a pass over rows is told and tells, each a 32-bit integer; columns are -1 where a table has none. */
export const rowState = [
  // Told once: the signs of the dialect, the table's columns, the longest row, and what is answered for every row.
  ...['delimiter', 'terminator', 'cellCount', 'title', 'artist', 'isrc', 'longest', 'always'],
  // Told for each chunk: the number of marks, the end of the text, where no row starts any more, and where the scan for
  // marks ended.
  ...['count', 'length', 'stopAt', 'limit'],
  // Told and told back: the next mark, where the next row starts, where the next code was found, and rows passed over.
  ...['mark', 'at', 'found', 'rows'],
  // Told back of the row that stopped the pass: its first mark, and where it ends; -1 when that did not show.
  ...['first', 'end'],
  // Of rows that are noted: where the next of them starts, or -1; told back as they are, and 0 for each chunk, which and
  // behind which none is noted.
  ...['following', 'next', 'noted'],
  // Told and told back where nothing but codes is looked for, and 0 for each chunk: which end of a row and which odd byte are
  // next.
  ...['rowEnd', 'oddByte'],
] as const
export type RowState = (typeof rowState)[number]

const told = ['delimiter', 'terminator', 'cellCount', 'title', 'artist', 'isrc', 'count', 'stopAt'] as const
const carriageReturn = 0x0d
const quote = letters('"')

/**
 * `screenRows` takes the address of the marks that `findBytes` found and goes on where `rowState` says. It gives 0 at the
 * end, otherwise what it found of the row in bits of `screened`: then the cells end where the marks say from `first` on.
 *
 * Rows whose names are screened are noted until there are `batch.rows` of them or one that stops the pass whatever its
 * names are; then all are asked for, and handed out one after the other, also when the pass goes on behind one of them.
 */
export function screenRows(
  layout: Pick<ScreenLayout, 'textAt' | 'screenAt'>,
  codes: KnownCodes,
): ModuleFunction {
  const { screenAt } = layout
  return define(
    'screenRows',
    {
      parameters: ['marks'],
      integers: [
        ...told,
        ...(['mark', 'at', 'first', 'cells', 'end', 'cellStart', 'position', 'byte', 'answer'] as const),
        ...(['rows', 'row', 'noted', 'start', 'stop', 'from', 'to', 'one', 'key', 'word', 'other'] as const),
        ...(['whole'] as const),
      ] as const,
    },
    (numbers) => {
      const { mark, at, rows, row, noted } = numbers
      const state = stateAt(screenAt)
      return [
        ...told.map((name) => set(numbers[name], state.load(name))),
        set(mark, state.load('mark')),
        set(at, state.load('at')),
        set(row, state.load('next')),
        set(noted, state.load('noted')),
        repeat(
          ...handOut(layout, numbers, state, codes),
          set(row, constant(batchOf(layout).rows)),
          set(noted, get(row)),
          leaveIf(isOver(numbers)),
          ...note(layout, numbers, state, codes),
          ...(codes.keys === null ? [] : [drop(call('askBatch', get(noted)))]),
        ),
        state.tell('mark', get(mark)),
        state.tell('at', get(at)),
        state.tell('rows', get(rows)),
        state.tell('next', zero),
        state.tell('noted', zero),
        zero,
      ]
    },
  )
}

/** Where the parts of `rowState` are. */
export const stateAt = (screenAt: number) => {
  const place = (name: RowState) => constant(screenAt + stateOffset + 4 * rowState.indexOf(name))
  return {
    load: (name: RowState) => i32.load(place(name), 0),
    tell: (name: RowState, value: Code) => i32.store(place(name), 0, value),
  }
}
type State = ReturnType<typeof stateAt>

/** No row is left that starts early enough, or no mark. */
const isOver = ({ at, stopAt, mark, count }: RowNumbers): Code =>
  either(i32.greaterOrEqual(get(at), get(stopAt)), i32.greaterOrEqual(get(mark), get(count)))

/**
 * Counts the noted rows from `row` to `noted` whose names are of no interest, and ends the function with the first other one.
 * Leaves `mark` and `at` behind the last.
 */
function handOut(
  { textAt }: Pick<ScreenLayout, 'textAt'>,
  numbers: RowNumbers,
  state: State,
  codes: KnownCodes,
): readonly Code[] {
  const { row, noted, at, first, end, mark, answer, rows } = numbers
  const part = (name: RowPart, distance = 0) => i32.load(get(row), rowPart[name] + distance)
  const byteBefore = i32.loadByte(get(end), textAt - 1)
  // A blank line is no row. It has one cell, and so may rows.
  const isRow = either(
    i32.lessThan(i32.add(get(at), constant(1)), get(end)),
    both(i32.lessThan(get(at), get(end)), i32.notEqual(byteBefore, constant(carriageReturn))),
  )
  const following = select(
    i32.lessThan(i32.add(get(row), constant(batch.rowBytes)), get(noted)),
    part('at', batch.rowBytes),
    constant(-1),
  )
  return [
    repeat(
      leaveIf(i32.greaterOrEqual(get(row), get(noted))),
      set(at, part('at')),
      set(first, part('first')),
      set(end, part('end')),
      set(mark, part('mark')),
      set(answer, part('answer')),
      ...(codes.keys === null
        ? []
        : [
            when(
              i32.isZero(get(answer)),
              when(part('known'), ...askForNames(textAt, numbers, 'screenNames')),
            ),
          ]),
      when(
        get(answer),
        state.tell('mark', get(mark)),
        state.tell('at', get(at)),
        state.tell('rows', get(rows)),
        state.tell('first', get(first)),
        state.tell('end', get(end)),
        state.tell('following', following),
        state.tell('next', i32.add(get(row), constant(batch.rowBytes))),
        state.tell('noted', get(noted)),
        returnWith(get(answer)),
      ),
      increase(rows, isRow),
      set(at, i32.add(get(end), constant(1))),
      increase(row, constant(batch.rowBytes)),
    ),
  ]
}

/** Notes rows from `at` on, and moves `noted` behind them. */
function note(
  layout: Pick<ScreenLayout, 'textAt' | 'screenAt'>,
  numbers: RowNumbers,
  state: State,
  codes: KnownCodes,
): readonly Code[] {
  const { textAt } = layout
  const { row, noted, at, first, end, mark, cells, answer, whole } = numbers
  const next = i32.add(get(end), constant(1))
  const isWhole = both(
    i32.lessThan(get(end), state.load('length')),
    i32.equal(i32.subtract(get(cells), get(first)), get(numbers.cellCount)),
    i32.greaterOrEqual(state.load('longest'), i32.subtract(get(end), get(at))),
  )
  const hasCode = i32.lessThan(state.load('found'), next)
  const write = (name: RowPart, value: Code) => i32.store(get(noted), rowPart[name], value)
  const gather = askForNames(textAt, numbers, 'gatherNames')
  const { rows, row: current, pairCount } = batchOf(layout)
  return [
    repeat(
      set(first, get(mark)),
      set(cells, get(mark)),
      // Where no end shows, a number that is behind every other.
      set(end, constant(-1)),
      ...readMarks(textAt, numbers),
      write('hasEqual', zero),
      write('known', zero),
      set(whole, isWhole),
      choose(
        i32.lessThan(hasCode, get(whole)),
        [set(answer, state.load('always')), screenCode(textAt, numbers, codes)],
        [set(answer, constant(screened.irregular))],
      ),
      write('at', get(at)),
      write('first', get(first)),
      write('end', get(end)),
      write('mark', get(mark)),
      write('answer', get(answer)),
      ...(codes.keys === null
        ? []
        : [
            // A row with a code is looked at closer, where its names are screened: they are looked up ahead as well.
            when(
              either(i32.isZero(get(answer)), both(get(whole), hasCode)),
              i32.store(constant(current), 0, get(noted)),
              ...gather,
              when(get(answer), write('known', constant(1)), set(answer, zero)),
            ),
          ]),
      increase(noted, constant(batch.rowBytes)),
      // A row that stops the pass is the last.
      leaveIf(i32.load(i32.subtract(get(noted), constant(batch.rowBytes)), rowPart.answer)),
      set(at, next),
      leaveIf(isOver(numbers)),
      leaveIf(i32.greaterOrEqual(get(noted), constant(rows + batch.rows * batch.rowBytes))),
      leaveIf(i32.greaterOrEqual(i32.load(constant(pairCount), 0), constant(batch.pairs - mostPairs))),
    ),
    set(row, constant(rows)),
  ]
}

/** Sets the answer to what a function says of the title and the artist, if the table has both. */
function askForNames(
  textAt: number,
  numbers: RowNumbers,
  name: 'screenNames' | 'gatherNames',
): readonly Code[] {
  const { title, artist, start, stop, from, to, one, answer } = numbers
  const unquote = (begin: number, finish: number) => [
    ...set(one, i32.equal(i32.loadByte(get(begin), textAt), quote)),
    ...increase(begin, get(one)),
    ...set(finish, i32.subtract(get(finish), get(one))),
  ]
  const ask = when(
    both(hasColumn(title), hasColumn(artist)),
    ...cell(numbers, title, start, stop),
    ...cell(numbers, artist, from, to),
    unquote(start, stop),
    unquote(from, to),
    set(answer, call(name, get(start), get(stop), get(from), get(to))),
  )
  return [ask]
}
