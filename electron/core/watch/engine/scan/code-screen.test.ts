import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recording } from '../../../../../test/fixtures/sweep/sweep-bytes.ts'
import { indexCatalogue } from '../catalogue-index.ts'
import { IsrcCellProbe } from '../isrc-cell.ts'
import { createCataloguePacker } from '../packed-catalogue.ts'
import { type RowState, rowState } from './row-screen.ts'
import { placeNames } from './names-memory.ts'
import { scanMemory } from './scan-memory.ts'
import { screened } from './screen-parts.ts'

const codes = ['USS1Z9900001', 'IOS1Z9900002', 'DEA371745478']
const packer = createCataloguePacker()
packer.add(recording('1', { title: 'ab', artist: 'a', isrcs: codes }))
const index = indexCatalogue(packer.finish())
const memory = scanMemory(4096, index.codes.lows(), placeNames({ keys: index.nameKeys, blocks: null }))
const probe = new IsrcCellProbe(index.codes)

/** What the screen says of a row of one cell, in which codes are looked for. */
function isFlagged(cell: string): boolean {
  const length = memory.bytes.write(`${cell}\n`)
  const told: Partial<Record<RowState, number>> = {
    ...{ delimiter: 0x2c, terminator: 0x0a, cellCount: 1, title: -1, artist: -1, isrc: 0, longest: 1000 },
    ...{
      count: memory.findBytes(0, length, [0, 0x22, 0x2c, 0x0a]),
      length,
      stopAt: length,
      found: 0x7fffffff,
    },
  }
  rowState.forEach((name, at) => (memory.rows[at] = told[name] ?? 0))
  return (memory.screenRows() & screened.code) !== 0
}

it.each([
  ['USS1Z9900001', true],
  ['uss1z9900001', true],
  ['"USS1Z9900001"', true],
  ['US-S1Z-99-00001', true],
  // Letters typed for digits, and digits for letters, are looked at by others.
  ['USS1Z99O0001', true],
  ['10S1Z9900002', true],
  ['GBS1Z9900001', false],
  ['USS1Z9900009', false],
  ['USS1Z990000', false],
])('a cell for codes that holds %s is looked into: %s', (cell, expected) => {
  expect(isFlagged(cell)).toBe(expected)
})

it('passes over no cell that names a code of the catalogue', () => {
  const sign = fc.constantFrom('0', '1', 'o', 'O', 'I', 'l', 'S', 'z', '9', ' ', '-')
  const edited = fc
    .tuple(fc.constantFrom(...codes), fc.nat(11), sign, fc.boolean())
    .map(([code, at, put, isLower]) => {
      const text = code.slice(0, at) + put + code.slice(at + 1)
      return isLower ? text.toLowerCase() : text
    })
  let named = 0
  fc.assert(
    fc.property(edited, (cell) => {
      const isNamed = probe.mayMatch(Buffer.from(cell), 0, cell.length)
      if (!isNamed) return
      named++
      expect(isFlagged(cell)).toBe(true)
    }),
    { numRuns: 5000 },
  )
  expect(named).toBeGreaterThan(300)
})
