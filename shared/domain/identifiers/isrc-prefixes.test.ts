import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared-data.ts'
import { describePrefix, isrcPrefixListDate, listIsrcPrefixes } from './isrc-prefixes.ts'

describe('describePrefix', () => {
  it.each([
    ['US', 'RIAA', 'US', false],
    ['QZ', 'RIAA', 'US', false],
    ['UK', 'PPL UK', 'GB', false],
    ['FX', 'SCPP', 'FR', false],
    ['TC', 'TuneCore', 'WORLDWIDE', false],
    ['YU', 'International ISRC Registration Authority', 'YU', true],
  ])('knows %s', (letters, agency, territory, retired) => {
    expect(describePrefix(letters)).toEqual({ agency, territory, retired })
  })

  it.each(['XX', 'AA', 'GU', 'us', '', 'constructor'])('does not know %j', (letters) => {
    expect(describePrefix(letters)).toBeNull()
  })

  it('lists each prefix once', () => {
    expect(listIsrcPrefixes()).toHaveLength(223)
    expect(new Set(listIsrcPrefixes()).size).toBe(223)
    for (const prefix of listIsrcPrefixes()) expect(prefix).toMatch(/^[A-Z]{2}$/)
  })
})

const published = sharedData('identifiers/isrc-prefixes.json')

it.skipIf(published === null)(
  'equals identifiers/isrc-prefixes.json (skipped when the shared data is absent)',
  () => {
    type List = {
      listDate: string
      prefixes: { prefix: string; agency: string; territory: string; retired: boolean }[]
    }
    const list = JSON.parse(readFileSync(published ?? '', 'utf8')) as List
    expect(isrcPrefixListDate).toBe(list.listDate)
    const ours = listIsrcPrefixes().map((prefix) => ({ prefix, ...describePrefix(prefix) }))
    // Former states carry a remark behind their code.
    const theirs = list.prefixes.map(({ prefix, agency, territory, retired }) => {
      return { prefix, agency, territory: territory.replace(/ .*/, ''), retired }
    })
    expect(ours).toEqual(theirs.sort((a, b) => (a.prefix < b.prefix ? -1 : 1)))
  },
)
