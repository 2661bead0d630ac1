import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOf } from './isrc-code.ts'
import { IsrcScanner } from './isrc-scanner.ts'
import { PairTable } from './pair-table.ts'
import { scanMemory } from './scan/scan-memory.ts'

const codes = ['USS1Z9900001', 'GBAYE0000002', 'AA1110000000', 'ISRCA1200001']

function tableOf(isrcs: readonly string[]): PairTable {
  const table = new PairTable(isrcs.length)
  isrcs.forEach((isrc, index) => {
    table.add(...codeOf(isrc), index)
  })
  return table
}

const table = tableOf(codes)
const memory = scanMemory(1024, table.lows())

function scan(text: string, escapes = false, from = 0, to = text.length): readonly number[] {
  memory.bytes.fill('A1')
  memory.bytes.write(`${text}\n`, 'latin1')
  return [...new IsrcScanner(table, memory, escapes).scan(from, to, to)]
}

const plain = codes.join('|')
const grouped = codes
  .map((isrc) => [isrc.slice(0, 2), isrc.slice(2, 5), isrc.slice(5, 7), isrc.slice(7)].join('-'))
  .join('|')
const oracle = new RegExp(`(?<![a-z0-9])(?:${plain}|${grouped})(?![a-z0-9])`, 'gi')

const anywhere = new RegExp(`${plain}|${grouped}`, 'i')

describe('codes in raw text', () => {
  it('are not missed by the look that minds nothing beside them', () => {
    const piece = fc.oneof(
      fc.constantFrom(...codes, ...codes.map((isrc) => isrc.toLowerCase()), ...grouped.split('|')),
      fc.string({ unit: fc.constantFrom(...'-0123456789AUSZ \0'), maxLength: 16 }),
    )
    const mayFind = (text: string) => {
      memory.bytes.write(text, 'latin1')
      memory.bytes[text.length] = 0
      return new IsrcScanner(table, memory, false).mayFind(0, text.length)
    }
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        expect(mayFind(text) || !anywhere.test(text)).toBe(true)
      }),
      { numRuns: 3000 },
    )
    expect(['USS1Z9900002', 'US-S1Z-99-00002', '1S1Z9900001'].map(mayFind)).toEqual([false, false, false])
  })

  it('are found exactly where a regular expression finds them', () => {
    const piece = fc.oneof(
      fc.constantFrom(...codes, ...codes.map((isrc) => isrc.toLowerCase())),
      fc
        .constantFrom(...codes)
        .map((isrc) => `${isrc.slice(0, 2)}-${isrc.slice(2, 5)}-${isrc.slice(5, 7)}-${isrc.slice(7)}`),
      fc.constantFrom('-', '--', ' ', ',', '"', '0', '12345', '1234567', 'US', 'a', 'S1Z-99-', '\n', '\xe9'),
      fc.string({ unit: fc.constantFrom(...'-0123456789AUSZ ,'), maxLength: 16 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        expect(scan(text)).toEqual([...text.matchAll(oracle)].map(({ index }) => index))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['13 characters', 'USS1Z99000012'],
    ['11 characters', 'USS1Z990001'],
    ['a letter in front', 'XUSS1Z9900001'],
    ['a letter behind', 'USS1Z9900001a'],
    ['one hyphen too few', 'US-S1Z-9900001'],
    ['a hyphen displaced', 'US-S1Z-990-0001'],
    ['another code', 'USS1Z9900002'],
  ])('are not taken from %s', (_, text) => {
    expect(scan(`x,${text},y`)).toEqual([])
  })

  it('are found beside hyphens and at the very edges', () => {
    expect(scan('USS1Z9900001')).toEqual([0])
    expect(scan('USS1Z9900001-harbour-lights.mp3')).toEqual([0])
    expect(scan('01-USS1Z9900001')).toEqual([3])
  })

  it('are found behind an escape where text has escapes', () => {
    expect(scan('"a\\nUSS1Z9900001"', true)).toEqual([4])
    expect(scan('"\\u2013USS1Z9900001"', true)).toEqual([7])
    expect(scan('"a\\nUSS1Z9900001"')).toEqual([])
  })

  it('are looked for only inside the given stretch', () => {
    expect(scan('xUSS1Z9900001x', false, 1, 13)).toEqual([1])
    expect(scan('xUSS1Z9900001x')).toEqual([])
  })
})

describe('the table of codes', () => {
  it('gives back every value under its key and nothing under others', () => {
    const pair = fc.tuple(fc.integer(), fc.integer())
    fc.assert(
      fc.property(fc.array(fc.tuple(pair, fc.nat()), { maxLength: 60 }), fc.array(pair), (added, others) => {
        const table = new PairTable(added.length)
        for (const [[high, low], value] of added) table.add(high, low, value)
        for (const [high, low] of [...added.map(([key]) => key), ...others]) {
          const expected = added
            .filter(([key]) => key[0] === high && key[1] === low)
            .map(([, value]) => value)
          expect([...table.get(high, low)].sort()).toEqual(expected.sort())
          expect(table.has(high, low)).toBe(expected.length > 0)
        }
      }),
    )
  })

  it('refuses more values than it was made for', () => {
    expect(() => {
      new PairTable(0).add(1, 2, 3)
    }).toThrow(RangeError)
  })
})
