import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDpid, mod3736CheckCharacter, parseDpid } from './dpid.ts'

it.each(['PADPIDA2007050901U', 'PADPIDA3897722461G', 'PADPIDA2011072101T'])('accepts %s', (dpid) => {
  expect(isDpid(dpid)).toBe(true)
  expect(mod3736CheckCharacter(dpid.slice(0, 17))).toBe(dpid.charAt(17))
})

it('reads it with hyphens, in small letters and with invisible characters', () => {
  expect(parseDpid(' pa-dpida-2007050901‑u\u200b')).toBe('PADPIDA2007050901U')
})

it.each(['', 'PADPIDA2007050901V', 'PADPIDA200705090U', 'PADPIDB2007050901U', 'PADPIDA2007O50901U'])(
  'refuses %j',
  (text) => {
    expect(parseDpid(text)).toBeNull()
  },
)

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
