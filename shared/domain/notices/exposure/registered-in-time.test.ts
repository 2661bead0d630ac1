import { describe, expect, it } from 'vitest'
import { type RegistrationFacts, registeredInTime } from './registered-in-time.ts'
import { statutoryExposure } from './exposure.ts'

const facts: RegistrationFacts = {
  publishedOn: '2025-01-10',
  effectiveOn: [],
  undated: false,
  seenOn: '2026-05-01',
}
const inTime = (parts: Partial<RegistrationFacts>, today = '2026-11-22') =>
  registeredInTime({ ...facts, ...parts }, today)

describe('registration in time, 17 U.S.C. 412', () => {
  it.each([
    ['within three months of publication', { effectiveOn: ['2025-04-10'] }, true],
    ['later, and after it was seen', { effectiveOn: ['2026-06-01'] }, false],
    ['later, but before it was seen: it may have begun before', { effectiveOn: ['2026-04-01'] }, null],
    ['of several the earliest counts', { effectiveOn: ['2026-06-01', '2025-02-01'] }, true],
    ['none', {}, false],
    ['one of unknown day', { undated: true }, null],
    ['seen later, publication unknown', { publishedOn: null, effectiveOn: ['2026-06-01'] }, null],
    ['a year is no day of publication', { publishedOn: '2025', effectiveOn: ['2025-02-01'] }, null],
  ])('%s', (_, parts, wanted) => {
    expect(inTime(parts)).toBe(wanted)
  })

  it('can still be had while the three months run', () => {
    expect(inTime({ publishedOn: '2026-10-01', seenOn: null })).toBeNull()
    expect(inTime({ publishedOn: '2026-10-01', seenOn: null }, '2027-01-02')).toBe(false)
  })

  it('the worked example of the guide: 86 million works at the highest award', () => {
    const one = statutoryExposure(
      [{ id: 1, registeredInTime: true, albumId: null, issuedAsSingle: null }],
      'unknown',
    )
    expect(one.high * 86_000_000).toBe(12_900_000_000_000)
    expect(one.low * 86_000_000).toBe(64_500_000_000)
  })
})
