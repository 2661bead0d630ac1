/**
 * Reads values of `width` bits in Parquet's mix of runs and packed groups
 * (https://parquet.apache.org/docs/file-format/data-pages/encodings/, RLE). Fills `out[0…count)`.
 * Throws `RangeError` when the bytes end before or make no sense.
 */
export function readRuns(
  bytes: Buffer,
  from: number,
  to: number,
  width: number,
  out: Int32Array,
  count: number,
): void {
  if (width > 32) throw new RangeError('too wide')
  if (width === 0) {
    out.fill(0, 0, count)
    return
  }
  const valueBytes = (width + 7) >> 3
  let at = from
  let filled = 0
  while (filled < count) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      if (at >= to || shift > 28) throw new RangeError('cut off')
      const byte = bytes[at++] ?? 0
      header |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    header >>>= 0
    if ((header & 1) === 0) {
      if (at + valueBytes > to) throw new RangeError('cut off')
      const value = bytes.readUIntLE(at, valueBytes)
      at += valueBytes
      const end = Math.min(count, filled + (header >>> 1))
      if (end === filled) throw new RangeError('an empty run')
      out.fill(value, filled, end)
      filled = end
    } else {
      const groups = header >>> 1
      if (groups === 0) throw new RangeError('an empty run')
      const end = Math.min(count, filled + groups * 8)
      unpack(bytes, at, to, width, out, filled, end)
      filled = end
      at += groups * width
    }
  }
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
