import { decodeText } from '../cell-text.ts'
import { asDamage } from './damage.ts'
import type { PageMemory } from './page-memory.ts'

/** Bytes between two texts. */
export const gap = 4

/** Where texts lie that Parquet wrote plainly. */
interface PlainTexts {
  readonly bytes: Buffer
  readonly from: number
  /** How many there must be. Throws `RangeError` when that makes no sense. */
  readonly count: () => number
}

/**
 * Texts one behind the other, each with four bytes before it that belong to none: its length. Where each starts is found
 * out when it is asked for: of most only their bytes are looked at.
 */
export class Texts {
  readonly bytes: Buffer
  /** Where the first length stands. */
  readonly from: number
  readonly #count: () => number
  readonly #memory: PageMemory
  #starts: Int32Array | null = null
  #wasRead = false

  constructor({ bytes, from, count }: PlainTexts, memory: PageMemory) {
    this.bytes = bytes
    this.from = from
    this.#count = count
    this.#memory = memory
  }

  get count(): number {
    return this.starts.length - 1
  }

  /** Where each text starts, and where one behind the last would. Throws `BrokenStream` when a text is cut off. */
  get starts(): Int32Array {
    this.#starts ??= asDamage(() => this.#startsOf(this.#count()))
    return this.#starts
  }

  /** Number of the text in which a byte stands. */
  at(position: number): number {
    const { starts } = this
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= position) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** The texts of these numbers; empty for -1. Throws `BrokenStream`. */
  read(numbers: readonly number[]): readonly string[] {
    const isFirst = !this.#wasRead
    this.#wasRead = true
    if (this.#starts === null && isFirst && isAscending(numbers))
      return asDamage(() => this.#passing(numbers))
    const { bytes, starts } = this
    return numbers.map((text) =>
      text < 0 ? '' : decodeText(bytes, starts[text] ?? 0, (starts[text + 1] ?? 0) - gap),
    )
  }

  /** To be told when nobody looks at them any more. */
  letGo(): void {
    this.#memory.letGo(this.bytes)
    if (this.#starts === null || this.#memory.keeps(this.#starts)) return
    this.#memory.letGo(this.#starts)
    this.#starts = null
  }

  #startsOf(count: number): Int32Array {
    const { bytes } = this
    const size = bytes.length
    if (count * gap > size - this.from) throw new RangeError('texts are missing')
    const starts = this.#memory.numbers(count + 1)
    const view = new DataView(bytes.buffer, bytes.byteOffset, size)
    let at = this.from
    for (let text = 0; text < count; text++) {
      const length = view.getInt32(at, true)
      at += gap
      starts[text] = at
      at += length
      if (length < 0 || at > size) throw new RangeError('a text is cut off')
    }
    starts[count] = at + gap
    return starts
  }

  /** The texts of ascending numbers, found by passing over all before them. */
  #passing(numbers: readonly number[]): readonly string[] {
    const { bytes } = this
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const texts: string[] = []
    let at = this.from
    let text = 0
    for (const number of numbers) {
      for (; text < number; text++) {
        const length = view.getInt32(at, true)
        if (length < 0) throw new RangeError('a text is cut off')
        at += gap + length
      }
      if (number < 0) {
        texts.push('')
        continue
      }
      const end = at + gap + view.getInt32(at, true)
      if (end < at + gap || end > bytes.length) throw new RangeError('a text is cut off')
      texts.push(decodeText(bytes, at + gap, end))
    }
    return texts
  }
}

function isAscending(numbers: readonly number[]): boolean {
  let last = -1
  for (const number of numbers) {
    if (number < 0) continue
    if (number < last) return false
    last = number
  }
  return true
}

/** The same for texts that were read otherwise. */
export function joinedTexts(parts: readonly Uint8Array[], memory: PageMemory): Texts {
  const bytes = memory.bytes(parts.reduce((all, { length }) => all + gap + length, 0))
  let at = 0
  for (const part of parts) {
    at = bytes.writeInt32LE(part.length, at)
    bytes.set(part, at)
    at += part.length
  }
  return new Texts({ bytes, from: 0, count: () => parts.length }, memory)
}
