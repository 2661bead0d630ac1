import type { ReceivedLetter } from '../../../shared/contract/letters.ts'
import { decodeBody, decodeWords, textOfHtml } from './email-text.ts'

/** Parts within parts; a message nested deeper is not read on. */
const deepest = 8
/** Parts of one message; mail of people has a few. */
const mostParts = 200

interface Part {
  readonly type: string
  readonly charset: string
  readonly encoding: string
  readonly boundary: string | null
  readonly name: string
  readonly attached: boolean
  readonly body: string
}

type Found = { readonly plain: string[]; readonly html: string[]; readonly leftOut: string[]; parts: number }

/** True for a file named .eml, and for bytes that begin with the head of a message. */
export function looksLikeEmail(bytes: Buffer, name: string): boolean {
  const start = bytes.subarray(0, 4096).toString('latin1')
  const headed = /^[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]/.test(start)
  if (/\.eml$/i.test(name)) return headed
  return headed && /^(?:mime-version|content-type|received|message-id):/im.test(start)
}

/**
 * Reads a saved message (RFC 5322, MIME): its head and its text. Plain text comes first; HTML is reduced to its words.
 * What is attached is named, never opened. Malformed parts are read as far as they go. Never throws.
 */
export function readEmail(bytes: Buffer): Pick<ReceivedLetter, 'text' | 'head' | 'leftOut'> {
  // Bytes one to one: each part is decoded by its own character set.
  const message = bytes.toString('latin1').replace(/\r\n?/g, '\n')
  const { fields, body } = divide(message)
  const found: Found = { plain: [], html: [], leftOut: [], parts: 0 }
  collect(partOf(fields, body), found, 0)
  const field = (name: string) => decodeWords(fields.get(name) ?? '')
  return {
    text: (found.plain.length > 0 ? found.plain : found.html.map(textOfHtml)).join('\n\n'),
    head: { from: field('from'), to: field('to'), date: field('date'), subject: field('subject') },
    leftOut: found.leftOut,
  }
}

function collect(part: Part, found: Found, depth: number): void {
  found.parts += 1
  if (depth > deepest || found.parts > mostParts) return
  if (part.boundary !== null && part.type.startsWith('multipart/')) {
    const alternative = part.type === 'multipart/alternative'
    const inner = divideParts(part.body, part.boundary).map((text) => {
      const { fields, body } = divide(text)
      return partOf(fields, body)
    })
    const plain = alternative && inner.some(({ type }) => type === 'text/plain')
    for (const each of inner) if (!plain || each.type !== 'text/html') collect(each, found, depth + 1)
    return
  }
  if (part.attached || !/^text\/(?:plain|html)$/.test(part.type)) {
    found.leftOut.push(part.name === '' ? part.type : part.name)
    return
  }
  const text = decodeBody(part.body, part.encoding, part.charset)
  found[part.type === 'text/html' ? 'html' : 'plain'].push(text)
}

function divide(message: string): { readonly fields: ReadonlyMap<string, string>; readonly body: string } {
  const end = message.startsWith('\n') ? 0 : message.indexOf('\n\n')
  const head = end < 0 ? message : message.slice(0, end)
  const fields = new Map<string, string>()
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).toLowerCase()
    if (at > 0 && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  return { fields, body: end < 0 ? '' : message.slice(end).replace(/^\n{1,2}/, '') }
}

function partOf(fields: ReadonlyMap<string, string>, body: string): Part {
  const type = fields.get('content-type') ?? 'text/plain'
  const disposition = fields.get('content-disposition') ?? ''
  const name = parameter(disposition, 'filename') ?? parameter(type, 'name') ?? ''
  return {
    type: (type.split(';')[0] ?? '').trim().toLowerCase(),
    charset: parameter(type, 'charset') ?? 'utf-8',
    encoding: (fields.get('content-transfer-encoding') ?? '').trim().toLowerCase(),
    boundary: parameter(type, 'boundary'),
    name: decodeWords(name),
    attached: /^\s*attachment\b/i.test(disposition),
    body,
  }
}

function parameter(field: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(field)
  return match?.[1] ?? match?.[2] ?? null
}

function divideParts(body: string, boundary: string): readonly string[] {
  const parts: string[] = []
  let current: string[] | null = null
  for (const line of body.split('\n')) {
    if (line.startsWith(`--${boundary}`)) {
      if (current !== null) parts.push(current.join('\n'))
      current = line.startsWith(`--${boundary}--`) ? null : []
    } else current?.push(line)
  }
  if (current !== null) parts.push(current.join('\n'))
  return parts.slice(0, mostParts)
}
