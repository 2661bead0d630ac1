import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Decision,
  type DecisionSubject,
  judgeDecision,
  metadataOnly,
  stateAfter,
  whyNotClaimable,
  withoutAddress,
} from './decisions.ts'

const subject: DecisionSubject = { state: 'new', offers: 'page', sent: false, authorizedBy: null }
const everyDecision: readonly Decision[] = ['confirm', 'authorize', 'dismiss', 'monitor', 'reopen']
const anyDecision = fc.constantFrom(...everyDecision)

describe('judgeDecision', () => {
  it.each(everyDecision)('allows to %s an open finding of a page, with a reason', (decision) => {
    expect(judgeDecision(subject, decision, 'because')).toEqual({
      allowed: true,
      state: stateAfter[decision],
    })
  })

  it('never confirms a row that is metadata only, and says why', () => {
    const metadata: DecisionSubject = { ...subject, offers: 'metadata' }
    expect(judgeDecision(metadata, 'confirm', '')).toEqual({
      allowed: false,
      code: 'NOT_CLAIMABLE',
      message: metadataOnly,
    })
    for (const decision of ['monitor', 'authorize', 'dismiss', 'reopen'] as const) {
      expect(judgeDecision(metadata, decision, 'because').allowed).toBe(true)
    }
  })

  it.each(['authorize', 'dismiss'] as const)('asks for a reason to %s', (decision) => {
    for (const reason of ['', '   ']) {
      expect(judgeDecision(subject, decision, reason)).toMatchObject({ allowed: false, code: 'VALIDATION' })
    }
  })

  it('keeps the decision about a finding in a sent case', () => {
    const sent: DecisionSubject = { ...subject, state: 'confirmed', sent: true }
    for (const decision of ['reopen', 'dismiss', 'authorize', 'monitor'] as const) {
      expect(judgeDecision(sent, decision, 'because')).toMatchObject({ allowed: false, code: 'CONFLICT' })
    }
    expect(judgeDecision(sent, 'confirm', '').allowed).toBe(true)
  })

  it('does not confirm what a rule authorizes, and names the rule', () => {
    const covered: DecisionSubject = {
      ...subject,
      authorizedBy: 'everything on bandcamp.com and its subdomains',
    }
    const judged = judgeDecision(covered, 'confirm', '')
    expect(judged).toMatchObject({ allowed: false, code: 'CONFLICT' })
    expect(judged.allowed ? '' : judged.message).toContain('bandcamp.com')
    expect(judgeDecision(covered, 'dismiss', 'because').allowed).toBe(true)
  })

  it('never leads to a confirmed metadata row or changes what was sent, whatever the finding', () => {
    const anySubject = fc.record({
      state: fc.constantFrom('new', 'confirmed', 'authorized', 'dismissed', 'monitor'),
      offers: fc.constantFrom('metadata', 'page', 'file', 'art'),
      sent: fc.boolean(),
      authorizedBy: fc.constantFrom(null, 'a rule'),
    })
    fc.assert(
      fc.property(anySubject, anyDecision, fc.constantFrom('', 'because'), (any, decision, reason) => {
        const judged = judgeDecision(any, decision, reason)
        if (!judged.allowed) {
          expect(judged.message).toMatch(/\.$/)
          return
        }
        expect(judged.state).toBe(stateAfter[decision])
        expect(judged.state === 'confirmed' && any.offers === 'metadata').toBe(false)
        expect(any.sent && judged.state !== any.state).toBe(false)
      }),
    )
  })
})

describe('whyNotClaimable', () => {
  it('says what a notice could not name', () => {
    expect(whyNotClaimable({ offers: 'metadata', domain: 'example.org' })).toBe(metadataOnly)
    expect(whyNotClaimable({ offers: 'file', domain: null })).toBe(withoutAddress)
    expect(whyNotClaimable({ offers: 'file', domain: 'example.org' })).toBeNull()
  })
})
