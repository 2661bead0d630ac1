import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readIsrcCell } from '../../../../shared/domain/identifiers/isrc.ts'
import { sharedData } from '../../../../test/support/shared-data.ts'
import { IsrcCellProbe } from './isrc-cell.ts'
import { codeOf } from './isrc-code.ts'
import { PairTable } from './pair-table.ts'

const codes = ['USS1Z9900001', 'USS1Z9900002', 'ISRCA1200001']

function probe(cell: string): boolean {
  const table = new PairTable(codes.length)
  codes.forEach((isrc, index) => {
    table.add(...codeOf(isrc), index)
  })
  const bytes = Buffer.from(`,${cell},`)
  return new IsrcCellProbe(table).mayMatch(bytes, 1, bytes.length - 1)
}

/** What a careful reader finds in the cell. */
function reads(cell: string): boolean {
  return readIsrcCell(cell).some(({ reading }) => {
    const isrc =
      reading.status === 'valid' ? reading.value : reading.status === 'invalid' ? reading.suggestion : null
    return isrc !== null && codes.includes(isrc)
  })
}

describe('a cell meant for ISRCs', () => {
  it('is looked into whenever a careful reader would find a code of the catalogue in it', () => {
    const letter = fc.constantFrom(...'USS1Z9900001OIL0 -./_;,|:\u2013\uff10\u200b')
    const cell = fc.oneof(
      fc.array(letter, { maxLength: 20 }).map((letters) => letters.join('')),
      fc
        .tuple(
          fc.constantFrom(...codes),
          fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...' -./_\u2013\u200b')), { maxLength: 4 }),
        )
        .map(([isrc, marks]) =>
          marks.reduce((text, [at, mark]) => text.slice(0, at) + mark + text.slice(at), isrc),
        ),
      fc
        .tuple(fc.constantFrom('ISRC', 'isrc:', 'ISRC '), fc.constantFrom(...codes))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(cell, (text) => {
        if (reads(text)) expect(probe(text)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['GBAYE0000001', 'USS1Z9900003', 'USS1Z99000012', 'USS1Z990001', '', 'n/a'])(
    'is passed over when it holds “%s”',
    (cell) => {
      expect(probe(cell)).toBe(false)
    },
  )

  it('is looked into for each documented spelling', ({ skip }) => {
    const path = sharedData('identifiers/isrc-malformed.json')
    if (path === null) return skip('identifiers/isrc-malformed.json is not there')
    const { cases } = z
      .object({
        cases: z.array(
          z.object({ in: z.string(), out: z.union([z.string(), z.array(z.string())]).optional() }),
        ),
      })
      .parse(JSON.parse(readFileSync(path, 'utf8')))
    const spelled = cases.filter(({ out }) =>
      [out].flat().some((isrc) => isrc !== undefined && codes.includes(isrc)),
    )
    expect(spelled.length).toBeGreaterThan(8)
    for (const { in: cell } of spelled) expect([cell, probe(cell)]).toEqual([cell, true])
  })
})
