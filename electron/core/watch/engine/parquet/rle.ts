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
  const mask = width === 32 ? -1 : (1 << width) - 1
  let at = from
  let kept = 0
  let bits = 0
  for (let index = start; index < end; index++) {
    /** What of the last byte does not fit into 32 bits with what is kept. */
    let over = 0
    while (bits < width) {
      if (at >= to) throw new RangeError('cut off')
      const byte = bytes[at++] ?? 0
      kept |= byte << bits
      if (bits > 24) over = byte >>> (32 - bits)
      bits += 8
    }
    out[index] = kept & mask
    kept = width === 32 ? over : (kept >>> width) | (over << (32 - width))
    bits -= width
  }
}
