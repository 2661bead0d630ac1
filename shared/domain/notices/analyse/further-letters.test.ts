import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { analyseNotice } from './analyse.ts'
import { analysedElements } from './notice-analysis.ts'

const folder = new URL('../../../../test/fixtures/notices/letters/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
/** Per element in order: p present, r partial, m missing, a ambiguous; two at one place: either will do; ? not judged. */
const label = z.object({ kind: z.string(), elements: z.string() })
const labels = z.record(z.string(), label).parse(JSON.parse(read('labels.json')))
const letters = { present: 'p', partial: 'r', missing: 'm', ambiguous: 'a' } as const

describe('letters as people write them', () => {
  it.each(Object.entries(labels))('%s', (name, { kind, elements }) => {
    const analysis = analyseNotice(read(`${name}.txt`))
    expect(analysis.kind).toBe(kind)
    const wanted = elements.split(' ').map((each) => each.split(','))
    for (const [at, element] of analysedElements.entries()) {
      const found = letters[analysis.elements[element].status]
      if (wanted[at]?.[0] !== '?')
        expect([element, wanted[at]?.includes(found) ? 'as labelled' : found]).toEqual([
          element,
          'as labelled',
        ])
    }
  })

  it('are all labelled', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
    expect(files.map((name) => name.replace('.txt', '')).sort()).toEqual(Object.keys(labels).sort())
  })
})
