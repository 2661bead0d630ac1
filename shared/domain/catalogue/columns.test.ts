import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../test/support/shared-data.ts'
import { detectColumns, duplicateHeaders, idColumn } from './columns.ts'
import { catalogueFields } from './fields.ts'
import { findHeaderRow } from './header-row.ts'
import type { DetectedColumns } from './columns.ts'

/** field → name of its column, for short expectations. */
function byName(header: readonly string[], detected: DetectedColumns): Record<string, string | undefined> {
  return Object.fromEntries(
    catalogueFields.flatMap((field) => (detected[field] ? [[field, header[detected[field].column]]] : [])),
  )
}

function detect(header: string, rows: string[] = [], delimiter = ','): Record<string, string | undefined> {
  const names = header.split(delimiter)
  return byName(
    names,
    detectColumns(
      names,
      rows.map((row) => row.split(delimiter)),
    ),
  )
}

const distroKid =
  'Reporting Date\tSale Month\tStore\tArtist\tTitle\tISRC\tUPC\tQuantity\tTeam Percentage\tSong/Album\tCountry of Sale\tSongwriter Royalties Withheld\tEarnings (USD)'
const tuneCore =
  'Sales Period|Posted Date|Store Name|Country Of Sale|Artist|Release Type|Release Title|Song Title|Label|UPC|Optional UPC|TC Song ID|Optional ISRC|Sales Type|# Units Sold|Per Unit Price|Net Sales|Net Sales Currency|Exchange Rate|Total Earned|Currency'
const bandcamp =
  'date,paid to,item type,item name,artist,currency,item price,quantity,sub total,shipping,net amount,package,sku,upc,isrc,catalog number,city,region/state,country,country code,bandcamp transaction id,item url,buyer name,buyer email,ship to name'
const mlcWork =
  'PRIMARY TITLE *,MLC SONG CODE,MEMBERS SONG ID,ISWC          ,AKA TITLE †,AKA TITLE TYPE CODE †,WRITER LAST NAME *,WRITER FIRST NAME ,WRITER IPI NUMBER,WRITER ROLE CODE *,MLC PUBLISHER NUMBER,PUBLISHER NAME *,PUBLISHER IPI NUMBER *,ADMINISTRATOR MLC PUBLISHER NUMBER,ADMINISTRATOR NAME †,ADMINISTRATOR IPI NUMBER †,COLLECTION SHARE *,RECORDING TITLE †,RECORDING ARTIST NAME †,RECORDING ISRC,RECORDING LABEL'
const exportify =
  'Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s),Album Artist Name(s),Album Release Date,Album Image URL,Disc Number,Track Number,Track Duration (ms),Track Preview URL,Explicit,Popularity,ISRC,Added By,Added At'

describe('detectColumns by name', () => {
  it('reads the files of distributors and exporters', () => {
    expect(detect(distroKid, [], '\t')).toEqual({
      title: 'Title',
      artist: 'Artist',
      isrc: 'ISRC',
      gtin: 'UPC',
    })
    expect(detect(tuneCore, [], '|')).toEqual({
      title: 'Song Title',
      releaseType: 'Release Type',
      artist: 'Artist',
      isrc: 'Optional ISRC',
      release: 'Release Title',
      gtin: 'UPC',
      label: 'Label',
    })
    expect(detect(bandcamp)).toEqual({
      title: 'item name',
      artist: 'artist',
      catalogueNumber: 'catalog number',
      isrc: 'isrc',
      gtin: 'upc',
      url: 'item url',
    })
    expect(detect(mlcWork)).toEqual({
      title: 'RECORDING TITLE †',
      artist: 'RECORDING ARTIST NAME †',
      isrc: 'RECORDING ISRC',
      label: 'RECORDING LABEL',
      iswc: 'ISWC          ',
      writerLastName: 'WRITER LAST NAME *',
      writerFirstName: 'WRITER FIRST NAME ',
      writerIpi: 'WRITER IPI NUMBER',
      writerRole: 'WRITER ROLE CODE *',
      publishers: 'PUBLISHER NAME *',
      publisherIpi: 'PUBLISHER IPI NUMBER *',
      collectionShare: 'COLLECTION SHARE *',
    })
    expect(detect('Title,Artist,Composer(s),Lyrics By,Producer 1,Producer 2,ISWC')).toEqual({
      ...{ title: 'Title', artist: 'Artist', composers: 'Composer(s)', lyricists: 'Lyrics By', iswc: 'ISWC' },
      producers: 'Producer 1',
    })
    expect(detectColumns(['Title', 'Artist', 'Producer 1', 'Producer 2'], []).producers?.fallbacks).toEqual([
      3,
    ])
    expect(detect('Work Title,Artist')).toEqual({ title: 'Work Title', artist: 'Artist' })
    expect(detect('ISRC,MLC Song Code')).toEqual({ isrc: 'ISRC' })
    expect(detect(exportify)).toEqual({
      title: 'Track Name',
      artist: 'Artist Name(s)',
      releaseArtist: 'Album Artist Name(s)',
      explicit: 'Explicit',
      isrc: 'ISRC',
      duration: 'Track Duration (ms)',
      release: 'Album Name',
      releaseDate: 'Album Release Date',
      trackNumber: 'Track Number',
      discNumber: 'Disc Number',
    })
  })

  it.each([
    [
      'Titel;Interpret;Länge;Erscheinungsjahr;Plattenfirma;Strichcode',
      'title artist duration year label gtin',
    ],
    ['Titre;Artiste;Durée;Année;Maison de disques;Code-barres', 'title artist duration year label gtin'],
    [
      'Título;Intérprete;Duración;Año;Sello discográfico;Código de barras',
      'title artist duration year label gtin',
    ],
    ['Título;Artista;Duração;Ano;Gravadora;Código de barras', 'title artist duration year label gtin'],
    [
      'trackName;artistName;trackTimeMillis;collectionName;releaseDate',
      'title artist duration release releaseDate',
    ],
    ['name;artist;duration_ms;external_id_isrc;external_id_upc', 'title artist duration isrc gtin'],
    [
      'Song;Band;Track Length;Track No.;Disc #;Mix Name',
      'title artist duration trackNumber discNumber version',
    ],
    [
      'Title;Artist;Copyright Registration Number;Release Date',
      'title artist registrationNumber releaseDate',
    ],
  ])('knows %s', (header, fields) => {
    const expected = Object.fromEntries(
      fields.split(' ').map((field, column) => [field, header.split(';')[column]]),
    )
    expect(detect(header, [], ';')).toEqual(expected)
  })

  it('prefers the plain name and ignores names that mean something else', () => {
    expect(detect('Card#,Youtube-Title,Artist,Title,Hashed Info')).toEqual({
      title: 'Title',
      artist: 'Artist',
    })
    expect(detect('Youtube-Title,Album Title')).toEqual({ title: 'Youtube-Title', release: 'Album Title' })
    expect(detect('Artist ID,Album Artist,Album UPC,Label Share,ISRC Country')).toMatchObject({
      artist: 'Album Artist',
      gtin: 'Album UPC',
    })
    expect(detect('Quantity,Store,Country,Reporting Date,Popularity,Tempo')).toEqual({})
  })

  it('takes the unit of a duration from its name', () => {
    expect(detectColumns(['Duration (ms)'], []).duration).toMatchObject({ unit: 'ms' })
    expect(detectColumns(['length_seconds'], []).duration).toMatchObject({ unit: 's' })
    expect(detectColumns(['Dauer [min]'], []).duration).toMatchObject({ unit: 'min' })
    expect(detectColumns(['Duration (mm:ss)'], []).duration).toMatchObject({ unit: 'auto' })
    expect(detectColumns(['Length'], []).duration).toMatchObject({ unit: 'auto' })
  })
})

describe('detectColumns by content', () => {
  it('decides which of two columns for one field it is, and keeps the other to fall back on', () => {
    const header = ['Song Title', 'Artist', 'TC Song ID', 'Optional ISRC']
    const ownCodes = [
      ['A', 'X', 'TCABC2600001', ''],
      ['B', 'X', 'TCABC2600002', ''],
      ['C', 'X', '12345', 'USS1Z9900001'],
    ]
    expect(detectColumns(header, ownCodes).isrc).toMatchObject({ column: 3, fallbacks: [2] })
    expect(detectColumns(header, ownCodes.slice(0, 2)).isrc).toMatchObject({ column: 2, fallbacks: [3] })
  })

  it('takes the filled one of two titles, and the first of two equals', () => {
    const header = ['PRIMARY TITLE', 'RECORDING TITLE']
    expect(
      detectColumns(header, [
        ['A song', ''],
        ['Another', ''],
      ]).title,
    ).toMatchObject({ column: 0 })
    expect(detectColumns(header, [['A work', 'A song']]).title).toMatchObject({ column: 1 })
    expect(
      detectColumns(
        ['Title', 'Title'],
        [
          ['', 'One'],
          ['', 'Two'],
        ],
      ).title,
    ).toMatchObject({ column: 1 })
    expect(detectColumns(['Title', 'Title'], [['One', 'Two']]).title).toMatchObject({ column: 0 })
  })

  it('tells a track that is a title from a track that is a number', () => {
    expect(detect('Track,Artist', ['Hey Jude,Beatles', 'Help,Beatles'])).toEqual({
      title: 'Track',
      artist: 'Artist',
    })
    expect(detect('Track,Title', ['1,Hey Jude', '2,Help'])).toEqual({ title: 'Title', trackNumber: 'Track' })
  })

  it('recognises codes, addresses and times under unknown names', () => {
    const rows = [
      'One,USS1Z9900001,190295810726,https://example.org/1,3:45',
      'Two,USS1Z9900002,0094634396028,https://example.org/2,2:10',
      'Three,us-s1z-99-00003,5099703257021,https://example.org/3,4:00',
    ]
    expect(detect('Title,Foo,Bar,Baz,Quux', rows)).toEqual({
      title: 'Title',
      isrc: 'Foo',
      gtin: 'Bar',
      url: 'Baz',
      duration: 'Quux',
    })
  })

  it('keeps an unmistakable name even when no cell fits, with low confidence, so that rows report it', () => {
    const match = detectColumns(
      ['Title', 'ISRC'],
      [
        ['A', 'garbage'],
        ['B', 'more'],
      ],
    ).isrc
    expect(match).toMatchObject({ column: 1, confidence: 0.3 })
    expect(match?.why).toContain('0 of 2')
  })

  it('guesses title and artist of a table without header, and says that it guessed', () => {
    const rows = [
      ['1', 'Hey Jude', 'The Beatles', '1968', 'GBAYE0601690', 'b5df16f50beca8aa', '225000'],
      ['2', 'Help!', 'The Beatles', '1965', 'GBAYE0601477', '4dd5565035fa8fb7', '138000'],
      ['3', 'Angie', 'The Rolling Stones', '1973', 'GBUM71029605', '7cf5b38b8fdb0e37', '273000'],
    ]
    const detected = detectColumns(null, rows)
    expect(detected).toMatchObject({
      title: { column: 1 },
      artist: { column: 2 },
      year: { column: 3 },
      isrc: { column: 4 },
    })
    expect(detected.title?.confidence).toBeLessThan(0.5)
    expect(Object.keys(detected).sort()).toEqual(['artist', 'isrc', 'title', 'year'])
  })

  it('gives no column to two fields and never throws', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('Title', 'ISRC', 'USS1Z9900001', '3:45', '1999', 'Track', 'Artist', ''),
    )
    const row = fc.array(cell, { maxLength: 8 })
    fc.assert(
      fc.property(fc.option(row), fc.array(row, { maxLength: 6 }), (header, sample) => {
        const detected = detectColumns(header, sample)
        const columns = Object.values(detected).map(({ column }) => column)
        expect(new Set(columns).size).toBe(columns.length)
        for (const { confidence } of Object.values(detected))
          expect(confidence > 0 && confidence <= 1).toBe(true)
        findHeaderRow(sample)
      }),
    )
  })
})

it('duplicateHeaders names what stands twice', () => {
  expect(duplicateHeaders(['Title', 'Artist', ' title ', '', ''])).toEqual([
    { name: 'Title', columns: [0, 2] },
  ])
})

it('idColumn finds the column that identifies rows', () => {
  expect(idColumn(['title', 'recording_id', 'ID'])).toBe(2)
  expect(idColumn(['Recording ID', 'title'])).toBe(0)
  expect(idColumn(['Artist ID', 'title'])).toBeNull()
})

describe('findHeaderRow', () => {
  const rowOf = (rows: string[]) => findHeaderRow(rows.map((row) => row.split(',')))

  it('finds the header on top, and below a preamble', () => {
    expect(rowOf(['Title,Artist,ISRC', 'Hey,Me,USS1Z9900001'])).toMatchObject({ row: 0, certain: true })
    const report = [
      'Royalty report for Some Artist',
      'Period,2026-01',
      'Track Title,Artist Name,ISRC,Revenue (USD)',
      'Hey,Me,USS1Z9900001,1.20',
    ]
    expect(rowOf(report)).toMatchObject({ row: 2, certain: true })
  })

  it('sees that there is none', () => {
    expect(rowOf(['Hey,Me,USS1Z9900001', 'You,Me,USS1Z9900002'])).toMatchObject({ row: null, certain: true })
    expect(rowOf(['1,Hey,Me', '2,You,Me'])).toMatchObject({ row: null })
    expect(findHeaderRow([])).toMatchObject({ row: null })
    expect(findHeaderRow([['', ' ']])).toMatchObject({ row: null })
  })

  it('takes unknown words above typed cells for names, and otherwise says that it is not certain', () => {
    expect(rowOf(['Foo,Bar', 'Hey,USS1Z9900001'])).toMatchObject({ row: 0, certain: true })
    expect(rowOf(['Foo,Bar', 'Hey,You'])).toMatchObject({ row: 0, certain: false })
  })

  it('accepts one known name in a narrow table, and none in a title that merely sounds like one', () => {
    expect(rowOf(['isrc', 'USS1Z9900001'])).toMatchObject({ row: 0, certain: true })
    expect(rowOf(['', 'Title,Artist', 'Title,Some Band'])).toMatchObject({ row: 1 })
  })
})

const cards = sharedData('hitster-isrc')

describe.skipIf(cards === null)('hitster-isrc (skipped when the shared data is absent)', () => {
  const files = cards === null ? [] : readdirSync(cards).filter((name) => name.endsWith('.csv'))

  it.each(files)('%s', (file) => {
    const rows: string[][] = parse(readFileSync(join(cards ?? '', file), 'utf8'), {
      bom: true,
      relax_column_count: true,
    })
    expect(findHeaderRow(rows)).toMatchObject({ row: 0, certain: true })
    const [header = [], ...sample] = rows
    const expected: Record<string, string> = { title: 'Title', artist: 'Artist', year: 'Year', url: 'URL' }
    if (header.includes('ISRC')) expected.isrc = 'ISRC'
    if (header.includes('Album')) expected.release = 'Album'
    const detected = detectColumns(header, sample.slice(0, 200))
    expect(byName(header, detected)).toEqual(expected)
    // One file has an ISRC column without a code.
    for (const match of Object.values(detected)) expect(match.confidence).toBeGreaterThanOrEqual(0.6)
    const headerless = detectColumns(null, sample.slice(0, 200))
    expect(findHeaderRow(sample)).toMatchObject({ row: null })
    expect(byName(header, headerless)).toMatchObject({ year: 'Year', url: 'URL' })
    expect(headerless.duration).toBeUndefined()
  })
})

const known = sharedData('identifiers/import-columns.json')

it.skipIf(known === null)('maps every file of import-columns.json without one column for two fields', () => {
  type Format = { columns?: string[]; columns_seen?: string[] }
  const formats = Object.values(JSON.parse(readFileSync(known ?? '', 'utf8')) as Record<string, Format>)
  const headers = formats.flatMap(({ columns, columns_seen }) =>
    (columns ?? columns_seen) ? [columns ?? columns_seen ?? []] : [],
  )
  expect(headers.length).toBeGreaterThanOrEqual(6)
  for (const header of headers) {
    const detected = byName(header, detectColumns(header, []))
    expect(detected.isrc, header.join()).toMatch(/isrc/i)
    expect(findHeaderRow([header]), header.join()).toMatchObject({ row: 0, certain: true })
  }
})
