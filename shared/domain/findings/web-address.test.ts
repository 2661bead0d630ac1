import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainAndParents, isWithinDomain, parseWebAddress, webDomain } from './web-address.ts'

describe('parseWebAddress', () => {
  it.each([
    ['https://www.Bandcamp.com/track/1?x=2#t', 'bandcamp.com', '/track/1', '?x=2', '#t'],
    ['HTTP://files.example.org:8080/a', 'files.example.org', '/a', '', ''],
    ['https://user:secret@example.org/a', 'example.org', '/a', '', ''],
    ['https://youtube.com@evil.example/watch', 'evil.example', '/watch', '', ''],
    ['https://example.org.', 'example.org', '', '', ''],
    ['https://münchen.example/straße', 'münchen.example', '/straße', '', ''],
    ['https://www.com/a', 'www.com', '/a', '', ''],
    ['https://[2001:db8::1]/a', '[2001:db8::1]', '/a', '', ''],
    ['https://192.0.2.7/a', '192.0.2.7', '/a', '', ''],
    ['https://example.org?id=7', 'example.org', '', '?id=7', ''],
  ])('reads %s', (text, domain, path, query, fragment) => {
    expect(parseWebAddress(text)).toMatchObject({ domain, path, query, fragment })
  })

  it.each([
    'ftp://example.org/a',
    'magnet:?xt=urn:btih:abc',
    'example.org/a',
    'https://',
    'https:///a',
    'https://exa mple.org/a',
    'https://example.org/a b',
    'https://example.org\\@evil.example/',
    'https://example.org/\u202egpj.exe',
    'https://example.org/\u0000',
    'https://-/',
    'https://example.org:99999/',
    'https://0x7f.1/a',
    'https://300.2.3.4/a',
    'javascript:alert(1)',
    `https://${'a'.repeat(64)}.example/`,
  ])('refuses %j', (text) => {
    expect(parseWebAddress(text)).toBeNull()
  })

  it('agrees with the WHATWG parser about the host of whatever it accepts', () => {
    const label = fc
      .stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
      .filter((text) => !text.startsWith('xn--'))
    const host = fc
      .array(label, { minLength: 2, maxLength: 4 })
      .map((labels) => [...labels, 'example'].join('.'))
    const rest = fc.stringMatching(/^[/?#@:\\a-z0-9.%&=-]{0,20}$/)
    fc.assert(
      fc.property(host, rest, (name, tail) => {
        const text = `https://${name}${tail}`
        const address = parseWebAddress(text)
        fc.pre(address !== null)
        expect(new URL(text).hostname.replace(/\.$/, '')).toBe(address.host)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(webDomain(text)).toSatisfy((domain) => domain === null || typeof domain === 'string')
      }),
    )
  })
})

describe('domains', () => {
  it('names a domain and its parents, nearest first', () => {
    expect(domainAndParents('a.b.example.com')).toEqual(['a.b.example.com', 'b.example.com', 'example.com'])
    expect(domainAndParents('localhost')).toEqual(['localhost'])
    expect(domainAndParents('192.0.2.7')).toEqual(['192.0.2.7'])
  })

  it('takes a subdomain for a part of its domain, but not a name that merely ends alike', () => {
    expect(isWithinDomain('luna.bandcamp.com', 'bandcamp.com')).toBe(true)
    expect(isWithinDomain('bandcamp.com', 'bandcamp.com')).toBe(true)
    expect(isWithinDomain('notbandcamp.com', 'bandcamp.com')).toBe(false)
    expect(isWithinDomain('bandcamp.com.evil.example', 'bandcamp.com')).toBe(false)
  })
})
