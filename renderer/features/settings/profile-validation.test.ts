import { describe, expect, it } from 'vitest'
import type { Profile } from '../../../shared/contract/profile.ts'
import { checkAddress, checkEmail, checkPhone, checkWebsite, missingForNotice } from './profile-validation.ts'

describe('checkEmail', () => {
  it.each(['ana@example.org', 'a.b+c@mail.example.co.uk', ' ana@example.org '])('accepts %s', (value) => {
    expect(checkEmail(value)).toBeNull()
  })

  it.each(['ana', 'ana@', '@example.org', 'ana@example', 'a b@example.org', 'ana@example..org', 'a@b@c.org'])(
    'refuses %s',
    (value) => {
      expect(checkEmail(value)?.severity).toBe('error')
    },
  )

  it('says nothing about an empty field', () => {
    expect(checkEmail('')).toBeNull()
  })
})

describe('checkPhone', () => {
  it('accepts international numbers in any grouping', () => {
    expect(checkPhone('+49 (30) 123-45.67')).toBeNull()
    expect(checkPhone('0049 30 1234567')).toBeNull()
  })

  it('advises a country code', () => {
    expect(checkPhone('030 1234567')?.severity).toBe('warning')
  })

  it.each(['12345', '+1 234 567 890 123 456 789', 'call me'])('refuses %s', (value) => {
    expect(checkPhone(value)?.severity).toBe('error')
  })
})

describe('checkAddress', () => {
  it.each(['P.O. Box 12', 'PO Box 5, Springfield', 'Postfach 10 20 30', 'Boîte postale 7'])(
    'warns of %s',
    (value) => {
      expect(checkAddress(value)?.severity).toBe('warning')
    },
  )

  it.each(['Boxhagener Str. 1, Berlin', '12 Poe Boulevard', ''])('leaves %j alone', (value) => {
    expect(checkAddress(value)).toBeNull()
  })
})

describe('checkWebsite', () => {
  it('takes an address with or without its scheme', () => {
    expect(checkWebsite('https://example.org/me')).toBeNull()
    expect(checkWebsite('example.org')).toBeNull()
  })

  it('refuses what has no domain', () => {
    expect(checkWebsite('my site')?.severity).toBe('error')
    expect(checkWebsite('localhost')?.severity).toBe('error')
  })
})

describe('missingForNotice', () => {
  const profile: Profile = {
    legalName: 'Ana Example',
    artistName: '',
    company: '',
    address: '1 Street',
    country: '',
    email: 'ana@example.org',
    phone: '+1 555 0100',
    role: 'owner',
    website: '',
  }

  it('is empty when name, address, e-mail and phone are there', () => {
    expect(missingForNotice(profile)).toEqual([])
  })

  it('counts blanks as missing and names the fields as the form does', () => {
    expect(missingForNotice({ ...profile, legalName: '  ', phone: '' })).toEqual(['Legal name', 'Phone'])
  })
})
