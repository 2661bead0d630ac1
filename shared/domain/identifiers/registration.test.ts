import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRegistrationNumber, parseRegistration } from './registration.ts'

describe('parseRegistration', () => {
  it.each([
    ['SR-320-918', 'SR0000320918', 'SR 320-918'],
    ['SR0000320918', 'SR0000320918', 'SR 320-918'],
    ['VAu 598-764', 'VAU000598764', 'VAu 598-764'],
    ['SRu1-048-123', 'SRU001048123', 'SRu 1-048-123'],
    ['PA 2–400–001', 'PA0002400001', 'PA 2-400-001'],
    ['pau004000001', 'PAU004000001', 'PAu 4-000-001'],
    ['Reg. No.: SR 12', 'SR0000000012', 'SR 12'],
  ])('reads %s', (raw, value, display) => {
    expect(parseRegistration(raw)).toEqual({ status: 'valid', value, display, warnings: [] })
  })

  it.each([
    ['320918', 'shape', null],
    ['SR', 'shape', null],
    ['SR-O32-918', 'prefix', 'SR0000032918'],
    ['SR-32O-918', 'shape', 'SR0000320918'],
    ['SR 12345678901', 'length', null],
    ['SRU 1234567890', 'length', null],
    ['SR-000-000', 'all-zeros', null],
    ['N 12345', 'prefix', null],
    ['GRAM 12345', 'prefix', null],
  ])('refuses %s: %s', (raw, code, suggestion) => {
    expect(parseRegistration(raw)).toMatchObject({ status: 'invalid', problem: { code }, suggestion })
  })

  it('is empty for nothing and warns of a class it does not know', () => {
    expect(parseRegistration(' - ')).toEqual({ status: 'empty' })
    expect(parseRegistration('XY 123')).toMatchObject({
      value: 'XY0000000123',
      warnings: [{ code: 'prefix-unknown' }],
    })
  })

  it('reads back its own printed and stored form', () => {
    const number = fc.tuple(
      fc.constantFrom('SR', 'PA', 'VA', 'TX', 'SRU', 'PAU'),
      fc.integer({ min: 1, max: 999_999_999 }),
    )
    fc.assert(
      fc.property(number, ([prefix, count]) => {
        const reading = parseRegistration(`${prefix} ${count}`)
        expect(reading.status).toBe('valid')
        if (reading.status !== 'valid') return
        expect(reading.value).toHaveLength(12)
        expect(isRegistrationNumber(reading.value)).toBe(true)
        expect(parseRegistration(reading.display)).toEqual(reading)
        expect(parseRegistration(reading.value)).toEqual(reading)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => void parseRegistration(raw)))
  })
})
