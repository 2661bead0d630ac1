import { describe, expect, it } from 'vitest'
import { enforcementGaps } from './completeness.ts'
import type { EnforcementFacts } from './completeness.ts'

const complete: EnforcementFacts = {
  title: 'Hey',
  artist: 'Me',
  isrc: 'USS1Z9900001',
  durationMs: 225_000,
  year: 1999,
  releaseTitle: 'All',
  gtin: '190295810726',
  rightHeld: 'sound-recording',
  registrationNumber: 'SR0000320918',
}

describe('enforcementGaps', () => {
  it('finds nothing missing in a complete recording', () => {
    expect(enforcementGaps(complete)).toEqual([])
  })

  it.each([
    [{ title: ' ' }, 'needed title'],
    [{ artist: '' }, 'needed artist'],
    [{ rightHeld: 'unknown' }, 'needed right'],
    [{ rightHeld: 'none' }, 'needed right'],
    [{ isrc: null }, 'advised isrc'],
    [{ durationMs: null }, 'advised duration'],
    [{ year: null }, 'advised year'],
    [{ releaseTitle: null }, 'advised release'],
    [{ releaseTitle: null, gtin: null }, 'advised release'],
    [{ gtin: null }, 'advised gtin'],
    [{ registrationNumber: null }, 'advised registration'],
  ] satisfies [Partial<EnforcementFacts>, string][])('%j leaves %s', (change, gap) => {
    expect(
      enforcementGaps({ ...complete, ...change }).map(({ severity, code }) => `${severity} ${code}`),
    ).toEqual([gap])
  })

  it('puts what is needed first', () => {
    const gaps = enforcementGaps({ ...complete, isrc: null, gtin: null, title: '', rightHeld: 'unknown' })
    expect(gaps.map(({ severity }) => severity)).toEqual(['needed', 'needed', 'advised', 'advised'])
  })
})
