import { isUtf8 } from './cell-text.ts'

export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Length of the byte order mark. */
  readonly mark: number
}

/**
 * Tells the encoding of a text from its beginning: by its byte order mark, else by where zero bytes stand, else by
 * whether it is well-formed UTF-8. Null when it is no text: zero bytes in no order that UTF-16 would have.
 */
export function detectEncoding(head: Uint8Array): TextEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', mark: 3 }
  // UTF-32 starts with the same two bytes.
  const wide = head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0 && head.length >= 4
  if (head[0] === 0xff && head[1] === 0xfe && !wide) return { name: 'utf-16le', mark: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', mark: 2 }
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const pairs = head.length / 2
  if (odd > pairs * 0.3 && even < odd * 0.05) return { name: 'utf-16le', mark: 0 }
  if (even > pairs * 0.3 && odd < even * 0.05) return { name: 'utf-16be', mark: 0 }
  if (isBinary(head, even + odd)) return null
  const end = head.length - unfinished(head)
  return { name: isUtf8(head, 0, end) ? 'utf-8' : 'windows-1252', mark: 0 }
}

/** More than a stray zero or control byte: no text of any encoding. */
function isBinary(head: Uint8Array, zeros: number): boolean {
  let controls = 0
  for (const byte of head) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  return (zeros > 3 && zeros > head.length * 0.01) || controls > head.length * 0.05
}

/** Bytes at the end that may be the beginning of a character cut off. */
function unfinished(head: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back
  }
  return 0
}
