import { createHash } from 'node:crypto'

/** A picture found in a file: enough to know it again, not the picture itself. */
export interface EmbeddedArt {
  readonly sha256: string
  readonly bytes: number
  /** As the content shows, e.g. `image/jpeg`; what the tag claims is often wrong. */
  readonly type: string
}

/** The first picture among native tag values, or null. Hash over the picture's own bytes, as a file of it would have. */
export function findArt(native: readonly { readonly value: unknown }[]): EmbeddedArt | null {
  for (const { value } of native) {
    if (typeof value !== 'object' || value === null || !('data' in value)) continue
    const { data } = value
    if (!(data instanceof Uint8Array) || data.length === 0) continue
    const format = 'format' in value && typeof value.format === 'string' ? value.format.slice(0, 100) : ''
    const sha256 = createHash('sha256').update(data).digest('hex')
    return { sha256, bytes: data.length, type: typeByContent(data) ?? (format === '' ? 'unknown' : format) }
  }
  return null
}

function typeByContent(data: Uint8Array): string | null {
  const starts = (...bytes: readonly number[]) => bytes.every((byte, at) => data[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif'
  if (starts(0x52, 0x49, 0x46, 0x46) && data[8] === 0x57) return 'image/webp'
  return null
}
