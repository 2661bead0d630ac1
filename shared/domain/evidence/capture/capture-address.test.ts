import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddressLines, readCaptureAddress } from './capture-address.ts'

describe('an address to capture', () => {
  test.each([
    [' https://Site.example/a?b=1#part ', 'https://site.example/a?b=1', 'site.example', null],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x', '127.0.0.1:8080', 'loopback'],
    ['http://localhost/', 'http://localhost/', 'localhost', 'loopback'],
    ['http://shop.localhost:81/', 'http://shop.localhost:81/', 'shop.localhost:81', 'loopback'],
    ['http://[::ffff:10.0.0.1]/', 'http://[::ffff:a00:1]/', '[::ffff:a00:1]', 'private'],
    ['http://169.254.169.254/', 'http://169.254.169.254/', '169.254.169.254', 'link-local'],
  ])('“%s”', (text, url, host, barred) => {
    expect(readCaptureAddress(text, [])).toEqual({ url, host, barred })
  })

  test('is no longer barred when its host is allowed, on this port or on all', () => {
    const text = 'http://127.0.0.1:8080/x'
    for (const allowed of ['127.0.0.1', '127.0.0.1:8080']) {
      expect(readCaptureAddress(text, [allowed])).toMatchObject({ barred: null })
    }
    expect(readCaptureAddress(text, ['127.0.0.1:81'])).toMatchObject({ barred: 'loopback' })
  })

  test.each([
    ['site.example/listing/7', 'no-scheme'],
    ['ftp://site.example/', 'not-an-address'],
    ['javascript:alert(1)', 'not-an-address'],
    ['my song', 'not-an-address'],
    ['http://a b/', 'not-an-address'],
    ['https://user:secret@site.example/', 'credentials'],
    [`https://site.example/${'a'.repeat(20_000)}`, 'too-long'],
  ])('“%.40s” is none', (text, fault) => {
    expect(readCaptureAddress(text, [])).toBe(fault)
  })
})

describe('pasted lines', () => {
  test('are read in order, merged, and what is no address is named by its line', () => {
    const text = [
      '# from the browser',
      'https://a.example/1',
      '',
      'https://A.example/1#comments',
      'nonsense',
      'https://b.example/ https://b.example/2',
      'http://192.168.1.1/x',
      'http://192.168.1.1/y',
    ].join('\r\n')
    const read = readAddressLines(text, [])
    expect(read.addresses.map(({ url }) => url)).toEqual([
      'https://a.example/1',
      'https://b.example/',
      'https://b.example/2',
      'http://192.168.1.1/x',
      'http://192.168.1.1/y',
    ])
    expect(read.bad).toEqual([{ line: 5, text: 'nonsense', fault: 'not-an-address' }])
    expect(read.repeated).toBe(1)
    expect(read.barredHosts).toEqual(['192.168.1.1'])
  })

  test('lose nothing: every line with words is an address, a repetition or named', () => {
    const word = fc.oneof(
      fc.constantFrom('https://a.example/', 'https://a.example/2', 'http://10.0.0.1/'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const lines = words.map((one) => one.replace(/\s/g, '_'))
        const told = lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
        const { addresses, bad, repeated } = readAddressLines(lines.join('\n'), [])
        expect(addresses.length + bad.length + repeated).toBe(told.length)
      }),
    )
  })
})
