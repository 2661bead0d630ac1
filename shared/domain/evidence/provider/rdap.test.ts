import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressService, domainService, readDomain, readNetwork } from './rdap.ts'

const services = (...entries: [string[], string[]][]) => ({
  publication: '2026-11-01T00:00:00Z',
  services: entries,
})

describe('the registry that answers', () => {
  test('for a domain is that of its longest listed ending, over HTTPS where it can', () => {
    const file = services(
      [
        ['com', 'net'],
        ['http://a.example/', 'https://a.example/rdap'],
      ],
      [['uk'], ['https://b.example/']],
      [['co.uk'], ['https://c.example/']],
    )
    expect(domainService(file, 'tunevault.COM')).toBe('https://a.example/rdap/')
    expect(domainService(file, 'shop.co.uk')).toBe('https://c.example/')
    expect(domainService(file, 'shop.org.uk')).toBe('https://b.example/')
    expect(domainService(file, 'shop.zz')).toBeNull()
  })

  test('for an address is that of the longest prefix it lies in', () => {
    const file = services(
      [['41.0.0.0/8', '2c00::/12'], ['https://afrinic.example/']],
      [['41.5.0.0/16'], ['https://part.example/']],
    )
    expect(addressService(file, '41.6.7.8')).toBe('https://afrinic.example/')
    expect(addressService(file, '41.5.255.255')).toBe('https://part.example/')
    expect(addressService(file, '2c0f:ffff::1')).toBe('https://afrinic.example/')
    expect(addressService(file, '2a00::1')).toBeNull()
    expect(addressService(file, '42.0.0.1')).toBeNull()
  })
})

const card = (...properties: [string, string][]) => [
  'vcard',
  [['version', {}, 'text', '4.0'], ...properties.map(([name, value]) => [name, {}, 'text', value])],
]
const abuse = {
  objectClassName: 'entity',
  roles: ['abuse'],
  vcardArray: card(['fn', 'Abuse desk'], ['tel', 'tel:+1.5555550100'], ['email', 'abuse@registrar.example']),
}

describe('the answer of a registry', () => {
  test('for a domain tells registrar, dates, name servers and where abuse is reported', () => {
    const answer = {
      objectClassName: 'domain',
      ldhName: 'TUNEVAULT.EXAMPLE',
      status: ['client transfer prohibited'],
      events: [
        { eventAction: 'registration', eventDate: '2024-03-01T00:00:00Z' },
        { eventAction: 'expiration', eventDate: '2027-03-01T00:00:00Z' },
      ],
      nameservers: [{ ldhName: 'NS2.HOST.EXAMPLE' }, { ldhName: 'ns1.host.example' }],
      entities: [
        {
          roles: ['registrar'],
          publicIds: [{ type: 'IANA Registrar ID', identifier: '9999' }],
          vcardArray: card(['fn', 'Registrar Inc.']),
          entities: [abuse],
        },
      ],
    }
    expect(readDomain(answer)).toEqual({
      name: 'tunevault.example',
      registrar: { name: 'Registrar Inc.', email: '', phone: '' },
      registrarId: '9999',
      registeredAt: '2024-03-01T00:00:00Z',
      expiresAt: '2027-03-01T00:00:00Z',
      nameServers: ['ns1.host.example', 'ns2.host.example'],
      status: ['client transfer prohibited'],
      abuse: { name: 'Abuse desk', email: 'abuse@registrar.example', phone: '+1.5555550100' },
    })
  })

  test('for an address tells the network and who holds it', () => {
    const answer = {
      objectClassName: 'ip network',
      handle: 'NET-1',
      name: 'HOSTER',
      startAddress: '192.0.2.0',
      endAddress: '192.0.2.255',
      country: 'NL',
      entities: [abuse, { roles: ['registrant'], handle: 'ORG-1', vcardArray: card(['org', 'Hoster BV']) }],
    }
    expect(readNetwork(answer)).toEqual({
      name: 'HOSTER',
      handle: 'NET-1',
      range: '192.0.2.0 – 192.0.2.255',
      country: 'NL',
      holder: { name: 'Hoster BV', email: '', phone: '' },
      abuse: { name: 'Abuse desk', email: 'abuse@registrar.example', phone: '+1.5555550100' },
    })
  })

  test('never fails to be read, whatever it is', () => {
    expect(readDomain({ objectClassName: 'domain', entities: 'none', events: [7] })).toMatchObject({
      registrar: null,
    })
    expect(readNetwork({ objectClassName: 'domain' })).toBeNull()
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readDomain(value)
        readNetwork({ objectClassName: 'ip network', entities: [{ roles: ['abuse'], vcardArray: value }] })
      }),
    )
  })
})

test('entities nested without end are read as deep as registries go', () => {
  const depth = 100_000
  const deep = '{"roles":["registrar"],"handle":"R-1","entities":['.repeat(depth) + ']}'.repeat(depth)
  const domain = readDomain(JSON.parse(`{"objectClassName":"domain","entities":[${deep}]}`))
  expect(domain?.registrar?.name).toBe('R-1')
  const network = readNetwork(JSON.parse(`{"objectClassName":"ip network","entities":[${deep}]}`))
  expect(network?.holder?.name).toBe('R-1')
})
