/** One header as it was sent or received: name as written, value. */
export type HeaderPair = readonly [name: string, value: string]

export interface RedactedHeaders {
  readonly headers: readonly HeaderPair[]
  /** Names, in lower case, of the headers of which something was replaced. */
  readonly redacted: readonly string[]
}

const placeholder = '[redacted]'
const credentials: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization'])

/**
 * Replaces what would let a reader act in somebody's name: credentials, and the values of cookies. Names of
 * cookies and their attributes stay, and so does the scheme of an authorization (RFC 9110 §11.4, RFC 6265 §4).
 */
export function redactHeaders(headers: readonly HeaderPair[]): RedactedHeaders {
  const redacted = new Set<string>()
  const kept = headers.map(([name, value]): HeaderPair => {
    const replaced = redactValue(name.toLowerCase(), value)
    if (replaced !== value) redacted.add(name.toLowerCase())
    return [name, replaced]
  })
  return { headers: kept, redacted: [...redacted].sort() }
}

function redactValue(name: string, value: string): string {
  if (credentials.has(name))
    return value.replace(/^(\S+)\s+\S.*$|^\S+$/s, (_, scheme?: string) =>
      scheme === undefined ? placeholder : `${scheme} ${placeholder}`,
    )
  if (name === 'cookie') return value.split(';').map(redactCookie).join(';')
  if (name !== 'set-cookie') return value
  // Chromium joins several Set-Cookie lines of one response with line feeds.
  return value
    .split('\n')
    .map((line) => line.replace(/^[^;]*/, redactCookie))
    .join('\n')
}

function redactCookie(pair: string): string {
  const at = pair.indexOf('=')
  if (at < 0) return pair.trim() === '' ? pair : pair.replace(/\S.*$/, placeholder)
  return pair.slice(at + 1).trim() === '' ? pair : `${pair.slice(0, at)}=${placeholder}`
}
