import { describe, expect, it } from 'vitest'
import { completeDraft } from '../../../../test/support/draft-input.ts'
import { explainsWhy } from '../drafts/draft-letter.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { draftRegimes } from '../rules/regimes.ts'
import { formFields } from './form-fields.ts'

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

describe('the parts for a web form', () => {
  it.each(draftRegimes)('%s: claim what the letter claims and no more', (regime) => {
    const input = completeDraft(regime)
    const letter = renderDraft(input)
    const fields = new Map(formFields(input, letter).map(({ id, value }) => [id, value]))
    for (const id of ['why', 'goodFaith', 'accuracy', 'authority', 'complete', 'capacity'])
      expect(oneLine(letter)).toContain(oneLine(fields.get(id) ?? ''))
    expect(fields.has('why')).toBe(regime !== 'withdrawal')
    if (explainsWhy(regime)) expect(fields.get('why')).toContain('licensed')
  })

  it('name the page that leads to a file', () => {
    const input = completeDraft('us-512c')
    const items = input.items.map((item) => ({ ...item, foundOn: 'https://board.example/t/81' }))
    const fields = formFields({ ...input, items }, '')
    expect(fields.find(({ id }) => id === 'foundOn')?.value).toBe('https://board.example/t/81')
    expect(formFields(input, '').some(({ id }) => id === 'foundOn')).toBe(false)
  })
})
