import { SourceFailure } from '../../connector.ts'

const longestHead = 1024

/**
 * The text of a page or feed: by its mark, else by the header, else by what its beginning declares (a `meta` element, the
 * XML declaration), else UTF-8. Throws SourceFailure `wrong-type` for an encoding nobody knows.
 */
export function decodeText(body: Buffer, contentType: string): string {
  const head = body.toString('latin1', 0, longestHead)
  const named =
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ??
    /<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]*charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ??
    'utf-8'
  try {
    return new TextDecoder(markOf(body) ?? named).decode(body)
  } catch {
    throw new SourceFailure(
      'wrong-type',
      `is written in an encoding that is not known (${named.slice(0, 40)})`,
    )
  }
}

function markOf(body: Buffer): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8'
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  return body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : null
}
