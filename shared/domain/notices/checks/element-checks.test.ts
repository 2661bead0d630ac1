import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith, draftNow } from '../../../../test/support/draft-input.ts'
import { incompleteSentence } from '../check-outcome.ts'
import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import type { Claimant } from '../notice-input.ts'
import { checkDraft } from './check-draft.ts'
import { mayGoOut } from './draft-check.ts'
import { elementsOf } from './element-checks.ts'
import { hardStops } from './item-checks.ts'

const complete = completeDraft('us-512c')
const elementCodes = ['i', 'ii', 'iii', 'iv', 'v', 'vi'] as const
const checkNotice = (input: DraftInput) => [...elementsOf(input), ...hardStops(input)]
const isComplete = (input: DraftInput) => mayGoOut(checkDraft(input, { now: draftNow }))

function openCodes(input: DraftInput): readonly string[] {
  return checkNotice(input)
    .filter(({ status }) => status !== 'present')
    .map(({ code }) => code)
}

function checkOf(input: DraftInput, code: string) {
  return checkNotice(input).find((check) => check.code === code)
}

/** The complete notice with its first item changed. */
function withItem(fields: Partial<DraftItem>): DraftInput {
  const [first, ...rest] = complete.items
  return { ...complete, items: [{ ...(first ?? draftItemWith()), ...fields }, ...rest] }
}

function withClaimant(fields: Partial<Claimant>): DraftInput {
  const claimant = complete.claimant
  return { ...complete, claimant: claimant && { ...claimant, ...fields } }
}

describe('a complete notice', () => {
  it('has all six elements, the right held and fair use, and nothing else', () => {
    const checks = checkNotice(complete)
    expect(checks.map(({ code }) => code)).toEqual([...elementCodes, 'right', 'fair-use'])
    expect(openCodes(complete)).toEqual([])
    expect(isComplete(complete)).toBe(true)
  })

  it('names the statute for each element', () => {
    for (const code of elementCodes) {
      expect(checkOf(complete, code)?.source).toBe(`17 U.S.C. 512(c)(3)(A)(${code})`)
    }
  })

  it.each([
    [
      'a signature in another case and spacing',
      { signature: { name: '  ana  VALERA ruiz ', signedOn: '2026-11-22', coversLetter: true } },
    ],
    [
      'a signature written with /s/',
      { signature: { name: '/s/ Ana Valera Ruiz', signedOn: '2026-11-22', coversLetter: true } },
    ],
  ] as const)('stays complete with %s', (_, parts) => {
    expect(openCodes({ ...complete, ...parts })).toEqual([])
  })

  it('stays complete with a post box, and warns', () => {
    const boxed = withClaimant({ address: 'P.O. Box 12, Portsmouth' })
    expect(openCodes(boxed)).toEqual([])
    expect(checkOf(boxed, 'iv')?.message).toContain('post box')
  })
})

describe('each gap is found, and only that gap', () => {
  const signature = complete.signature
  const gaps: readonly (readonly [
    string,
    DraftInput,
    code: string,
    status: 'partial' | 'missing',
    fix: string,
  ])[] = [
    [
      'no signature',
      { ...complete, signature: { name: ' ', signedOn: null, coversLetter: false } },
      'i',
      'missing',
      'signature',
    ],
    [
      'the artist name as signature',
      { ...complete, signature: { ...signature, name: 'Luna Vale' } },
      'i',
      'partial',
      'signature',
    ],
    [
      'a letter changed after signing',
      { ...complete, signature: { ...signature, coversLetter: false } },
      'i',
      'partial',
      'signature',
    ],
    [
      'an undated signature',
      { ...complete, signature: { ...signature, signedOn: null } },
      'i',
      'partial',
      'signature',
    ],
    ['an untitled work', withItem({ title: ' ' }), 'ii', 'partial', 'items'],
    ['a work without artist', withItem({ artist: '' }), 'ii', 'partial', 'items'],
    ['an item without address', withItem({ url: null }), 'iii', 'missing', 'items'],
    ['a bare domain', withItem({ url: 'https://tunevault.example/' }), 'iii', 'missing', 'items'],
    ['a profile', withItem({ url: 'https://tunevault.example/user/thief' }), 'iii', 'missing', 'items'],
    [
      'a search page',
      withItem({ url: 'https://tunevault.example/search?q=harbour' }),
      'iii',
      'missing',
      'items',
    ],
    ['no web address', withItem({ url: 'harbour-lights.mp3' }), 'iii', 'missing', 'items'],
    ['no postal address', withClaimant({ address: ' \n ' }), 'iv', 'partial', 'profile'],
    ['no telephone number', withClaimant({ phone: '' }), 'iv', 'partial', 'profile'],
    ['no e-mail address', withClaimant({ email: '' }), 'iv', 'partial', 'profile'],
    ['a broken e-mail address', withClaimant({ email: 'rights@lunavale' }), 'iv', 'partial', 'profile'],
    ['a broken telephone number', withClaimant({ phone: 'n/a' }), 'iv', 'partial', 'profile'],
    ['no way to be reached', withClaimant({ address: '', phone: '', email: '' }), 'iv', 'missing', 'profile'],
    [
      'no good-faith declaration',
      { ...complete, statements: { goodFaith: false, accurate: true, complete: true } },
      'v',
      'missing',
      'statements',
    ],
    [
      'no declaration of accuracy and authority',
      { ...complete, statements: { goodFaith: true, accurate: false, complete: false } },
      'vi',
      'missing',
      'statements',
    ],
    ['an agent of nobody', withClaimant({ role: 'agent', artistName: '' }), 'vi', 'partial', 'profile'],
    ['an unanswered right', withItem({ rightHeld: 'unknown' }), 'right', 'missing', 'right'],
    ['a right not held', withItem({ rightHeld: 'none' }), 'right', 'missing', 'right'],
    ['fair use not considered', withItem({ fairUse: 'undecided' }), 'fair-use', 'missing', 'fair-use'],
    ['what may be fair use', withItem({ fairUse: 'may-be-fair-use' }), 'fair-use', 'missing', 'fair-use'],
    ['a metadata row', withItem({ offers: 'metadata' }), 'metadata', 'missing', 'remove'],
    ['an authorized finding', withItem({ findingState: 'authorized' }), 'authorized', 'missing', 'remove'],
    [
      'a finding a rule authorizes',
      withItem({ authorizedBy: 'everything on x' }),
      'authorized',
      'missing',
      'remove',
    ],
    ['a finding taken back', withItem({ findingState: 'new' }), 'unconfirmed', 'missing', 'remove'],
    ['another host', withItem({ url: 'https://elsewhere.example/a.mp3' }), 'recipient', 'missing', 'remove'],
    [
      'a host that looks alike',
      withItem({ url: 'https://tunevault.example.evil.example/a.mp3' }),
      'recipient',
      'missing',
      'remove',
    ],
  ]

  it.each(gaps)('%s', (_, input, code, status, fix) => {
    expect(openCodes(input)).toEqual([code])
    expect(checkOf(input, code)).toMatchObject({ status, fix })
    expect(checkOf(input, code)?.message).toMatch(/[.]$/)
    expect(isComplete(input)).toBe(false)
  })

  it('finds every gap of an empty notice at once', () => {
    const empty: DraftInput = {
      ...complete,
      claimant: null,
      recipient: complete.recipient,
      items: [],
      statements: { goodFaith: false, accurate: false, complete: false },
      signature: { name: '', signedOn: null, coversLetter: false },
    }
    expect(openCodes(empty)).toEqual([...elementCodes])
    const sentence = incompleteSentence(checkNotice(empty), 'exported')
    expect(sentence).toContain('not exported, because 6 things are still open')
    expect(sentence).toContain('Sign by typing your full legal name.')
  })
})

describe('a gap cannot hide', () => {
  const poisons: readonly Partial<DraftItem>[] = [
    { url: null },
    { url: 'https://tunevault.example' },
    { url: 'https://elsewhere.example/a' },
    { rightHeld: 'unknown' },
    { rightHeld: 'none' },
    { fairUse: 'undecided' },
    { fairUse: 'may-be-fair-use' },
    { offers: 'metadata' },
    { findingState: 'dismissed' },
    { authorizedBy: 'a rule' },
    { title: '' },
  ]

  it('among any number of good items', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.constantFrom(...poisons), (before, after, poison) => {
        const good = (count: number) => Array.from({ length: count }, () => draftItemWith())
        const items = [...good(before), draftItemWith(poison), ...good(after)]
        expect(isComplete({ ...complete, items })).toBe(false)
        const without = [...good(before), ...good(after), draftItemWith()]
        expect(isComplete({ ...complete, items: without })).toBe(true)
      }),
    )
  })

  it('behind a long list: three are named and the rest counted', () => {
    const items = Array.from({ length: 7 }, (_, at) =>
      draftItemWith({ title: `Song ${at}`, rightHeld: 'unknown' }),
    )
    expect(checkOf({ ...complete, items }, 'right')?.message).toContain(
      '“Song 0”, “Song 1”, “Song 2” and 4 more',
    )
  })
})
