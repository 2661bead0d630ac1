/** A value of a torrent file (BEP 3). Texts are bytes: nothing says how they are encoded. */
export type Bencoded = number | Buffer | readonly Bencoded[] | ReadonlyMap<string, Bencoded>

export interface BencodedDictionary {
  readonly values: ReadonlyMap<string, Bencoded>
  /** The bytes of each value, for hashing. */
  readonly raw: ReadonlyMap<string, Buffer>
}

const deepest = 100

/** Reads a bencoded dictionary from the beginning of `bytes`. Throws `RangeError` when there is none. */
export function readBencoded(bytes: Buffer): BencodedDictionary {
  const reader = new Reader(bytes)
  const raw = new Map<string, Buffer>()
  const values = reader.dictionary(0, raw)
  return { values, raw }
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  dictionary(depth: number, raw?: Map<string, Buffer>): ReadonlyMap<string, Bencoded> {
    this.#expect('d')
    const values = new Map<string, Bencoded>()
    while (!this.#isEnd()) {
      const key = this.#text().toString('utf8')
      const start = this.#at
      values.set(key, this.#value(depth + 1))
      raw?.set(key, this.#bytes.subarray(start, this.#at))
    }
    return values
  }

  #value(depth: number): Bencoded {
    if (depth > deepest) throw new RangeError('nested too deep')
    const kind = String.fromCharCode(this.#bytes[this.#at] ?? 0)
    if (kind === 'd') return this.dictionary(depth)
    if (kind === 'i') {
      this.#at++
      return this.#number('e')
    }
    if (kind !== 'l') return this.#text()
    this.#at++
    const items: Bencoded[] = []
    while (!this.#isEnd()) items.push(this.#value(depth + 1))
    return items
  }

  #text(): Buffer {
    const length = this.#number(':')
    const end = this.#at + length
    if (length < 0 || end > this.#bytes.length) throw new RangeError('a text is cut off')
    const text = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return text
  }

  #number(end: string): number {
    const stop = this.#bytes.indexOf(end, this.#at, 'latin1')
    const digits = stop < 0 || stop - this.#at > 20 ? '' : this.#bytes.toString('latin1', this.#at, stop)
    if (!/^-?\d+$/.test(digits)) throw new RangeError('a number is broken')
    this.#at = stop + 1
    return Number(digits)
  }

  #isEnd(): boolean {
    if (this.#at >= this.#bytes.length) throw new RangeError('the data is cut off')
    if (this.#bytes[this.#at] !== 0x65) return false
    this.#at++
    return true
  }

  #expect(letter: string): void {
    if (String.fromCharCode(this.#bytes[this.#at] ?? 0) !== letter)
      throw new RangeError('not what was expected')
    this.#at++
  }
}
