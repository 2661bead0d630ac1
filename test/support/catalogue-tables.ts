import iconv from 'iconv-lite'
import { type CatalogueFile, type KnownTrack, tracksPerRelease } from './known-tracks.ts'
import { numbered } from './xlsx.ts'

function csv(delimiter: string, rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((cells) => cells.map(cell).join(delimiter)).join('\r\n') + '\r\n'
}

const clock = (ms: number) =>
  `${String(Math.floor(ms / 60_000))}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`
const withoutZero = (gtin: string) => gtin.replace(/^0+/, '')

/** Tabs, ISO 8859-1, a line for every shop a song was sold in, whole albums between the songs. */
export function distroKidOlder(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['Reporting Date', 'Sale Month', 'Store', 'Artist', 'Title', 'ISRC', 'UPC', 'Quantity', 'Team Percentage', 'Song/Album', 'Country of Sale', 'Songwriter Royalties Withheld', 'Earnings (USD)'] // prettier-ignore
  const sale = (track: KnownTrack, store: string, kind: string) => [
    ...['2024-05-01', '2024-03', store, track.artist],
    ...(kind === 'Album' ? [track.release, ''] : [track.title, track.isrc]),
    ...[track.gtin, '9,608', '100', kind, 'PT', '', '$0.102135011213'],
  ]
  const rows = tracks.flatMap((track, index) => [
    ...['Spotify', 'Deezer', 'TIDAL'].map((store) => sale(track, store, 'Song')),
    ...(index % tracksPerRelease === 0 ? [sale(track, 'iTunes', 'Album')] : []),
  ])
  // Quotation marks mean nothing in it.
  const text = [columns, ...rows].map((cells) => cells.join('\t')).join('\n')
  return {
    format: 'DistroKid bank report, older',
    name: 'distrokid.tsv',
    content: iconv.encode(text, 'latin1'),
    fields: ['title', 'artist', 'isrc'],
  }
}

export function distroKidNewer(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['Date Inserted', 'Reporting Date', 'Sale Month', 'Store', 'Artist', 'Title', 'ISRC', 'UPC', 'Quantity', 'Team Percentage', 'Source Type', 'Country of Sale', 'Songwriter Royalties Withheld (USD)', 'Earnings (USD)', 'Recoup (USD)'] // prettier-ignore
  const rows = tracks.flatMap((track) =>
    ['Deezer', 'Qobuz'].map((store) => [
      ...['2025-01-15', '2025-01-15', '2024-12', store, track.artist, track.title, track.isrc],
      ...[withoutZero(track.gtin), '1', '50', 'Song', 'DE', '0.0', '0.01', ''],
    ]),
  )
  return {
    format: 'DistroKid bank report, newer',
    name: 'distrokid.csv',
    content: Buffer.from(csv(',', [columns, ...rows])),
    fields: ['title', 'artist', 'isrc'],
  }
}

/** The code stands in one column or the other, by who issued it. */
export function tuneCore(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['Sales Period', 'Posted Date', 'Store Name', 'Country Of Sale', 'Artist', 'Release Type', 'Release Title', 'Song Title', 'Label', 'UPC', 'Optional UPC', 'TC Song ID', 'Optional ISRC', 'Sales Type', '# Units Sold', 'Per Unit Price', 'Net Sales', 'Net Sales Currency', 'Exchange Rate', 'Total Earned', 'Currency'] // prettier-ignore
  const rows = tracks.map((track, index) => [
    ...['2024-01-01', '2024-03-01', 'Deezer', 'DE', track.artist, 'Album', track.release, track.title],
    ...[track.label, track.gtin, ''],
    ...(index % 2 === 0 ? [track.isrc, ''] : [String(990_000 + index), track.isrc]),
    ...['Stream', '3', '0.01', '0.03', 'USD', '1', '0.03', 'USD'],
  ])
  return {
    format: 'TuneCore sales report',
    name: 'tunecore.csv',
    content: Buffer.from(csv(',', [columns, ...rows])),
    fields: ['title', 'artist', 'isrc', 'release', 'gtin', 'label'],
  }
}

export function bandcamp(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['date', 'paid to', 'item type', 'item name', 'artist', 'currency', 'item price', 'quantity', 'net amount', 'upc', 'isrc', 'catalog number', 'country', 'bandcamp transaction id', 'item url'] // prettier-ignore
  const rows = tracks.map((track, index) => [
    ...['5/13/26 11:28pm', '', 'track', track.title, track.artist, 'USD', '1', '1', '0.8', '', track.isrc],
    ...['QUAY-7', 'Germany', String(index), track.url],
  ])
  const payout = ['5/14/26 1:00am', 'Vela', 'payout', ...Array.from({ length: 12 }, () => '')]
  return {
    format: 'Bandcamp sales report',
    name: 'bandcamp.csv',
    content: iconv.encode(csv(',', [columns, ...rows, payout]), 'utf-16le', { addBOM: true }),
    fields: ['title', 'artist', 'isrc', 'url'],
  }
}

export function soundCloud(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['Month', 'Store', 'Track Title', 'Artist', 'ISRC', 'Territory', 'Revenue (USD)', 'Revenue Share (%)', 'Split Pay Share (%)'] // prettier-ignore
  const rows = tracks.map(({ title, artist, isrc }) => [
    ...['2024-01', 'SoundCloud', title, artist, isrc, 'DE', '0.1', '100', '100'],
  ])
  const above = [['Account ID', '12345'], ['8b0e2c58-6f1c-4d0c-9a48-000000000001']]
  return {
    format: 'SoundCloud for Artists report',
    name: 'soundcloud.csv',
    content: Buffer.from(csv(',', [...above, columns, ...rows])),
    fields: ['title', 'artist', 'isrc'],
  }
}

const ownColumns = ['Titel', 'Interpret', 'ISRC', 'Länge', 'Jahr', 'Album', 'EAN', 'Track-Nr.', 'Disc-Nr.', 'Label', 'URL'] // prettier-ignore
const ownFields = ['title', 'artist', 'isrc', 'durationMs', 'year', 'release', 'gtin', 'trackNumber', 'discNumber', 'label', 'url'] as const // prettier-ignore

/** As an artist keeps it: German headings, semicolons, hyphenated or lower-case codes, lengths as m:ss. */
export function plainTable(tracks: readonly KnownTrack[]): CatalogueFile {
  const rows = tracks.map((track, index) => [
    ...[track.title, track.artist, spelled(track.isrc, index), clock(track.durationMs), String(track.year)],
    ...[
      track.release,
      track.gtin,
      String(track.trackNumber),
      String(track.discNumber),
      track.label,
      track.url,
    ],
  ])
  return {
    format: 'CSV of one’s own (semicolons, German headings)',
    name: 'katalog.csv',
    content: Buffer.from(`\uFEFF${csv(';', [ownColumns, ...rows])}`),
    fields: ownFields,
  }
}

function spelled(isrc: string, index: number): string {
  const hyphenated = isrc.replace(/^(..)(...)(..)/, '$1-$2-$3-')
  return [isrc, hyphenated, isrc.toLowerCase(), `ISRC ${hyphenated}`][index % 4] ?? isrc
}

/** Lengths as times and barcodes as numbers, as a spreadsheet keeps what is typed. */
export function workbook(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['Title', 'Artist', 'ISRC', 'Duration', 'Year', 'Album', 'UPC', 'Track Number', 'Disc Number', 'Label', 'URL'] // prettier-ignore
  const rows = tracks.map((track) => [
    ...[track.title, track.artist, track.isrc],
    { xml: `<c s="1"><v>${String(track.durationMs / 86_400_000)}</v></c>` },
    { xml: `<c><v>${String(track.year)}</v></c>` },
    track.release,
    { xml: `<c><v>${withoutZero(track.gtin)}</v></c>` },
    { xml: `<c><v>${String(track.trackNumber)}</v></c>` },
    { xml: `<c><v>${String(track.discNumber)}</v></c>` },
    ...[track.label, track.url],
  ])
  return {
    format: 'Excel workbook (times and numbers as a spreadsheet keeps them)',
    name: 'catalogue.xlsx',
    content: {
      sheets: [{ name: 'Songs', rows: numbered([columns, ...rows]) }],
      formats: ['[m]:ss'],
    },
    fields: ownFields,
  }
}

/** A row for every writer: each recording stands twice. */
export function mlcWorks(tracks: readonly KnownTrack[]): CatalogueFile {
  const columns = ['PRIMARY TITLE *', 'MLC SONG CODE', 'MEMBERS SONG ID', 'ISWC          ', 'AKA TITLE †', 'AKA TITLE TYPE CODE †', 'WRITER LAST NAME *', 'WRITER FIRST NAME ', 'WRITER IPI NUMBER', 'WRITER ROLE CODE *', 'MLC PUBLISHER NUMBER', 'PUBLISHER NAME *', 'PUBLISHER IPI NUMBER *', 'ADMINISTRATOR MLC PUBLISHER NUMBER', 'ADMINISTRATOR NAME †', 'ADMINISTRATOR IPI NUMBER †', 'COLLECTION SHARE *', 'RECORDING TITLE †', 'RECORDING ARTIST NAME †', 'RECORDING ISRC', 'RECORDING LABEL'] // prettier-ignore
  const rows = tracks.flatMap((track, index) =>
    ['Tern', 'Gull'].map((writer) => [
      ...[
        track.title,
        '',
        `S${String(index)}`,
        '',
        '',
        '',
        writer,
        'Ada',
        '',
        'CA',
        '',
        'Quay',
        '',
        '',
        '',
        '',
      ],
      ...['50', track.title, track.artist, track.isrc, track.label],
    ]),
  )
  return {
    format: 'MLC bulk work registration',
    name: 'mlc.xlsx',
    content: { sheets: [{ name: 'Format', rows: numbered([columns, ...rows]) }] },
    fields: ['title', 'artist', 'isrc'],
  }
}
