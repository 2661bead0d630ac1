import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared-data.ts'
import { examplePrefixCode, formatIsrc, isIsrc, isrcParts, parseIsrc, readIsrcCell } from './isrc.ts'
import type { IsrcReading } from './isrc.ts'

function problemOf(reading: IsrcReading) {
  return reading.status === 'invalid'
    ? { code: reading.problem.code, field: reading.problem.field, suggestion: reading.suggestion }
    : reading
}

function warningsOf(reading: IsrcReading): string[] {
  return reading.status === 'valid' ? reading.warnings.map(({ code }) => code) : [reading.status]
}

function messageOf(reading: IsrcReading): string {
  return reading.status === 'invalid' ? reading.problem.message : reading.status
}

const anyIsrc = fc
  .stringMatching(/^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$/)
  .filter((code) => !code.startsWith(examplePrefixCode))

describe('parseIsrc', () => {
  it.each([
    'US-S1Z-99-00001',
    'ISRC US-S1Z-99-00001',
    'ISRC: US-S1Z-99-00001',
    'isrc: uss1z9900001',
    'ISRCUSS1Z9900001',
    'US S1Z 99 00001',
    'US–S1Z–99–00001',
    'US\u2011S1Z\u221299\ufe5800001',
    'US.S1Z/99_00001',
    '\ufeffUSS1Z9900001\u200b',
    'US\u00a0S1Z\u202f99\u200900001',
    'ＵＳＳ１Ｚ９９００００１',
    '  uss1z9900001\n',
  ])('reads %j', (raw) => {
    expect(parseIsrc(raw)).toEqual({
      status: 'valid',
      value: 'USS1Z9900001',
      display: 'US-S1Z-99-00001',
      warnings: [],
    })
  })

  it('keeps an Icelandic code that begins like the label', () => {
    expect(parseIsrc('ISRCA1200001')).toMatchObject({ status: 'valid', value: 'ISRCA1200001', warnings: [] })
    expect(parseIsrc('ISRC ISRCA1200001')).toMatchObject({ status: 'valid', value: 'ISRCA1200001' })
    expect(parseIsrc('ISRC:A1200001')).toMatchObject({ status: 'invalid' })
  })

  it.each(['', '   ', '\u200b', '\t\n', '-', 'ISRC:'])('calls %j empty', (raw) => {
    expect(parseIsrc(raw)).toEqual({ status: 'empty' })
  })

  it.each([
    ['USS1Z99O0001', 'designation-not-digits', 'designation', 'USS1Z9900001'],
    ['USS1ZI9OOOOL', 'year-not-digits', 'year', 'USS1Z1900001'],
    ['USS1Z99S0001', 'designation-not-digits', 'designation', null],
    ['0SS1Z9900001', 'prefix-not-letters', 'prefix', 'OSS1Z9900001'],
    ['1TS1Z99O0001', 'prefix-not-letters', 'prefix', 'ITS1Z9900001'],
    ['U5S1Z9900001', 'prefix-not-letters', 'prefix', null],
    ['USS1Z990001', 'too-short', undefined, null],
    ['USPR373000128', 'too-long', undefined, null],
    ['190295810726', 'is-gtin', undefined, null],
    ['0094634396028', 'is-gtin', undefined, null],
    ['12345', 'digits-only', undefined, null],
    ['T0345246801', 'is-iswc', undefined, null],
    ['T-034.524.680-1', 'is-iswc', undefined, null],
    ['"USS1Z9900001"', 'forbidden-character', undefined, 'USS1Z9900001'],
    ['US-S1Z-99-00001 (radio edit)', 'forbidden-character', undefined, 'USS1Z9900001'],
    ['USS1Z990000१', 'forbidden-character', undefined, null],
    ['ÜSS1Z9900001', 'forbidden-character', undefined, null],
    ['USS1Z9900001;USS1Z9900002', 'several-codes', undefined, null],
    ['USS1Z9900001 USS1Z9900002', 'too-long', undefined, null],
  ])('refuses %s: %s', (raw, code, field, suggestion) => {
    expect(problemOf(parseIsrc(raw))).toEqual({ code, field, suggestion })
  })

  it('counts without the label', () => {
    expect(messageOf(parseIsrc('ISRC US-S1Z-99-0001'))).toContain('11 characters')
    expect(messageOf(parseIsrc('ISRC: US-S1Z-99-000012'))).toContain('13 characters')
  })

  it('warns of prefixes nobody allocated, but not of retired ones', () => {
    expect(warningsOf(parseIsrc('XXSKG1912345'))).toEqual(['prefix-unknown'])
    expect(warningsOf(parseIsrc('YUAAA0100001'))).toEqual([])
  })

  it('refuses the codes of IFPI’s examples, and says how they read', () => {
    for (const raw of ['AA6Q72000047', 'isrc aa-6q7-20-00047', 'AA6Q79912345']) {
      expect(parseIsrc(raw)).toMatchObject({
        status: 'invalid',
        problem: { code: 'documentation-example', field: 'prefix' },
        suggestion: null,
      })
    }
    expect(parseIsrc('aa-6q7-20-00047')).toMatchObject({
      form: { value: 'AA6Q72000047', display: 'AA-6Q7-20-00047' },
    })
    expect(isrcParts('AA6Q72000047')).toEqual({ prefixCode: 'AA6Q7', year: '20', designation: '00047' })
    expect(readIsrcCell('USS1Z9900001; AA6Q72000047').map(({ reading }) => reading.status)).toEqual([
      'valid',
      'invalid',
    ])
  })

  it('warns when one glyph separates a code from a prefix the user holds', () => {
    expect(warningsOf(parseIsrc('USSIZ9900001'))).toEqual([])
    expect(warningsOf(parseIsrc('USSIZ9900001', ['USS1Z']))).toEqual(['prefix-lookalike'])
    expect(warningsOf(parseIsrc('USS1Z9900001', ['USS1Z', 'GBO0O']))).toEqual([])
    expect(warningsOf(parseIsrc('GB0O09900001', ['USS1Z', 'GBO0O']))).toEqual(['prefix-lookalike'])
  })

  it('reads back any code however it is decorated', () => {
    const dash = fc.constantFrom(
      '',
      '-',
      ' ',
      '\u2010',
      '\u2013',
      '\u2212',
      '\u00a0',
      '\u200b',
      '.',
      '/',
      '_',
    )
    const label = fc.constantFrom('', 'ISRC ', 'isrc:', 'ISRC# ', 'ISRC-')
    fc.assert(
      fc.property(anyIsrc, label, dash, dash, fc.boolean(), (code, before, one, two, lower) => {
        const spelled =
          before + code.slice(0, 2) + one + code.slice(2, 5) + two + code.slice(5, 7) + one + code.slice(7)
        expect(parseIsrc(lower ? spelled.toLowerCase() : spelled)).toMatchObject({
          status: 'valid',
          value: code,
        })
        expect(parseIsrc(formatIsrc(code))).toMatchObject({ status: 'valid', value: code })
      }),
    )
  })

  it('never throws, never accepts what is not a stored code, and suggests only stored codes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('U', 'S', 'O', '0', '1', 'I', '-', ' ', ';', 'ß', 'ı', '\ud800'),
        maxLength: 16,
      }),
    )
    fc.assert(
      fc.property(text, (raw) => {
        const reading = parseIsrc(raw)
        if (reading.status === 'valid') expect(isIsrc(reading.value)).toBe(true)
        if (reading.status === 'invalid' && reading.suggestion !== null)
          expect(isIsrc(reading.suggestion)).toBe(true)
      }),
    )
  })
})

describe('readIsrcCell', () => {
  const values = (raw: string) =>
    readIsrcCell(raw).map(({ reading }) => (reading.status === 'valid' ? reading.value : reading.status))

  it.each([
    ['USS1Z9900001;USS1Z9900002', ['USS1Z9900001', 'USS1Z9900002']],
    ['US-S1Z-99-00001, US-S1Z-99-00002', ['USS1Z9900001', 'USS1Z9900002']],
    ['USS1Z9900001/USS1Z9900002', ['USS1Z9900001', 'USS1Z9900002']],
    ['USS1Z9900001 | USS1Z9900002\nUSS1Z9900003', ['USS1Z9900001', 'USS1Z9900002', 'USS1Z9900003']],
    ['USS1Z9900001 USS1Z9900002', ['USS1Z9900001', 'USS1Z9900002']],
    ['US S1Z 99 00001; US S1Z 99 00002', ['USS1Z9900001', 'USS1Z9900002']],
    ['USS1Z9900001;USS1Z99O0002', ['USS1Z9900001', 'invalid']],
    ['US/S1Z/99/00001', ['USS1Z9900001']],
    ['USS1Z9900001;', ['USS1Z9900001']],
    ['USS1Z9900001;USS1Z9900001', ['USS1Z9900001', 'USS1Z9900001']],
    ['none, really', ['invalid']],
    ['', []],
    ['USS1Z99O0001;USS1Z99O0002', ['invalid', 'invalid']],
    ['USS1Z9900001 (live, remastered)', ['invalid']],
    ['USS1Z9900001;n.n.', ['USS1Z9900001', 'invalid']],
    [' ; ', ['invalid']],
  ])('reads %j', (raw, expected) => {
    expect(values(raw)).toEqual(expected)
  })

  it('keeps what was written beside what was read', () => {
    expect(readIsrcCell(' us-s1z-99-00001 ;USS1Z99O0002').map(({ raw }) => raw)).toEqual([
      'us-s1z-99-00001',
      'USS1Z99O0002',
    ])
  })

  it('agrees with parseIsrc on a single code and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyIsrc, fc.string({ unit: 'binary' })), (raw) => {
        const parts = readIsrcCell(raw)
        if (parts.length === 1)
          expect(parts[0]).toEqual({ raw: parts[0]!.raw, reading: parseIsrc(parts[0]!.raw) })
      }),
    )
  })
})

describe('parts and printed form', () => {
  it('divide a stored code', () => {
    expect(isrcParts('USS1Z9900001')).toEqual({ prefixCode: 'USS1Z', year: '99', designation: '00001' })
    expect(formatIsrc('USS1Z9900001')).toBe('US-S1Z-99-00001')
  })

  it('leave anything else alone', () => {
    expect(isrcParts('US-S1Z-99-00001')).toBeNull()
    expect(formatIsrc('not a code')).toBe('not a code')
    expect(isIsrc('uss1z9900001')).toBe(false)
    expect(isIsrc('USS1Z9900001\n')).toBe(false)
  })
})

const malformed = sharedData('identifiers/isrc-malformed.json')

describe.skipIf(malformed === null)(
  'identifiers/isrc-malformed.json (skipped when the shared data is absent)',
  () => {
    type Case = { in: string; out?: string | string[]; suggest?: string; status: string }
    const { cases } = JSON.parse(readFileSync(malformed ?? '', 'utf8')) as { cases: Case[] }

    it.each(cases)('$in: $status', ({ in: raw, out, suggest, status }) => {
      const reading = parseIsrc(raw)
      if (status === 'multi') {
        expect(
          readIsrcCell(raw).map((part) => (part.reading.status === 'valid' ? part.reading.value : null)),
        ).toEqual(out)
      } else if (status.startsWith('error')) {
        expect(reading).toMatchObject({ status: 'invalid', suggestion: suggest ?? null })
      } else if (status.includes('documentation example')) {
        // The vectors ask for a note; a code that no recording has is refused as one, and read all the same.
        expect(reading).toMatchObject({
          status: 'invalid',
          problem: { code: 'documentation-example' },
          form: { value: raw },
        })
      } else if (status.startsWith('warn')) {
        expect(reading.status).toBe('valid')
        expect(warningsOf(reading)).not.toEqual([])
      } else if (status.startsWith('ok')) {
        expect(reading).toMatchObject({ status: 'valid', value: out ?? raw, warnings: [] })
      } else {
        expect(reading).toEqual({ status: 'empty' })
      }
    })
  },
)
