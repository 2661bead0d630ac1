/**
 * Goes through Parquet's mix of runs and packed groups, run by run
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/, RLE).
 */
export class Runs {
  readonly #bytes: Buffer
  readonly #to: number
  readonly #width: number
  #next: number
  /** Numbers of the values of the run: `[start…end)`. */
  start = 0
  end = 0
  /** True when the values stand one by one, packed bit by bit from `at` on, the lowest bits first. */
  isPacked = false
  at = 0
  /** What all of them are when they do not. */
  value = 0

  /** The runs of values of `width` bits in `bytes[from…to)`. */
  constructor(bytes: Buffer, from: number, to: number, width: number) {
    if (width > 32) throw new RangeError('too wide')
    this.#bytes = bytes
    this.#next = from
    this.#to = Math.min(to, bytes.length)
    this.#width = width
  }

  /** Goes on to the next run. Throws `RangeError` when the bytes end before or make no sense. */
  next(): void {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      if (this.#next >= this.#to || shift > 28) throw new RangeError('cut off')
      const byte = this.#bytes[this.#next++] ?? 0
      header |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    const length = header >>> 1
    if (length === 0) throw new RangeError('an empty run')
    this.isPacked = (header & 1) === 1
    this.at = this.#next
    this.start = this.end
    this.end += this.isPacked ? 8 * length : length
    this.#next += this.isPacked ? this.#width * length : this.#valueBytes()
  }

  #valueBytes(): number {
    const size = (this.#width + 7) >> 3
    if (this.at + size > this.#to) throw new RangeError('cut off')
    this.value = 0
    for (let byte = 0; byte < size; byte++) this.value |= (this.#bytes[this.at + byte] ?? 0) << (8 * byte)
    return size
  }
}

/** Shorter runs are written value by value. */
const shortRun = 32

/** Fills `out[0…count)`. Throws `RangeError` when the bytes end before or make no sense. */
export function readRuns(
  bytes: Buffer,
  from: number,
  to: number,
  width: number,
  out: Int32Array,
  count: number,
): void {
  const runs = new Runs(bytes, from, to, width)
  if (width === 0) {
    out.fill(0, 0, count)
    return
  }
  while (runs.end < count) {
    runs.next()
    const { start, value } = runs
    const end = Math.min(count, runs.end)
    if (runs.isPacked) unpack(bytes, runs.at, to, width, out, start, end)
    else if (end - start > shortRun) out.fill(value, start, end)
    else for (let index = start; index < end; index++) out[index] = value
  }
}

/**
 * The values of these numbers, which must be ascending; -1 for -1. Throws `RangeError` when the bytes end before or make
 * no sense.
 */
export function readRunsAt(
  bytes: Buffer,
  from: number,
  to: number,
  width: number,
  numbers: readonly number[],
): number[] {
  const runs = new Runs(bytes, from, to, width)
  return numbers.map((number) => {
    if (number < 0) return -1
    if (width === 0) return 0
    while (runs.end <= number) runs.next()
    if (!runs.isPacked) return runs.value
    const bit = (number - runs.start) * width
    if (runs.at + Math.ceil((bit + width) / 8) > to) throw new RangeError('cut off')
    return bitsAt(bytes, runs.at, bit, width)
  })
}

/** Values packed bit by bit, the lowest bits first. */
function unpack(
  bytes: Buffer,
  from: number,
  to: number,
  width: number,
  out: Int32Array,
  start: number,
  end: number,
): void {
  if (from + Math.ceil(((end - start) * width) / 8) > to) throw new RangeError('cut off')
  // Of narrow values, each lies in four bytes.
  const near = width > 25 ? start : start + Math.max(0, Math.min(end - start, farthest(bytes, from, width)))
  const mask = width === 32 ? -1 : (1 << width) - 1
  let bit = 0
  for (let index = start; index < near; index++) {
    const at = from + (bit >>> 3)
    const four =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)
    out[index] = (four >>> (bit & 7)) & mask
    bit += width
  }
  for (let index = near; index < end; index++) {
    out[index] = bitsAt(bytes, from, (index - start) * width, width)
  }
}

/** How many values can be read four bytes at a time. */
function farthest(bytes: Buffer, from: number, width: number): number {
  return Math.floor(((bytes.length - 4 - from) * 8) / width)
}

/** The value of `width` bits that starts `bit` bits behind `from`. */
function bitsAt(bytes: Buffer, from: number, bit: number, width: number): number {
  let value = 0
  for (let got = 0; got < width;) {
    const at = bit + got
    const inByte = Math.min(8 - (at & 7), width - got)
    const part = ((bytes[from + (at >>> 3)] ?? 0) >>> (at & 7)) & ((1 << inByte) - 1)
    value |= part << got
    got += inByte
  }
  return value
}
