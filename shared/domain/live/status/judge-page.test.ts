import { describe, expect, test } from 'vitest'
import { sourceProblems } from '../source-listing.ts'
import { judgePage, type PageLook } from './judge-page.ts'
import { stateOfReason } from './verdicts.ts'

const look = (more: Partial<PageLook>): PageLook => ({
  askedUrl: 'https://tunestack.example/t/1',
  finalUrl: 'https://tunestack.example/t/1',
  status: 200,
  problem: null,
  headers: {},
  page: null,
  bytes: 0,
  sought: { title: 'Harbour Lights', artist: 'Luna Vale', isrc: null, fileNames: [] },
  sibling: null,
  before: null,
  ...more,
})

describe('answers without a page', () => {
  test.each(sourceProblems)('the problem %s is never a removal', (problem) => {
    expect(stateOfReason(judgePage(look({ problem, status: null })).reason)).toBe('unknown')
  })

  test('only 404, 410 and 451 say that it is gone', () => {
    const told = Array.from({ length: 500 }, (_, index) => index + 100).filter(
      (status) =>
        stateOfReason(judgePage(look({ status, headers: { 'content-type': 'text/plain' } })).reason) !==
        'unknown',
    )
    expect(told).toEqual([404, 410, 451])
  })

  test('451 names who had it blocked', () => {
    const { reason, snippet } = judgePage(
      look({ status: 451, headers: { link: '<https://court.example/order>; rel="blocked-by"' } }),
    )
    expect([reason, snippet]).toEqual(['legal', 'HTTP 451, blocked by https://court.example/order'])
  })

  test('a file that comes is there; a picture or nothing in its place is not', () => {
    const served = (type: string, bytes: number) =>
      judgePage(look({ headers: { 'content-type': type }, bytes })).reason
    expect([
      served('audio/mpeg', 900),
      served('application/zip', 900),
      served('image/png', 900),
      served('audio/mpeg', 0),
    ]).toEqual(['file-served', 'file-served', 'no-page', 'no-page'])
  })

  test('a challenge named by its header', () => {
    expect(judgePage(look({ status: 404, headers: { 'cf-mitigated': 'challenge' } })).reason).toBe(
      'challenge',
    )
  })
})
