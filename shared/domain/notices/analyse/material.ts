import { type FoundAddress, findAddresses } from './addresses.ts'
import type { ElementReading, Evidence } from './notice-analysis.ts'
import { evidenceOf } from './declarations.ts'
import type { Reading } from './reading.ts'

/** The material as read, with what the warnings need to know. */
export interface MaterialReading extends ElementReading {
  readonly addresses: readonly FoundAddress[]
  /** Addresses of material that name a profile, a search or a whole site. */
  readonly vague: readonly FoundAddress[]
}

/** Most pieces of evidence an element is given. */
export const mostEvidence = 50

const otherLocator =
  /\b(?:infohash|info hash|btih|magnet:\?xt=urn:btih:[a-z0-9]{32,40}|isrc [a-z]{2}[a-z0-9]{3}\d{7}|message[- ]id|file id|video id|asin|ip address\s*:?\s*\d{1,3}(?:\.\d{1,3}){3})\b/
const described =
  /\b(?:infring\w+|unauthori[sz]ed|pirated?|illegal\w*|stolen)\b[^.]{0,80}\b(?:on|at|in|by|through|via|from) (?:your|the|this|their) (?:service|site|website|platform|server|network|channel|page|account|search|repositor)\w*/

/**
 * The infringing material and where it is, 17 U.S.C. 512(c)(3)(A)(iii). Present with an address of the item
 * itself; partial with a profile, a whole site, a file's number, or a description alone.
 */
export function readMaterial(reading: Reading): MaterialReading {
  const addresses = findAddresses(reading)
  const material = addresses.filter(({ role }) => role === 'material')
  const unclear = addresses.filter(({ role }) => role === 'unclear')
  const named = material.length > 0 ? material : unclear
  const exact = named.filter((address) => address.exact)
  const vague = named.filter((address) => !address.exact)
  if (exact.length > 0) return { status: 'present', evidence: quotes(exact), addresses, vague }
  if (vague.length > 0) return { status: 'partial', evidence: quotes(vague), addresses, vague }
  const redacted = redactedAnswer(reading)
  if (redacted !== null) return { status: 'present', evidence: [redacted], addresses, vague }
  const words = reading.sentences.find(
    ({ speaker, text }) => speaker === 'sender' && (otherLocator.test(text) || described.test(text)),
  )
  return words === undefined
    ? { status: 'missing', evidence: [], addresses, vague }
    : { status: 'partial', evidence: [evidenceOf(reading, words)], addresses, vague }
}

/** The address was there and the publisher blacked it out. */
function redactedAnswer(reading: Reading): Evidence | null {
  const line = reading.lines.find(
    ({ speaker, topic, text }) =>
      speaker === 'sender' &&
      /\[(?:private|redacted)\]/.test(text) &&
      (topic === 'material' ||
        /\b(?:infring\w+|offending|reported) (?:urls?|links?|material|page|content)\b/.test(text)),
  )
  return line === undefined ? null : evidenceOf(reading, line)
}

function quotes(addresses: readonly FoundAddress[]): readonly Evidence[] & Evidence[] {
  return addresses.slice(0, mostEvidence).map(({ start, end, url }) => ({ start, end, text: url }))
}
