import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith, draftNow } from '../../../../test/support/draft-input.ts'
import type { DraftInput, DraftItem } from '../drafts/draft-input.ts'
import { providerRules } from '../rules/provider-rules.ts'
import { checkDraft } from './check-draft.ts'
import { mayGoOut } from './draft-check.ts'

const context = { now: draftNow }
const complete = completeDraft('us-512c')

function found(draft: DraftInput): readonly string[] {
  return checkDraft(draft, context).map(({ severity, code }) => `${severity} ${code}`)
}

/** The complete draft with its first item changed. */
function withItem(fields: Partial<DraftItem>): DraftInput {
  return { ...complete, items: [draftItemWith(fields), ...complete.items.slice(1)] }
}

function withReference(reference: string): DraftInput {
  const earlier = [{ to: 'the host', on: '2026-11-10', reference }]
  return { ...complete, details: { ...complete.details, earlier } }
}

function withText(freeText: string): DraftInput {
  return { ...complete, details: { ...complete.details, freeText } }
}

describe('the traps', () => {
  it('a complete draft falls in none', () => {
    expect(found(complete)).toEqual([])
  })

  it.each([
    ['metadata alone', withItem({ offers: 'metadata' }), 'stop metadata'],
    ['a cover claimed as one’s own recording', withItem({ performance: 'cover' }), 'stop trap-cover'],
    [
      'a recording nobody listened to',
      withItem({ performance: 'unknown' }),
      'warn trap-recording-or-composition',
    ],
    ['a right not held', withItem({ rightHeld: 'none' }), 'stop right'],
    ['a right not answered', withItem({ rightHeld: 'unknown' }), 'open right'],
    ['one’s own distributor', withItem({ ownDelivery: true }), 'stop trap-licensed'],
    ['an authorized account', withItem({ authorizedBy: 'everything on this channel' }), 'stop authorized'],
    ['the public domain', withItem({ exclusivity: 'public-domain' }), 'stop trap-not-exclusive'],
    ['a leased beat', withItem({ exclusivity: 'leased' }), 'stop trap-not-exclusive'],
    ['a sample pack', withItem({ exclusivity: 'sample-pack' }), 'stop trap-not-exclusive'],
    ['a work without a title', withItem({ title: '' }), 'open ii'],
    ['a profile instead of the item', withItem({ url: 'https://tunevault.example/user/thief' }), 'open iii'],
    ['another host', withItem({ url: 'https://elsewhere.example/d/1' }), 'stop recipient'],
    [
      'a statement about notices to come',
      withText('All future notices from us are made under penalty of perjury.'),
      'open trap-future-oath',
    ],
    [
      'an oath over everything',
      withText('I swear under penalty of perjury that all of this information is accurate.'),
      'warn trap-perjury',
    ],
    ['a threat in a reference', withReference('You are liable for statutory damages'), 'open trap-threat'],
    [
      'a counter-notice in a notice',
      withText(
        'Counter-notice: the material was removed by mistake or misidentification. I consent to the jurisdiction of the Federal District Court and will accept service of process. Please restore it.',
      ),
      'open letter-form',
    ],
    [
      'a claim in a withdrawal',
      {
        ...completeDraft('withdrawal'),
        details: {
          ...completeDraft('withdrawal').details,
          freeText:
            'Please remove the material below. I have a good faith belief that its use is not authorized by the copyright owner, its agent, or the law. Under penalty of perjury, I am authorized to act for the owner.',
        },
      },
      'open letter-form',
    ],
    [
      'another owner by the catalogue',
      withItem({ catalogueOwner: 'Quay Records' }),
      'stop trap-owner-mismatch',
    ],
    ['fair use not considered', withItem({ fairUse: 'undecided' }), 'open fair-use'],
    [
      'circumvention mixed in',
      withText('They also circumvent the technological measures of our player.'),
      'open trap-1201',
    ],
    ['trademarks mixed in', withText('They use our trademark as well.'), 'open trap-trademark'],
    ['a demand for money', withText('Pay us 500 USD to settle this.'), 'open trap-payment'],
    ['a threat', withText('You are liable for every copy.'), 'open trap-threat'],
    ['an indemnity', withText('I will indemnify you for any cost.'), 'warn indemnity'],
    [
      'a letter nobody read',
      { ...complete, details: { ...complete.details, reviewed: false } },
      'open trap-bulk',
    ],
    [
      'a post box',
      {
        ...complete,
        claimant: complete.claimant && { ...complete.claimant, address: 'P.O. Box 12, Portsmouth' },
      },
      'warn trap-post-box',
    ],
    [
      'an item not looked at for a day',
      withItem({ lastVerifiedAt: '2026-11-21T11:59:59.000Z' }),
      'open trap-address',
    ],
    ['an item never looked at again', withItem({ lastVerifiedAt: null }), 'open trap-address'],
    ['a notice already sent', withItem({ noticedOn: '2026-11-01' }), 'stop already-noticed'],
  ] as const)('%s', (_, draft, wanted) => {
    expect(found(draft)).toContain(wanted)
    expect(mayGoOut(checkDraft(draft, context))).toBe(wanted.startsWith('warn'))
  })

  it('an item named twice is pointed out', () => {
    expect(found({ ...complete, items: [draftItemWith(), draftItemWith()] })).toContain('warn duplicate-item')
  })

  it('name the gravest first, each with reason and source', () => {
    const checks = checkDraft(
      { ...withItem({ offers: 'metadata', fairUse: 'undecided', performance: 'unknown' }) },
      context,
    )
    expect(checks.map(({ severity }) => severity)).toEqual(
      [...checks.map(({ severity }) => severity)].sort(
        (a, b) => 'sow'.indexOf(a[0] ?? '') - 'sow'.indexOf(b[0] ?? ''),
      ),
    )
    for (const { message, source } of checks) {
      expect(message).toMatch(/[.]$/)
      expect(source).not.toBe('')
    }
  })

  it('what the finished text does not show leads to where it is filled in', () => {
    const name = 'Your Name'
    const { claimant } = complete
    const draft = {
      ...complete,
      claimant: claimant && { ...claimant, legalName: name },
      signature: { ...complete.signature, name },
    }
    expect(checkDraft(draft, context).find(({ code }) => code === 'text-signature')).toMatchObject({
      severity: 'open',
      fix: 'signature',
    })
  })

  it('a free text that takes the declarations back keeps the letter from going out', () => {
    expect(
      mayGoOut(
        checkDraft(
          withText(
            'This is a counter-notice: the material was removed by mistake or misidentification; I consent to the jurisdiction and will accept service of process.',
          ),
          context,
        ),
      ),
    ).toBe(false)
    expect(mayGoOut(checkDraft(withText('[your name]'), context))).toBe(false)
  })
})

describe('the recipient’s rules', () => {
  const to = (name: string, parts: Partial<DraftInput> = {}): DraftInput => ({
    ...complete,
    ...parts,
    recipient: { ...complete.recipient, name },
  })
  const many = (count: number, host = 'tunevault.example') =>
    Array.from({ length: count }, (_, at) => draftItemWith({ findingId: at, url: `https://${host}/d/${at}` }))
  const cdn = (items: readonly DraftItem[]): DraftInput => {
    const draft = completeDraft('cdn-report')
    return { ...draft, items: [...items], recipient: { ...draft.recipient, name: 'Cloudflare' } }
  }

  it('nowhere to send it: warns, and leads to where the address is entered', () => {
    const nowhere = { ...complete, recipient: { ...complete.recipient, email: null, form: null } }
    const check = checkDraft(nowhere, context).find(({ code }) => code === 'recipient-address')
    expect(check).toMatchObject({ severity: 'warn', fix: 'provider' })
    expect(check?.source).toContain('dmca.copyright.gov')
    for (const recipient of [
      { ...nowhere.recipient, email: 'agent@tunevault.example' },
      { ...nowhere.recipient, form: 'https://tunevault.example/dmca' },
    ])
      expect(found({ ...complete, recipient })).not.toContain('warn recipient-address')
  })

  it('an indemnity that is asked for goes with a letter under Art. 16 DSA', () => {
    const check = checkDraft(to('WeTransfer'), context).find(({ code }) => code === 'provider-indemnity')
    expect(check).toMatchObject({ severity: 'warn', fix: 'european' })
    for (const regime of ['eu-dsa-16', 'us-512c+eu-dsa-16'] as const) {
      const european = completeDraft(regime)
      const recipient = { ...european.recipient, name: 'WeTransfer' }
      expect(found({ ...european, recipient })).not.toContain('warn provider-indemnity')
    }
  })

  it('Cloudflare takes 250 addresses of one host', () => {
    expect(found(cdn(many(250)))).not.toContain('open provider-most-addresses')
    expect(found(cdn(many(251)))).toContain('open provider-most-addresses')
    expect(found(cdn([...many(1), ...many(1, 'files.tunevault.example')]))).toContain(
      'open provider-one-host',
    )
  })

  it('language, form, registration, indemnity, story', () => {
    expect(found(to('Pixeldrain', { language: 'de' }))).toContain('open provider-language')
    expect(found(to('TikTok'))).toContain('warn provider-form-only')
    expect(found(to('Imgur'))).toContain('warn provider-registration')
    expect(found(to('WeTransfer'))).toContain('warn provider-indemnity')
    expect(
      found(to('Bandcamp', { details: { ...complete.details, freeText: 'It hurts my sales.' } })),
    ).toContain('open provider-elements-only')
  })

  it('says what X shows to whom, and how to keep private data out', () => {
    const message = checkDraft(to('X (Twitter)'), context).find(
      ({ code }) => code === 'trap-privacy',
    )?.message
    expect(message).toContain('gives the uploader the whole notice')
    expect(message).toContain('agent')
  })

  it('each has source, day and confidence, and is there once', () => {
    expect(new Set(providerRules.map(({ provider }) => provider)).size).toBe(providerRules.length)
    for (const { source, checkedOn } of providerRules) {
      expect(source).not.toBe('')
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
  })
})
