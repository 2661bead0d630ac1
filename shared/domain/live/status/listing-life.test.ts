import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterLook, nextLookAt, standingOf, type StateLook } from './listing-life.ts'
import { isFinal, stateOfReason, stateReasonCodes, type StateReason } from './verdicts.ts'

const day = 86_400_000
const at = (days: number, reason: StateReason): StateLook => ({ at: days * day, reason })
const looksOf = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 * day }), fc.constantFrom(...stateReasonCodes)), {
    maxLength: 30,
  })
  .map((steps) => {
    let now = 0
    return steps.map(([step, reason]): StateLook => ({ at: (now += step), reason }))
  })

describe('where an address stands', () => {
  test('live, suspected, gone, relisted', () => {
    const looks = [at(0, 'offered'), at(1, 'not-found'), at(2, 'removal-words'), at(30, 'offered')]
    expect(looks.map((_, index) => standingOf(looks.slice(0, index + 1)).life)).toEqual([
      'live',
      'suspected',
      'gone',
      'relisted',
    ])
    expect(standingOf(looks.slice(0, 3))).toMatchObject({ downSince: day, goneAt: 2 * day })
    expect(standingOf(looks)).toMatchObject({ backSince: 30 * day, downSince: null })
  })

  test('two looks less than a day apart are one', () => {
    expect(standingOf([at(0, 'not-found'), at(0.99, 'not-found')]).life).toBe('suspected')
    expect(standingOf([at(0, 'not-found'), at(0.5, 'not-found'), at(1, 'not-found')]).life).toBe('gone')
  })

  test('410 and the word of the source are enough at once; 451 and 404 are not', () => {
    expect(
      (['gone', 'source-gone', 'source-legal'] as const).map((reason) => standingOf([at(0, reason)]).life),
    ).toEqual(['gone', 'gone', 'gone'])
    expect(
      (['legal', 'not-found', 'sent-home'] as const).map((reason) => standingOf([at(0, reason)]).life),
    ).toEqual(['suspected', 'suspected', 'suspected'])
  })

  test('what was gone is looked for after 1, 3, 7, 14, 30 days, then every 30', () => {
    let standing = standingOf([at(0, 'gone')])
    const days: number[] = []
    for (let step = 0; step < 8; step += 1) {
      const next = nextLookAt(standing) ?? 0
      days.push(next / day)
      standing = afterLook(standing, { at: next, reason: 'not-found' })
    }
    expect(days).toEqual([1, 3, 7, 14, 30, 60, 90, 120])
  })

  test('a computer that slept looks once and goes on with the plan', () => {
    const standing = afterLook(standingOf([at(0, 'gone')]), at(20, 'not-found'))
    expect(nextLookAt(standing)).toBe(30 * day)
  })

  test('a suspected one is looked at when the day is over', () => {
    expect(nextLookAt(standingOf([at(5, 'not-found')]))).toBe(6 * day)
  })
})

describe('for any looks', () => {
  test('what tells nothing changes nothing but the time of the last look', () => {
    fc.assert(
      fc.property(looksOf, (looks) => {
        const known = looks.filter(({ reason }) => stateOfReason(reason) !== 'unknown')
        const { life, downSince, goneAt, backSince, seenAt } = standingOf(known)
        expect(standingOf(looks)).toMatchObject({ life, downSince, goneAt, backSince, seenAt })
      }),
    )
  })

  test('gone takes two looks a day apart without a sight between, or one that is final', () => {
    fc.assert(
      fc.property(looksOf, (looks) => {
        if (standingOf(looks).life !== 'gone') return
        const told = looks.filter(({ reason }) => stateOfReason(reason) !== 'unknown')
        const lastSeen = told.findLastIndex(({ reason }) => stateOfReason(reason) === 'there')
        const misses = told.slice(lastSeen + 1)
        const isLong = (misses.at(-1)?.at ?? 0) - (misses[0]?.at ?? 0) >= day
        expect(isLong || misses.some(({ reason }) => isFinal(reason))).toBe(true)
      }),
    )
  })

  test('relisted is only what was gone before', () => {
    fc.assert(
      fc.property(looksOf, (looks) => {
        if (standingOf(looks).life !== 'relisted') return
        expect(looks.some((_, index) => standingOf(looks.slice(0, index)).life === 'gone')).toBe(true)
      }),
    )
  })

  test('the next look lies ahead of the last one', () => {
    fc.assert(
      fc.property(looksOf, (looks) => {
        const standing = standingOf(looks)
        if (standing.lastAt === null) expect(nextLookAt(standing)).toBeNull()
        else expect(nextLookAt(standing)).toBeGreaterThan(standing.lastAt)
      }),
    )
  })
})
