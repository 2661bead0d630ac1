import { looksLikeStreet } from './contact.ts'
import { evidenceOf } from './declarations.ts'
import { isName, isSignedName, redaction } from './names.ts'
import type { ElementReading } from './notice-analysis.ts'
import type { ReadLine, Reading } from './reading.ts'

const marked =
  /^\s*(?:\/s\/|s\/)\s*(\S.*)$|^\W{0,4}(?:[ivx\d]{1,4}[.)]\s*)?(?:(?:electronic|digital|physical|handwritten|typed)\s+(?:or \w+ )?)?(?:signature|signed(?: by)?|e-?signature|unterschrift|gezeichnet|gez\.|firma|firmado(?: por)?|fdo\.|assinatura|assinado(?: por)?|signé(?: par)?)\s*(?:\([^)]{0,60}\))?\s*(?:by|of)?\s*[:.,=-]?\s*(\S.*)?$|\bsigned electronically by\s+(\S.*)$|^.{0,160}\b(?:digital|electronic) signature\s*:\s*(\S.*)$/
const closing =
  /^\s*(?:(?:yours )?(?:sincerely|faithfully|truly|truthfully|respectfully)(?: (?:yours|submitted))?|sincerely|(?:kind|best|warm|with (?:kind|best))? ?regards|best wishes|best|cheers|(?:many )?thank(?:s| you)\b[^:]{0,140}|(?:i|we)? ?look(?:ing)? forward\b[^:]{0,140}|(?:very truly|kindest regards|yours)(?: yours)?|mit freundlichen grüßen|hochachtungsvoll|cordialement|bien à vous|veuillez agréer.{0,80}|atentamente|saludos(?: cordiales)?|atenciosamente|cordialmente)\s*[,.!]?\s*$/
const nameField =
  /^\W{0,4}(?:your |my |full |legal |complete |printed |print )*name(?: \([^)]{0,30}\))?\s*:\s*(\S.*)?$/
/**
 * A physical or electronic signature, 17 U.S.C. 512(c)(3)(A)(i). A name typed to sign, after a closing formula or
 * as the last line counts (15 U.S.C. 7001(a)); a name only in a field or in a mail footer can be either.
 */
export function readSignature(reading: Reading): ElementReading {
  const lines = reading.lines.filter(({ speaker, text }) => speaker === 'sender' && text.trim() !== '')
  const tail = lines.slice(-400)
  const signed = tail.find((line, index) => isSigned(reading, line, tail[index + 1]))
  if (signed !== undefined)
    return { status: 'present', evidence: [evidenceOf(reading, withNext(signed, tail))] }
  const closed = afterClosing(reading, tail)
  if (closed !== null) {
    const status = isCompany(closed.text) && !hasPersonNear(reading, tail, closed) ? 'partial' : 'present'
    return { status, evidence: [evidenceOf(reading, closed)] }
  }
  const last = lastName(reading, tail)
  if (last !== null)
    return { status: last.sure ? 'present' : 'ambiguous', evidence: [evidenceOf(reading, last.line)] }
  const field = tail.find((line, index) => {
    const match = nameField.exec(line.text)
    const below = tail[index + 1]
    if (match === null) return false
    return match[1] === undefined
      ? below !== undefined && isName(reading, below)
      : isName(reading, line, match[1])
  })
  return field === undefined
    ? { status: 'missing', evidence: [] }
    : { status: 'ambiguous', evidence: [evidenceOf(reading, field)] }
}

function isSigned(reading: Reading, line: ReadLine, next: ReadLine | undefined): boolean {
  if (line.topic === 'signature') return isName(reading, line)
  const match = marked.exec(line.text)
  if (match === null) return false
  const value = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
  if (value === '') return next !== undefined && isName(reading, next) && !nameField.test(next.text)
  const typed = match[1] ?? /^\/s\/\s*(.*)$/.exec(value)?.[1]
  return typed === undefined ? isName(reading, line, value) : isSignedName(typed)
}

function withNext(
  line: ReadLine,
  lines: readonly ReadLine[],
): { readonly start: number; readonly end: number } {
  const next = lines[lines.indexOf(line) + 1]
  return /[:.=]\s*$/.test(line.text) && next !== undefined ? { start: line.start, end: next.end } : line
}

function afterClosing(reading: Reading, lines: readonly ReadLine[]): ReadLine | null {
  for (let index = lines.length - 1; index >= 0; index--) {
    if (!closing.test(lines[index]?.text ?? '')) continue
    const next = lines[index + 1]
    if (next !== undefined && isName(reading, next) && !isFooterMark(next.text)) return next
  }
  return null
}

function hasPersonNear(reading: Reading, lines: readonly ReadLine[], line: ReadLine): boolean {
  const at = lines.indexOf(line)
  return lines.slice(at + 1, at + 4).some((near) => isName(reading, near) && !isCompany(near.text))
}

function isFooterMark(text: string): boolean {
  return /^\s*(?:--|—|__)/.test(text)
}

/**
 * A name that opens or ends the short lines at the foot of a notice. In the footer that a mail program adds, after
 * “--”, or where the name is a company's, it can be a signature or not.
 */
function lastName(
  reading: Reading,
  lines: readonly ReadLine[],
): { readonly line: ReadLine; readonly sure: boolean } | null {
  const foot = footOf(lines)
  const footer = foot.findIndex(({ text }) => isFooterMark(text))
  const block = footer < 0 ? foot : foot.slice(footer + 1)
  const ends = [block[0], block.at(-1)].filter((line) => line !== undefined)
  const named = (footer < 0 ? ends : block).filter(
    (line) => line.topic === null && nameIn(reading, line) !== null && isWrittenAsName(reading, line.start),
  )
  const line = named.find(({ text }) => !isCompany(text)) ?? named[0]
  if (line === undefined) return null
  const numbered = /(?:^|\s)\d+(?:\s|$)/.test(nameIn(reading, line) ?? '')
  return { line, sure: footer < 0 && !numbered && !isCompany(line.text) }
}

/** The name a line of the foot is, or begins with where ways to reach it follow: “Lena Ostrow, lena@…”. */
function nameIn(reading: Reading, line: ReadLine): string | null {
  const { text } = line
  if (!/[:@]|https?/.test(text) && isName(reading, line)) return text
  const [name = '', ...reach] = text.split(/[,;|·]/)
  const rest = text.slice(name.length)
  const followed = reach.length > 0 && (/\S@\S/.test(rest) || looksLikeStreet(rest))
  const part = { end: line.start + name.length, text: name }
  return followed && name.trim().includes(' ') && isName(reading, part) ? name : null
}

/** The last lines, at most ten, from the first after a line that is long or ends a sentence. */
function footOf(lines: readonly ReadLine[]): readonly ReadLine[] {
  const end = lines.slice(-10)
  const body = end.findLastIndex(
    ({ text }) =>
      (text.trim().length > 70 && !isReach(text)) ||
      (/[a-z)]{3}[.;!?]\s*$/.test(text) && !/\S@\S+$/.test(text)),
  )
  return end.slice(body + 1)
}

/** Address, telephone and e-mail of whoever signed, in one line. */
function isReach(text: string): boolean {
  return (
    text.trim().length < 200 &&
    /\S@\S/.test(text) &&
    /[,;|·]/.test(text) &&
    !/\b(?:i|we|is|are|the)\b/.test(text)
  )
}

/** With a capital, or in a script that has none, and no end of a sentence. */
function isWrittenAsName({ original, masked }: Reading, start: number): boolean {
  const line = /^[^\r\n]*/.exec(original.slice(start, start + 200))?.[0].trim() ?? ''
  if (redaction.test(line.toLowerCase())) return true
  if (/[\p{Ll}]{3}\.$/u.test(line) || closing.test(masked.slice(start, start + line.length))) return false
  return /^[^\p{L}]{0,4}[\p{Lu}\p{Lo}]/u.test(line)
}

function isCompany(text: string): boolean {
  return /\b(?:inc|ltd|llc|gmbh|corp|co|company|limited|s\.?a|ag|group|records|music|team|department|www|\.com)\b/.test(
    text,
  )
}
