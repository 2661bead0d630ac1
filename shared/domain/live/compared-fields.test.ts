import { describe, expect, it } from 'vitest'
import { changedFields, comparedText, saidBy } from './compared-fields.ts'

const listing = {
  title: 'Harbour Lights',
  artist: 'Luna Vale',
  account: 'free music',
  album: null,
  label: '',
  isrc: null,
  gtin: null,
  durationMs: 201_000,
  year: null,
  offers: 'page' as const,
}

describe('comparedText', () => {
  it('is blind to white space, composition and to nothing said in two ways', () => {
    const same = { ...listing, title: ' Harbour\u00a0 Lights', label: null, artist: 'Luna Vale' }
    expect(comparedText(same)).toBe(comparedText(listing))
    expect(comparedText({ ...listing, title: 'Cafe\u0301' })).toBe(
      comparedText({ ...listing, title: 'Café' }),
    )
    expect(changedFields(listing, same)).toEqual([])
  })

  it('sees every field that is compared', () => {
    const changes = {
      ...{ title: 'Other', artist: 'x', account: 'x', album: 'x', label: 'x', isrc: 'USS1Z2600001' },
      ...{ gtin: '1', durationMs: 1, year: 2026, offers: 'file' as const },
    }
    for (const [field, value] of Object.entries(changes)) {
      const after = { ...listing, [field]: value }
      expect(comparedText(after)).not.toBe(comparedText(listing))
      expect(changedFields(listing, after)).toEqual([field])
    }
  })
})

describe('saidBy', () => {
  it('weighs a code more than all names together', () => {
    const bare = { ...listing, artist: '', account: null, durationMs: null }
    expect(saidBy(bare)).toBe(0)
    expect(saidBy({ ...bare, isrc: 'USS1Z2600001' })).toBeGreaterThan(
      saidBy({ ...listing, album: 'Album', label: 'Label', year: 2026 }) - 1,
    )
    expect(saidBy(listing)).toBeGreaterThan(saidBy({ ...listing, durationMs: null }))
  })
})
