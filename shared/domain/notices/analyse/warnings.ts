import type { AnalysisWarning, NoticeAnalysis } from './notice-analysis.ts'
import type { ContactReading } from './contact.ts'
import type { DeclarationReading } from './declarations.ts'
import type { Voices } from './kind.ts'
import type { MaterialReading } from './material.ts'
import { has, hedged, perjury } from './phrases.ts'
import type { Reading } from './reading.ts'
import type { WarningCode } from './warning-codes.ts'
import { asksForMoney, promisesIndemnity, speaksOfTrademarks, swearsForFuture, threatens } from './wording.ts'

/** All that was read, for the warnings to look at. */
export interface WarningInput {
  readonly reading: Reading
  readonly voices: Voices
  readonly kind: NoticeAnalysis['kind']
  readonly regime: NoticeAnalysis['regime']
  readonly elements: NoticeAnalysis['elements']
  readonly material: MaterialReading
  readonly contact: ContactReading
  readonly declarations: readonly (readonly [
    name: 'goodFaith' | 'accuracy' | 'authority',
    reading: DeclarationReading,
  ])[]
}

/** What a careful reader would point out beside the elements. Sentences for people; codes for programs. */
export function warningsOf(input: WarningInput): AnalysisWarning[] {
  return [
    ...kindWarnings(input),
    ...elementWarnings(input),
    ...wordingWarnings(input),
    ...textWarnings(input),
  ]
}

function when(condition: boolean, code: WarningCode, message: string): readonly AnalysisWarning[] {
  return condition ? [{ code, message }] : []
}

const notANotice: Readonly<Record<Exclude<NoticeAnalysis['kind'], 'takedown' | 'circumvention'>, string>> = {
  'counter-notice':
    'This is a counter-notice: it disputes a removal. Its belief that the removal was a mistake is no belief that a use is unauthorized.',
  withdrawal: 'This takes a notice back; it does not make one.',
  'court-action': 'This tells of a court action in answer to a counter-notice; it is no new notice.',
  trademark: 'This complains about a trademark. The rules for copyright notices do not apply to it.',
  guidance: 'This explains what a notice must contain; it is none.',
  'blank-form': 'This is a form without answers.',
  empty: 'There is no text.',
  other: 'This does not read as a notice of copyright infringement.',
}

function kindWarnings({ kind, voices, regime }: WarningInput): readonly AnalysisWarning[] {
  return [
    ...(kind === 'takedown' || kind === 'circumvention' ? [] : when(true, `kind-${kind}`, notANotice[kind])),
    ...when(
      kind === 'circumvention',
      'circumvention',
      'It complains of circumvention (17 U.S.C. 1201). Section 512 takedown rules are about infringing material; name the measure, how it controls access, and how it is circumvented.',
    ),
    ...when(
      speaksOfTrademarks(voices.own) && kind === 'takedown',
      'trademark-mixed',
      'Trademark and copyright are mixed. Providers handle trademark complaints on another way; leave them out.',
    ),
    ...when(
      /512\s?\(d\)/.test(voices.own) && regime !== 'us-512d',
      'wrong-section',
      'Section 512(d) is about search tools. For material on a host, section 512(c) applies.',
    ),
  ]
}

const asWhat = {
  agreed: 'only in a question answered with yes',
  asked: 'only as a question or direction of a form',
  quoted: 'only as a quotation',
  denied: 'only to be denied',
} as const

function elementWarnings({
  elements,
  material,
  contact,
  declarations,
  voices,
}: WarningInput): readonly AnalysisWarning[] {
  const notDeclared = declarations.flatMap(([name, { onlyAs }]) =>
    onlyAs === null || onlyAs === 'declared' || onlyAs === 'weak'
      ? []
      : when(
          true,
          `${name}-${onlyAs}`,
          `The words of this declaration stand ${asWhat[onlyAs]}: ${nameOf[name]}.`,
        ),
  )
  const partial = (Object.keys(elements) as (keyof typeof elements)[]).filter(
    (name) => elements[name].status === 'partial',
  )
  return [
    ...notDeclared,
    ...partial.flatMap((name) => when(true, `${name}-partial`, partialMessage[name])),
    ...when(
      elements.signature.status === 'ambiguous',
      'signature-unclear',
      'A name is there, but nothing says that it is meant as a signature.',
    ),
    ...when(
      material.status === 'present' && material.vague.length > 0,
      'vague-address',
      `${material.vague.length} of the addresses name a profile, a search or a whole site instead of the item.`,
    ),
    ...when(
      contact.status === 'present' && contact.channels.size === 1 && !contact.redacted,
      'contact-thin',
      'Only one way to reach the sender is given. Some hosts ask for address, telephone number and e-mail.',
    ),
    ...when(
      contact.postBox,
      'post-box',
      'The address is a post box. The statute allows it, some hosts refuse it.',
    ),
    ...when(
      Object.values(elements).some(({ evidence }) =>
        evidence.some(({ text }) => /\[(?:private|redacted)\]/i.test(text)),
      ),
      'redacted',
      'Parts are blacked out. They count as present.',
    ),
    ...when(
      /\[ ?(?:your|insert|missing|name|title|url|date)\b[^\]]{0,60}\]|<(?:your|insert)[^>]{0,40}>|_{6,}/.test(
        voices.own,
      ),
      'placeholder',
      'A placeholder was left in the text.',
    ),
  ]
}

const nameOf = {
  goodFaith: 'good faith',
  accuracy: 'accuracy',
  authority: 'authority under penalty of perjury',
} as const

const partialMessage: Readonly<Record<keyof NoticeAnalysis['elements'], string>> = {
  signature: 'The signature is not that of a named person.',
  work: 'The work is not named: a kind of work or a catalogue identifies nothing. Give title, artist and a code or a lawful copy.',
  material: 'The material cannot be found from this: give the address of the item itself.',
  contact: 'The contact data is incomplete.',
  goodFaith:
    'The belief stated is not the one the law asks for: that the use is not authorized by the owner, its agent, or the law.',
  accuracy: 'The accuracy of the information is hedged instead of stated.',
  authority: 'Authority to act for the owner is claimed, but not under penalty of perjury.',
}

function wordingWarnings({
  voices: { own },
  kind,
  reading,
  elements,
  regime,
}: WarningInput): readonly AnalysisWarning[] {
  const notice = kind === 'takedown' || kind === 'circumvention'
  if (!notice) return []
  const oath = reading.sentences
    .filter(({ speaker, text }) => speaker === 'sender' && has(perjury, text))
    .map(({ text }) => text)
  const american = regime.startsWith('us-')
  return [
    ...when(
      american &&
        oath.some((text) => /perjury[\s\S]{0,120}(?:accurate|true|correct)|good[ -]faith/.test(text)),
      'oath-widened',
      'The oath covers more than the authority to act. The statute asks for no more (17 U.S.C. 512(c)(3)(A)(vi)).',
    ),
    ...when(
      american && !/\bfair use\b|\bfair dealing\b|\b107\b/.test(own),
      'fair-use-unsaid',
      'Nothing says that fair use was considered (Lenz v. Universal, 815 F.3d 1145). No element, but asked by some hosts.',
    ),
    ...when(
      swearsForFuture(own),
      'oath-for-future',
      'A statement about notices to come proves nothing; each notice needs its own.',
    ),
    ...when(
      threatens(own),
      'threat-of-liability',
      'It holds out liability or a lawsuit. Since Cox v. Sony (2026) a provider’s liability is doubtful, and saying so helps nothing.',
    ),
    ...when(
      asksForMoney(own),
      'payment-demand',
      'It asks for money. A notice under Canadian rules must not, and elsewhere it belongs in a letter of its own.',
    ),
    ...when(
      promisesIndemnity(own),
      'indemnity',
      'It promises to make the provider whole (indemnity). The law does not ask for that.',
    ),
    ...when(
      elements.accuracy.status === 'present' && oath.some((text) => has(hedged, text)),
      'hedged',
      'The oath is hedged.',
    ),
  ]
}

function textWarnings({ reading }: WarningInput): readonly AnalysisWarning[] {
  return when(
    /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]/.test(reading.original),
    'hidden-characters',
    'The text holds invisible or direction-changing characters; what is shown may differ from what was read.',
  )
}
