import fc from 'fast-check'
import { BlockList } from 'node:net'
import { describe, expect, it, test } from 'vitest'
import { addressKind, parseIpv4, parseIpv6 } from './ip-address.ts'

describe('addresses that are not of the public Internet', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['0.0.0.0', 'reserved'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['224.0.0.251', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['[::1]', 'loopback'],
    ['::', 'reserved'],
    ['fe80::1%eth0', 'link-local'],
    ['fd12:3456::1', 'private'],
    ['2001:db8::1', 'reserved'],
    ['ff02::1', 'reserved'],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind)
  })

  test.each([
    '0x7f000002',
    '2130706433',
    '0177.0.0.1',
    '127.1',
    '0x7f.1',
    '127.0.0.1.',
    '::ffff:127.0.0.1',
    '[::ffff:7f00:1]',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '::127.0.0.1',
  ])('sees 127.0.0.0/8 in the spelling %s', (address) => {
    expect(addressKind(address)).toBe('loopback')
  })

  test.each(['1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '100.128.0.1', '223.255.255.255'])(
    '%s is public',
    (address) => {
      expect(addressKind(address)).toBe('public')
    },
  )

  test.each([
    '',
    'localhost',
    'example.org',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.4x',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7',
    '1.2.3.08',
  ])('“%s” is no address', (text) => {
    expect(addressKind(text)).toBeNull()
  })
})

describe('compared with other readers', () => {
  const byte = fc.nat(255)
  const part = (value: number) =>
    fc.constantFrom(String(value), `0x${value.toString(16)}`, `0${value.toString(8)}`)

  it('reads every spelling of an IPv4 address as URLs do', () => {
    const spelling = fc
      .tuple(byte, byte, byte, byte)
      .chain(([a, b, c, d]) =>
        fc.oneof(
          fc.tuple(part(a), part(b), part(c), part(d)),
          fc.tuple(part(a), part(b), part(c * 256 + d)),
          fc.tuple(part(a), part(b * 65_536 + c * 256 + d)),
          fc.tuple(part(((a * 256 + b) * 256 + c) * 256 + d)),
        ),
      )
      .map((parts) => parts.join('.'))
    fc.assert(
      fc.property(spelling, (text) => {
        const [high = 0, low = 0] = parseIpv4(text) ?? []
        const dotted = [high >> 8, high & 255, low >> 8, low & 255].join('.')
        expect(dotted).toBe(new URL(`http://${text}/`).hostname)
      }),
    )
  })

  it('agrees with URLs on what is no IPv4 address', () => {
    const text = fc.array(fc.constantFrom('0', '1', '8', '9', '.', 'x', 'f', '25'), {
      minLength: 1,
      maxLength: 9,
    })
    fc.assert(
      fc.property(
        text.map((parts) => `1${parts.join('')}`),
        (candidate) => {
          let host: string | null = null
          try {
            host = new URL(`http://${candidate}/`).hostname
          } catch {
            // An address that ends in a number and is none.
          }
          const isAddress = host !== null && /^(\d+\.){3}\d+$/.test(host)
          expect(parseIpv4(candidate) !== null).toBe(isAddress)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('reads IPv6 addresses as URLs do', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const words = parseIpv6(text)
        const plain = words?.map((word) => word.toString(16)).join(':')
        expect(new URL(`http://[${plain}]/`).hostname).toBe(new URL(`http://[${text}]/`).hostname)
      }),
    )
  })

  it('puts no address of these blocks among the public ones', () => {
    const list = new BlockList()
    for (const [first, bits] of [
      ['10.0.0.0', 8],
      ['127.0.0.0', 8],
      ['172.16.0.0', 12],
      ['192.168.0.0', 16],
      ['169.254.0.0', 16],
      ['100.64.0.0', 10],
      ['224.0.0.0', 3],
    ] as const)
      list.addSubnet(first, bits)
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (list.check(address)) expect(addressKind(address)).not.toBe('public')
      }),
      { numRuns: 1000 },
    )
  })
})
