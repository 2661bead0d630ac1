import { jsonText } from './json-text.ts'

// The grammar of JSON (RFC 8259) as far as it takes to step over values in bytes without reading them. Lines end in
// a line feed, which no string can hold, so that nothing here runs past one.

export const lineFeed = 0x0a
export const quote = 0x22
export const comma = 0x2c
export const colon = 0x3a
export const openBracket = 0x5b
export const backslash = 0x5c
export const closeBracket = 0x5d
export const openBrace = 0x7b
export const closeBrace = 0x7d

/** Returned instead of a position where the text is no JSON. */
export const broken = -1

/** Bytes that end the plain part of a string. */
export const inString = new Uint8Array(256)
for (const byte of [lineFeed, quote, backslash]) inString[byte] = 1
/** Bytes that matter while a value is skipped. */
const inValue = new Uint8Array(256)
for (const byte of [lineFeed, quote, openBracket, closeBracket, openBrace, closeBrace]) inValue[byte] = 1

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from
  let byte = bytes[at] ?? 0
  while (byte <= 0x20 && (byte === 0x20 || byte === 0x09 || byte === 0x0d)) {
    at++
    byte = bytes[at] ?? 0
  }
  return at
}

export function skipComma(bytes: Uint8Array, from: number): number {
  const at = skipSpace(bytes, from)
  return bytes[at] === comma ? skipSpace(bytes, at + 1) : at
}

export function trimmedEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end
  while (at > start && (bytes[at - 1] === 0x20 || bytes[at - 1] === 0x09 || bytes[at - 1] === 0x0d)) at--
  return at
}

/** Position of the mark that closes the string whose text goes on at `from`, or -1. */
export function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    while (inString[bytes[at] ?? 0] === 0) at++
    const byte = bytes[at]
    if (byte === quote) return at
    if (byte !== backslash || bytes[at + 1] === lineFeed) return broken
    at += 2
  }
}

/** Position behind the value at `from`, or -1. Brackets are counted, not paired. */
export function skipValue(bytes: Uint8Array, from: number): number {
  const first = bytes[from] ?? 0
  if (first === quote) {
    const end = stringEnd(bytes, from + 1)
    return end < 0 ? broken : end + 1
  }
  if (first === openBrace || first === openBracket) return skipNested(bytes, from)
  if (!startsLiteral(first)) return broken
  let at = from + 1
  for (;;) {
    const byte = bytes[at] ?? 0
    if (byte === comma || byte === closeBrace || byte === closeBracket || byte <= 0x20) return at
    at++
  }
}

/** True when a number, `true`, `false` or `null` stands between the positions, and nothing else but white space. */
export function isLiteral(bytes: Uint8Array, start: number, end: number): boolean {
  let at = skipSpace(bytes, start)
  if (at >= end || !startsLiteral(bytes[at] ?? 0)) return false
  while (at < end && (bytes[at] ?? 0) > 0x20) at++
  return skipSpace(bytes, at) === end
}

function skipNested(bytes: Uint8Array, from: number): number {
  let depth = 0
  let at = from
  for (;;) {
    while (inValue[bytes[at] ?? 0] === 0) at++
    const byte = bytes[at]
    if (byte === quote) {
      at = stringEnd(bytes, at + 1)
      if (at < 0) return broken
    } else if (byte === lineFeed) return broken
    else if (byte === openBrace || byte === openBracket) depth++
    else if (--depth === 0) return at + 1
    at++
  }
}

/** First bytes of the white space outside ASCII, and the escapes that may stand for any. */
const maybeBlank = new Uint8Array(256)
for (const byte of [backslash, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) maybeBlank[byte] = 1

/** True when the text of a string is empty or all white space. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end && (bytes[at] ?? 0) <= 0x20) at++
  if (at < end && maybeBlank[bytes[at] ?? 0] === 0) return false
  return jsonText(bytes, at, end).trim() === ''
}

/** True for what a number, an array or an object starts with; false for null, true and false. */
export function isTelling(byte: number): boolean {
  return byte === openBrace || byte === openBracket || startsNumber(byte)
}

function startsNumber(byte: number): boolean {
  return byte === 0x2d || (byte >= 0x30 && byte <= 0x39)
}

/** True for what a number, `true`, `false` or `null` starts with. */
function startsLiteral(byte: number): boolean {
  return startsNumber(byte) || byte === 0x74 || byte === 0x66 || byte === 0x6e
}

/** True when something but white space stands between. */
export function isGap(bytes: Uint8Array, before: number, position: number): boolean {
  return skipSpace(bytes, before + 1) !== position
}

/** Position of the quotation mark that closes the string before the mark at `next`; -1 when something stands between. */
export function closingQuote(bytes: Uint8Array, next: number): number {
  let at = next - 1
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d) at--
  return bytes[at] === quote ? at : -1
}
