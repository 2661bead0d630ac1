import { describe, expect, it } from 'vitest'
import { claimedAddress, groupingDomain } from './claimed-address.ts'

const listing = 'https://board.example/t/81'
const file = 'https://dl3.locker.example/f/abc'

describe('the address a letter lists', () => {
  it.each([
    ['the host of the file', ['locker.example'], null, { url: file, foundOn: listing }],
    ['the service that lists it', ['board.example'], null, { url: listing, foundOn: null }],
    ['a search engine', ['search.example'], null, { url: listing, foundOn: null }],
    ['a network before the listing', ['cdn.example'], 'board.example', { url: listing, foundOn: null }],
    ['a network before the file', ['cdn.example'], 'locker.example', { url: file, foundOn: listing }],
    ['a namesake of the host', ['mylocker.example'], null, { url: listing, foundOn: null }],
  ])('to %s', (_, domains, site, claimed) => {
    expect(claimedAddress({ listing, file }, { domains, site })).toEqual(claimed)
  })

  it('is the listing where no file is known, or both are one', () => {
    expect(claimedAddress({ listing, file: null }, { domains: ['locker.example'], site: null }).url).toBe(
      listing,
    )
    expect(claimedAddress({ listing: file, file }, { domains: ['locker.example'], site: null })).toEqual({
      url: file,
      foundOn: null,
    })
  })

  it('decides the provider a finding is put to', () => {
    expect(groupingDomain({ file }, 'board.example')).toBe('dl3.locker.example')
    expect(groupingDomain({ file: null }, 'board.example')).toBe('board.example')
  })
})
