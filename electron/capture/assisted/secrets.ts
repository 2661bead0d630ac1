import type { HeaderPair } from '../../../shared/domain/evidence/capture/redact-headers.ts'
import type { RecordedExchange } from '../exchange.ts'

/** What a person's window sent or was given that would let a reader act in that person's name. */
export interface Secrets {
  /** The text without them: known values, and the values of parameters of addresses whose name says it. */
  readonly address: (text: string) => string
  /** Every known value replaced, in the spellings it has in HTML, JSON and addresses; and how many were. */
  bytes(content: Buffer): { readonly content: Buffer; readonly places: number }
  text(content: string): string
  /** Headers whose name says it, or whose value holds a known one; their names in lower case. */
  headers(headers: readonly HeaderPair[]): {
    readonly headers: readonly HeaderPair[]
    readonly redacted: readonly string[]
  }
}

const placeholder = '[redacted]'
const telling =
  '[^=&?#\\s"\'<>]{0,60}(?:passw|pwd|secret|token|otp|api[_-]?key|sess|jwt|credential|csrf|xsrf)[^=&?#\\s"\'<>]{0,60}|sid|code|auth[a-z_-]{0,20}|signature|sig'
const tellingName = new RegExp(`^(?:${telling})$`, 'i')
const tellingParameter = new RegExp(`([?&#;](?:${telling})=)([^&#;\\s"'<>\\\\]+)`, 'gi')
const tellingHeader = /token|secret|session|csrf|xsrf|api-?key|credential|^x-auth/i
const knownToBeHarmless = /^(sec-websocket-key|access-control-.*)$/i

const mostSecrets = 500

/**
 * Gathers the secrets of an assisted capture from everything that was sent and received in its window: values of
 * cookies, credentials, headers whose name says it, and what was sent under a name that says it or in a field that
 * hides what is typed (`secretFields`). They stay in this process.
 */
export function collectSecrets(
  exchanges: readonly RecordedExchange[],
  cookies: readonly string[],
  secretFields: ReadonlySet<string>,
): Secrets {
  const found = new Set<string>()
  const isTelling = (name: string) => secretFields.has(name) || tellingName.test(name)
  const add = (value: string, shortest: number) => {
    if (value.length >= shortest && found.size < mostSecrets) found.add(value)
  }
  for (const value of cookies) if (looksMade(value)) add(value, 1)
  for (const { request, response } of exchanges) {
    for (const [name, value] of [...request.headers, ...(response?.headers ?? [])]) {
      for (const secret of secretsOfHeader(name, value)) add(secret, 1)
    }
    for (const [name, value] of addressFields(request.url)) if (isTelling(name)) add(value, 4)
    for (const [name, value] of bodyFields(request.body)) if (isTelling(name)) add(value, 4)
  }
  return secretsFrom([...found], isTelling)
}

/** A value a person would not meet as a word: of made-up length, letters and digits mixed. */
function looksMade(value: string): boolean {
  return value.length >= 24 || (value.length >= 10 && /\d/.test(value) && /[a-z]/i.test(value))
}

function secretsOfHeader(name: string, value: string): readonly string[] {
  const key = name.toLowerCase()
  if (key === 'cookie') return value.split(';').map(valueOfPair).filter(looksMade)
  if (key === 'set-cookie') {
    return value
      .split('\n')
      .map((line) => valueOfPair(line.split(';')[0] ?? ''))
      .filter(looksMade)
  }
  if (key === 'authorization' || key === 'proxy-authorization') {
    return [value.replace(/^\S+\s+/, '').trim()].filter((secret) => secret.length >= 4)
  }
  return isTellingHeader(key) && looksMade(value) ? [value] : []
}

function isTellingHeader(name: string): boolean {
  return tellingHeader.test(name) && !knownToBeHarmless.test(name)
}

function valueOfPair(pair: string): string {
  return pair.slice(pair.indexOf('=') + 1).trim()
}

function addressFields(url: string): readonly (readonly [string, string])[] {
  return URL.canParse(url) ? [...new URL(url).searchParams] : []
}

/** Names and values of what was sent, in the forms browsers send: fields, JSON, parts. */
function bodyFields(body: Buffer | null): readonly (readonly [string, string])[] {
  if (body === null || body.byteLength > 1_000_000) return []
  const text = body.toString('utf8')
  const parts = Array.from(
    text.matchAll(/name="([^"\r\n]{1,200})"(?:\r\n[^\r\n]+)*\r\n\r\n([^\r\n]*)/g),
    ([, name = '', value = '']) => [name, value] as const,
  )
  return [...new URLSearchParams(text), ...parts, ...jsonFields(text)]
}

function jsonFields(text: string): readonly (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = []
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string') fields.push([name, value])
      return value
    })
  } catch {
    // Not JSON: it was read as fields.
  }
  return fields
}

function secretsFrom(values: readonly string[], isTelling: (name: string) => boolean): Secrets {
  // The longest first, so that one that is a part of another leaves nothing of it.
  const spellings = [...new Set(values.flatMap(spellingsOf))].sort((a, b) => b.length - a.length)
  const text = (content: string) =>
    spellings.reduce((kept, spelling) => kept.replaceAll(spelling, placeholder), content)
  const address = (content: string) =>
    text(content)
      .replace(tellingParameter, `$1${placeholder}`)
      .replace(/([?&#;])([^=&?#\s"'<>]+)=([^&#;\s"'<>\\]+)/g, (all, mark: string, name: string) =>
        isTelling(name) ? `${mark}${name}=${placeholder}` : all,
      )
  return {
    text,
    address,
    bytes(content) {
      let places = 0
      let kept = content
      for (const spelling of spellings) {
        const pieces = split(kept, Buffer.from(spelling, 'utf8'))
        places += pieces.length - 1
        if (pieces.length > 1) kept = join(pieces)
      }
      return { content: kept, places }
    },
    headers(headers) {
      const redacted = new Set<string>()
      const kept = headers.map(([name, value]): HeaderPair => {
        const key = name.toLowerCase()
        const hides = isTellingHeader(key) && key !== 'set-cookie' && key !== 'cookie' && value !== ''
        const clean = hides ? placeholder : address(value)
        if (clean !== value) redacted.add(key)
        return [name, clean]
      })
      return { headers: kept, redacted: [...redacted] }
    },
  }
}

function spellingsOf(value: string): readonly string[] {
  const encoded = encodeURIComponent(value)
  const html = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  const decoded = decode(value)
  return [
    value,
    encoded,
    encoded.replaceAll('%20', '+'),
    new URLSearchParams([['', value]]).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    html,
    html.replaceAll("'", '&#39;'),
    ...(decoded === value || decoded.length < 4 ? [] : [decoded]),
  ].filter((spelling) => spelling !== '')
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function split(content: Buffer, by: Buffer): readonly Buffer[] {
  const pieces: Buffer[] = []
  let from = 0
  for (let at = content.indexOf(by); at >= 0; at = content.indexOf(by, from)) {
    pieces.push(content.subarray(from, at))
    from = at + by.byteLength
  }
  return [...pieces, content.subarray(from)]
}

function join(pieces: readonly Buffer[]): Buffer {
  const mark = Buffer.from(placeholder)
  return Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [mark, piece])))
}
