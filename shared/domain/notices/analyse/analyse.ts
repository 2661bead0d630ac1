import { readContact } from './contact.ts'
import { readAccuracy, readAuthority, readGoodFaith } from './declarations.ts'
import { kindOf, regimeOf, voicesOf } from './kind.ts'
import { readMaterial } from './material.ts'
import type { ElementReading, NoticeAnalysis } from './notice-analysis.ts'
import { readNotice } from './reading.ts'
import { readSignature } from './signature.ts'
import { warningsOf } from './warnings.ts'
import { readWork } from './work.ts'

/**
 * Reads any text as a notice of claimed infringement: per element of 17 U.S.C. 512(c)(3)(A) whether it is there,
 * with the words that show it, and what a careful reader would point out. Questions of forms, quoted law, quoted
 * mail and counter-notices are no declarations of the sender. A value blacked out as “[private]” is present. Under
 * Art. 16 DSA alone the belief that the information is accurate and complete is the good faith asked for.
 *
 * Takes any text; time is linear in its length. Never throws.
 */
export function analyseNotice(text: string): NoticeAnalysis {
  const reading = readNotice(text)
  const voices = voicesOf(reading)
  const material = readMaterial(reading)
  const kind = kindOf(reading, voices, material.status === 'present')
  const regime = regimeOf(voices, kind)
  const goodFaith = readGoodFaith(reading, regime === 'eu-dsa-16')
  const accuracy = readAccuracy(reading)
  const authority = readAuthority(reading)
  const contact = readContact(reading)
  const elements: NoticeAnalysis['elements'] = {
    signature: bare(readSignature(reading)),
    work: bare(readWork(reading, material.addresses)),
    material: bare(material),
    contact: bare(contact),
    goodFaith: bare(goodFaith),
    accuracy: bare(accuracy),
    authority: bare(authority),
  }
  const declarations = [
    ['goodFaith', goodFaith],
    ['accuracy', accuracy],
    ['authority', authority],
  ] as const
  const warnings = warningsOf({ reading, voices, kind, regime, elements, material, contact, declarations })
  return { regime, elements, warnings, isNotice: kind === 'takedown' || kind === 'circumvention', kind }
}

function bare({ status, evidence }: ElementReading): ElementReading {
  return { status, evidence: [...evidence] }
}
