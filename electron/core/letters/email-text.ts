/** The text of a part: its transfer encoding undone, its character set read. Unknown ones are read as UTF-8. */
export function decodeBody(body: string, encoding: string, charset: string): string {
  return decodeBytes(bytesOf(body, encoding), charset)
}

function bytesOf(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ''), 'base64')
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/[ \t]*=[ \t]*\n/g, ''))
  return Buffer.from(body, 'latin1')
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function decodeBytes(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder('utf-8').decode(bytes)
  }
}

/** A field of the head with its encoded words (RFC 2047) read. */
export function decodeWords(field: string): string {
  return field
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=/g, (_, charset: string, how: string, word: string) => {
      const bytes =
        how.toUpperCase() === 'B' ? Buffer.from(word, 'base64') : quotedPrintable(word.replaceAll('_', ' '))
      return decodeBytes(bytes, charset)
    })
    .replaceAll('\u0000', '')
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The words of an HTML part. Nothing of it is ever shown as HTML: tags, styles and scripts go. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(
      /<a\b[^>]{0,2000}?\bhref\s*=\s*"(https?:[^"]{1,2000})"[^>]*>([^<]{0,500})<\/a>/gi,
      (_, url: string, shown: string) =>
        shown.trim() === '' || url.includes(shown.trim()) ? url : `${shown.trim()} ${url}`,
    )
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return named[name.toLowerCase()] ?? whole
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      },
    )
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
