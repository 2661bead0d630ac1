import type { DecodedArray } from 'hyparquet'
import { cellText } from './cell-text.ts'
import type { Texts } from './page-cache.ts'

const zero = Buffer.alloc(1)

/** Numbers, all or those wanted, in their order, with a zero between each and the next. */
export function numberTexts(values: DecodedArray, wanted: readonly number[] | null): Texts {
  const starts = new Int32Array(values.length).fill(-1)
  const ends = new Int32Array(values.length)
  const texts: string[] = []
  let at = 0
  for (const index of wanted ?? values.keys()) {
    const text = cellText(values[index])
    if (text === '') continue
    texts.push(text)
    starts[index] = at
    ends[index] = at + text.length
    at += text.length + 1
  }
  return { bytes: Buffer.from(texts.join('\u0000'), 'latin1'), starts, ends }
}

/** Values as the library gives them, written out as texts. */
export function textsOf(values: DecodedArray): Texts {
  const parts: Buffer[] = []
  const starts = new Int32Array(values.length)
  const ends = new Int32Array(values.length)
  let at = 0
  for (let index = 0; index < values.length; index++) {
    const value: unknown = values[index]
    if (value === null || value === undefined) {
      starts[index] = -1
      continue
    }
    const part = Buffer.from(cellText(value))
    // A zero between texts keeps codes side by side apart.
    parts.push(part, zero)
    starts[index] = at
    ends[index] = at + part.length
    at += part.length + 1
  }
  return { bytes: Buffer.concat(parts), starts, ends }
}
