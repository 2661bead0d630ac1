import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completeNoticeText,
  type LabelledNotice,
  mutantNotice,
  mutations,
} from '../../../../test/support/notice-generator.ts'
import { analyseNotice } from './analyse.ts'
import { type AnalysedElement, analysedElements, noticeAnalysis } from './notice-analysis.ts'

/** Where a notice is read differently from its label, in words. */
function disagreements({ name, text, want }: LabelledNotice): readonly string[] {
  const { elements } = analyseNotice(text)
  return analysedElements.flatMap((element) => {
    const wanted = want[element]
    const { status } = elements[element]
    const right =
      wanted === undefined || (wanted === 'not-present' ? status !== 'present' : status === wanted)
    return right ? [] : [`${name}: ${element} is ${wanted}, read as ${status}`]
  })
}

describe('generated notices', () => {
  it('finds every element of complete ones, whatever the wording and the layout', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const notice = completeNoticeText(seed)
      expect(disagreements(notice), notice.text).toEqual([])
      expect(analyseNotice(notice.text)).toMatchObject({ isNotice: true, kind: 'takedown' })
    }
  })

  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))('catches: %s', (_, mutation) => {
    for (let seed = 1; seed <= 60; seed++) {
      const notice = mutantNotice(mutation, seed)
      expect(disagreements(notice), notice.text).toEqual([])
    }
  })
})

const body = [
  'Work: Harbour Lights by Luna Vale',
  'Infringing URL: https://tunevault.example/d/1',
  'E-mail: rights@lunavale.example',
].join('\n')

describe('what only looks like a declaration', () => {
  const statusOf = (text: string, element: AnalysedElement) =>
    analyseNotice(`${body}\n\n${text}`).elements[element].status

  it('questions of a form are none, and are doubtful when answered with yes', () => {
    const question =
      '**Do you have a good faith belief that the use is not authorized by the owner, its agent, or the law?**'
    expect(statusOf(question, 'goodFaith')).toBe('missing')
    expect(statusOf(`${question}\n\nYes`, 'goodFaith')).toBe('ambiguous')
    expect(statusOf(`${question}\n\nNo`, 'goodFaith')).toBe('missing')
  })

  it('a declaration that a form prints for the sender is one', () => {
    const printed =
      '**I have a good faith belief that use of the material is not authorized by the owner, its agent, or the law.**'
    expect(statusOf(printed, 'goodFaith')).toBe('present')
  })

  it('the words of the statute are not the sender’s', () => {
    const quoted =
      'Under 17 U.S.C. 512(c)(3)(A)(vi) a notice needs a statement that the information in the notification is accurate, and under penalty of perjury, that the complaining party is authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.'
    expect(statusOf(quoted, 'accuracy')).toBe('missing')
    expect(statusOf(quoted, 'authority')).toBe('missing')
    expect(analyseNotice(`${body}\n\n${quoted}`).warnings.map(({ code }) => code)).toContain(
      'authority-quoted',
    )
  })

  it('a declaration in quotation marks that the sender makes is one', () => {
    expect(statusOf('I hereby state: “The information in this notification is accurate.”', 'accuracy')).toBe(
      'present',
    )
    expect(statusOf('The form says: “The information in this notification is accurate.”', 'accuracy')).toBe(
      'missing',
    )
  })

  it('one sentence sworn over all that stands above covers the authority claimed there', () => {
    const claim =
      'I am authorized to act on behalf of the owner of an exclusive right that is allegedly infringed.'
    const oath = 'I declare under penalty of perjury that the foregoing is true and correct.'
    expect(statusOf(`${claim} ${oath}`, 'authority')).toBe('present')
    expect(statusOf(oath, 'authority')).toBe('missing')
  })

  it('“[private]” was there', () => {
    const text = `Work: Harbour Lights\nInfringing URL: https://tunevault.example/d/1\nPhone: [private]\n\nSincerely,\n[private]`
    const { elements, warnings } = analyseNotice(text)
    expect([elements.contact.status, elements.signature.status]).toEqual(['present', 'present'])
    expect(warnings.map(({ code }) => code)).toContain('redacted')
  })
})

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    'I have a good faith belief ',
    '"',
    '\n',
    '> ',
    '**',
    'under penalty of perjury ',
    'https://a.example/b ',
    '[private]',
    '?',
    '. ',
    'İ',
    '\u202e',
    '\r\n',
    'not authorized by the owner or the law',
    '---\n',
    'Signature: ',
    '<a href="',
    '1. ',
    'Yes\n',
    '\u0000',
  )

  it('is read without failing, into the promised shape, with words that stand where they are said to', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 }),
        (parts) => {
          const text = parts.join('')
          const analysis = analyseNotice(text)
          expect(noticeAnalysis.parse(analysis)).toEqual(analysis)
          for (const { evidence } of Object.values(analysis.elements)) {
            for (const { start, end, text: words } of evidence) expect(text.slice(start, end)).toBe(words)
          }
        },
      ),
    )
  })

  it('takes as many steps as it is long: ten megabytes of what makes searches turn back', () => {
    const hostile = [
      '<a ',
      ' ',
      '"',
      'a',
      'information ',
      'by a ',
      '1 a ',
      'under penalty of perjury i am ',
      'Name: \n',
      'a.a.a@',
      'http://',
      'good faith belief ',
    ]
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(10_000_000 / hostile.length / piece.length))
      expect(analyseNotice(text).isNotice).toBe(false)
    }
  })
})
