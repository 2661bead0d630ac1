import { StringDecoder } from 'node:string_decoder'
import iconv from 'iconv-lite'
import type { TextDialect } from '../../../shared/contract/imports.ts'

type Encoding = TextDialect['encoding']

/** The encoding of a text; `guessed` when nothing in it says so and reading may garble letters. */
export interface DetectedEncoding {
  readonly encoding: Encoding
  readonly guessed: boolean
}

/** UTF-16 is told by its zero bytes when at least one in this many characters is ASCII. */
const rarestAscii = 20
/** Zero bytes in the other place come from letters such as Ā (U+0100). */
const strayZeros = 0.1
const toleratedControls = 0.005

/**
 * Tells the encoding of a text from parts of it, the first of which is its beginning: by the byte order mark, by the
 * places of zero bytes (UTF-16), by being well-formed UTF-8, else Windows-1252 as a guess. Null when it is no text:
 * zero bytes in no order that UTF-16 has, many control characters, or UTF-32.
 */
export function detectEncoding(parts: readonly Uint8Array[]): DetectedEncoding | null {
  const mark = markOf(parts[0] ?? new Uint8Array())
  if (mark === 'utf-32') return null
  if (mark !== null) return { encoding: mark, guessed: false }
  const zeros = countZeros(parts)
  if (zeros.even + zeros.odd > 0) {
    const wide = wideOrder(zeros)
    return wide !== null && parts.every((part) => readsAsText(part, wide))
      ? { encoding: wide, guessed: false }
      : null
  }
  if (controlShare(parts) > toleratedControls) return null
  return parts.every(isUtf8Part)
    ? { encoding: 'utf-8', guessed: false }
    : { encoding: 'windows-1252', guessed: true }
}

/** Turns bytes into text across chunk borders; the byte order mark is left out, what is broken becomes U+FFFD. */
export interface TextDecoding {
  write(chunk: Buffer): string
  end(): string
}

/** A decoder for one file. iconv-lite serves all but UTF-8, for the ICU of some runtimes lacks the legacy tables. */
export function createTextDecoding(encoding: Encoding): TextDecoding {
  const decoder =
    encoding === 'utf-8'
      ? new StringDecoder('utf8')
      : iconv.getDecoder(iconvNames[encoding], { stripBOM: false })
  let started = false
  const withoutMark = (text: string): string => {
    if (started || text === '') return text
    started = true
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
  return {
    write: (chunk) => withoutMark(decoder.write(chunk)),
    end: () => withoutMark(decoder.end() ?? ''),
  }
}

const iconvNames = { 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be', 'windows-1252': 'windows-1252' } as const

function markOf(head: Uint8Array): Encoding | 'utf-32' | null {
  const [a, b, c, d] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : null
}

interface Zeros {
  readonly even: number
  readonly odd: number
  readonly pairs: number
}

/** Parts start at even offsets, so even and odd mean the same in all of them. */
function countZeros(parts: readonly Uint8Array[]): Zeros {
  let even = 0
  let odd = 0
  let length = 0
  for (const part of parts) {
    length += part.length
    for (let at = part.indexOf(0); at >= 0; at = part.indexOf(0, at + 1)) {
      if (at % 2 === 0) even++
      else odd++
    }
  }
  return { even, odd, pairs: length / 2 }
}

function wideOrder({ even, odd, pairs }: Zeros): 'utf-16le' | 'utf-16be' | null {
  const enough = pairs / rarestAscii
  if (odd >= enough && even <= odd * strayZeros) return 'utf-16le'
  return even >= enough && odd <= even * strayZeros ? 'utf-16be' : null
}

const noText =
  /[\u0000-\u0008\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * True when the part has hardly any control characters or halves of pairs, as sound or numbers in 16 bits would have.
 * U+FFFD is no sign of that: programs write it where they lost a letter.
 */
function readsAsText(part: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): boolean {
  const bytes = Buffer.from(part.subarray(0, part.length - (part.length % 2)))
  const text = (encoding === 'utf-16le' ? bytes : bytes.swap16()).toString('utf16le')
  return (text.match(noText)?.length ?? 0) <= text.length * toleratedControls
}

const controlBytes = /[\u0000-\u0008\u000e-\u0019\u001b-\u001f]/g

/** Share of bytes below 0x20 other than tab, line breaks, form feed and the old end-of-file mark. */
function controlShare(parts: readonly Uint8Array[]): number {
  let controls = 0
  let length = 0
  for (const part of parts) {
    length += part.length
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.length)
    controls += bytes.toString('latin1').match(controlBytes)?.length ?? 0
  }
  return length === 0 ? 0 : controls / length
}

/** A part may begin and end inside a character. */
function isUtf8Part(part: Uint8Array, index: number): boolean {
  let start = 0
  if (index > 0) while (start < 3 && ((part[start] ?? 0) & 0xc0) === 0x80) start++
  return isWellFormed(part.subarray(start, part.length - unfinished(part)))
}

function isWellFormed(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Bytes at the end that may be the beginning of a character. */
function unfinished(part: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= part.length; back++) {
    const byte = part[part.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back
  }
  return 0
}
