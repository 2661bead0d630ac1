import { looksLikeStreet } from './contact.ts'
import type { ReadLine, Reading } from './reading.ts'

/** What a publisher puts where it blacked something out. */
export const redaction = /\[(?:private|redacted|removed)\]/

/** A place kept for a name: “____”, “[name]”, “<your name>”, “your full legal name”. */
const placeholder =
  /^[\s_.:…*#/\\–—-]*$|^\W*(?:n\/?a|none|tbd|(?:(?:full|legal|printed|first|last) )*name|(?:electronic |digital )?signature|sign|unsigned)\W*$|\b(?:your|insert|full legal|type|printed|first and last) (?:full |legal )*name\b|\bsign(?:ature)? here\b|^[[<{].*[\]>}]$|\[(?:sign|your|insert|name)\b|<(?:your |full )?name>|x{4,}/
/** No name of anybody, though it stands where one could. */
const notName =
  /^(?:yes|no|none|n\/a|thank|thanks|regards|date|dated|address|remove|please|signature|copyright|url|urls|end|dmca|attachments?|attached|enclosures?|sent from|reported content|github|true|agreed|sincerely|yours|respectfully|cordialement|atentamente)\b/
/** Words of sentences. Some are names too, so that those count where they are not written as one: “Will Oldham”. */
const sentenceWord = /\b(?:is|are|must|have|has|that)\b/
const sentenceOrName = /\b(?:the|will|this|my|our)\b/
const numbered = /^\W{0,3}(?:tel|telephone|phone|fax|mobile|no|nr|page|ticket|case|ref|version|isrc|upc)\b/
const declared = /\bpenalt(?:y|ies)\b|\bperjury\b|\bgood[ -]faith\b|\bhttps?:|\S@\S+\.\S/

/** Letters, with what stands in and between names: “P!nk”, “A$AP”, “will.i.am”, “宇多田・ヒカル”, “AC/DC”. */
const nameWord = /^[\p{L}\p{N}\p{M}\p{S}!?&+*'"’.,/()\u00b7\u30fb-]+$/u

/**
 * A name written to sign with behind an explicit mark such as “/s/”: whatever people and their stages are called,
 * also “deadmau5”, “50 Cent” and “!!!”, and neither an empty place nor a day.
 */
export function isSignedName(text: string): boolean {
  const name = text.trim()
  if (redaction.test(name)) return name.length < 80
  const [alone = ''] = name.split(/[,;|·]/)
  if (name === '' || name.length > 200 || placeholder.test(name) || declared.test(alone)) return false
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(name)) return false
  return /[\p{L}\p{N}]/u.test(name) || /^[\s!$%&+=~^|'()†‡/\p{S}-]+$/u.test(name)
}

/** One to eight words of a name, a mark “[private]”, or such a name with a title behind a comma. */
export function isName(reading: Reading, line: Pick<ReadLine, 'end' | 'text'>, value = line.text): boolean {
  const trimmed = value.trim().replace(/^(?:\/s\/\s*|a[.:]\s+)/, '')
  if (redaction.test(trimmed)) return trimmed.length < 80
  if (trimmed.length > 200 || placeholder.test(trimmed) || notName.test(trimmed)) return false
  if (trimmed.length < 2 && !/\p{Lo}/u.test(trimmed)) return false
  if (sentenceWord.test(trimmed) || numbered.test(trimmed) || looksLikeStreet(trimmed)) return false
  const written = reading.original.slice(line.end - value.length, line.end).trim()
  const asName = isTitleCase(written)
  if (/\s/.test(trimmed) && sentenceOrName.test(trimmed) && !asName) return false
  if (/[!?]$|(?:^|\s)\d{4}/.test(trimmed) || !/\p{L}/u.test(trimmed)) return false
  if ((trimmed.match(/\d/g)?.length ?? 0) > 4) return false
  const words = (trimmed.split(/[,(|]/)[0] ?? '').trim().split(/\s+/)
  return (
    words.length <= (asName ? 24 : 8) &&
    (asName || trimmed.length <= 80) &&
    words.every((word) => nameWord.test(word))
  )
}

/** Every longer word with a capital, as names are written. */
function isTitleCase(text: string): boolean {
  return text.split(/\s+/).every((word) => /^\W*[\p{Lu}\p{Lo}\d]/u.test(word) || word.length <= 3)
}
