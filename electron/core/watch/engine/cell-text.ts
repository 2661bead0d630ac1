const windows1252 = new TextDecoder('windows-1252')

/**
 * Text of a stretch of a listing file: UTF-8, or Windows-1252 when it is not that. Decided cell by cell, because
 * dumps put together from several sources mix the two.
 */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
  return isUtf8(bytes, start, end) ? part.toString('utf8') : windows1252.decode(part)
}

/** True for a stretch that is ASCII throughout. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0
  for (let at = start; at < end; at++) all |= bytes[at] ?? 0
  return all <= 0x7f
}

/** Text of a stretch in which every byte is a character: where it is ASCII, what it says. */
export function byteText(bytes: Uint8Array, start: number, end: number): string {
  return bytes instanceof Buffer
    ? bytes.toString('latin1', start, end)
    : Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}

/** True when `bytes[start…end)` is well-formed UTF-8 as far as lead and continuation bytes go. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const lead = bytes[at] ?? 0
    at++
    if (lead < 0x80) continue
    const following =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0
    if (following === 0 || at + following > end) return false
    for (let i = 0; i < following; i++, at++) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return false
  }
  return true
}

const quote = 0x22

/** Text of a CSV cell without its quotation marks; doubled marks become single ones. */
export function csvCellText(bytes: Uint8Array, start: number, end: number): string {
  if (end <= start) return ''
  if (bytes[start] !== quote) return decodeText(bytes, start, end)
  return unquoted(decodeText(bytes, start + 1, end))
}

/** Text of a CSV cell behind the mark that opens it. */
export function unquoted(text: string): string {
  // Text may go on behind the closing mark in files that do not double their marks: `"Heroes" (Live)`.
  let result = ''
  let at = 0
  for (;;) {
    const next = text.indexOf('"', at)
    if (next < 0) return result + text.slice(at)
    result += text.slice(at, next)
    if (text[next + 1] !== '"') return result + text.slice(next + 1)
    result += '"'
    at = next + 2
  }
}
