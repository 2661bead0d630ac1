import { constant, get, set } from './screen-parts.ts'
import { choose, type Code, i32 } from './wasm-code.ts'

// Where the cells of a row are, whose marks are known.

/** Locals of a pass over rows. */
export type RowNumbers = Readonly<
  Record<
    | 'marks'
    | 'delimiter'
    | 'terminator'
    | 'title'
    | 'artist'
    | 'isrc'
    | 'count'
    | 'cellCount'
    | 'stopAt'
    | 'rows'
    | 'row'
    | 'noted'
    | 'mark'
    | 'at'
    | 'first'
    | 'cells'
    | 'end'
    | 'cellStart'
    | 'position'
    | 'byte'
    | 'answer'
    | 'start'
    | 'stop'
    | 'from'
    | 'to'
    | 'one'
    | 'key'
    | 'word'
    | 'other'
    | 'whole',
    number
  >
>

/** The address of a mark. */
export const markAt = (marks: number, mark: Code): Code =>
  i32.add(get(marks), i32.shiftLeft(mark, constant(2)))

/** Sets `from` and `to` to where a cell of the row starts and ends. */
export function cell(
  { marks, at, first }: Pick<RowNumbers, 'marks' | 'at' | 'first'>,
  column: number,
  from: number,
  to: number,
): readonly Code[] {
  const last = (distance: number) =>
    i32.load(markAt(marks, i32.add(i32.add(get(first), get(column)), constant(distance))), 0)
  return [
    set(to, last(0)),
    choose(get(column), [set(from, i32.add(last(-1), constant(1)))], [set(from, get(at))]),
  ]
}

/** -1 stands for a column that the table has not. */
export const hasColumn = (column: number): Code => i32.notEqual(get(column), constant(-1))
