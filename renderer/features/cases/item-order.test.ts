import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import { orderItems, type ItemSortKey } from './item-order.ts'

function item(findingId: number, fields: Partial<CaseItem> = {}): CaseItem {
  return {
    findingId,
    recordingId: 1,
    recordingTitle: 'Harbour Lights',
    recordingArtist: 'Nova Tern',
    isrc: null,
    registrationNumber: null,
    authorizedUrl: null,
    foundOn: null,
    fileUrl: null,
    url: 'https://a.example/1',
    rightHeld: 'both',
    performance: 'unknown',
    exclusivity: 'exclusive',
    lastSeenAt: null,
    fairUse: { purpose: '', nature: '', amount: '', market: '', conclusion: 'undecided', consideredAt: null },
    firstSeenAt: '2026-11-20T10:00:00.000Z',
    sealed: true,
    ...fields,
  }
}

const ids = (items: readonly CaseItem[]) => items.map(({ findingId }) => findingId)

describe('orderItems', () => {
  it('orders titles as people do, numbers by their value', () => {
    const items = [
      item(1, { recordingTitle: 'Track 10' }),
      item(2, { recordingTitle: 'track 9' }),
      item(3, { recordingTitle: 'Élan' }),
      item(4, { recordingTitle: 'Elbow' }),
    ]
    expect(ids(orderItems(items, { key: 'work', direction: 'asc' }))).toEqual([3, 4, 2, 1])
    expect(ids(orderItems(items, { key: 'work', direction: 'desc' }))).toEqual([1, 2, 4, 3])
  })

  it('puts equal ones in the order of the work, then the address, in either direction', () => {
    const items = [
      item(1, { recordingTitle: 'B' }),
      item(2, { recordingTitle: 'A', url: 'https://a.example/2' }),
      item(3, { recordingTitle: 'A', url: 'https://a.example/1' }),
    ]
    expect(ids(orderItems(items, { key: 'sealed', direction: 'asc' }))).toEqual([3, 2, 1])
    expect(ids(orderItems(items, { key: 'sealed', direction: 'desc' }))).toEqual([3, 2, 1])
  })

  it('keeps every item once, whatever the order asked for', () => {
    const keys: readonly ItemSortKey[] = ['work', 'url', 'right', 'fairUse', 'sealed', 'isrc', 'firstSeen']
    fc.assert(
      fc.property(
        fc.array(fc.record({ recordingTitle: fc.string(), url: fc.string(), isrc: fc.option(fc.string()) })),
        fc.constantFrom(...keys),
        fc.constantFrom('asc', 'desc'),
        (fields, key, direction) => {
          const items = fields.map((given, index) => item(index + 1, given))
          const ordered = orderItems(items, { key, direction })
          expect(ids(ordered).toSorted((a, b) => a - b)).toEqual(ids(items))
        },
      ),
    )
  })
})
