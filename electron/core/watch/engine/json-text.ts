import { decodeText } from './cell-text.ts'

/** Text of a JSON string whose quotation marks stand just outside `bytes[start…end)`. */
export function jsonText(bytes: Uint8Array, start: number, end: number): string {
  const text = decodeText(bytes, start, end)
  const value = text.includes('\\') ? parseJson(`"${text}"`) : text
  return typeof value === 'string' ? value : text
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** True when a backslash stands in `bytes[start…end)`. */
export function isEscaped(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x5c) return true
  return false
}
