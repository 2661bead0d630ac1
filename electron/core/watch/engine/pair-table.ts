export type SharedBits = Uint32Array<SharedArrayBuffer>

function emptyBits(count: number): SharedBits {
  return new Uint32Array(new SharedArrayBuffer(count >>> 3))
}

function integers(count: number): SharedIntegers {
  return new Int32Array(new SharedArrayBuffer(4 * count))
}

/** Answers "surely not" for most keys with a single look: one bit for each hash value, at most one in 16 set. */
export class BitFilter {
  /** In shared memory. */
  readonly bits: SharedBits
  readonly #mask: number

  /** @param of how many keys will be added at most, or the bits of another filter. */
  constructor(of: number | SharedBits) {
    this.bits = typeof of === 'number' ? emptyBits(powerOfTwo(Math.max(1 << 15, of * 16))) : of
    this.#mask = 32 * this.bits.length - 1
  }

  add(hash: number): void {
    const bit = hash & this.#mask
    this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  mayHold(hash: number): boolean {
    const bit = hash & this.#mask
    return (((this.bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1
  }
}

type SharedIntegers = Int32Array<SharedArrayBuffer>

/** What a table is made of, in shared memory. */
export interface PairParts {
  readonly filter: SharedBits
  readonly high: SharedIntegers
  readonly low: SharedIntegers
  /** Index of the first value of the slot's key, plus one; 0 for an empty slot. */
  readonly first: SharedIntegers
  readonly values: SharedIntegers
  readonly next: SharedIntegers
}

function emptyParts(capacity: number): PairParts {
  const slots = powerOfTwo(Math.max(64, capacity * 2))
  const [high, low, first] = [integers(slots), integers(slots), integers(slots)]
  const filter = new BitFilter(capacity).bits
  return { filter, high, low, first, values: integers(capacity), next: integers(capacity) }
}

const none: readonly number[] = []

/** A hash table from keys of two 32-bit integers to lists of small integers, without an object in it. */
export class PairTable {
  /** Those of a full table can be read by other threads. */
  readonly parts: PairParts
  readonly #filter: BitFilter
  readonly #mask: number
  readonly #high: Int32Array
  readonly #low: Int32Array
  readonly #first: Int32Array
  readonly #values: Int32Array
  readonly #next: Int32Array
  #size = 0

  /** @param of how many values will be added at most, or the parts of another table, to which none are added. */
  constructor(of: number | PairParts) {
    const parts = typeof of === 'number' ? emptyParts(of) : of
    this.parts = parts
    this.#filter = new BitFilter(parts.filter)
    this.#mask = parts.first.length - 1
    this.#high = parts.high
    this.#low = parts.low
    this.#first = parts.first
    this.#values = parts.values
    this.#next = parts.next
  }

  /** Adds a value under a key. Throws RangeError when the table is full. */
  add(high: number, low: number, value: number): void {
    if (this.#size >= this.#values.length) throw new RangeError('the table is full')
    const slot = this.#slotOf(high, low)
    this.#filter.add(mix(high, low))
    this.#high[slot] = high
    this.#low[slot] = low
    this.#values[this.#size] = value
    this.#next[this.#size] = this.#first[slot] ?? 0
    this.#size++
    this.#first[slot] = this.#size
  }

  has(high: number, low: number): boolean {
    return this.#filter.mayHold(mix(high, low)) && this.#first[this.#slotOf(high, low)] !== 0
  }

  /** The values under a key, in no particular order. */
  get(high: number, low: number): readonly number[] {
    if (!this.#filter.mayHold(mix(high, low))) return none
    const first = this.#first[this.#slotOf(high, low)] ?? 0
    if (first === 0) return none
    // Most keys have one.
    const values = [this.#values[first - 1] ?? 0]
    for (let link = this.#next[first - 1] ?? 0; link !== 0; link = this.#next[link - 1] ?? 0) {
      values.push(this.#values[link - 1] ?? 0)
    }
    return values
  }

  /** The second integers of all keys. */
  lows(): Int32Array {
    const [low, first] = [this.#low, this.#first]
    const lows = new Int32Array(this.#next.length)
    let count = 0
    for (let slot = 0; slot < first.length; slot++) if (first[slot] !== 0) lows[count++] = low[slot] ?? 0
    return lows.subarray(0, count)
  }

  #slotOf(high: number, low: number): number {
    let slot = (mix(high, low) >>> 7) & this.#mask
    while (this.#first[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & this.#mask
    }
    return slot
  }
}

function mix(high: number, low: number): number {
  const hash = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast))
}
