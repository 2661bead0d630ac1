import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completeNoticeText } from '../../../../test/support/notice-generator.ts'
import { analyseNotice } from './analyse.ts'
import { elementFacts, warningSource } from './explain.ts'
import { markText } from './marked-text.ts'
import { analysedElements, type NoticeAnalysis } from './notice-analysis.ts'

describe('marking the words that show an element', () => {
  it('keeps the text whole and marks every piece of evidence, in generated notices', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { text } = completeNoticeText(seed)
      const { elements } = analyseNotice(text)
      const stretches = markText(text, elements)
      expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
      for (const element of analysedElements) {
        const marked = stretches.filter((stretch) => stretch.elements.includes(element))
        for (const { start, end } of elements[element].evidence)
          expect(marked.some((stretch) => stretch.start >= start && stretch.start < end)).toBe(true)
      }
    }
  })

  it('divides where two elements overlap, wherever they begin and end', () => {
    const range = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 6 }), fc.array(range, { maxLength: 6 }), (work, contact) => {
        const text = 'abcdef   ghijklmnopqr\nstuvwxyz'
        const withText = (all: typeof work) => ({
          status: 'present' as const,
          evidence: all.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
        })
        const empty = { status: 'missing' as const, evidence: [] }
        const elements: NoticeAnalysis['elements'] = {
          signature: empty,
          material: empty,
          goodFaith: empty,
          accuracy: empty,
          authority: empty,
          work: withText(work),
          contact: withText(contact),
        }
        const stretches = markText(text, elements)
        expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
        for (const stretch of stretches) {
          if (stretch.text.trim() === '') {
            expect(stretch.elements).toEqual([])
            continue
          }
          const inside = (all: typeof work) =>
            all.some(({ start, end }) => start <= stretch.start && stretch.start < end)
          expect(stretch.elements).toEqual([
            ...(inside(work) ? ['work'] : []),
            ...(inside(contact) ? ['contact'] : []),
          ])
        }
      }),
    )
  })

  it('names the source of a warning about an element', () => {
    expect(warningSource('authority-quoted')).toBe(elementFacts.authority.source)
    expect(warningSource('oath-widened')).toContain('(vi)')
    expect(warningSource('placeholder')).toBeNull()
  })
})
