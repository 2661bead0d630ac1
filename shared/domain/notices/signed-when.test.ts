import { describe, expect, it } from 'vitest'
import { dayBeside, signedWhen, zoneWords } from './signed-when.ts'

describe('the day of a signature', () => {
  it.each([
    ['2026-11-22T23:30:00.000Z', 'Europe/Berlin', '2026-11-23', '2026-11-23T00:30:00+01:00'],
    ['2026-07-22T22:30:00.000Z', 'Europe/Berlin', '2026-07-23', '2026-07-23T00:30:00+02:00'],
    ['2026-11-23T03:00:00.000Z', 'America/New_York', '2026-11-22', '2026-11-22T22:00:00-05:00'],
    ['2026-12-31T10:30:00.000Z', 'Pacific/Kiritimati', '2027-01-01', '2027-01-01T00:30:00+14:00'],
    ['2026-11-22T18:20:00.000Z', 'Asia/Kathmandu', '2026-11-23', '2026-11-23T00:05:00+05:45'],
    ['2026-11-22T12:00:00.000Z', 'UTC', '2026-11-22', '2026-11-22T12:00:00+00:00'],
  ])('%s in %s is %s', (instant, zone, on, at) => {
    expect(signedWhen(instant, zone)).toEqual({ on, at, zone })
  })

  it('is unknown in a zone nobody knows', () => {
    expect(signedWhen('2026-11-22T12:00:00.000Z', 'Europe/Atlantis')).toBeNull()
  })

  it('is compared by the clock it was signed by', () => {
    expect(dayBeside('2026-11-22T23:40:00.000Z', '2026-11-23T00:30:00+01:00')).toBe('2026-11-23')
    expect(dayBeside('2026-11-22T23:40:00.000Z', null)).toBe('2026-11-22')
    expect(zoneWords('2026-11-23T00:30:00+01:00', 'Europe/Berlin')).toBe('Europe/Berlin, UTC+01:00')
    expect(zoneWords(null, null)).toBeNull()
  })
})
