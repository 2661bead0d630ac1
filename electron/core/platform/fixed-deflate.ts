/**
 * Packs bytes as a zlib stream (RFC 1950, 1951) of one block with the fixed Huffman codes. It packs less than zlib does,
 * and always to the same bytes: what zlib makes of them differs from version to version.
 */
export function fixedDeflate(data: Uint8Array): Buffer {
  const bits = createBitWriter()
  bits.bytes([0x78, 0x01])
  bits.write(1, 1)
  bits.write(1, 2)
  const latest = new Int32Array(1 << hashBits).fill(-1)
  for (let at = 0; at < data.length;) {
    const length = at + shortest <= data.length ? matchAt(data, at, latest) : 0
    if (length === 0) {
      writeLiteral(bits, data[at] ?? 0)
      at += 1
      continue
    }
    writeMatch(bits, length, at - (latest[hashAt(data, at)] ?? 0))
    remember(data, at, latest)
    at += length
  }
  bits.write(0, 7)
  bits.align()
  const sum = adler32(data)
  bits.bytes([sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff])
  return bits.finish()
}

const hashBits = 15
const shortest = 4
const longest = 258
const farthest = 32_768

/** Length of what repeats at `at`, 0 when too little does. Remembers the place where nothing repeats. */
function matchAt(data: Uint8Array, at: number, latest: Int32Array): number {
  const before = latest[hashAt(data, at)] ?? -1
  let length = 0
  if (before >= 0 && at - before <= farthest) {
    const most = Math.min(longest, data.length - at)
    while (length < most && data[before + length] === data[at + length]) length += 1
  }
  if (length >= shortest) return length
  remember(data, at, latest)
  return 0
}

function remember(data: Uint8Array, at: number, latest: Int32Array): void {
  latest[hashAt(data, at)] = at
}

function hashAt(data: Uint8Array, at: number): number {
  const word =
    (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16) | ((data[at + 3] ?? 0) << 24)
  return Math.imul(word, 0x9e3779b1) >>> (32 - hashBits)
}

interface BitWriter {
  /** The lowest bit first. */
  write(value: number, count: number): void
  /** Huffman codes go in with their highest bit first. */
  code(value: number, count: number): void
  align(): void
  bytes(values: readonly number[]): void
  finish(): Buffer
}

function createBitWriter(): BitWriter {
  let out = Buffer.alloc(64 * 1024)
  let size = 0
  let held = 0
  let count = 0
  const put = (byte: number) => {
    if (size === out.length) out = Buffer.concat([out, Buffer.alloc(out.length)])
    out[size++] = byte
  }
  const write = (value: number, bits: number) => {
    held |= value << count
    count += bits
    while (count >= 8) {
      put(held & 0xff)
      held >>>= 8
      count -= 8
    }
  }
  return {
    write,
    code(value, bits) {
      let turned = 0
      for (let bit = 0; bit < bits; bit++) turned |= ((value >> bit) & 1) << (bits - 1 - bit)
      write(turned, bits)
    },
    align() {
      if (count > 0) write(0, 8 - count)
    },
    bytes(values) {
      for (const value of values) put(value)
    },
    finish: () => out.subarray(0, size),
  }
}

/** RFC 1951 §3.2.6. */
function writeLiteral(bits: BitWriter, value: number): void {
  if (value < 144) bits.code(0x30 + value, 8)
  else bits.code(0x190 + value - 144, 9)
}

function writeMatch(bits: BitWriter, length: number, distance: number): void {
  const long = lengthCode(length)
  if (long.code < 280) bits.code(long.code - 256, 7)
  else bits.code(0xc0 + long.code - 280, 8)
  bits.write(long.rest, long.bits)
  const far = distanceCode(distance)
  bits.code(far.code, 5)
  bits.write(far.rest, far.bits)
}

interface ExtraCode {
  readonly code: number
  readonly bits: number
  readonly rest: number
}

/** RFC 1951 §3.2.5: groups of four codes, each group with one bit more. */
function lengthCode(length: number): ExtraCode {
  if (length === longest) return { code: 285, bits: 0, rest: 0 }
  const value = length - 3
  if (value < 8) return { code: 257 + value, bits: 0, rest: 0 }
  const bits = 29 - Math.clz32(value)
  return { code: 257 + 4 * bits + (value >> bits), bits, rest: value & ((1 << bits) - 1) }
}

/** Groups of two codes, each group with one bit more. */
function distanceCode(distance: number): ExtraCode {
  const value = distance - 1
  if (value < 4) return { code: value, bits: 0, rest: 0 }
  const bits = 30 - Math.clz32(value)
  return { code: 2 * bits + (value >> bits), bits, rest: value & ((1 << bits) - 1) }
}

function adler32(data: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}
