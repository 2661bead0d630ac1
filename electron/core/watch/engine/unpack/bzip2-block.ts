import { BrokenStream } from '../broken-stream.ts'

/** Reads bits of a buffer, the highest of each byte first. Throws `BrokenStream` at its end. */
export class BitReader {
  /** Position of the next byte that was not begun. */
  at: number
  readonly #bytes: Buffer
  #kept = 0
  #bits = 0

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  /** @param count up to 24. */
  read(count: number): number {
    while (this.#bits < count) {
      if (this.at >= this.#bytes.length) throw new BrokenStream('truncated')
      this.#kept = ((this.#kept << 8) | (this.#bytes[this.at] ?? 0)) & 0xffff_ffff
      this.at++
      this.#bits += 8
    }
    this.#bits -= count
    return (this.#kept >>> this.#bits) & ((1 << count) - 1)
  }

  /** Bits of the byte begun last that were not read. */
  get unread(): number {
    return this.#bits & 7
  }

  /** Passes over the rest of the byte begun last. */
  align(): void {
    this.at -= this.#bits >> 3
    this.#bits = 0
  }
}

const checksums = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  checksums[byte] = sum >>> 0
}

const longestCode = 20
const symbolsPerTable = 50

interface CodeTable {
  readonly shortest: number
  /** Greatest code of each length, and by how much codes of it are ahead of their place in `symbols`. */
  readonly limits: Int32Array
  readonly bases: Int32Array
  readonly symbols: Uint16Array
}

/** A block whose content can be read in its order. */
export interface Bzip2Block {
  readonly checksum: number
  /** Gives out the content in pieces and checks it. Throws `BrokenStream` when it is not what was packed. */
  content(): Generator<Buffer>
}

/**
 * Reads a block behind its magic number. @param capacity bytes the stream says a block may have.
 * Throws `BrokenStream`.
 */
export function readBlock(bits: BitReader, capacity: number): Bzip2Block {
  const checksum = bits.read(16) * 0x1_0000 + bits.read(16)
  // A kind of block that has not been made since 1996.
  if (bits.read(1) === 1) throw new BrokenStream('damaged')
  const start = bits.read(24)
  const used = readUsedBytes(bits)
  const tableCount = bits.read(3)
  const selectorCount = bits.read(15)
  if (used.length === 0 || tableCount < 2 || tableCount > 6 || selectorCount === 0) {
    throw new BrokenStream('damaged')
  }
  const selectors = readSelectors(bits, tableCount, selectorCount)
  const tables = Array.from({ length: tableCount }, () => readTable(bits, used.length + 2))
  const { links, length } = readSymbols(bits, { used, selectors, tables, capacity })
  if (start >= length) throw new BrokenStream('damaged')
  return { checksum, content: () => content(links, length, start, checksum) }
}

function readUsedBytes(bits: BitReader): Uint8Array {
  const used: number[] = []
  const groups = bits.read(16)
  for (let group = 0; group < 16; group++) {
    if ((groups & (0x8000 >> group)) === 0) continue
    const members = bits.read(16)
    for (let member = 0; member < 16; member++) {
      if ((members & (0x8000 >> member)) !== 0) used.push(group * 16 + member)
    }
  }
  return Uint8Array.from(used)
}

function readSelectors(bits: BitReader, tables: number, count: number): Uint8Array {
  const order = Uint8Array.from({ length: tables }, (_, index) => index)
  const selectors = new Uint8Array(count)
  for (let index = 0; index < count; index++) {
    let place = 0
    while (bits.read(1) === 1) {
      place++
      if (place >= tables) throw new BrokenStream('damaged')
    }
    selectors[index] = moveToFront(order, place)
  }
  return selectors
}

function moveToFront(order: Uint8Array, place: number): number {
  const found = order[place] ?? 0
  order.copyWithin(1, 0, place)
  order[0] = found
  return found
}

function readTable(bits: BitReader, symbolCount: number): CodeTable {
  const lengths = new Uint8Array(symbolCount)
  let length = bits.read(5)
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) throw new BrokenStream('damaged')
      if (bits.read(1) === 0) break
      length += bits.read(1) === 0 ? 1 : -1
    }
    lengths[symbol] = length
  }
  const shortest = Math.min(...lengths)
  const limits = new Int32Array(longestCode + 2).fill(-1)
  const bases = new Int32Array(longestCode + 2)
  const symbols = new Uint16Array(symbolCount)
  let code = 0
  let placed = 0
  for (let bitCount = shortest; bitCount <= longestCode; bitCount++) {
    bases[bitCount] = code - placed
    for (let symbol = 0; symbol < symbolCount; symbol++) {
      if (lengths[symbol] !== bitCount) continue
      symbols[placed] = symbol
      placed++
      code++
    }
    limits[bitCount] = code - 1
    code <<= 1
  }
  return { shortest, limits, bases, symbols }
}

interface Coded {
  readonly used: Uint8Array
  readonly selectors: Uint8Array
  readonly tables: readonly CodeTable[]
  readonly capacity: number
}

/** Undoes Huffman code, runs and move-to-front. Each link holds a byte and above it the place of the one that follows. */
function readSymbols(bits: BitReader, { used, selectors, tables, capacity }: Coded) {
  const last = used.length + 1
  const order = Uint8Array.from({ length: 256 }, (_, index) => index)
  const links = new Uint32Array(capacity)
  const counts = new Uint32Array(256)
  let length = 0
  let run = 0
  let runWeight = 1
  let left = 0
  let group = 0
  let table = tables[0]
  for (;;) {
    if (left === 0) {
      table = tables[selectors[group] ?? tables.length]
      group++
      left = symbolsPerTable
    }
    if (table === undefined || group > selectors.length) throw new BrokenStream('damaged')
    left--
    const symbol = readSymbol(bits, table)
    if (symbol < 2) {
      run += runWeight << symbol
      runWeight <<= 1
      if (run > capacity) throw new BrokenStream('damaged')
      continue
    }
    if (run > 0) {
      const byte = used[order[0] ?? 0] ?? 0
      if (length + run > capacity) throw new BrokenStream('damaged')
      links.fill(byte, length, length + run)
      counts[byte] = (counts[byte] ?? 0) + run
      length += run
      run = 0
      runWeight = 1
    }
    if (symbol === last) break
    if (length >= capacity) throw new BrokenStream('damaged')
    const byte = used[moveToFront(order, symbol - 1)] ?? 0
    links[length] = byte
    counts[byte] = (counts[byte] ?? 0) + 1
    length++
  }
  linkUp(links, length, counts)
  return { links, length }
}

function readSymbol(bits: BitReader, { shortest, limits, bases, symbols }: CodeTable): number {
  let code = bits.read(shortest)
  for (let length = shortest; length <= longestCode; length++) {
    if (code <= (limits[length] ?? -1)) {
      const symbol = symbols[code - (bases[length] ?? 0)]
      if (symbol === undefined) break
      return symbol
    }
    code = (code << 1) | bits.read(1)
  }
  throw new BrokenStream('damaged')
}

/** The inverse of the Burrows-Wheeler transform, as links from each byte to the next. */
function linkUp(links: Uint32Array, length: number, counts: Uint32Array): void {
  let sum = 0
  for (let byte = 0; byte < 256; byte++) {
    const count = counts[byte] ?? 0
    counts[byte] = sum
    sum += count
  }
  for (let index = 0; index < length; index++) {
    const byte = (links[index] ?? 0) & 0xff
    const place = counts[byte] ?? 0
    links[place] = ((links[place] ?? 0) | (index << 8)) >>> 0
    counts[byte] = place + 1
  }
}

const pieceBytes = 256 * 1024

/** Goes from link to link and undoes the first run-length code: after four equal bytes follows how many more there are. */
function* content(links: Uint32Array, length: number, start: number, checksum: number): Generator<Buffer> {
  let out = Buffer.allocUnsafe(pieceBytes)
  let filled = 0
  let sum = 0xffff_ffff
  let place = (links[start] ?? 0) >>> 8
  let previous = -1
  let equal = 0
  for (let index = 0; index < length; index++) {
    const link = links[place] ?? 0
    const byte = link & 0xff
    place = link >>> 8
    let copies = 1
    let value = byte
    if (equal === 4) {
      copies = byte
      value = previous
      equal = 0
      previous = -1
    } else if (byte === previous) equal++
    else {
      previous = byte
      equal = 1
    }
    for (let copy = 0; copy < copies; copy++) {
      out[filled] = value
      filled++
      sum = ((sum << 8) ^ (checksums[((sum >>> 24) ^ value) & 0xff] ?? 0)) >>> 0
    }
    if (filled + 256 > pieceBytes) {
      yield out.subarray(0, filled)
      out = Buffer.allocUnsafe(pieceBytes)
      filled = 0
    }
  }
  if (filled > 0) yield out.subarray(0, filled)
  if (~sum >>> 0 !== checksum) throw new BrokenStream('damaged')
}
