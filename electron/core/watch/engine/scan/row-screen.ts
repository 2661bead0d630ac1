import { type KnownCodes, screenCode } from './code-screen.ts'
import { cell, hasColumn, markAt, type RowNumbers } from './row-cells.ts'
import {
  both,
  call,
  constant,
  define,
  either,
  get,
  increase,
  letters,
  screened,
  type ScreenLayout,
  set,
  stateOffset,
  zero,
} from './screen-parts.ts'
import { againIf, choose, type Code, i32, leaveIf, repeat, returnWith, when } from './wasm-code.ts'
import type { ModuleFunction } from './wasm-module.ts'

// Goes through the rows of delimited text from mark to mark, counts those that are surely of no interest, and stops at
// every other one.

/** What a pass over rows is told and tells, each a 32-bit integer; columns are -1 where a table has none. */
export const rowState = [
  // Told once: the signs of the dialect, the table's columns, the longest row, and what is answered for every row.
  ...['delimiter', 'terminator', 'cellCount', 'title', 'artist', 'isrc', 'longest', 'always'],
  // Told for each chunk: the number of marks, the end of the text, and where no row starts any more.
  ...['count', 'length', 'stopAt'],
  // Told and told back: the next mark, where the next row starts, where the next code was found, and rows passed over.
  ...['mark', 'at', 'found', 'rows'],
  // Told back of the row that stopped the pass: its first mark, and where it ends; -1 when that did not show.
  ...['first', 'end'],
] as const
export type RowState = (typeof rowState)[number]

const told = ['delimiter', 'terminator', 'cellCount', 'title', 'artist', 'isrc', 'count', 'stopAt'] as const
const carriageReturn = 0x0d
const quote = letters('"')

/**
 * `screenRows` takes the address of the marks that `findBytes` found and goes on where `rowState` says. It gives 0 at the
 * end, otherwise what it found of the row in bits of `screened`: then the cells end where the marks say from `first` on.
 */
export function screenRows(
  { textAt, screenAt }: Pick<ScreenLayout, 'textAt' | 'screenAt'>,
  codes: KnownCodes,
): ModuleFunction {
  const state = (name: RowState) => screenAt + stateOffset + 4 * rowState.indexOf(name)
  const tell = (name: RowState, value: Code) => i32.store(constant(state(name)), 0, value)
  return define(
    'screenRows',
    {
      parameters: ['marks'],
      integers: [
        ...told,
        ...([
          'mark',
          'at',
          'first',
          'cells',
          'end',
          'cellStart',
          'position',
          'byte',
          'answer',
          'rows',
        ] as const),
        ...(['start', 'stop', 'from', 'to', 'one', 'key', 'word', 'other'] as const),
      ] as const,
    },
    (numbers) => {
      const { count, stopAt, mark, at, first, cells, end, answer, rows } = numbers
      const load = (name: RowState) => i32.load(constant(state(name)), 0)
      const byteBefore = i32.loadByte(get(end), textAt - 1)
      const next = i32.add(get(end), constant(1))
      const isRegular = both(
        i32.lessThan(get(end), load('length')),
        i32.equal(i32.subtract(get(cells), get(first)), get(numbers.cellCount)),
        i32.greaterOrEqual(load('longest'), i32.subtract(get(end), get(at))),
        i32.greaterOrEqual(load('found'), next),
      )
      // A blank line is no row. It has one cell, and so may rows.
      const isRow = either(
        i32.lessThan(i32.add(get(at), constant(1)), get(end)),
        both(i32.lessThan(get(at), get(end)), i32.notEqual(byteBefore, constant(carriageReturn))),
      )
      return [
        ...told.map((name) => set(numbers[name], load(name))),
        set(mark, load('mark')),
        set(at, load('at')),
        repeat(
          leaveIf(i32.greaterOrEqual(get(at), get(stopAt))),
          leaveIf(i32.greaterOrEqual(get(mark), get(count))),
          set(first, get(mark)),
          set(cells, get(mark)),
          // Where no end shows, a number that is behind every other.
          set(end, constant(-1)),
          readMarks(textAt, numbers),
          choose(
            isRegular,
            [
              set(answer, load('always')),
              screenCode(textAt, numbers, codes),
              ...(codes.keys === null ? [] : [askForNames(textAt, numbers)]),
            ],
            [set(answer, constant(screened.irregular))],
          ),
          when(
            get(answer),
            tell('mark', get(mark)),
            tell('at', get(at)),
            tell('rows', get(rows)),
            tell('first', get(first)),
            tell('end', get(end)),
            returnWith(get(answer)),
          ),
          increase(rows, isRow),
          set(at, next),
        ),
        tell('mark', get(mark)),
        tell('at', get(at)),
        tell('rows', get(rows)),
        zero,
      ]
    },
  )
}

/**
 * Reads the marks of one row. Marks that end no cell are taken out, so that cells end where the marks say from `first`
 * on; `end` is set where the row ends in an ordinary way.
 */
function readMarks(textAt: number, numbers: RowNumbers): Code {
  const { marks, delimiter, terminator, count, mark, at, cells, end, cellStart, position, byte } = numbers
  const textByte = (place: Code, distance = 0) => i32.loadByte(place, textAt + distance)
  const put = (value: Code) => [
    ...i32.store(markAt(marks, get(cells)), 0, value),
    ...increase(cells, constant(1)),
  ]
  const endsInReturn = both(
    i32.lessThan(get(cellStart), get(position)),
    i32.equal(textByte(get(position), -1), constant(carriageReturn)),
  )
  return [
    ...set(cellStart, get(at)),
    ...repeat(
      leaveIf(i32.greaterOrEqual(get(mark), get(count))),
      set(position, i32.load(markAt(marks, get(mark)), 0)),
      increase(mark, constant(1)),
      set(byte, textByte(get(position))),
      when(
        i32.equal(get(byte), get(delimiter)),
        put(get(position)),
        set(cellStart, i32.add(get(position), constant(1))),
        againIf(constant(1), 1),
      ),
      when(
        i32.equal(get(byte), get(terminator)),
        put(i32.subtract(get(position), endsInReturn)),
        set(end, get(position)),
        leaveIf(constant(1), 1),
      ),
      leaveIf(i32.isZero(get(byte))),
      // A quotation mark inside a cell is a letter.
      againIf(i32.notEqual(get(position), get(cellStart))),
      ...skipQuoted(textAt, numbers),
    ),
  ]
}

/**
 * Passes over a quoted cell that is simple: nothing in it is a mark but delimiters, and nothing stands behind it. Leaves
 * the loop it stands in at any other.
 */
function skipQuoted(textAt: number, numbers: RowNumbers): readonly Code[] {
  const { marks, delimiter, count, mark, position, byte, one } = numbers
  const textByte = (place: Code) => i32.loadByte(place, textAt)
  const [close, behind] = [position, one]
  return [
    repeat(
      leaveIf(i32.greaterOrEqual(get(mark), get(count))),
      set(close, i32.load(markAt(marks, get(mark)), 0)),
      set(byte, textByte(get(close))),
      leaveIf(i32.notEqual(get(byte), get(delimiter))),
      increase(mark, constant(1)),
    ),
    leaveIf(i32.greaterOrEqual(i32.add(get(mark), constant(1)), get(count))),
    leaveIf(i32.notEqual(get(byte), quote)),
    set(behind, i32.add(get(close), constant(1))),
    increase(behind, i32.equal(textByte(get(behind)), constant(carriageReturn))),
    leaveIf(i32.notEqual(i32.load(markAt(marks, i32.add(get(mark), constant(1))), 0), get(behind))),
    leaveIf(i32.equal(textByte(get(behind)), quote)),
    increase(mark, constant(1)),
  ]
}

/** Adds to the answer what `screenNames` says of the title and the artist; a code makes it needless. */
function askForNames(textAt: number, numbers: RowNumbers): Code {
  const { title, artist, start, stop, from, to, one, answer } = numbers
  const unquote = (begin: number, finish: number) => [
    ...set(one, i32.equal(i32.loadByte(get(begin), textAt), quote)),
    ...increase(begin, get(one)),
    ...set(finish, i32.subtract(get(finish), get(one))),
  ]
  return when(
    both(hasColumn(title), hasColumn(artist), i32.isZero(get(answer))),
    ...cell(numbers, title, start, stop),
    ...cell(numbers, artist, from, to),
    unquote(start, stop),
    unquote(from, to),
    set(answer, call('screenNames', get(start), get(stop), get(from), get(to))),
  )
}
