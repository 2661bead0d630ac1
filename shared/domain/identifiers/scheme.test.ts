import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkIdentifier, detectScheme, identifierSchemes } from './scheme.ts'

describe('detectScheme', () => {
  it.each([
    ['US-S1Z-99-00001', 'isrc'],
    ['isrc: uss1z9900001', 'isrc'],
    ['ISRCA1200001', 'isrc'],
    ['XXSKG1912345', 'isrc'],
    ['USS1Z99O0001', 'isrc'],
    ['U5S1Z9900001', 'isrc'],
    ['USS1Z990001', 'isrc'],
    ['USPR373000128', 'isrc'],
    ['190295810726', 'gtin'],
    ['5199703257021', 'gtin'],
    ['1.90296E+11', 'gtin'],
    ['UPC 12345', 'gtin'],
    ['94634396028', 'gtin'],
    ['T-034.524.680-1', 'iswc'],
    ['T-034.524.680', 'iswc'],
    ['0000 0001 2281 955X', 'isni'],
    ['https://isni.org/isni/0000000121032683', 'isni'],
    ['00087038166', 'ipi'],
    ['00119750569', 'ipi'],
    ['I-000000229-7', 'ipi'],
    ['PA-DPIDA-2007050901-U', 'dpid'],
    ['dpid: padpida2007050901', 'dpid'],
    ['SR-320-918', 'registration'],
    ['SR0000320918', 'registration'],
    ['VAu 598-764', 'registration'],
    ['SRA1B2400001', 'isrc'],
    ['Hey Jude', null],
    ['', null],
    ['12', null],
  ])('%j is %s', (value, scheme) => {
    expect(detectScheme(value)).toBe(scheme)
  })
})

describe('checkIdentifier', () => {
  it('has one shape for every outcome', () => {
    expect(checkIdentifier('us-s1z-99-00001')).toEqual({
      scheme: 'isrc',
      status: 'valid',
      normalised: 'USS1Z9900001',
      display: 'US-S1Z-99-00001',
      problems: [],
      warnings: [],
      suggestion: null,
    })
    expect(checkIdentifier('USS1Z99O0001')).toMatchObject({
      scheme: 'isrc',
      status: 'invalid',
      normalised: null,
      problems: [{ code: 'designation-not-digits', field: 'designation' }],
      suggestion: 'USS1Z9900001',
    })
    expect(checkIdentifier('AA-6Q7-20-00047')).toEqual({
      scheme: 'isrc',
      status: 'invalid',
      normalised: 'AA6Q72000047',
      display: 'AA-6Q7-20-00047',
      problems: [expect.objectContaining({ code: 'documentation-example', field: 'prefix' })],
      warnings: [],
      suggestion: null,
    })
    expect(checkIdentifier('Hey Jude')).toMatchObject({
      scheme: null,
      status: 'invalid',
      problems: [{ code: 'unrecognised' }],
    })
    expect(checkIdentifier(' ')).toMatchObject({ scheme: null, status: 'empty', problems: [] })
  })

  it('reads a value as the scheme that was asked for', () => {
    expect(checkIdentifier('190295810726', 'isrc')).toMatchObject({
      status: 'invalid',
      problems: [{ code: 'is-gtin' }],
    })
    expect(checkIdentifier('00119750569', 'ipi')).toMatchObject({
      status: 'valid',
      warnings: [{ code: 'check-digits' }],
    })
  })

  it('never throws, and finds its own normalised form again', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from('US1Z90TX-. I')), maxLength: 18 }),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('auto' as const, ...identifierSchemes), (value, scheme) => {
        const check = checkIdentifier(value, scheme)
        expect(check.status === 'valid').toBe(check.normalised !== null)
        if (check.scheme !== null && check.normalised !== null) {
          expect(checkIdentifier(check.normalised, check.scheme).normalised).toBe(check.normalised)
        }
      }),
    )
  })
})
