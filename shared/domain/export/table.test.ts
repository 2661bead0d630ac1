import fc from 'fast-check'
import { expect, it } from 'vitest'
import { detectColumns } from '../catalogue/columns.ts'
import { distributorIn } from '../catalogue/distributor-note.ts'
import { catalogueFields } from '../catalogue/fields.ts'
import { pickFields, validateRow } from '../catalogue/row.ts'
import { parseDuration } from '../identifiers/duration.ts'
import { safeCsvCell } from '../text/csv-cell.ts'
import { type CatalogueTableRow, exactDuration, tableCells, tableHeader } from './table.ts'

const row: CatalogueTableRow = {
  title: 'Harbour Lights',
  version: 'Live',
  artist: 'Luna Vale',
  isrc: 'USS1Z2600001',
  durationMs: 181_250,
  year: 2026,
  release: 'Tide',
  gtin: '0094634396028',
  label: 'Vale Records',
  releaseDate: '2026-03',
  disc: 2,
  trackNumber: 7,
  registrationNumber: 'SR0000320918',
  url: 'https://lunavale.example/',
  releaseArtist: 'Luna Vale & the Tides',
  releaseType: 'album',
  catalogueNumber: 'VR-026',
  genre: 'Folk',
  pLine: '2026 Luna Vale',
  releasePLine: '2026 Vale Records',
  cLine: '2026 Vale Records',
  explicit: 'not-explicit',
  country: 'PT',
  kind: 'audio',
  rightHeld: 'both',
  alsoSingle: 'yes',
  notes: 'Mixed twice\nMaster lost',
  workTitle: 'Harbour Lights',
  iswc: 'T0345246801',
  workCredits: [
    { name: 'Luna Vale', role: 'composer', instrument: '' },
    { name: 'Max Roe', role: 'composer-lyricist', instrument: '' },
    { name: 'Vale Songs', role: 'original-publisher', instrument: '' },
  ],
  credits: [
    { name: 'Luna Vale', role: 'producer', instrument: '' },
    { name: 'Luna Vale', role: 'instrument', instrument: 'piano' },
  ],
}

/**
 * Names with their roles are in the columns of writers and contributors, the distributor is a line of the notes; these
 * are for tables of other makers.
 */
const otherWays = new Set<string>([
  'distributor',
  ...['composers', 'lyricists', 'featuredArtists', 'producers', 'remixers', 'publisherIpi'],
  ...['writerLastName', 'writerFirstName', 'writerIpi', 'writerRole', 'collectionShare'],
])
const ownFields = catalogueFields.filter((field) => !otherWays.has(field))

it('has a column for every field the import knows, and the import finds each by its name', () => {
  const detected = detectColumns(tableHeader, [tableCells(row)])
  expect(Object.keys(detected).sort()).toEqual([...ownFields].sort())
  for (const field of ownFields) expect(detected[field]?.confidence, field).toBeGreaterThan(0.5)
})

it('brings the distributor back with the notes', () => {
  const notes = 'Distributor: Tidewater\nMastered in 2025'
  const detected = detectColumns(tableHeader, [])
  const mapping = Object.fromEntries(Object.entries(detected).map(([field, match]) => [field, match.column]))
  const { value } = validateRow(pickFields(tableCells({ ...row, notes }), mapping))
  expect(distributorIn(value.notes)).toBe('Tidewater')
})

it('reads back as the same row, also behind the guard against formulas', () => {
  const detected = detectColumns(tableHeader, [])
  const mapping = Object.fromEntries(Object.entries(detected).map(([field, match]) => [field, match.column]))
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => `=${text.replace(/[\s\p{C}]/gu, '')}x`)
  fc.assert(
    fc.property(line, line, fc.integer({ min: 1000, max: 86_000_000 }), (title, artist, durationMs) => {
      const cells = tableCells({ ...row, title, artist, durationMs }).map(safeCsvCell)
      const { value, problems } = validateRow(pickFields(cells, mapping))
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(value).toMatchObject({
        title: title.normalize('NFC'),
        artist: artist.normalize('NFC'),
        durationMs,
        isrc: row.isrc,
        gtin: row.gtin,
        releaseDate: row.releaseDate,
        discNumber: 2,
        trackNumber: 7,
        releaseArtist: row.releaseArtist,
        releaseType: row.releaseType,
        catalogueNumber: row.catalogueNumber,
        genre: row.genre,
        pLine: row.pLine,
        releasePLine: row.releasePLine,
        cLine: row.cLine,
        explicit: row.explicit,
        country: row.country,
        kind: row.kind,
        rights: {
          works: [
            {
              ...{ title: row.workTitle, iswc: row.iswc, relation: 'performance' },
              credits: row.workCredits.map((credit) => ({ ...credit, ipi: null, isni: null })),
            },
          ],
          credits: row.credits.map((credit) => ({ ...credit, ipi: null, isni: null })),
        },
      })
    }),
  )
})

it('writes durations to the millisecond', () => {
  expect([null, 1000, 181_250, 3_600_000, 3_723_004].map(exactDuration)).toEqual([
    '',
    '0:01',
    '3:01.250',
    '1:00:00',
    '1:02:03.004',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 86_400_000 }), (ms) => {
      expect(parseDuration(exactDuration(ms))).toMatchObject({ status: 'valid', ms })
    }),
  )
})
