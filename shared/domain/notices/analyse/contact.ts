import { evidenceOf } from './declarations.ts'
import type { ElementReading, Evidence } from './notice-analysis.ts'
import type { ReadLine, Reading } from './reading.ts'

export type Channel = 'email' | 'phone' | 'address'

export interface ContactReading extends ElementReading {
  readonly channels: ReadonlySet<Channel>
  readonly redacted: boolean
  readonly postBox: boolean
}

const redaction = /\[(?:private|redacted|removed|phone|e-?mail|address)\]|\b(?:redacted|x{4,})\b|█/
const mail = /[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/
const labelled: Readonly<Record<Channel, RegExp>> = {
  email: /\b(?:e-?mail(?: address)?|mail|correo(?: electrónico)?|courriel)\b[^:\n]{0,25}[:=-]?\s*(\S.*)$/,
  phone:
    /\b(?:tel(?:ephone|efon|éfono|éphone|efone)?|phone|mobile|cell|fax|fon)\b[^:\n]{0,25}[:=.-]?\s*(\S.*)$/,
  address:
    /\b(?:(?:postal |mailing |street |physical |business |company )?address|anschrift|adresse|dirección|endereço)\b(?! of| at| where)[^:\n]{0,25}[:=-]?\s*(\S.*)$/,
}
const phone =
  /(?:\+|\b00)\d[\d\s().-]{6,18}\d|\(\d{2,4}\)\s?\d{2,4}[\s.-]\d{2,5}|\b\d{3}[\s.-]\d{3}[\s.-]\d{4}\b/
const street =
  /\b\d{1,5}[a-z]?(?:[-/]\d{1,5})?,? (?:[\p{L}\d.'-]{1,24} ){0,4}(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|dr|way|court|ct|square|place|pl|terrace|quay|close|parkway|pkwy|highway|suite|floor|rue|avenue|calle)\b|\b(?:rue|calle|avenida|av\.|rua|via|piazza|plaza|allee|boulevard|strasse|straße) (?:[\p{L}.'-]{1,24} ){0,5}\d{1,5}|\b[\p{L}-]{2,30}(?:straße|strasse|str\.|weg|gasse|allee|platz|laan|straat|gatan)\s?\d{1,5}|\b\d{1,5}(?:-\d{1,5})?,? (?:bis |ter )?(?:rue|avenue|boulevard|place|chemin|allée|quai)\b/u
/** A line of a postal address. */
export function looksLikeStreet(text: string): boolean {
  return /\d/.test(text) && street.test(text)
}

const postBox = /\b(?:p\.? ?o\.? ?box|post(?:al)? box|postfach|apartado|casilla)\b/
const placeholder =
  /^[\s_.:…[\]-]*$|\[(?:your|insert|name|enter)|<(?:your|insert|name)|\b(?:your (?:e-?mail|phone|address|name)|n\/?a|none|xxx+|tbd|to be (?:added|provided))\b/
const elsewhere =
  /^\s*(?:to|cc|bcc|attn\.?|attention|for the attention of|an|à|recipient)\b\s*[:.]|\b(?:infringer|uploader|alleged|user's|operator of the (?:site|channel)|your (?:e-?mail|address|office|agent))\b/

/**
 * How the provider reaches the sender, 17 U.S.C. 512(c)(3)(A)(iv): “such as an address, telephone number, and,
 * if available, an electronic mail address”. One way that works is enough; a blacked-out one was there.
 */
export function readContact(reading: Reading): ContactReading {
  const channels = new Set<Channel>()
  const evidence: Evidence[] = []
  let redacted = false
  let box = false
  let pending: Channel | null = null
  for (const line of contactLines(reading)) {
    const found =
      pending !== null && line.text.trim() !== '' ? [pending, ...channelsIn(line)] : channelsIn(line)
    const valid = found.filter(() => !placeholder.test(line.text) || redaction.test(line.text))
    pending = labelAlone(line.text) ?? (line.text.trim() === '' ? pending : null)
    if (valid.length === 0) continue
    for (const channel of valid) channels.add(channel)
    redacted ||= redaction.test(line.text)
    box ||= postBox.test(line.text)
    if (evidence.length < 10) evidence.push(evidenceOf(reading, line))
  }
  const status = channels.size > 0 ? 'present' : promised(reading, evidence)
  return { status, evidence, channels, redacted, postBox: box }
}

/** Lines are looked at in the first and last part of a text; contact data stands nowhere else. */
const searched = 4000

function contactLines({ lines }: Reading): readonly ReadLine[] {
  const parts =
    lines.length <= 2 * searched ? lines : [...lines.slice(0, searched), ...lines.slice(-searched)]
  return parts.filter(
    ({ speaker, topic, text }) =>
      speaker === 'sender' &&
      topic !== 'infringer' &&
      topic !== 'material' &&
      topic !== 'work' &&
      text.length < 3000 &&
      !elsewhere.test(text),
  )
}

function channelsIn({ text: written, topic }: ReadLine): readonly Channel[] {
  const text = written.replace(/https?:\/\/\S+/g, ' ')
  const given = (Object.keys(labelled) as Channel[]).filter((channel) => {
    const value = labelled[channel].exec(text)?.[1]
    return value !== undefined && isValue(channel, value)
  })
  const seen: Channel[] = [
    ...(/@|[[(]at[\])]/.test(text) && mail.test(text) ? ['email' as const] : []),
    ...(/\d{2}/.test(text) && phone.test(text) && !/isrc|registration|iswc|upc|https?:/.test(text)
      ? ['phone' as const]
      : []),
    ...(looksLikeStreet(text) || postBox.test(text) ? ['address' as const] : []),
    ...(topic === 'contact' && redaction.test(text) && !/signature|signed|\bname\b/.test(text)
      ? ['phone' as const]
      : []),
  ]
  const hiddenMail = /\[(?:private|redacted)\]\s?@/.test(text)
  return [...given, ...seen, ...(hiddenMail ? ['email' as const] : [])]
}

function isValue(channel: Channel, value: string): boolean {
  if (redaction.test(value)) return true
  if (placeholder.test(value)) return false
  if (channel === 'email') return mail.test(value)
  if (channel === 'phone') return (value.match(/\d/g)?.length ?? 0) >= 5
  return /\d/.test(value) && value.trim().split(/[\s,]+/).length >= 3 && !/https?:|@/.test(value)
}

/** “Address:” on a line of its own: the value follows. */
function labelAlone(text: string): Channel | null {
  if (!/:\s*$/.test(text) && text.trim().split(/\s+/).length > 3) return null
  const trimmed = text.trim().replace(/:$/, '')
  if (
    /^(?:\S+ ){0,3}address$|^anschrift$|^adresse$|^dirección$|^endereço$/.test(trimmed) &&
    !/e-?mail|ip/.test(trimmed)
  )
    return 'address'
  if (/^(?:e-?mail)(?: address)?$/.test(trimmed)) return 'email'
  return /^(?:tele)?phone(?: number)?$|^tel$/.test(trimmed) ? 'phone' : null
}

/** “I may be contacted at the address below”, with nothing but blacked-out lines below. */
function promised(reading: Reading, evidence: Evidence[]): ElementReading['status'] {
  const promise = reading.sentences.find(
    ({ speaker, text }) =>
      speaker === 'sender' &&
      /\b(?:contact(?:ed)?|reach(?:ed)?|write to)\b[^.]{0,60}\b(?:me|us|undersigned|at|below|following)\b/.test(
        text,
      ),
  )
  const concealed = reading.lines.filter(
    ({ speaker, text }) =>
      speaker === 'sender' && redaction.test(text) && !/signature|signed|\/s\//.test(text),
  )
  const hidden = concealed.at(-1)
  // One blacked-out line at the end is the name of who signed.
  if (hidden === undefined || (promise === undefined && concealed.length < 2)) return 'missing'
  evidence.push(evidenceOf(reading, hidden))
  if (promise === undefined) return 'ambiguous'
  evidence.unshift(evidenceOf(reading, promise))
  return 'present'
}
