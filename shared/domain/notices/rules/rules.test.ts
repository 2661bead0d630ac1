import { describe, expect, it } from 'vitest'
import { legalRules, ruleOf, versionsOf } from './all-rules.ts'
import { regimes } from './regimes.ts'
import { traps } from './traps.ts'

describe('the legal rules', () => {
  it('each say what, from where, when it was checked, and which version', () => {
    for (const { id, text, source, checkedOn, version } of legalRules) {
      expect(text, id).toMatch(/^[A-Z].*\.$/)
      expect(source.length, id).toBeGreaterThan(3)
      expect(checkedOn, id).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(version, id).toBeGreaterThan(0)
    }
  })

  it('hold the eighteen traps', () => {
    expect(Object.keys(traps)).toHaveLength(18)
  })

  it('what was not compared with its source says so', () => {
    expect(legalRules.filter(({ verified }) => !verified).map(({ id }) => id)).toEqual([
      'us-ccb-answer',
      'trap-payment',
    ])
  })

  it('no regime names a rule that is not there, and the American ones name all seven', () => {
    for (const { elements, american } of Object.values(regimes)) {
      for (const id of elements) expect(ruleOf(id).id).toBe(id)
      if (american) expect(elements.filter((id) => id.startsWith('us-512c3'))).toHaveLength(7)
    }
  })

  it('a notice keeps the version of each rule once', () => {
    expect(versionsOf(['us-512c3-v', 'trap-threat', 'us-512c3-v'])).toEqual({
      'trap-threat': 1,
      'us-512c3-v': 1,
    })
  })
})
