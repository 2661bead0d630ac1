import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeDraft, draftItemWith } from '../../../../test/support/draft-input.ts'
import { sparseItem } from '../../../../test/support/notice-input.ts'
import { letterWidth } from '../plain-text.ts'
import { type DraftInput, draftInput } from './draft-input.ts'
import { composeDraft } from './draft-letter.ts'
import { renderDraft } from './draft-text.ts'
import { frameOf } from './frame.ts'

const complete = completeDraft('us-512c', {
  items: [
    draftItemWith(),
    draftItemWith({ findingId: 2, url: 'https://files.tunevault.example/d/91bc/harbour-lights-320.mp3' }),
    draftItemWith({ ...sparseItem, firstSeenAt: '2026-11-21T08:30:15.250Z' }),
  ],
})
const textOf = renderDraft
const worksOf = (input: DraftInput) =>
  composeDraft(input).blocks.flatMap((block) => (block.kind === 'works' ? block.works : []))
const flat = (text: string) => text.replace(/\s+/g, ' ')

/** The statute's own words, 17 U.S.C. 512(c)(3)(A)(v) and (vi). */
const statute = {
  v: 'good faith belief that use of the material in the manner complained of is not authorized by the copyright owner, its agent, or the law',
  accuracy: 'information in this notification is accurate',
  authority: 'authorized to act on behalf of the owner of an exclusive right that is allegedly infringed',
}

describe('the letter', () => {
  it('carries every work, address and code', () => {
    const text = textOf(complete)
    for (const item of complete.items) {
      for (const part of [
        item.title,
        item.artist,
        item.url,
        item.isrc,
        item.registrationNumber,
        item.authorizedUrl,
      ]) {
        if (part !== null) expect(text).toContain(part)
      }
    }
    expect(text).toContain('first seen 2026-11-21 08:30:15 UTC')
    expect(text).toContain('Date:  22 November 2026')
    expect(text).toContain('12 Quay Street, Portsmouth PO1 3AB, United Kingdom')
    expect(text).toContain('/s/ Ana Valera Ruiz')
  })

  it('declares in the words of the statute', () => {
    const text = flat(textOf(complete))
    for (const words of Object.values(statute)) expect(text).toContain(words)
  })

  it('puts perjury on the authority to act and on nothing else', () => {
    const text = flat(textOf(complete))
    expect(text.match(/perjury/gi)).toHaveLength(1)
    const [oath = ''] = /[^.]*perjury[^.]*\./i.exec(text) ?? []
    expect(oath).toContain(statute.authority)
    expect(oath).not.toMatch(/accurate|good faith|fair use/i)
  })

  it('neither threatens nor asserts liability', () => {
    const text = textOf(complete)
    expect(text).not.toMatch(
      /liab|sue\b|lawsuit|legal action|damages|demand|penalt(?!y of perjury)|settle|indemn/i,
    )
  })

  it('lists a work once, with all its addresses beneath it', () => {
    const works = worksOf(complete)
    expect(works.map(({ materials }) => materials.length)).toEqual([2, 1])
    expect(works.map(({ materials }) => materials.map(({ number }) => number))).toEqual([
      ['1.1', '1.2'],
      ['2.1'],
    ])
  })

  it('keeps claims of different rights in one work apart', () => {
    const items = [draftItemWith(), draftItemWith({ findingId: 2, rightHeld: 'composition' })]
    expect(worksOf({ ...complete, items })).toHaveLength(2)
  })

  it('claims the right that is held and no other', () => {
    const only = (rightHeld: 'sound-recording' | 'composition') =>
      flat(textOf({ ...complete, items: [draftItemWith({ rightHeld })] }))
    expect(only('composition')).toContain('Right claimed: musical work')
    expect(only('composition')).toContain('the composition, not the recording')
    expect(only('composition')).toContain('ISRC of a recording of it:')
    expect(only('sound-recording')).toContain('Right claimed: sound recording')
    expect(only('sound-recording')).not.toMatch(/composition|musical work/i)
  })

  it.each([
    ['owner', '', 'I am Ana Valera Ruiz (known as Luna Vale) and I own the exclusive rights named below.'],
    [
      'owner',
      'Vale Music Ltd',
      'authorized to act for Vale Music Ltd, the owner of the exclusive rights named below.',
    ],
    ['exclusive-licensee', '', 'I hold an exclusive license to the rights named below.'],
    ['exclusive-licensee', 'Vale Music Ltd', 'I write for Vale Music Ltd, which holds an exclusive license'],
    ['agent', '', 'I am Ana Valera Ruiz, authorized to act for Luna Vale, the owner of'],
    ['agent', 'Quay Rights', 'I am Ana Valera Ruiz (Quay Rights), authorized to act for Luna Vale'],
  ] as const)('speaks as %s (company %j)', (role, company, words) => {
    const claimant = complete.claimant && { ...complete.claimant, role, company }
    expect(flat(textOf({ ...complete, claimant }))).toContain(words)
  })

  it('never contains a declaration that was not made', () => {
    const draft = flat(
      textOf({ ...complete, statements: { goodFaith: false, accurate: false, complete: false } }),
    )
    expect(draft).not.toContain(frameOf('en').goodFaith)
    expect(draft).not.toMatch(/perjury/i)
    expect(draft).toContain('[ missing: declaration of good faith ]')
    const unconsidered = textOf({ ...complete, items: [draftItemWith({ fairUse: 'undecided' })] })
    expect(flat(unconsidered)).not.toContain(frameOf('en').fairUse)
  })

  it('shows in brackets what is missing, and nothing else in brackets', () => {
    const bare: DraftInput = {
      ...complete,
      claimant: null,
      recipient: complete.recipient,
      items: [draftItemWith({ rightHeld: 'unknown', url: null })],
      statements: { goodFaith: false, accurate: false, complete: false },
      signature: { name: '', signedOn: null, coversLetter: false },
    }
    const text = textOf(bare)
    for (const what of ['your legal name', 'postal address', 'the right you hold', 'address', 'signature']) {
      expect(text).toContain(`[ missing: ${what} ]`)
    }
    expect(textOf(complete)).not.toContain('[')
  })
})

describe('as text', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 60 })
  const hostile = fc.oneof(
    anyText,
    fc.constantFrom('a\nSignature: /s/ Someone', 'x\u202egpj', 'y\r\n\r\n4. SIGNATURE', '\u0000'),
  )
  const anyInput = fc.record({
    title: hostile,
    artist: hostile,
    legalName: hostile,
    company: hostile,
    url: fc.webUrl(),
  })

  it('gives the same text for the same input, also after a trip through JSON', () => {
    fc.assert(
      fc.property(anyInput, ({ title, artist, legalName, company, url }) => {
        const input: DraftInput = {
          ...complete,
          claimant: complete.claimant && { ...complete.claimant, legalName, company },
          items: [draftItemWith({ title, artist, url })],
        }
        const kept = draftInput.parse(JSON.parse(JSON.stringify(input)))
        expect(textOf(kept)).toBe(textOf(input))
      }),
    )
  })

  it('keeps its lines, whatever a title or name holds: no field can add one', () => {
    const shape = (text: string) =>
      text
        .split('\n')
        .flatMap((line) => /^-+$|^(?:Work|Signature|Name):|^ {2}\d+\.\d+ /.exec(line)?.[0] ?? [])
    const expected = shape(textOf({ ...complete, items: [draftItemWith()] }))
    fc.assert(
      fc.property(anyInput, ({ title, artist, company }) => {
        const text = textOf({
          ...complete,
          claimant: complete.claimant && { ...complete.claimant, company },
          items: [draftItemWith({ title, artist })],
        })
        expect(text).not.toMatch(/[\r\u0000\u202e]/)
        expect(shape(text)).toEqual(expected)
      }),
    )
  })

  it('wraps at 78 columns but never breaks an address', () => {
    const url = `https://tunevault.example/${'long-'.repeat(40)}name.mp3`
    const title = 'A title of many words that goes on and on until it has to be wrapped somewhere sensible'
    const text = textOf({ ...complete, items: [draftItemWith({ url, title })] })
    expect(text).toContain(url)
    for (const line of text.split('\n')) {
      expect(line.length <= letterWidth || line.includes(url)).toBe(true)
      expect(line).toBe(line.trimEnd())
    }
    expect(text.endsWith('\n')).toBe(true)
  })
})
