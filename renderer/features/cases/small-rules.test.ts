import { describe, expect, it } from 'vitest'
import { commonValue } from './common-value.ts'
import { fixRoute } from './fix-route.ts'
import { requirementsOf } from './requirements.ts'

describe('commonValue', () => {
  const value = (text: string) => text
  it('is the value when all have it, also when it is empty', () => {
    expect(commonValue(['a', 'a'], value)).toBe('a')
    expect(commonValue(['', ''], value)).toBe('')
  })
  it('is null when they differ or there are none', () => {
    expect(commonValue(['a', 'b', 'a'], value)).toBeNull()
    expect(commonValue([], value)).toBeNull()
  })
})

describe('requirementsOf', () => {
  it('separates what is asked from what is good to know', () => {
    expect(requirementsOf(['Direct URLs', 'Note: Two mailboxes.', 'Full name'])).toEqual({
      asked: ['Direct URLs', 'Full name'],
      notes: ['Two mailboxes.'],
    })
  })
})

describe('fixRoute', () => {
  it('leads to the place where each gap is mended', () => {
    expect(fixRoute(7, 'profile')).toEqual({ screen: 'settings', section: 'profile' })
    expect(fixRoute(7, 'items')).toEqual({ screen: 'cases', caseId: 7, section: 'items' })
    expect(fixRoute(7, 'right')).toEqual({ screen: 'cases', caseId: 7, section: 'items', show: 'right' })
    expect(fixRoute(7, 'fair-use')).toMatchObject({ section: 'items', show: 'fair-use' })
    expect(fixRoute(7, 'statements')).toMatchObject({ section: 'notice', part: 'statements' })
    expect(fixRoute(7, 'signature')).toMatchObject({ section: 'notice', part: 'signature' })
    expect(fixRoute(7, 'provider')).toEqual({ screen: 'providers' })
  })
})
