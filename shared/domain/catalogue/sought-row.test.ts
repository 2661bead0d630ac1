import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickFields, validateRow } from './row.ts'
import { readSoughtRow, soughtFields } from './sought-row.ts'

const cells = {
  isrc: ['', 'USS1Z9900001', 'us-s1z-99-00001', 'USS1Z9900001; GBAYE0601477', 'n/a', 'USS1Z99'],
  title: ['', 'Blue', ' Blu\u00eb\t(Live) ', '\u202eBlue', "'=Blue", '青'],
  version: ['', 'Live'],
  artist: ['', 'A', 'A & B', '="A"', '-'],
  duration: ['', '3:45', '225000', '0', '3.75'],
  year: ['', '1999', '0', 'last'],
  release: ['', 'Blue'],
  gtin: ['', '00602537351169', '1'],
  releaseDate: ['', '1999', '1999-02-30', '1999-02-03', '0000'],
  trackNumber: ['', '3', '3/12', 'A'],
} as const

test('says of a row what its validation says', () => {
  const row = fc.tuple(...soughtFields.map((field) => fc.constantFrom(...cells[field])))
  const columns = Object.fromEntries(soughtFields.map((field, column) => [field, column]))
  const unit = fc.constantFrom('auto', 's', 'ms')
  fc.assert(
    fc.property(row, unit, (given, durationUnit) => {
      const fields = pickFields(given, columns)
      const sought = readSoughtRow(fields, { durationUnit })
      expect(validateRow(fields, { durationUnit }).value).toMatchObject(sought)
    }),
  )
})
