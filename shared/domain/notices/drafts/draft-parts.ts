import { inline, lines, longDate, sameText } from '../plain-text.ts'
import type { RuleId } from '../rules/all-rules.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
import type { DraftBlock, DraftRow, DraftSentence } from './draft-blocks.ts'
import type { DraftInput, DraftLanguage } from './draft-input.ts'
import { fill, frameOf, type LetterFrame, type RequestKind } from './frame.ts'

const requestOf: Readonly<Record<DraftRegime, RequestKind>> = {
  'us-512c': 'host',
  'us-512d': 'search',
  'eu-dsa-16': 'dsa',
  'us-512c+eu-dsa-16': 'host',
  'uk-notice': 'uk',
  'ca-notice': 'ca',
  'dataset-host': 'dataset',
  'cdn-report': 'cdn',
  'host-abuse': 'host-behind',
  registrar: 'domain',
  registry: 'domain',
  payment: 'payment',
  withdrawal: 'withdrawal',
}
const requestRule: Readonly<Record<RequestKind, RuleId>> = {
  host: 'us-512c-request',
  search: 'us-512d-request',
  dsa: 'eu-dsa-16-request',
  dataset: 'us-512c-request',
  cdn: 'cdn-report',
  'host-behind': 'us-512c-request',
  domain: 'registrar-yield',
  payment: 'payment-report',
  withdrawal: 'withdrawal',
  uk: 'uk-22-unlawful',
  ca: 'ca-41.26',
}

export const pending = (what: string) => `[ missing: ${what} ]`
export const given = (value: string | null | undefined, what: string) => inline(value ?? '') || pending(what)
export const sentence = (text: string, rule: RuleId, language: DraftLanguage): DraftSentence => ({
  text,
  rule,
  language,
})
export const paragraph = (sentences: readonly DraftSentence[]): DraftBlock => ({
  kind: 'paragraph',
  sentences: [...sentences],
})
export const section = (title: string): DraftBlock => ({ kind: 'section', title })
export const rows = (all: readonly DraftRow[]): DraftBlock => ({ kind: 'rows', rows: [...all] })

export function head(input: DraftInput, { labels }: LetterFrame): readonly DraftRow[] {
  const { recipient, signature: signed, claimant } = input
  return [
    { label: labels.date, value: day(input, signed.signedOn), rule: 'letter-form' },
    {
      label: labels.to,
      value: [recipientOf(input), inline(recipient.email ?? recipient.form ?? '')]
        .filter((part) => part !== '')
        .join(', '),
      rule: 'letter-form',
    },
    {
      label: labels.from,
      value: [given(claimant?.legalName, 'your legal name'), inline(claimant?.company ?? '')]
        .filter((part) => part !== '')
        .join(', '),
      rule: 'letter-form',
    },
  ]
}

/** A host or search engine is written to at the agent it designated (17 U.S.C. 512(c)(2)). */
function recipientOf({ recipient, regime }: DraftInput): string {
  const agent = ['us-512c', 'us-512d', 'us-512c+eu-dsa-16', 'dataset-host'].includes(regime)
  return inline(recipient.name) + (agent ? ', designated copyright agent' : '')
}

/** The day in English words, or as ISO 8601 where months have other names. */
export function day({ language }: DraftInput, on: string | null): string {
  if (on === null) return pending('date of signature')
  return language === 'en' ? longDate(on) : on.slice(0, 10)
}

export function opening(
  { claimant }: DraftInput,
  { capacity, knownAs, licensedCompany }: LetterFrame,
): string {
  if (claimant === null) return pending('who you are')
  const { role, company } = claimant
  const legalName = given(claimant.legalName, 'your legal name')
  const firm = inline(company)
  const artist = inline(claimant.artistName)
  if (role === 'agent') {
    const name = firm === '' ? legalName : `${legalName} (${firm})`
    return fill(capacity.agent, { name, owner: given(artist, 'the owner you act for') })
  }
  const known = artist === '' || sameText(artist, legalName) ? '' : ` (${fill(knownAs, { artist })})`
  const name = legalName + known
  if (firm === '') return fill(capacity[role], { name })
  return fill(role === 'owner' ? capacity.agent : licensedCompany, { name, owner: firm })
}

/**
 * For whom a withdrawal is written, where that is not who writes. Of rights it says nothing: it may take back the very
 * claim that there were any.
 */
export function onBehalf({ claimant, language }: DraftInput, frame: LetterFrame): readonly DraftSentence[] {
  const company = inline(claimant?.company ?? '')
  const owner = claimant?.role === 'agent' ? inline(claimant.artistName) || company : company
  return owner === '' ? [] : [sentence(fill(frame.onBehalf, { owner }), 'letter-form', language)]
}

export function capacityRule({ regime }: DraftInput): RuleId {
  return regime === 'ca-notice' ? 'ca-41.25-c' : 'us-rights-106'
}

export function whyRule(regime: DraftRegime): RuleId {
  if (regime === 'ca-notice') return 'ca-41.25-e'
  if (regime === 'uk-notice') return 'uk-22-unlawful'
  return regimes[regime].european ? 'eu-dsa-16-a' : 'us-rights-106'
}

export function requests(input: DraftInput, frame: LetterFrame): readonly DraftSentence[] {
  const host = given(input.details.hostname, 'the site')
  const ip = input.details.ipAddress === null ? '' : ` (${inline(input.details.ipAddress)})`
  const kinds: readonly RequestKind[] =
    input.regime === 'us-512c+eu-dsa-16' ? ['host', 'dsa'] : [requestOf[input.regime]]
  return kinds.map((kind) =>
    sentence(fill(frame.requests[kind], { host, ip }), requestRule[kind], input.language),
  )
}

/** A mended letter says which one it stands for. */
export function corrected({ details, language }: DraftInput, frame: LetterFrame): readonly DraftBlock[] {
  if (!details.corrects) return []
  const { on, reference } = details.corrects
  const named = [on, inline(reference)].filter((part) => part !== '').join(', ')
  return [paragraph([sentence(fill(frame.corrects, { notice: named }), 'letter-form', language)])]
}

/** What the label line at an address says of a license is answered in the letter: a host would refuse it for that. */
export function deniedLicenses(
  { details, items, regime, language }: DraftInput,
  frame: LetterFrame,
): readonly DraftBlock[] {
  if (regime === 'withdrawal') return []
  const named = [...new Set(items.flatMap(({ licensedTo }) => licensedTo ?? []))]
  const denied = named.filter((licensee) => details.deniedLicenses?.includes(licensee) ?? false)
  return denied.map((licensee) =>
    paragraph([sentence(fill(frame.noLicense, { licensee: inline(licensee) }), 'trap-licensed', language)]),
  )
}

export function freeText({ details, language }: DraftInput): readonly DraftBlock[] {
  return lines(details.freeText).map((text) => paragraph([sentence(text, 'letter-form', language)]))
}

export function earlier(
  { details, regime }: DraftInput,
  { sections, labels }: LetterFrame,
): readonly DraftBlock[] {
  const withdrawn = regime === 'withdrawal' ? details.withdrawn : null
  const all: readonly DraftRow[] = [
    ...(withdrawn === null
      ? []
      : [
          {
            label: labels.notice,
            value: [withdrawn.on, inline(withdrawn.reference), inline(withdrawn.reason)]
              .filter((part) => part !== '')
              .join(', '),
            rule: 'withdrawal' as const,
          },
        ]),
    ...details.earlier.map(({ to, on, reference }) => ({
      label: labels.earlier,
      value: [inline(to), on, inline(reference)].filter((part) => part !== '').join(', '),
      rule: 'letter-form' as const,
    })),
  ]
  return all.length === 0 ? [] : [section(sections.earlier), rows(all)]
}

export function contact({ claimant, regime }: DraftInput, { labels }: LetterFrame): readonly DraftRow[] {
  const [reach, rest] = contactRules(regime)
  const address = [...lines(claimant?.address ?? ''), inline(claimant?.country ?? '')]
    .filter((line) => line !== '')
    .join(', ')
  // A withdrawal tells no more of the sender than the notice did.
  const untold = regime === 'withdrawal' && address === '' && inline(claimant?.phone ?? '') === ''
  // Art. 16 DSA asks for name and e-mail only: what is not asked for is not shown to the uploader.
  const asked = regime !== 'eu-dsa-16' && !untold
  const postal: readonly DraftRow[] = [
    { label: labels.address, value: address || pending('postal address'), rule: rest },
    { label: labels.phone, value: given(claimant?.phone, 'telephone number'), rule: rest },
  ]
  return [
    { label: labels.name, value: given(claimant?.legalName, 'your legal name'), rule: reach },
    ...(asked ? postal : []),
    { label: labels.email, value: given(claimant?.email, 'e-mail address'), rule: reach },
  ]
}

/** The rule of name and e-mail, and that of address and telephone number. */
function contactRules(regime: DraftRegime): readonly [RuleId, RuleId] {
  if (regime === 'ca-notice') return ['ca-41.25-a', 'ca-41.25-a']
  if (regime === 'uk-notice') return ['uk-22-sender', 'uk-22-sender']
  const { american, european } = regimes[regime]
  if (!american && !european) return ['letter-form', 'letter-form']
  return [european ? 'eu-dsa-16-c' : 'us-512c3-iv', american ? 'us-512c3-iv' : 'eu-dsa-16-c']
}

export function statements(input: DraftInput, frame: LetterFrame): readonly DraftBlock[] {
  const regime = regimes[input.regime]
  const own = declarations(input, frame, input.language)
  if (own.length === 0) return []
  const inEnglish = regime.american && input.language !== 'en'
  return [
    section(frame.sections.statements),
    ...own.map((made) => paragraph([made])),
    ...(inEnglish
      ? [
          paragraph([sentence(frame.oathInEnglish, 'letter-form', input.language)]),
          ...declarations(input, frameOf('en'), 'en').map((made) => paragraph([made])),
        ]
      : []),
  ]
}

function declarations(
  input: DraftInput,
  frame: LetterFrame,
  language: DraftLanguage,
): readonly DraftSentence[] {
  const { american, european } = regimes[input.regime]
  const { goodFaith, accurate, complete } = input.statements
  const considered = input.items.length > 0 && input.items.every(({ fairUse }) => fairUse === 'not-fair-use')
  const made = (is: boolean, text: string, rule: RuleId, what: string) =>
    sentence(is ? text : pending(what), rule, language)
  return [
    ...(american
      ? [
          made(goodFaith, frame.goodFaith, 'us-512c3-v', 'declaration of good faith'),
          made(considered, frame.fairUse, 'us-fair-use', 'fair use considered for each item'),
          made(accurate, frame.accuracy, 'us-512c3-vi-accuracy', 'declaration of accuracy'),
          made(accurate, frame.authority, 'us-512c3-vi-authority', 'declaration of authority'),
        ]
      : []),
    ...(european
      ? [made(complete, frame.complete, 'eu-dsa-16-d', 'declaration that all is accurate and complete')]
      : []),
  ]
}

export function signature(input: DraftInput, { labels }: LetterFrame): readonly DraftRow[] {
  const name = inline(input.signature.name).replace(/^\/s\/\s*/i, '')
  const rule: RuleId = regimes[input.regime].american ? 'us-512c3-i' : 'letter-form'
  // Nobody signed it: whoever sends it stands behind it.
  if (input.regime === 'withdrawal')
    return [{ label: labels.name, value: given(name, 'your legal name'), rule }]
  return [
    { label: labels.signature, value: name === '' ? pending('signature') : `/s/ ${name}`, rule },
    { label: labels.date, value: signingDay(input), rule: 'letter-form' },
  ]
}

/** The day with the time zone it is a day of. */
function signingDay(input: DraftInput): string {
  const { signedOn, zone } = input.signature
  const words = inline(zone ?? '')
  return words === '' || signedOn === null ? day(input, signedOn) : `${day(input, signedOn)} (${words})`
}
