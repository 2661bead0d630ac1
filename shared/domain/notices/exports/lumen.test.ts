import { describe, expect, it } from 'vitest'
import { completeDraft } from '../../../../test/support/draft-input.ts'
import { composeDraft } from '../drafts/draft-letter.ts'
import { renderDraft } from '../drafts/draft-text.ts'
import { lumenNotice } from './lumen.ts'

describe('a notice in Lumen’s fields', () => {
  it('names the pages that lead to a file with the work, and only there', () => {
    const input = completeDraft('us-512c')
    const page = 'https://board.example/t/81'
    const items = input.items.map((item, at) => (at === 0 ? { ...item, foundOn: page } : item))
    const written = { ...input, items }
    const { works, body } = lumenNotice(written, composeDraft(written), renderDraft(written), null)
    expect(works[0]?.description).toContain(`found on ${page}`)
    expect(works[1]?.description).not.toContain('found on')
    expect(works[0]?.infringing_urls).toEqual([{ url: items[0]?.url }])
    expect(body).toContain(page)
  })
})
