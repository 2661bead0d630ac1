import { sameText } from './letter.ts'
import { type UrlPrecision, urlPrecision } from './item-url.ts'
import type { Claimant, NoticeInput, NoticeItem } from './notice-input.ts'
import { inline } from './plain-text.ts'
import { type Finding, missing, type NoticeCheck, partial, present } from './check-outcome.ts'
import { fairUseCheck, hardStops, rightHeldCheck, titlesOf } from './item-checks.ts'
import { type ElementCode, us512c3 } from './us512c3.ts'

/**
 * Checks a notice against 17 U.S.C. 512(c)(3)(A) and against what makes one backfire (512(f)). The first six
 * entries are the statute's elements in its order, then the right held and fair use, then one entry for each
 * hard stop that applies. Sendable only when every entry is present (`isComplete`).
 */
export function checkNotice(input: NoticeInput): readonly NoticeCheck[] {
  return [
    element('i', signature(input)),
    element('ii', works(input.items)),
    element('iii', locations(input.items)),
    element('iv', contact(input.claimant)),
    element('v', goodFaith(input)),
    element('vi', accuracyAndAuthority(input)),
    rightHeldCheck(input.items),
    fairUseCheck(input.items),
    ...hardStops(input),
  ]
}

/** True when nothing is missing or half there. */
export function isComplete(checks: readonly NoticeCheck[]): boolean {
  return checks.every(({ status }) => status === 'present')
}

/** Names everything still missing, for a refused step; `verb` says which, e.g. “exported”. */
export function incompleteSentence(
  checks: readonly Pick<NoticeCheck, 'status' | 'title' | 'message'>[],
  verb: string,
): string {
  const open = checks.filter(({ status }) => status !== 'present')
  const things = open.map(({ title, message }) => `${title}: ${message}`).join(' ')
  const count = open.length === 1 ? '1 thing is' : `${open.length} things are`
  return `The notice was not ${verb}, because ${count} still open. ${things}`
}

function element(code: ElementCode, found: Finding): NoticeCheck {
  const { title, citation } = us512c3.elements[code]
  return { code, title, source: citation, ...found }
}

function signature({ signature: { name, signedOn, coversLetter }, claimant }: NoticeInput): Finding {
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
    return partial('The letter changed after you signed it. Read it again and sign again.', 'signature')
  }
  return present(`Signed by ${legalName} on ${signedOn}.`, 'signature')
}

function works(items: readonly NoticeItem[]): Finding {
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
  )
}

const vague: Readonly<Record<Exclude<UrlPrecision, 'item'>, string>> = {
  invalid: 'is no usable web address',
  site: 'names a whole site',
  profile: 'names a profile or channel',
  search: 'names a page of search results',
}

function locations(items: readonly NoticeItem[]): Finding {
  if (items.length === 0) return missing('No address of infringing material is given.', 'items')
  const without = items.filter(({ url }) => inline(url ?? '') === '')
  const unclear = items.flatMap(({ url }) => {
    const precision = url === null || inline(url) === '' ? 'item' : urlPrecision(url)
    return precision === 'item' ? [] : [`“${inline(url ?? '').slice(0, 200)}” ${vague[precision]}`]
  })
  const complaints = [
    ...(without.length > 0 ? [`${itemCount(without, items)} without an address: ${titlesOf(without)}.`] : []),
    ...(unclear.length > 0
      ? [`${firstFew(unclear)}. Give the address of the item itself, or remove it.`]
      : []),
  ]
  return complaints.length > 0
    ? missing(complaints.join(' '), 'items')
    : present(
        items.length === 1
          ? 'The exact address is given.'
          : `The exact address of each of the ${items.length} items is given.`,
        'items',
      )
}

const mail = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u
const postBox = /\b(?:p\.?\s?o\.?\s?box|post(?:al)? box|postfach|apartado|casilla)\b/iu

function contact(claimant: Claimant | null): Finding {
  if (claimant === null)
    return missing('Fill in your profile: name, address, telephone number and e-mail.', 'profile')
  const { address, phone, email } = claimant
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

function goodFaith({ statements }: NoticeInput): Finding {
  return statements.goodFaith
    ? present('Declared: not authorized by the owner, its agent, or the law.', 'statements')
    : missing('Declare your good-faith belief. It speaks for every item listed.', 'statements')
}

function accuracyAndAuthority({ statements, claimant }: NoticeInput): Finding {
  if (!statements.accurate) {
    return missing(
      'Declare that the notice is accurate and, under penalty of perjury, that you may act.',
      'statements',
    )
  }
  if (claimant === null) return partial('Your profile does not say in which role you act.', 'profile')
  if (claimant.role === 'agent' && inline(claimant.artistName) === '') {
    return partial('You act as an agent: name the owner you act for in your profile.', 'profile')
  }
  return present('Declared: accurate; and, under penalty of perjury, authorized to act.', 'statements')
}

function itemCount(some: readonly NoticeItem[], all: readonly NoticeItem[]): string {
  const verb = some.length === 1 ? 'is' : 'are'
  return all.length === 1 ? 'The item is' : `${some.length} of ${all.length} items ${verb}`
}

function firstFew(complaints: readonly string[]): string {
  const rest = complaints.length - 3
  return complaints.slice(0, 3).join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}
