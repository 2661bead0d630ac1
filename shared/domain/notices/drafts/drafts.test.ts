import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith, draftNow } from '../../../../test/support/draft-input.ts'
import { analyseNotice } from '../analyse/analyse.ts'
import { checkDraft } from '../checks/check-draft.ts'
import { mayGoOut } from '../checks/draft-check.ts'
import { composeLetter } from '../letter.ts'
import { renderLetterText } from '../letter-text.ts'
import { ruleOf } from '../rules/all-rules.ts'
import { draftRegimes, regimes } from '../rules/regimes.ts'
import { us512c3 } from '../us512c3.ts'
import { asNoticeInput } from './as-notice-input.ts'
import { type DraftInput, draftInput, type DraftRight, draftLanguages } from './draft-input.ts'
import { composeDraft, rulesIn } from './draft-letter.ts'
import { renderDraft } from './draft-text.ts'

const context = { now: draftNow }
const flat = (text: string) => text.replace(/\s+/g, ' ')
const everyLetter = draftRegimes.flatMap((regime) =>
  draftLanguages
    .filter((language) => regimes[regime].languages?.includes(language) ?? true)
    .map((language) => [regime, language] as const),
)

describe('every regime in every language', () => {
  it.each(everyLetter)(
    '%s, %s: contains each element of its table, and the analyser finds them',
    (regime, language) => {
      const input = completeDraft(regime, { language })
      const letter = composeDraft(input)
      expect(rulesIn(letter.blocks)).toEqual(expect.arrayContaining([...regimes[regime].elements]))
      const { elements, kind, isNotice } = analyseNotice(renderDraft(input))
      for (const name of regimes[regime].mustShow)
        expect([name, elements[name].status]).toEqual([name, 'present'])
      expect([kind, isNotice]).toEqual(regime === 'withdrawal' ? ['withdrawal', false] : ['takedown', true])
      expect(mayGoOut(checkDraft(input, context))).toBe(true)
    },
  )

  it.each(draftRegimes)('%s reads as reviewed', async (regime) => {
    await expect(renderDraft(completeDraft(regime))).toMatchFileSnapshot(
      `../../../../test/fixtures/drafts/${regime}.txt`,
    )
  })

  it.each(['de', 'fr', 'es', 'pt'] as const)(
    'the letter under both laws reads as reviewed in %s',
    async (language) => {
      await expect(renderDraft(completeDraft('us-512c+eu-dsa-16', { language }))).toMatchFileSnapshot(
        `../../../../test/fixtures/drafts/us-512c+eu-dsa-16.${language}.txt`,
      )
    },
  )
})

describe('a letter', () => {
  it('under 17 U.S.C. 512(c) in English is the one the case has always given', () => {
    const input = completeDraft('us-512c')
    expect(renderDraft(input)).toBe(renderLetterText(composeLetter(asNoticeInput(input))))
  })

  it('under American law in another language carries the statute’s words in English too, once', () => {
    const text = flat(renderDraft(completeDraft('us-512c', { language: 'de' })))
    for (const words of [
      us512c3.sentences.goodFaith,
      us512c3.sentences.accuracy,
      us512c3.sentences.authority,
    ]) {
      expect(text.split(words)).toHaveLength(2)
    }
  })

  it('swears to the authority to act and to nothing else, and threatens nobody', () => {
    for (const [regime, language] of everyLetter) {
      const text = flat(renderDraft(completeDraft(regime, { language })))
      expect(text).not.toMatch(/liab|lawsuit|damages|haft(?:bar|en)|settle|indemn/i)
      const oath = /[^.]*penalty of perjury[^.]*\./.exec(text)?.[0] ?? ''
      expect(oath).not.toMatch(/accurate|good faith/)
    }
  })

  it('says of every sentence where it comes from, and keeps the versions', () => {
    for (const [regime, language] of everyLetter) {
      const { blocks, ruleVersions } = composeDraft(completeDraft(regime, { language }))
      for (const rule of rulesIn(blocks)) {
        expect(ruleOf(rule).source).not.toBe('')
        expect(ruleVersions[rule]).toBe(ruleOf(rule).version)
      }
    }
  })

  it('under Art. 16 DSA shows neither address nor telephone number', () => {
    const text = renderDraft(completeDraft('eu-dsa-16'))
    expect(text).not.toMatch(/Quay Street|\+44/)
    expect(text).toContain('rights@lunavale.example')
  })

  it('never contains a declaration that was not made', () => {
    const statements = { goodFaith: false, accurate: false, complete: false }
    for (const [regime, language] of everyLetter) {
      const draft = completeDraft(regime, { language, statements })
      const { elements } = analyseNotice(renderDraft(draft))
      for (const name of ['goodFaith', 'accuracy', 'authority'] as const)
        expect(elements[name].status, regime).not.toBe('present')
      const declares = regimes[regime].american || regimes[regime].european
      expect(mayGoOut(checkDraft(draft, context))).toBe(!declares)
    }
  })

  it('of two hundred items stays one entry a work', () => {
    const items = Array.from({ length: 200 }, (_, at) =>
      draftItemWith({
        findingId: at,
        recordingId: at % 5,
        title: `Song ${at % 5}`,
        url: `https://tunevault.example/d/${at}`,
      }),
    )
    const letter = composeDraft(completeDraft('eu-dsa-16', { items }))
    const works = letter.blocks.flatMap((block) => (block.kind === 'works' ? block.works : []))
    expect(works.map(({ materials }) => materials.length)).toEqual([40, 40, 40, 40, 40])
  })
})

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
  'Yes No',
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
            recordingId: at,
            findingId: at,
          }),
        ),
        statements: allMade ? { goodFaith: true, accurate: true, complete: true } : made,
        signature: { name: signed ? legalName : '', signedOn: '2026-11-22', coversLetter: true },
        details: { ...draft.details, freeText },
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
