import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith, draftNow } from '../../../../test/support/draft-input.ts'
import { analyseNotice } from '../analyse/analyse.ts'
import { checkDraft } from '../checks/check-draft.ts'
import { mayGoOut } from '../checks/draft-check.ts'
import { draftRegimes, regimes } from '../rules/regimes.ts'
import { type DraftInput, draftInput, type DraftRight, draftLanguages } from './draft-input.ts'
import { renderDraft } from './draft-text.ts'

const context = { now: draftNow }
const everyLetter = draftRegimes.flatMap((regime) =>
  draftLanguages
    .filter((language) => regimes[regime].languages?.includes(language) ?? true)
    .map((language) => [regime, language] as const),
)

const title = fc.oneof(
  fc.constantFrom(
    'Where Is My Mind?',
    'I Swear',
    '17',
    '山の歌',
    'None',
    'Please Remove',
    'Under Penalty of Perjury',
    'The Law',
    'Do You Realize??',
    '"Heroes"',
    'Signature',
    'Counter-Notice',
    'Yes',
    'Å',
    'I have a good faith belief',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const name = fc.constantFrom(
  'Ana Valera Ruiz',
  'Jonas Brandt',
  'Maeve O’Connell',
  'Thị Lan Phạm',
  'Zoë de Wit',
  '山田 太郎',
  'R. J. Farrow',
  'X Æ A-12',
  '50 Cent',
  '!!!',
  '宇多田ヒカル',
  'Yes No',
  '[name]',
  '',
  'X',
)
/** Mostly the first value, so that many drafts are good and the rest have few faults. */
function mostly<T>(good: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant(good) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  )
}

const words = mostly(
  '',
  'I wrote to the uploader twice.',
  'You are liable for this.',
  'Pay me 500 USD to settle this.',
  'Our trademark is used too.',
  'All future notices from us are under penalty of perjury.',
  'I do not have a good faith belief in anything.',
  'This is a counter-notice.',
  'They circumvent the DRM of our player.',
)

const anyDraft: fc.Arbitrary<DraftInput> = fc
  .record({
    letter: fc.constantFrom(...everyLetter),
    titles: fc.array(title, { minLength: 1, maxLength: 3 }),
    artist: title,
    name,
    signed: mostly(true, false),
    made: fc.record({ goodFaith: fc.boolean(), accurate: fc.boolean(), complete: fc.boolean() }),
    allMade: mostly(true, false),
    email: mostly('rights@lunavale.example', '', 'nobody'),
    phone: mostly('+44 23 9200 0000', ''),
    address: mostly('12 Quay Street\nPortsmouth PO1 3AB', '', 'P.O. Box 12'),
    url: mostly<string | null>(
      'https://tunevault.example/d/1',
      'https://tunevault.example/',
      'https://tunevault.example/user/x',
      null,
      'nonsense',
    ),
    right: mostly<DraftRight>(
      'sound-recording',
      'composition',
      'both',
      'artwork',
      'lyrics',
      'unknown',
      'none',
    ),
    freeText: words,
    foundOn: mostly<string | null>(null, 'https://board.example/t/81', 'https://tunevault.example/user/x'),
    corrects: mostly<DraftInput['details']['corrects']>(
      null,
      { on: '2026-11-01', reference: '' },
      { on: '2026-11-01', reference: 'I withdraw this notice' },
      { on: '2026-11-01', reference: 'counter-notice 7' },
    ),
    licensedTo: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: title }),
    denied: mostly(true, false),
    zone: mostly<string | null>(null, 'Europe/Berlin, UTC+01:00', 'UTC'),
  })
  .map(
    ({
      letter: [regime, language],
      titles,
      artist,
      name: legalName,
      signed,
      made,
      allMade,
      email,
      phone,
      address,
      url,
      right,
      freeText,
      foundOn,
      corrects,
      licensedTo,
      denied,
      zone,
    }) => {
      const draft = completeDraft(regime, { language })
      return {
        ...draft,
        claimant: draft.claimant && { ...draft.claimant, legalName, email, phone, address },
        items: titles.map((each, at) =>
          draftItemWith({
            title: each,
            artist,
            rightHeld: right,
            url: url === null ? null : `${url}${at === 0 ? '' : `?n=${at}`}`,
            foundOn,
            licensedTo,
            recordingId: at,
            findingId: at,
          }),
        ),
        statements: allMade ? { goodFaith: true, accurate: true, complete: true } : made,
        signature: { name: signed ? legalName : '', signedOn: '2026-11-22', zone, coversLetter: true },
        details: {
          ...draft.details,
          freeText,
          corrects,
          deniedLicenses: licensedTo !== null && denied ? [licensedTo] : [],
        },
      } satisfies DraftInput
    },
  )

describe('no combination of inputs', () => {
  it('goes out with an element that a stranger would not find in its text', () => {
    let out = 0
    fc.assert(
      fc.property(anyDraft, (draft) => {
        if (!mayGoOut(checkDraft(draft, context))) return
        out++
        const { elements } = analyseNotice(renderDraft(draft))
        for (const element of regimes[draft.regime].mustShow) expect(elements[element].status).toBe('present')
        expect(renderDraft(draft)).not.toContain('[ missing:')
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(out).toBeGreaterThan(40)
  })

  it('changes on a trip through JSON', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(renderDraft(draftInput.parse(JSON.parse(JSON.stringify(draft))))).toBe(renderDraft(draft))
      }),
      { numRuns: 100 },
    )
  })

  it('of ordinary words keeps a good letter back, whatever the titles are', () => {
    const held: string[] = []
    for (const each of [
      'Where Is My Mind?',
      'I Swear',
      '17',
      '山の歌',
      'Please Remove',
      'The Law',
      'Do You Realize??',
      '“Heroes”',
      'Counter-Notice',
      'Pay Me',
      'Trademark',
    ]) {
      for (const [regime, language] of everyLetter) {
        const draft = completeDraft(regime, { language, items: [draftItemWith({ title: each })] })
        const checks = checkDraft(draft, context).filter(({ severity }) => severity !== 'warn')
        if (checks.length > 0)
          held.push(`${each}, ${regime}, ${language}: ${checks.map(({ code }) => code).join(' ')}`)
      }
    }
    expect(held).toEqual([])
  })
})
