import { describe, expect, it } from 'vitest'
import {
  actionLabels,
  criterionLabels,
  neededGaps,
  readinessActions,
  readinessCriteria,
  type ReadinessFacts,
  readinessOf,
} from './readiness.ts'

const complete: ReadinessFacts = {
  title: 'Hey',
  artist: 'Me',
  isrc: 'USS1Z9900001',
  durationMs: 225_000,
  year: 2026,
  releaseTitle: 'All',
  gtin: '190295810726',
  rightHeld: 'sound-recording',
  registrationNumber: null,
  authorizedUrl: 'https://me.example/hey',
  publishedOn: '2026-03-15',
  documents: 1,
  registrations: [{ effectiveOn: '2026-04-01', refused: false }],
  audioFiles: 1,
  fingerprints: 1,
  works: 1,
  worksWithoutWriter: 0,
  masterSplits: 'agreed',
  contactGaps: [],
  today: '2026-11-22',
}
const open = (facts: ReadinessFacts) =>
  readinessOf(facts)
    .lines.filter(({ state }) => state !== 'ok')
    .map(({ state, criterion, action }) => `${state} ${criterion}: ${action ?? 'nothing to do'}`)

describe('readinessOf', () => {
  it('finds nothing to do for a recording that has everything', () => {
    expect(readinessOf(complete)).toMatchObject({ missing: 0, advised: 0, next: null })
    expect(open(complete)).toEqual([])
  })

  it.each([
    [{ rightHeld: 'unknown' }, 'missing right: answer-right'],
    [{ rightHeld: 'none' }, 'missing right: answer-right'],
    [{ title: ' ' }, 'missing right: answer-right'],
    [{ contactGaps: ['legal name', 'e-mail address'] }, 'missing contact: complete-profile'],
    [{ documents: 0 }, 'advised ownership: add-document'],
    [{ isrc: null }, 'advised isrc: give-isrc'],
    [{ registrations: [] }, 'advised registration: add-registration'],
    [{ registrations: [{ effectiveOn: null, refused: true }] }, 'advised registration: add-registration'],
    [{ registrations: [], publishedOn: null }, 'advised registration: add-registration'],
    [{ registrations: [], publishedOn: '2026-08' }, 'advised registration: enter-publication'],
    [{ authorizedUrl: null }, 'advised url: add-url'],
    [{ fingerprints: 0 }, 'advised fingerprint: add-audio'],
    [{ fingerprints: 0, audioFiles: 0 }, 'advised fingerprint: add-audio'],
    [{ releaseTitle: null, gtin: null }, 'advised release: put-on-release'],
    [{ gtin: null }, 'advised release: add-gtin'],
    [{ masterSplits: 'none' }, 'advised splits: agree-splits'],
    [{ masterSplits: 'draft' }, 'advised splits: settle-splits'],
    [{ masterSplits: 'disputed' }, 'advised splits: settle-splits'],
    [{ works: 0 }, 'advised writers: link-work'],
    [{ worksWithoutWriter: 1 }, 'advised writers: add-writers'],
    [{ year: null }, 'advised year: enter-year'],
    [{ durationMs: null }, 'advised duration: enter-duration'],
  ] satisfies [Partial<ReadinessFacts>, string][])('%j leaves %s', (change, line) => {
    expect(open({ ...complete, ...change })).toEqual([line])
    expect(readinessOf({ ...complete, ...change }).next?.criterion).toBe(line.split(/[ :]/)[1])
  })

  it.each([
    [{ registrations: [], registrationNumber: 'SR0000320918' }],
    [{ registrations: [{ effectiveOn: null, refused: false }] }],
    [{ publishedOn: null }],
  ] satisfies [Partial<ReadinessFacts>][])('%j is registered', (change) => {
    expect(open({ ...complete, ...change })).toEqual([])
  })

  it('puts what is needed first, then a deadline that runs, then the order of the list', () => {
    const bare: ReadinessFacts = { ...complete, isrc: null, documents: 0, registrations: [] }
    expect(readinessOf({ ...bare, rightHeld: 'unknown' }).next?.criterion).toBe('right')
    expect(readinessOf(bare).next?.criterion).toBe('ownership')
    expect(readinessOf({ ...bare, publishedOn: '2026-10-01' }).next).toMatchObject({
      criterion: 'registration',
      reason: expect.stringContaining('until 2027-01-01 (40 days left)') as string,
    })
  })

  it('gives every line a reason that is a sentence, a source, and something to do unless all is well', () => {
    const bare = { ...complete, isrc: null, documents: 0, year: null, works: 0, contactGaps: ['legal name'] }
    for (const line of [...readinessOf(bare).lines, ...readinessOf(complete).lines]) {
      expect(line.reason).toMatch(/^[A-Z].*\.$/)
      expect(line.source).not.toBe('')
      expect(line.action === null).toBe(line.state === 'ok')
    }
    expect(Object.keys(criterionLabels)).toEqual([...readinessCriteria])
    expect(Object.keys(actionLabels)).toEqual([...readinessActions])
  })
})

describe('neededGaps', () => {
  it('counts what keeps a notice from being sent, and nothing else', () => {
    expect(neededGaps(complete)).toBe(0)
    const bare = { ...complete, isrc: null, year: null, durationMs: null, gtin: null }
    expect(neededGaps(bare)).toBe(0)
    expect(neededGaps({ ...complete, rightHeld: 'none', title: '' })).toBe(2)
  })
})
