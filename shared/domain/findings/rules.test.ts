import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accountKey,
  authorizingRule,
  describeRule,
  labelKey,
  type ListingTraits,
  ruleKey,
  type RuleKind,
  ruleMatches,
} from './rules.ts'

const nothing: ListingTraits = { domain: null, accountKey: null, labelKey: null }

function keyOf(kind: RuleKind, value: string): string {
  const result = ruleKey(kind, value)
  if (!result.ok) throw new Error(result.message)
  return result.key
}

function matches(kind: RuleKind, value: string, listing: Partial<ListingTraits>): boolean {
  return ruleMatches({ kind, key: keyOf(kind, value) }, { ...nothing, ...listing })
}

describe('label lines', () => {
  it.each([
    'Nörd-Light Records',
    '℗ 2024 Nörd-Light Records',
    '(P) 2023, 2024 NORD LIGHT RECORDS',
    '℗ & © 2019 Nord Light Records.',
    '© 2021/2022 nord  light records',
  ])('reads %j as the same label', (line) => {
    expect(labelKey(line)).toBe('nordlightrecords')
  })

  it('keeps a year that belongs to the name', () => {
    expect(labelKey('1999 Records')).not.toBe(labelKey('Records'))
  })

  it('has no key for a line that names nobody', () => {
    expect(labelKey('℗ 2024')).toBeNull()
    expect(labelKey('  ')).toBeNull()
  })

  it('is the same with a space in front of it', () => {
    const signs = [...Array.from('abTHE09 ()&.-/'), 'the ', '(P) ', '( c ) 2019 ', 'é', '℗']
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...signs) }), (line) => {
        expect(labelKey(line)).toBe(labelKey(` ${line}`))
      }),
      { numRuns: 1000 },
    )
  })

  it('matches only the same label', () => {
    expect(matches('label', '℗ Northlight Records', { labelKey: labelKey('2024 Northlight Records') })).toBe(
      false,
    )
    expect(matches('label', '℗ 2025 Northlight Records', { labelKey: labelKey('northlight records') })).toBe(
      true,
    )
    expect(matches('label', 'Northlight', { labelKey: labelKey('Northlight Records') })).toBe(false)
    expect(matches('label', 'Northlight', nothing)).toBe(false)
  })
})

describe('accounts', () => {
  it.each([
    'luna-vale',
    '@Luna-Vale',
    ' @ LUNA-VALE ',
    'https://soundcloud.com/luna-vale/',
    'https://x.com/@Luna-Vale',
  ])('reads %j as luna-vale', (raw) => {
    expect(accountKey(raw)).toBe('luna-vale')
  })

  it('tells similar names apart', () => {
    expect(accountKey('luna_vale')).not.toBe(accountKey('lunavale'))
  })

  it('binds a rule given with a site to that site', () => {
    for (const value of ['soundcloud.com/luna-vale', 'https://www.soundcloud.com/Luna-Vale']) {
      expect(matches('account', value, { domain: 'soundcloud.com', accountKey: 'luna-vale' })).toBe(true)
      expect(matches('account', value, { domain: 'm.soundcloud.com', accountKey: 'luna-vale' })).toBe(true)
      expect(matches('account', value, { domain: 'pirate.example', accountKey: 'luna-vale' })).toBe(false)
      expect(matches('account', value, { domain: null, accountKey: 'luna-vale' })).toBe(false)
    }
  })

  it('takes a bare name on every site, also one with a slash', () => {
    expect(matches('account', '@luna-vale', { domain: 'anywhere.example', accountKey: 'luna-vale' })).toBe(
      true,
    )
    expect(matches('account', 'AC/DC', { accountKey: accountKey('AC/DC') })).toBe(true)
  })

  it.each(['', '@', ' / '])('refuses %j', (value) => {
    expect(ruleKey('account', value).ok).toBe(false)
  })
})

describe('domains', () => {
  it.each(['bandcamp.com', 'https://www.Bandcamp.com/luna', '*.bandcamp.com', ' bandcamp.com. '])(
    'reads %j as bandcamp.com',
    (value) => {
      expect(keyOf('domain', value)).toBe('bandcamp.com')
    },
  )

  it('covers subdomains and nothing that merely ends alike', () => {
    expect(matches('domain', 'bandcamp.com', { domain: 'luna.bandcamp.com' })).toBe(true)
    expect(matches('domain', 'luna.bandcamp.com', { domain: 'bandcamp.com' })).toBe(false)
    expect(matches('domain', 'bandcamp.com', { domain: 'notbandcamp.com' })).toBe(false)
    expect(matches('domain', 'bandcamp.com', nothing)).toBe(false)
  })

  it.each(['com', 'co.uk', 'com.au', 'not a domain', 'ftp://example.org', ''])(
    'refuses %j, which would authorize strangers or nothing',
    (value) => {
      const result = ruleKey('domain', value)
      expect(result.ok ? '' : result.message).toMatch(/\.$/)
    },
  )
})

describe('rules', () => {
  it('names the first rule that matches', () => {
    const rules = [
      { id: 1, kind: 'label', key: 'northlight' },
      { id: 2, kind: 'domain', key: 'example.org' },
      { id: 3, kind: 'domain', key: 'a.example.org' },
    ] as const
    expect(authorizingRule(rules, { ...nothing, domain: 'a.example.org' })?.id).toBe(2)
    expect(authorizingRule(rules, nothing)).toBeNull()
  })

  it('says in words what it covers', () => {
    expect(describeRule({ kind: 'domain', value: 'bandcamp.com' })).toBe(
      'everything on bandcamp.com and its subdomains',
    )
    expect(describeRule({ kind: 'account', value: 'soundcloud.com/luna' })).toContain('on soundcloud.com')
    expect(describeRule({ kind: 'account', value: '@luna' })).toContain('on any site')
    expect(describeRule({ kind: 'label', value: 'Northlight' })).toContain('label line “Northlight”')
  })

  it('has keys that are stable under a second normalisation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const label = labelKey(text)
        if (label !== null) expect(labelKey(label)).toBe(label)
        const account = accountKey(text)
        if (account !== null && !/^https?:/.test(account)) expect(accountKey(account)).toBe(account)
      }),
    )
  })

  it('matches a listing whose trait is the rule itself', () => {
    const text = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,20}$/)
    fc.assert(
      fc.property(text, (value) => {
        expect(matches('label', value, { labelKey: labelKey(value) })).toBe(true)
        expect(matches('account', value, { accountKey: accountKey(value) })).toBe(true)
      }),
    )
  })
})
