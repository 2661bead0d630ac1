import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatDpid, isDpid, mod3736CheckCharacter, parseDpid } from './dpid.ts'

it.each(['PADPIDA2007050901U', 'PADPIDA3897722461G', 'PADPIDA2011072101T'])('accepts %s', (dpid) => {
  expect(isDpid(dpid)).toBe(true)
  expect(mod3736CheckCharacter(dpid.slice(0, 17))).toBe(dpid.charAt(17))
})

it.each([
  ' pa-dpida-2007050901‑u\u200b',
  'DPID: PA DPIDA 2007050901 U',
  'PartyId PADPIDA2007050901U',
  'ＰＡＤＰＩＤＡ２００７０５０９０１Ｕ',
])('reads %j', (text) => {
  expect(parseDpid(text)).toEqual({
    status: 'valid',
    value: 'PADPIDA2007050901U',
    display: 'PA-DPIDA-2007050901-U',
    warnings: [],
  })
})

it.each([
  ['PADPIDA2007050901V', 'check-character', null],
  ['PADPIDA2007050901', 'check-character-missing', 'PADPIDA2007050901U'],
  ['PADPIDA200705090', 'length', null],
  ['PADPIDA20070509011U', 'length', null],
  ['PADPIDB2007050901U', 'shape', null],
  ['PADPIDA2007O5O9OIU', 'number-not-digits', 'PADPIDA2007050901U'],
  ['PADPIDA2007X50901U', 'number-not-digits', null],
  ['Slow Ferry', 'shape', null],
])('refuses %j: %s', (text, code, suggestion) => {
  expect(parseDpid(text)).toMatchObject({ status: 'invalid', problem: { code }, suggestion })
})

it('is neither right nor wrong when there is nothing', () => {
  expect(parseDpid(' - ')).toEqual({ status: 'empty' })
})

it('never throws, offers only sound codes, and reads back what it prints', () => {
  const near = fc.string({ unit: fc.constantFrom(...'PADPIDA0123456789OIU- :–'), maxLength: 24 })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        near,
        near.map((end) => `PADPIDA${end}`),
      ),
      (raw) => {
        const reading = parseDpid(raw)
        if (reading.status === 'invalid')
          expect(isDpid(reading.suggestion ?? 'PADPIDA2007050901U')).toBe(true)
        if (reading.status === 'valid') expect(parseDpid(reading.display)).toEqual(reading)
      },
    ),
  )
  expect(formatDpid('PADPIDA3897722461G')).toBe('PA-DPIDA-3897722461-G')
  expect(formatDpid('other')).toBe('other')
})

it('notices any one wrong digit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999_999 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (number, place, shift) => {
        const body = `PADPIDA${String(number).padStart(10, '0')}`
        const whole = body + mod3736CheckCharacter(body)
        expect(isDpid(whole)).toBe(true)
        const digit = (Number(whole.charAt(7 + place)) + shift) % 10
        expect(isDpid(whole.slice(0, 7 + place) + String(digit) + whole.slice(8 + place))).toBe(false)
      },
    ),
  )
})
