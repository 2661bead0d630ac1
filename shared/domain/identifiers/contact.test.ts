import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEmail, parsePhone, parseWebsite } from './contact.ts'

describe('parseEmail', () => {
  it.each(['ana@example.org', 'a.b+c@mail.example.co.uk', 'o’hara@example.org', 'rights@müller.example'])(
    'takes %s as it is',
    (text) => {
      expect(parseEmail(` ${text} `)).toMatchObject({ status: 'valid', value: text })
    },
  )

  it.each([
    ...['ana', 'ana@', '@example.org', 'ana@example', 'a b@example.org', 'ana@example..org', 'a@b@c.org'],
    ...['ana@example.org.', 'ana@example.org, b@example.org', 'ana@example.org;', '"ana"@example.org'],
    ...['ana@example.org\u0000', 'ana\u202e@example.org', 'ana@example.org\nBcc: b@example.org'],
  ])('refuses %j', (text) => {
    expect(parseEmail(text)).toMatchObject({ status: 'invalid', problem: { code: 'shape' } })
  })

  it('takes the address out of what a mail program copies', () => {
    expect(parseEmail('mailto:ana@example.org')).toMatchObject({ value: 'ana@example.org' })
    expect(parseEmail('Ana <ana@example.org>')).toMatchObject({ suggestion: 'ana@example.org' })
  })

  it('refuses what no mail system keeps', () => {
    expect(parseEmail(`${'a'.repeat(250)}@example.org`)).toMatchObject({ problem: { code: 'too-long' } })
  })

  it('takes every ordinary address, and reads its own value again', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), (address) => {
        const reading = parseEmail(address)
        expect(reading).toMatchObject({ status: 'valid', value: address })
      }),
    )
  })
})

describe('parsePhone', () => {
  it('takes international numbers in any grouping', () => {
    for (const text of ['+49 (30) 123-45.67', '0049 30 1234567', '+44 23 9200 0000'])
      expect(parsePhone(text)).toMatchObject({ status: 'valid', value: text, warnings: [] })
  })

  it('advises a country code', () => {
    expect(parsePhone('030 1234567')).toMatchObject({ status: 'valid', warnings: [{ code: 'national' }] })
  })

  it.each(['12345', '+1 234 567 890 123 456 789', 'call me', '+44 23 9200 0000 ext. 5'])(
    'refuses %s',
    (text) => {
      expect(parsePhone(text)).toMatchObject({ status: 'invalid' })
    },
  )
})

describe('parseWebsite', () => {
  it('takes an address with or without its scheme, as typed', () => {
    for (const text of ['https://example.org/me', 'example.org', 'HTTP://Example.org'])
      expect(parseWebsite(text)).toMatchObject({ status: 'valid', value: text })
  })

  it.each(['my site', 'localhost', 'ftp://example.org', 'javascript:alert(1)'])('refuses %s', (text) => {
    expect(parseWebsite(text)).toMatchObject({ status: 'invalid' })
  })
})

it('says nothing about an empty field', () => {
  for (const read of [parseEmail, parsePhone, parseWebsite]) expect(read('  ')).toEqual({ status: 'empty' })
})
