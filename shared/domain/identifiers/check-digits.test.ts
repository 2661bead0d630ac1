import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared-data.ts'
import { gtin14, gtinCheckDigit, isGtin, parseGtin } from './gtin.ts'
import { ipiCheckDigits, parseIpi } from './ipi.ts'
import { isniCheckCharacter, parseIsni } from './isni.ts'
import { parseIswc, weightedCheckDigit } from './iswc.ts'
import type { IdentifierReading } from './reading.ts'

function summary(reading: IdentifierReading): string {
  if (reading.status === 'empty') return 'empty'
  if (reading.status === 'invalid')
    return `${reading.problem.code}${reading.suggestion === null ? '' : ` → ${reading.suggestion}`}`
  return [reading.value, ...reading.warnings.map(({ code }) => code)].join(' ')
}

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))

describe('parseGtin', () => {
  it.each([
    ['190295810726', '190295810726'],
    ['0094634396028', '0094634396028'],
    ['5099703257021', '5099703257021'],
    ['96385074', '96385074'],
    ['10012345678902', '10012345678902'],
    ['5 099703 257021', '5099703257021'],
    ['UPC: 1902-9581-0726', '190295810726'],
    ['１９０２９５８１０７２６', '190295810726'],
    ['190295810726.0', '190295810726'],
    ['', 'empty'],
    ['5199703257021', 'check-digit'],
    ['94634396028', 'leading-zero-lost → 094634396028'],
    ['12345', 'length'],
    ['1902958107261234', 'length'],
    ['000000000000', 'all-zeros'],
    ['1.90296E+11', 'rounded-by-spreadsheet'],
    ['19O295810726', 'not-digits → 190295810726'],
    ['19O295810725', 'not-digits'],
    ['USS1Z9900001', 'is-isrc'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseGtin(raw))).toBe(expected)
  })

  it('names the digit it expected', () => {
    const reading = parseGtin('5099703257022')
    expect(reading.status === 'invalid' && reading.problem.message).toContain('should be 1')
  })

  it('compares a UPC with the EAN that puts a zero in front', () => {
    expect(gtin14('190295810726')).toBe(gtin14('0190295810726'))
    expect(gtin14('190295810726')).not.toBe(gtin14('190295810727'))
  })

  it('accepts exactly one last digit of ten, in every length', () => {
    fc.assert(
      fc.property(fc.constantFrom(7, 11, 12, 13).chain(digits), (body) => {
        const right = Array.from('0123456789').filter((last) => isGtin(body + last))
        expect(right).toEqual(/^0+$/.test(body) ? [] : [String(gtinCheckDigit(body))])
      }),
    )
  })

  it('detects every single wrong digit', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const sound = body + String(gtinCheckDigit(body))
        const wrong = sound.slice(0, at) + String((Number(sound[at]) + shift) % 10) + sound.slice(at + 1)
        expect(isGtin(wrong)).toBe(false)
      }),
    )
  })
})

describe('parseIswc', () => {
  it.each([
    ['T-034.524.680-1', 'T0345246801'],
    ['t0100685582', 'T0100685582'],
    ['ISWC T-101.763.836-5', 'T1017638365'],
    ['T–702.152.911–5', 'T7021529115'],
    ['', 'empty'],
    ['T-123.456.789-3', 'check-digit'],
    ['T-034.524.680', 'check-digit-missing → T0345246801'],
    ['034.524.680-1', 'shape → T0345246801'],
    ['T-O34.524.680-1', 'shape → T0345246801'],
    ['T-O34.524.680-2', 'shape'],
    ['USS1Z9900001', 'shape'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseIswc(raw))).toBe(expected)
  })

  it('prints the form with hyphens and dots', () => {
    expect(parseIswc('T0345246801')).toMatchObject({ display: 'T-034.524.680-1' })
  })
})

describe('parseIsni', () => {
  it.each([
    ['000000012281955X', '000000012281955X'],
    ['0000 0001 0675 0994', '0000000106750994'],
    ['ISNI 0000-0001-2103-2683', '0000000121032683'],
    ['https://isni.org/isni/000000012281955x', '000000012281955X'],
    ['', 'empty'],
    ['000000010675099X', 'check-character'],
    ['000000011111955X', 'check-character'],
    ['00000001067509', 'length'],
    ['0000000106X50994', 'shape'],
    ['0000000000000000', 'all-zeros'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseIsni(raw))).toBe(expected)
  })

  it('prints groups of four', () => {
    expect(parseIsni('000000012281955X')).toMatchObject({ display: '0000 0001 2281 955X' })
  })

  it('detects wrong digits and swapped neighbours', () => {
    fc.assert(
      fc.property(digits(15), fc.nat(13), (body, at) => {
        const sound = body + isniCheckCharacter(body)
        const swapped =
          body.slice(0, at) + body.charAt(at + 1) + body.charAt(at) + body.slice(at + 2) + sound.slice(15)
        if (!/^0+$/.test(sound)) expect(parseIsni(sound).status).toBe('valid')
        if (swapped !== sound) expect(parseIsni(swapped).status).toBe('invalid')
      }),
    )
  })
})

describe('parseIpi', () => {
  it.each([
    ['00087038166', '00087038166'],
    ['87038166', '00087038166'],
    ['IPI 00494248817', '00494248817'],
    ['00052210040', '00052210040'],
    ['I-000000229-7', 'I0000002297'],
    ['', 'empty'],
    ['00119750569', '00119750569 check-digits'],
    ['00000000000', 'placeholder'],
    ['12345', 'length'],
    ['123456789012', 'length'],
    ['I-000000229-8', 'check-digit'],
    ['Brian May', 'shape'],
  ])('reads %j as %s', (raw, expected) => {
    expect(summary(parseIpi(raw))).toBe(expected)
  })

  it('accepts the check digits it computes', () => {
    fc.assert(
      fc.property(digits(9), (body) => {
        const name = body + ipiCheckDigits(body)
        if (!/^0+$/.test(name)) expect(summary(parseIpi(name))).toBe(name)
        const base = `I${body}${weightedCheckDigit(body, 2)}`
        expect(summary(parseIpi(base))).toBe(base)
      }),
    )
  })
})

it('none of the readers throws, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789TIX- .E+')) }),
      ),
      (raw) => {
        for (const parse of [parseGtin, parseIswc, parseIsni, parseIpi]) {
          const reading = parse(raw)
          if (reading.status === 'valid') expect(summary(parse(reading.display))).toBe(summary(reading))
          if (reading.status === 'invalid' && reading.suggestion !== null)
            expect(parse(reading.suggestion).status).toBe('valid')
        }
      },
    ),
  )
})

const vectors = sharedData('identifiers/identifier-vectors.json')

describe.skipIf(vectors === null)(
  'identifiers/identifier-vectors.json (skipped when the shared data is absent)',
  () => {
    type Vectors = Record<
      'gtin' | 'iswc' | 'isni' | 'ipiName' | 'ipiBase',
      { valid: string[]; invalid?: string[] }
    >
    const file = JSON.parse(readFileSync(vectors ?? '', 'utf8')) as Vectors

    it.each([
      ['gtin', parseGtin],
      ['iswc', parseIswc],
      ['isni', parseIsni],
      ['ipiBase', parseIpi],
    ] as const)('%s', (scheme, parse) => {
      for (const value of file[scheme].valid)
        expect(parse(value), value).toMatchObject({ status: 'valid', warnings: [] })
      for (const value of file[scheme].invalid ?? [])
        expect(parse(value), value).toMatchObject({ status: 'invalid' })
    })

    it('ipiName: a mismatch is a warning', () => {
      for (const value of file.ipiName.valid) expect(summary(parseIpi(value))).toBe(value)
      for (const value of file.ipiName.invalid ?? [])
        expect(summary(parseIpi(value))).toBe(`${value} check-digits`)
    })
  },
)
