import { giveBack } from './give-back.ts'

/** Lists of so many bytes are given back when they are not needed any more; those of most catalogues are smaller. */
export const burdensomeList = 1 << 24

/** Numbers that grow in number, without an object for each. */
export class Growing<List extends Uint8Array | Int32Array | Float64Array> {
  list: List
  length = 0
  readonly #create: (length: number) => List

  constructor(create: (length: number) => List) {
    this.#create = create
    this.list = create(1 << 10)
  }

  push(number: number): void {
    if (this.length === this.list.length) this.#enlarge(1)
    this.list[this.length++] = number
  }

  /** Makes room for `count` more, and returns the list that they are to be written to, from where it ended. */
  grow(count: number): List {
    if (this.length + count > this.list.length) this.#enlarge(count)
    this.length += count
    return this.list
  }

  /** Those written so far. */
  written(): List {
    return this.list.subarray(0, this.length) as List
  }

  /** Visits those written so far, without an object for each as `for…of` would. */
  forEach(visit: (number: number) => void): void {
    const { list, length } = this
    for (let at = 0; at < length; at++) visit(list[at] ?? 0)
  }

  /** Lets go of them all. */
  release(): void {
    giveBack(this.list, burdensomeList)
    this.list = this.#create(0)
    this.length = 0
  }

  #enlarge(count: number): void {
    const larger = this.#create(2 * this.list.length + count)
    larger.set(this.list.subarray(0, this.length))
    giveBack(this.list, burdensomeList)
    this.list = larger
  }
}

export type GrowingIntegers = Growing<Int32Array>

export function growingIntegers(): GrowingIntegers {
  return new Growing((length) => new Int32Array(length))
}
