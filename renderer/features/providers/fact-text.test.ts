import { describe, expect, it } from 'vitest'
import type { ProviderFacts } from '../../../shared/domain/notices/provider-facts.ts'
import { factText, readFact } from './fact-text.ts'

const facts: ProviderFacts = {
  email: 'agent@host.example',
  form: null,
  requirements: ['English only', 'No attachments'],
  respondsIn: { days: 3, business: true },
  country: 'DE',
  note: '',
}

describe('the facts about a provider as text', () => {
  it('read back as what they were', () => {
    for (const field of ['email', 'form', 'requirements', 'respondsIn', 'note'] as const)
      expect(readFact(field, factText(facts, field))).toEqual({ patch: { [field]: facts[field] } })
    expect(factText(facts, 'country')).toBe('Germany')
  })

  it('say what is wrong instead of guessing', () => {
    for (const [field, typed] of [
      ['email', 'not an address'],
      ['form', 'http://host.example'],
      ['respondsIn', 'soon'],
      ['respondsIn', '0 days'],
    ] as const)
      expect(readFact(field, typed)).toHaveProperty('problem')
    expect(readFact('respondsIn', '1 business day')).toEqual({
      patch: { respondsIn: { days: 1, business: true } },
    })
  })
})
