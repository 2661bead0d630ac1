import type { Claimant } from '../notice-input.ts'
import { type Finding, missing, type NoticeCheck, partial, present } from '../check-outcome.ts'
import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import { type UrlPrecision, urlPrecision } from '../item-url.ts'
import { inline, sameText } from '../plain-text.ts'
import { ruleOf, type RuleId } from '../rules/all-rules.ts'
import { type DraftRegime, regimes } from '../rules/regimes.ts'
import { fairUseCheck, rightHeldCheck, titlesOf } from './item-checks.ts'

/** The elements a regime asks for, in the order of the American statute; each law has some of them. */
export const elementCodes = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'eu-dsa-16-d'] as const
type ElementCode = (typeof elementCodes)[number]

const titles: Readonly<Record<ElementCode, string>> = {
  i: 'Signature',
  ii: 'The works',
  iii: 'The material',
  iv: 'Contact',
  v: 'Good faith',
  vi: 'Accuracy and authority',
  'eu-dsa-16-d': 'Accurate and complete',
}

/** The rule by which each law asks for an element. */
function ruleFor(code: ElementCode, regime: DraftRegime): RuleId {
  if (code === 'eu-dsa-16-d') return code
  const { american, european } = regimes[regime]
  const place = { i: 0, ii: 1, iii: 2, iv: 3, v: 4, vi: 5 }[code]
  const us = ['us-512c3-i', 'us-512c3-ii', 'us-512c3-iii', 'us-512c3-iv', 'us-512c3-v'] as const
  if (american) return us[place] ?? 'us-512c3-vi-authority'
  const eu = ['letter-form', 'eu-dsa-16-a', 'eu-dsa-16-b', 'eu-dsa-16-c'] as const
  if (european) return eu[place] ?? 'letter-form'
  const uk = ['letter-form', 'uk-22-unlawful', 'uk-22-location', 'uk-22-sender'] as const
  if (regime === 'uk-notice') return uk[place] ?? 'letter-form'
  const canada = ['letter-form', 'ca-41.25-b', 'ca-41.25-d', 'ca-41.25-a'] as const
  return (regime === 'ca-notice' ? canada[place] : undefined) ?? 'letter-form'
}

/**
 * What the letter's own law asks for, present or not, in its order; then the right held, fair use where American
 * law asks for it, and the details letters about a site or an earlier letter need.
 */
export function elementsOf(input: DraftInput): readonly NoticeCheck[] {
  const { american, european } = regimes[input.regime]
  const element = (code: ElementCode, found: Finding): NoticeCheck => ({
    code,
    title: titles[code],
    source: ruleOf(ruleFor(code, input.regime)).source,
    ...found,
  })
  return [
    element('i', signature(input)),
    element('ii', works(input.items)),
    element('iii', locations(input.items)),
    element('iv', contact(input)),
    ...(american ? [element('v', goodFaith(input)), element('vi', accuracyAndAuthority(input))] : []),
    ...(european ? [element('eu-dsa-16-d', accurateAndComplete(input))] : []),
    ...(input.regime === 'withdrawal' ? [] : [rightHeldCheck(input.items)]),
    ...(american ? [fairUseCheck(input.items)] : []),
  ]
}

function signature({ signature: { name, signedOn, coversLetter }, claimant }: DraftInput): Finding {
  const signed = inline(name).replace(/^\/s\/\s*/i, '')
  if (signed === '') return missing('Sign by typing your full legal name.', 'signature')
  const legalName = inline(claimant?.legalName ?? '')
  if (legalName === '')
    return partial('Your profile has no legal name to compare the signature with.', 'profile')
  if (!sameText(signed, legalName)) {
    return partial(
      `Sign with your legal name as in your profile, “${legalName}”: a stage or company name is no signature.`,
      'signature',
    )
  }
  if (signedOn === null || !coversLetter) {
    return partial(
      'The letter changed after you signed it, or was looked at on a later day than its date. Read it again and sign again.',
      'signature',
    )
  }
  return present(`Signed by ${legalName} on ${signedOn}.`, 'signature')
}

function works(items: readonly DraftItem[]): Finding {
  if (items.length === 0) return missing('The case has no items. Add confirmed findings to it.', 'items')
  const unnamed = items.filter(({ title, artist }) => inline(title) === '' || inline(artist) === '')
  if (unnamed.length === 0) {
    const count = new Set(items.map(({ recordingId }) => recordingId)).size
    return present(
      count === 1 ? 'The work is named.' : `${count} works are named, each with its addresses.`,
      'items',
    )
  }
  const finding = unnamed.length === items.length ? missing : partial
  return finding(
    `${itemCount(unnamed, items)} without title or artist. Complete the recording in the catalogue.`,
    'items',
    unnamed.map(({ findingId }) => findingId),
  )
}

const vague: Readonly<Record<Exclude<UrlPrecision, 'item'>, string>> = {
  invalid: 'is no usable web address',
  site: 'names a whole site',
  profile: 'names a profile or channel',
  search: 'names a page of search results',
}

function locations(items: readonly DraftItem[]): Finding {
  if (items.length === 0) return missing('No address of infringing material is given.', 'items')
  const without = items.filter(({ url }) => inline(url ?? '') === '')
  const unclear = items.flatMap((item) => {
    const { url, findingId } = item
    const precision = url === null || inline(url) === '' ? 'item' : urlPrecision(url)
    return precision === 'item'
      ? []
      : [{ findingId, text: `“${inline(url ?? '').slice(0, 200)}” ${vague[precision]}` }]
  })
  const complaints = [
    ...(without.length > 0 ? [`${itemCount(without, items)} without an address: ${titlesOf(without)}.`] : []),
    ...(unclear.length > 0
      ? [`${firstFew(unclear.map(({ text }) => text))}. Give the address of the item itself, or remove it.`]
      : []),
  ]
  const concerned = [...without, ...unclear].map(({ findingId }) => findingId)
  return complaints.length > 0
    ? missing(complaints.join(' '), 'items', concerned)
    : present(
        items.length === 1
          ? 'The exact address is given.'
          : `The exact address of each of the ${items.length} items is given.`,
        'items',
      )
}

const mail = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u
const postBox = /\b(?:p\.?\s?o\.?\s?box|post(?:al)? box|postfach|apartado|casilla)\b/iu

function contact({ claimant, regime }: DraftInput): Finding {
  if (claimant === null)
    return missing('Fill in your profile: name, address, telephone number and e-mail.', 'profile')
  return regime === 'eu-dsa-16' ? nameAndMail(claimant) : fullContact(claimant)
}

/** Art. 16(2)(c) DSA: address and telephone number are nobody's business there. */
function nameAndMail({ legalName, email }: Claimant): Finding {
  if (inline(legalName) === '' || inline(email) === '')
    return missing('Your profile lacks your legal name or e-mail address.', 'profile')
  return mail.test(email.trim())
    ? present('Name and e-mail are given; this law asks for no more.', 'profile')
    : partial(`“${inline(email)}” is no e-mail address.`, 'profile')
}

function fullContact({ address, phone, email }: Claimant): Finding {
  const gaps = [
    ...(inline(address) === '' ? ['postal address'] : []),
    ...(inline(phone) === '' ? ['telephone number'] : []),
    ...(inline(email) === '' ? ['e-mail address'] : []),
  ]
  if (gaps.length > 0) {
    return (gaps.length === 3 ? missing : partial)(
      `Your profile lacks: ${gaps.join(', ')}. Some hosts refuse a notice without all three.`,
      'profile',
    )
  }
  if (!mail.test(email.trim())) return partial(`“${inline(email)}” is no e-mail address.`, 'profile')
  if (phone.replace(/\D/g, '').length < 5)
    return partial(`“${inline(phone)}” is no telephone number.`, 'profile')
  return present(
    postBox.test(address)
      ? 'Address, telephone and e-mail are given. The address is a post box: the statute allows it, some hosts refuse it.'
      : 'Address, telephone and e-mail are given.',
    'profile',
  )
}

function goodFaith({ statements }: DraftInput): Finding {
  return statements.goodFaith
    ? present('Declared: not authorized by the owner, its agent, or the law.', 'statements')
    : missing('Declare your good-faith belief. It speaks for every item listed.', 'statements')
}

function accuracyAndAuthority({ statements, claimant }: DraftInput): Finding {
  if (!statements.accurate) {
    return missing(
      'Declare that the notice is accurate and, under penalty of perjury, that you may act.',
      'statements',
    )
  }
  if (claimant === null) return partial('Your profile does not say in which role you act.', 'profile')
  if (claimant.role === 'agent' && inline(claimant.artistName) === '') {
    return partial('You act as an agent: name the owner you act for.', 'profile')
  }
  return present('Declared: accurate; and, under penalty of perjury, authorized to act.', 'statements')
}

function accurateAndComplete({ statements }: DraftInput): Finding {
  return statements.complete
    ? present('Declared: accurate and complete.', 'statements')
    : missing('Declare that the information is accurate and complete.', 'statements')
}

function itemCount(some: readonly DraftItem[], all: readonly DraftItem[]): string {
  const verb = some.length === 1 ? 'is' : 'are'
  return all.length === 1 ? 'The item is' : `${some.length} of ${all.length} items ${verb}`
}

function firstFew(complaints: readonly string[]): string {
  const rest = complaints.length - 3
  return complaints.slice(0, 3).join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}
