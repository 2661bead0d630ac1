import { markAt, type RowNumbers } from './row-cells.ts'
import { both, constant, get, increase, letters, set } from './screen-parts.ts'
import { againIf, type Code, i32, leaveIf, repeat, when } from './wasm-code.ts'

// Which marks of a row of delimited text end its cells.

const carriageReturn = 0x0d
const quote = letters('"')

/**
 * Reads the marks of one row. Marks that end no cell are taken out, so that cells end where the marks say from `first`
 * on; `end` is set where the row ends in an ordinary way.
 */
export function readMarks(textAt: number, numbers: RowNumbers): readonly Code[] {
  return [
    ...readPlainMarks(textAt, numbers),
    when(i32.equal(get(numbers.end), constant(-1)), ...readAnyMarks(textAt, numbers)),
  ]
}

/** Reads the marks of a row, as most are, in which nothing is quoted: so many, each of them where a cell ends. */
function readPlainMarks(textAt: number, numbers: RowNumbers): readonly Code[] {
  const { marks, delimiter, terminator, cellCount, count, first, mark, cells, end, position } = numbers
  const [place, last] = [numbers.from, numbers.to]
  const behind = i32.add(get(first), get(cellCount))
  const byteAt = (position: Code, distance = 0) => i32.loadByte(position, textAt + distance)
  const ends = both(
    i32.equal(get(place), get(last)),
    i32.equal(byteAt(get(position)), get(terminator)),
    i32.notEqual(byteAt(get(position), -1), constant(carriageReturn)),
  )
  return [
    when(
      i32.greaterOrEqual(get(count), behind),
      set(place, markAt(marks, get(first))),
      set(last, i32.subtract(markAt(marks, behind), constant(4))),
      repeat(
        leaveIf(i32.greaterOrEqual(get(place), get(last))),
        leaveIf(i32.notEqual(byteAt(i32.load(get(place), 0)), get(delimiter))),
        increase(place, constant(4)),
      ),
      set(position, i32.load(get(place), 0)),
      when(ends, set(mark, behind), set(cells, behind), set(end, get(position))),
    ),
  ]
}

function readAnyMarks(textAt: number, numbers: RowNumbers): readonly Code[] {
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
    set(cellStart, get(at)),
    repeat(
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
