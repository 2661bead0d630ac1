import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatAhead,
  formatBytes,
  formatDuration,
  formatElapsed,
  formatInstant,
  formatUtc,
} from './format.ts'
import { plural, pluralForm } from './plural.ts'

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1536, '1.5 kB'],
    [642_000_000, '642 MB'],
    [999_999, '1 MB'],
    [1_200_000_000, '1.2 GB'],
    [5e15, '5,000 TB'],
  ])('%d → %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('formatDuration', () => {
  it.each([
    [null, '–'],
    [0, '0:00'],
    [59_499, '0:59'],
    [59_500, '1:00'],
    [183_000, '3:03'],
    [3_600_000, '1:00:00'],
  ])('%s ms → %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('formatElapsed', () => {
  it.each([
    [0, '0 s'],
    [59_000, '59 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('%d ms → %s', (ms, text) => {
    expect(formatElapsed(ms)).toBe(text)
  })
})

describe('instants', () => {
  it('shows the time on record in UTC and says so', () => {
    expect(formatUtc('2026-11-22T10:04:09.123Z')).toBe('2026-11-22 10:04:09 UTC')
  })

  it('names the time zone of a local time', () => {
    expect(formatInstant('2026-11-22T10:04:09.123Z')).toMatch(/(UTC|GMT|[A-Z]{2,5})([+-]\d+)?$/)
  })

  it('counts ahead of now', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    expect(formatAhead('2026-11-22T11:00:00Z', now)).toBe('in a moment')
    expect(formatAhead('2026-11-22T12:03:00Z', now)).toBe('in 3 minutes')
    expect(formatAhead('2026-11-22T15:00:00Z', now)).toBe('in 3 hours')
    expect(formatAhead('2026-11-23T13:00:00Z', now)).toBe('tomorrow')
    expect(formatAhead('2027-01-05T12:00:00Z', now)).toContain('2027')
  })

  it('counts back from now', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    expect(formatAgo('2026-11-22T11:59:50Z', now)).toBe('just now')
    expect(formatAgo('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago')
    expect(formatAgo('2026-11-22T09:00:00Z', now)).toBe('3 hours ago')
    expect(formatAgo('2026-11-21T11:00:00Z', now)).toBe('yesterday')
    expect(formatAgo('2026-10-01T11:00:00Z', now)).toContain('2026')
  })
})

describe('plural', () => {
  it('goes with the count, which it groups', () => {
    const forms = { one: 'finding', other: 'findings' }
    expect(plural(0, forms)).toBe('0 findings')
    expect(plural(1, forms)).toBe('1 finding')
    expect(plural(1024, forms)).toBe('1,024 findings')
    expect(pluralForm(1, { other: 'rows' })).toBe('rows')
  })
})
