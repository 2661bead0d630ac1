import { readIsrcCell } from '../../../../shared/domain/identifiers/isrc.ts'
import { decodeText } from './cell-text.ts'
import { base36, codeOf } from './isrc-code.ts'
import { BitFilter, type PairTable } from './pair-table.ts'

const dropped = new Uint8Array(256)
for (const character of ' \t\r\n\v\f-./_"') dropped[character.charCodeAt(0)] = 1

const letterO = 24
const letterI = 18
const letterL = 21

const backslash = 0x5c
const noDigit = 255
/** What a byte counts where a digit belongs. */
const repairedDigits = new Uint8Array(256).fill(noDigit)
for (let byte = 0; byte < 256; byte++) {
  const value = base36[byte] ?? -1
  if (value >= 0 && value < 10) repairedDigits[byte] = value
  else if (value === letterO) repairedDigits[byte] = 0
  else if (value === letterI || value === letterL) repairedDigits[byte] = 1
}

function mixDigits(digits: number): number {
  const hash = Math.imul(digits, 0x9e3779b1)
  return hash ^ (hash >>> 15)
}

/**
 * Tells whether a cell meant for ISRCs may name one of the catalogue, in a spelling or with a mistyped letter that
 * a scan for plain codes does not see. May say yes wrongly, never no: the caller reads the cell properly then.
 */
export class IsrcCellProbe {
  readonly #codes: PairTable
  readonly #digits: BitFilter
  readonly #compact = new Uint8Array(16)

  constructor(codes: PairTable) {
    this.#codes = codes
    const digits = codes.lows()
    this.#digits = new BitFilter(digits.length)
    const { length } = digits
    for (let at = 0; at < length; at++) this.#digits.add(mixDigits(digits[at] ?? 0))
  }

  /** `bytes[start…end)` is the cell. A backslash in it, which may be an escape, makes for a yes. */
  mayMatch(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < 12) return false
    // Twelve bytes are a code only when every one of them is part of it: then seven tell enough, mostly.
    if (end - start === 12) {
      let digits = 0
      for (let at = start + 5; at < end; at++) {
        const digit = repairedDigits[bytes[at] ?? 0] ?? noDigit
        if (digit === noDigit) return false
        digits = digits * 10 + digit
      }
      if (!this.#digits.mayHold(mixDigits(digits))) return false
    }
    return this.#readsAsCode(bytes, start, end)
  }

  #readsAsCode(bytes: Uint8Array, start: number, end: number): boolean {
    const compact = this.#compact
    let length = 0
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (dropped[byte] === 1) continue
      if (byte === backslash) return true
      const value = base36[byte] ?? -1
      if (value < 0 || length === 16) return this.#read(bytes, start, end)
      compact[length] = value
      length++
    }
    if (length === 12) return this.#find(0)
    // ISRC, the label, in front of a code.
    return length === 16 && compact[0] === letterI && this.#find(4)
  }

  /** Looks a code up with the digits repaired that look like letters and the letters that look like digits. */
  #find(at: number): boolean {
    let prefix = 0
    for (let i = 0; i < 5; i++) {
      const value = this.#compact[at + i] ?? 0
      const repaired = i > 1 ? value : value === 0 ? letterO : value === 1 ? letterI : value
      prefix = prefix * 36 + repaired
    }
    let digits = 0
    for (let i = 5; i < 12; i++) {
      const value = this.#compact[at + i] ?? 0
      const repaired = value === letterO ? 0 : value === letterI || value === letterL ? 1 : value
      if (repaired > 9) return false
      digits = digits * 10 + repaired
    }
    return this.#codes.has(prefix, digits)
  }

  #read(bytes: Uint8Array, start: number, end: number): boolean {
    return readIsrcCell(decodeText(bytes, start, end)).some(({ reading }) => {
      const isrc =
        reading.status === 'valid' ? reading.value : reading.status === 'invalid' ? reading.suggestion : null
      return isrc !== null && this.#codes.has(...codeOf(isrc))
    })
  }
}
