import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registrationTiming, timingSentence } from './registration-deadline.ts'

const on = (effectiveOn: string | null, refused = false) => [{ effectiveOn, refused }]

describe('registrationTiming', () => {
  it.each([
    ['2026-03-15', [], '2026-04-01', { state: 'open', dueOn: '2026-06-15', daysLeft: 75 }],
    ['2026-03-15', [], '2026-06-15', { state: 'open', dueOn: '2026-06-15', daysLeft: 0 }],
    ['2026-03-15', [], '2026-06-16', { state: 'missed', dueOn: '2026-06-15', effectiveOn: null }],
    ['2026-11-30', [], '2026-12-01', { state: 'open', dueOn: '2027-02-28', daysLeft: 89 }],
    ['2023-11-30', [], '2024-01-01', { state: 'open', dueOn: '2024-02-29', daysLeft: 59 }],
    ['2026-12-24', [], '2026-11-22', { state: 'pre-publication', dueOn: '2027-03-24', daysLeft: 122 }],
    ['2026-03-15', on('2026-06-15'), '2026-11-22', { state: 'met', dueOn: '2026-06-15', effectiveOn: '2026-06-15' }],
    ['2026-03-15', on('2025-12-01'), '2026-11-22', { state: 'met', dueOn: '2026-06-15', effectiveOn: '2025-12-01' }],
    ['2026-03-15', on('2026-06-16'), '2026-11-22', { state: 'missed', dueOn: '2026-06-15', effectiveOn: '2026-06-16' }],
    ['2026-03-15', on('2026-04-01', true), '2026-11-22', { state: 'missed', dueOn: '2026-06-15', effectiveOn: null }],
    ['2026-03-15', on(null), '2026-04-01', { state: 'open', dueOn: '2026-06-15', daysLeft: 75 }],
    ['2026-03', [], '2026-06-10', { state: 'unclear', earliestDueOn: '2026-06-01', dueOn: '2026-06-30' }],
    ['2026-03', [], '2026-05-31', { state: 'open', dueOn: '2026-06-01', daysLeft: 1 }],
    ['2026', [], '2027-04-01', { state: 'missed', dueOn: '2027-03-31', effectiveOn: null }],
    [null, [], '2026-11-22', { state: 'unpublished' }],
    [null, on('2026-01-02'), '2026-11-22', { state: 'met', dueOn: null, effectiveOn: '2026-01-02' }],
    ['soon', [], '2026-11-22', { state: 'unpublished' }],
  ] as const)('%s with %j on %s', (published, registrations, today, expected) => {
    expect(registrationTiming(published, registrations, today)).toEqual(expected)
  }) // prettier-ignore

  it('takes the earliest of several', () => {
    const timing = registrationTiming('2026-03-15', [...on('2026-09-01'), ...on('2026-05-01')], '2026-11-22')
    expect(timing).toMatchObject({ state: 'met', effectiveOn: '2026-05-01' })
  })

  it('only ever moves from open to missed as days pass, and says so in a sentence (property)', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const rank = { unpublished: 0, 'pre-publication': 1, open: 2, unclear: 3, missed: 4, met: 5 } as const
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), day, day, (published, length, one, other) => {
        const date = published.slice(0, length)
        const [earlier, later] = [one, other].toSorted() as [string, string]
        const [before, after] = [registrationTiming(date, [], earlier), registrationTiming(date, [], later)]
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state])
        expect(timingSentence(after)).toMatch(/^[A-Z].*\.$/)
      }),
    )
  })
})
