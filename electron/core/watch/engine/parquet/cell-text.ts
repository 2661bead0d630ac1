const decoder = new TextDecoder()

/** A value as text: bytes as UTF-8, lists with commas, nothing as nothing. */
export function cellText(value: unknown): string {
  if (value instanceof Uint8Array) return decoder.decode(value)
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  return Array.isArray(value)
    ? value
        .map(cellText)
        .filter((text) => text !== '')
        .join(', ')
    : ''
}
