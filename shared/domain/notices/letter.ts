import type { Claimant, ClaimantRole, NoticeInput, NoticeItem, RightHeld } from './notice-input.ts'
import { inline, lines, longDate, utcTime } from './plain-text.ts'
import { isClaimable, rightNames, us512c3 } from './us512c3.ts'

export interface LabelledLine {
  readonly label: string
  readonly value: string
}

/** One place where the material is, with when it was first seen there. */
export interface LetterMaterial {
  readonly number: string
  readonly url: string
  readonly firstSeen: string
}

/** One work with all places it was found at. */
export interface LetterWork {
  readonly number: number
  readonly facts: readonly LabelledLine[]
  readonly materials: readonly LetterMaterial[]
}

/** A declaration of the signer; `text` is a bracketed reminder until it is made. */
interface LetterStatement {
  readonly made: boolean
  readonly text: string
}

/** A notice as a letter: its parts in order, before any layout. Text and PDF are both rendered from it. */
export interface NoticeLetter {
  readonly subject: string
  readonly heading: string
  readonly basis: string
  readonly date: string
  readonly to: readonly string[]
  readonly from: readonly string[]
  readonly opening: readonly string[]
  readonly works: readonly LetterWork[]
  readonly contact: readonly LabelledLine[]
  readonly statements: readonly LetterStatement[]
  readonly signature: readonly LabelledLine[]
}

/**
 * Composes the letter of a 17 U.S.C. 512(c)(3) notice. Says what the statute asks and no more: no threat, no
 * assertion of the provider's liability, one oath. A declaration appears only once it was made; what is still
 * missing stands in square brackets, so that a draft never passes for a finished notice.
 */
export function composeLetter(input: NoticeInput): NoticeLetter {
  const works = groupWorks(input.items)
  const { claimant, recipient } = input
  const signedOn = input.signature.signedOn
  return {
    subject: subjectLine(works, claimant, inline(recipient.name)),
    heading: 'Notice of claimed copyright infringement',
    basis: `Under ${us512c3.source.citation}`,
    date: signedOn === null ? pending('date of signature') : longDate(signedOn),
    to: [
      `${inline(recipient.name)}, designated copyright agent`,
      inline(recipient.email ?? recipient.form ?? ''),
    ].filter((line) => line !== ''),
    from: [given(claimant?.legalName, 'your legal name'), inline(claimant?.company ?? '')].filter(
      (line) => line !== '',
    ),
    opening: [openingSentence(claimant), us512c3.sentences.request],
    works,
    contact: contactLines(claimant),
    statements: statementsOf(input),
    signature: signatureLines(input),
  }
}

function subjectLine(works: readonly LetterWork[], claimant: Claimant | null, recipient: string): string {
  const count = works.length === 1 ? '1 work' : `${works.length} works`
  const name = inline(claimant?.artistName ?? '') || inline(claimant?.legalName ?? '')
  const whose = name === '' ? count : `${count} of ${name}`
  return `Notice of claimed copyright infringement (17 U.S.C. 512(c)(3)): ${whose}, at ${recipient}`
}

const listed = 'Each address listed with a work gives access to material that I claim infringes it.'

const capacity: Readonly<Record<ClaimantRole, { readonly self: string; readonly company: string }>> = {
  owner: {
    self: 'I own the exclusive rights named below.',
    company: 'which owns the exclusive rights named below.',
  },
  'exclusive-licensee': {
    self: 'I hold an exclusive license to the rights named below.',
    company: 'which holds an exclusive license to the rights named below.',
  },
  agent: { self: '', company: '' },
}

function openingSentence(claimant: Claimant | null): string {
  if (claimant === null) return `${pending('who you are')} ${listed}`
  const name = given(claimant.legalName, 'your legal name')
  const artist = inline(claimant.artistName)
  const company = inline(claimant.company)
  if (claimant.role === 'agent') {
    const from = company === '' ? '' : ` of ${company}`
    const owner = artist === '' ? pending('the owner you act for') : artist
    return `I am ${name}${from}, authorized to act for ${owner}, the owner of the exclusive rights named below. ${listed}`
  }
  const known = artist === '' || sameText(artist, name) ? '' : `, known as ${artist}`
  const words = capacity[claimant.role]
  const who = `I am ${name}${known}`
  return company === ''
    ? `${who}. ${words.self} ${listed}`
    : `${who}. I write for ${company}, ${words.company} ${listed}`
}

/** Works in the order of their first item; one work with another right claimed is an entry of its own. */
function groupWorks(items: readonly NoticeItem[]): readonly LetterWork[] {
  const groups = new Map<string, { readonly first: NoticeItem; readonly all: NoticeItem[] }>()
  for (const item of items) {
    const key = `${item.recordingId} ${item.rightHeld}`
    const group = groups.get(key)
    if (group) group.all.push(item)
    else groups.set(key, { first: item, all: [item] })
  }
  return [...groups.values()].map(({ first, all }, index) => ({
    number: index + 1,
    facts: factsOf(first),
    materials: uniqueAddresses(all).map((item, place) => materialOf(item, `${index + 1}.${place + 1}`)),
  }))
}

/** An address found in several sources is one address: it stands once, with the time it was first seen. */
function uniqueAddresses(items: readonly NoticeItem[]): readonly NoticeItem[] {
  const earliest = new Map<string, NoticeItem>()
  for (const [place, item] of items.entries()) {
    const key = item.url ?? `pending ${place}`
    const known = earliest.get(key)
    if (!known || item.firstSeenAt < known.firstSeenAt) earliest.set(key, item)
  }
  return [...earliest.values()]
}

function materialOf(item: NoticeItem, number: string): LetterMaterial {
  return {
    number,
    url: item.url === null ? pending('address') : inline(item.url),
    firstSeen: utcTime(item.firstSeenAt),
  }
}

const workLabels: Readonly<Record<RightHeld, readonly [title: string, artist: string, isrc: string]>> = {
  'sound-recording': ['Sound recording', 'Performed by', 'ISRC'],
  composition: ['Musical work', 'Recorded by', 'ISRC of a recording of it'],
  both: ['Recording and work', 'Performed by', 'ISRC'],
  unknown: ['Title', 'Artist', 'ISRC'],
  none: ['Title', 'Artist', 'ISRC'],
}

function factsOf(item: NoticeItem): readonly LabelledLine[] {
  const right = item.rightHeld
  const [title, artist, isrc] = workLabels[right]
  return [
    { label: title, value: given(item.title, 'title') },
    { label: artist, value: given(item.artist, 'artist') },
    { label: 'Right claimed', value: isClaimable(right) ? rightNames[right] : pending('the right you hold') },
    { label: isrc, value: inline(item.isrc ?? '') },
    { label: 'Copyright registration', value: inline(item.registrationNumber ?? '') },
    { label: 'Authorized copy', value: inline(item.authorizedUrl ?? '') },
  ].filter(({ value }) => value !== '')
}

function contactLines(claimant: Claimant | null): readonly LabelledLine[] {
  const address = [...lines(claimant?.address ?? ''), inline(claimant?.country ?? '')].filter(
    (line) => line !== '',
  )
  return [
    { label: 'Name', value: given(claimant?.legalName, 'your legal name') },
    { label: 'Address', value: address.join(', ') || pending('postal address') },
    { label: 'Telephone', value: given(claimant?.phone, 'telephone number') },
    { label: 'E-mail', value: given(claimant?.email, 'e-mail address') },
  ]
}

function statementsOf({ statements, items }: NoticeInput): readonly LetterStatement[] {
  const { goodFaith, fairUse, accuracy, authority } = us512c3.sentences
  const considered = items.length > 0 && items.every((item) => item.fairUse === 'not-fair-use')
  return [
    statement(statements.goodFaith, goodFaith, 'declaration of good faith'),
    statement(considered, fairUse, 'fair use considered for each item'),
    statement(statements.accurate, `${accuracy} ${authority}`, 'declaration of accuracy and authority'),
  ]
}

function statement(made: boolean, text: string, reminder: string): LetterStatement {
  return { made, text: made ? text : pending(reminder) }
}

function signatureLines({ claimant, signature }: NoticeInput): readonly LabelledLine[] {
  const name = inline(signature.name)
  const signedOn = signature.signedOn
  return [
    {
      label: 'Signature',
      value: name === '' ? pending('signature') : `/s/ ${name.replace(/^\/s\/\s*/i, '')}`,
    },
    { label: 'Name', value: given(claimant?.legalName, 'your legal name') },
    { label: 'Date', value: signedOn === null ? pending('date of signature') : longDate(signedOn) },
  ]
}

function given(value: string | undefined, what: string): string {
  return inline(value ?? '') || pending(what)
}

function pending(what: string): string {
  return `[ missing: ${what} ]`
}

/** True when two texts differ in case, white space and compatibility forms at most. */
export function sameText(a: string, b: string): boolean {
  const folded = (text: string) => inline(text.normalize('NFKC')).toLowerCase()
  return folded(a) === folded(b)
}
