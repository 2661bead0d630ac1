import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocateNextIsrc,
  blockProblems,
  missingReferenceFields,
  parsePrefixCode,
  usedDesignations,
  yearOfReference,
} from './isrc-allocation.ts'

const block = { prefix: 'USS1Z', from: 0, to: 99_999 }

describe('parsePrefixCode', () => {
  it.each(['USS1Z', 'us-s1z', 'US S1Z', ' ｕｓ–s1z '])('reads %j', (raw) => {
    expect(parsePrefixCode(raw)).toEqual({ status: 'valid', value: 'USS1Z', display: 'US-S1Z', warnings: [] })
  })

  it.each([
    ['USS1', 'length'],
    ['USS1ZZ', 'length'],
    ['U5S1Z', 'letters'],
    ['US+1Z', 'forbidden-character'],
    ['YUAAA', 'retired'],
    ['PRABC', 'retired'],
    ['US-S1Z-99-00001', 'is-isrc'],
    ['AA-6Q7', 'documentation-example'],
  ])('refuses %s: %s', (raw, code) => {
    expect(parsePrefixCode(raw)).toMatchObject({ status: 'invalid', problem: { code } })
  })

  it('warns of unlisted letters', () => {
    expect(parsePrefixCode('XXABC')).toMatchObject({
      status: 'valid',
      warnings: [{ code: 'prefix-unknown' }],
    })
  })
})

describe('blockProblems', () => {
  it('finds none in a sound block', () => {
    expect(blockProblems(block)).toEqual([])
    expect(blockProblems({ prefix: 'DEA12', from: 500, to: 500 })).toEqual([])
  })

  it.each([
    [{ ...block, prefix: '' }, ['prefix:prefix']],
    [{ ...block, prefix: 'us-s1z' }, ['prefix:prefix']],
    [{ ...block, prefix: 'CSABC' }, ['prefix:prefix-retired']],
    [{ ...block, from: -1 }, ['from:out-of-range']],
    [{ ...block, to: 100_000 }, ['to:out-of-range']],
    [{ ...block, from: 1.5, to: Number.NaN }, ['from:out-of-range', 'to:out-of-range']],
    [{ ...block, from: 10, to: 9 }, ['to:reversed']],
  ])('finds what is wrong in %j', (faulty, expected) => {
    expect(blockProblems(faulty).map(({ field, code }) => `${field}:${code}`)).toEqual(expected)
  })
})

describe('allocateNextIsrc', () => {
  it('starts at the first designation of the block, in the year of assignment', () => {
    expect(allocateNextIsrc({ ...block, from: 500 }, 2026, new Set())).toEqual({
      status: 'next',
      isrc: 'USS1Z2600500',
      designation: 500,
    })
    expect(yearOfReference(2000)).toBe('00')
    expect(yearOfReference(1999)).toBe('99')
  })

  it('goes on after the highest used one, then fills what was left out', () => {
    const small = { prefix: 'USS1Z', from: 10, to: 14 }
    const next = (...used: number[]) => {
      const allocation = allocateNextIsrc(small, 2026, new Set(used))
      return allocation.status === 'next' ? allocation.designation : allocation.status
    }
    expect(next(10, 12)).toBe(13)
    expect(next(14)).toBe(10)
    expect(next(10, 12, 14)).toBe(11)
    expect(next(9, 15, 99_999)).toBe(10)
    expect(next(10, 11, 12, 13, 14)).toBe('exhausted')
  })

  it('hands out every designation exactly once, whatever was used before', () => {
    const bounds = fc
      .tuple(fc.nat(99_999), fc.nat(60))
      .map(([from, size]) => ({ from, to: Math.min(99_999, from + size) }))
    fc.assert(
      fc.property(bounds, fc.array(fc.nat(60)), ({ from, to }, offsets) => {
        const before = new Set(
          offsets.map((offset) => from + offset).filter((designation) => designation <= to),
        )
        const used = new Set(before)
        for (;;) {
          const allocation = allocateNextIsrc({ prefix: 'USS1Z', from, to }, 2026, used)
          if (allocation.status === 'exhausted') break
          expect(used.has(allocation.designation)).toBe(false)
          expect(allocation.isrc).toBe(`USS1Z26${String(allocation.designation).padStart(5, '0')}`)
          used.add(allocation.designation)
        }
        expect(used.size).toBe(to - from + 1)
      }),
    )
  })

  it('refuses to work on a faulty block', () => {
    expect(() => allocateNextIsrc({ ...block, prefix: 'YUAAA' }, 2026, new Set())).toThrow(RangeError)
  })
})

it('usedDesignations takes codes of the same prefix and year only', () => {
  const codes = ['USS1Z2600007', 'USS1Z2500008', 'USS2Z2600009', 'US-S1Z-26-00010', 'USS1Z2600011']
  expect(usedDesignations(codes, 'USS1Z', 2026)).toEqual(new Set([7, 11]))
})

describe('missingReferenceFields', () => {
  const complete = {
    title: 'Hey',
    versionTitle: null,
    artist: 'Me',
    durationMs: 181_000,
    firstPublicationYear: 2026,
    kind: 'audio',
  } as const

  it('asks for nothing when five are given; a blank version title says there is none', () => {
    expect(missingReferenceFields(complete)).toEqual([])
    expect(missingReferenceFields({ ...complete, versionTitle: 'Live' })).toEqual([])
  })

  it.each([
    ['title', ' '],
    ['artist', null],
    ['durationMs', 0],
    ['firstPublicationYear', 0],
    ['firstPublicationYear', null],
    ['kind', null],
  ])('asks for %s when it is %j', (field, value) => {
    expect(missingReferenceFields({ ...complete, [field]: value }).map((missing) => missing.field)).toEqual([
      field,
    ])
  })
})
