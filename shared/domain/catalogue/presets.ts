import { foldText } from '../text/fold.ts'
import type { CatalogueField } from './fields.ts'

// Reports and forms that are known by the names of their columns. Sources of the names: public parsers of DistroKid's
// bank report (two variants), TuneCore's and Bandcamp's sales reports and SoundCloud for Artists; the MLC's bulk work
// template; an exporter of SoundExchange's ISRC ingest form.

/** Rows of a report that are about no recording: those with one of the values in the column. */
export type SkipRule = {
  /** Names of the column; the first that is there counts. */
  readonly column: readonly string[]
  /** Values, folded; an empty one means an empty cell. */
  readonly values: readonly string[]
}

/** A known report or form. */
export type ImportPreset = {
  readonly id: string
  /** For people. */
  readonly name: string
  /** Columns that must be there. */
  readonly required: readonly string[]
  /** Of these at least `anyOf.least` must be there too. */
  readonly anyOf: { readonly names: readonly string[]; readonly least: number }
  /** Columns of each field; of several the first that is filled counts. Other columns say nothing about a recording. */
  readonly fields: Partial<Readonly<Record<CatalogueField, readonly string[]>>>
  readonly skip: readonly SkipRule[]
  /** What the skipped rows are, for people. */
  readonly skipped: string
  /** True where a row about no recording still says who wrote a work: that counts. */
  readonly skippedNameWork?: boolean
}

const distrokidFields = { title: ['Title'], artist: ['Artist'], isrc: ['ISRC'], gtin: ['UPC'] } as const

export const importPresets: readonly ImportPreset[] = [
  {
    id: 'distrokid-bank-2',
    name: 'DistroKid bank report (newer)',
    required: ['Artist', 'Title', 'ISRC', 'Team Percentage', 'Source Type'],
    anyOf: { names: ['Date Inserted', 'Recoup (USD)', 'Earnings (USD)', 'Country of Sale'], least: 2 },
    fields: distrokidFields,
    skip: [{ column: ['Source Type'], values: ['album'] }],
    skipped: 'sales of whole albums',
  },
  {
    id: 'distrokid-bank-1',
    name: 'DistroKid bank report',
    required: ['Artist', 'Title', 'ISRC', 'Team Percentage', 'Song/Album'],
    anyOf: { names: ['Sale Month', 'Earnings (USD)', 'Country of Sale', 'Quantity'], least: 2 },
    fields: distrokidFields,
    skip: [{ column: ['Song/Album'], values: ['album'] }],
    skipped: 'sales of whole albums',
  },
  {
    id: 'tunecore-sales',
    name: 'TuneCore sales report',
    required: ['Song Title', 'Artist', 'TC Song ID'],
    anyOf: { names: ['Optional ISRC', 'Sales Period', 'Release Title', '# Units Sold'], least: 2 },
    fields: {
      title: ['Song Title'],
      artist: ['Artist'],
      isrc: ['Optional ISRC', 'TC Song ID'],
      release: ['Release Title'],
      releaseType: ['Release Type'],
      gtin: ['UPC', 'Optional UPC'],
      label: ['Label'],
    },
    skip: [{ column: ['Song Title'], values: [''] }],
    skipped: 'sales of whole releases',
  },
  {
    id: 'bandcamp-sales',
    name: 'Bandcamp sales report',
    required: ['item type', 'item name', 'artist'],
    anyOf: {
      names: ['bandcamp transaction id', 'item url', 'net amount', 'isrc', 'catalog number', 'buyer email'],
      least: 2,
    },
    fields: {
      title: ['item name'],
      artist: ['artist'],
      isrc: ['isrc'],
      gtin: ['upc'],
      catalogueNumber: ['catalog number'],
      url: ['item url'],
    },
    skip: [
      {
        column: ['item type'],
        values: [
          'payout',
          'album',
          'package',
          'bundle',
          'subscription',
          'fan subscription',
          'merch',
          'refund',
        ],
      },
    ],
    skipped: 'pay-outs and sales of albums and goods',
  },
  {
    id: 'soundcloud-for-artists',
    name: 'SoundCloud for Artists report',
    required: ['Revenue (USD)'],
    anyOf: { names: ['Revenue Share (%)', 'Split Pay Share (%)'], least: 1 },
    fields: {
      title: ['Track Title', 'Track Name', 'Track', 'Title', 'Song Title'],
      artist: ['Artist', 'Artist Name', 'Artists', 'Track Artist'],
      isrc: ['ISRC', 'Track ISRC'],
      gtin: ['UPC', 'UPC/EAN', 'Barcode'],
      release: ['Album Title', 'Album', 'Release Title', 'Release'],
      label: ['Label', 'Label Name'],
    },
    skip: [],
    skipped: '',
  },
  {
    id: 'mlc-bulk-work',
    name: 'MLC bulk work registration',
    required: ['PRIMARY TITLE', 'WRITER LAST NAME', 'RECORDING TITLE', 'RECORDING ARTIST NAME'],
    anyOf: { names: ['RECORDING ISRC', 'COLLECTION SHARE', 'MLC SONG CODE', 'PUBLISHER NAME'], least: 2 },
    fields: {
      title: ['RECORDING TITLE', 'PRIMARY TITLE'],
      artist: ['RECORDING ARTIST NAME'],
      isrc: ['RECORDING ISRC'],
      label: ['RECORDING LABEL'],
      workTitle: ['PRIMARY TITLE'],
      iswc: ['ISWC'],
      writerLastName: ['WRITER LAST NAME'],
      writerFirstName: ['WRITER FIRST NAME'],
      writerIpi: ['WRITER IPI NUMBER'],
      writerRole: ['WRITER ROLE CODE'],
      publishers: ['PUBLISHER NAME'],
      publisherIpi: ['PUBLISHER IPI NUMBER'],
      collectionShare: ['COLLECTION SHARE'],
    },
    skip: [{ column: ['RECORDING ARTIST NAME'], values: [''] }],
    skipped: 'rows of a writer or publisher that name no recording',
    skippedNameWork: true,
  },
  {
    id: 'soundexchange-isrc-ingest',
    name: 'SoundExchange ISRC ingest form',
    required: ['ISRC'],
    anyOf: {
      names: [
        'Rights claim basis',
        'Rights Claimed Basis',
        'Percentage claimed',
        'Percentage of Rights Claimed',
        'Release/claim start date',
        'Claim Basis',
        'Country of recording',
      ],
      least: 2,
    },
    fields: {
      title: ['Track title', 'Recording Title', 'Title'],
      version: ['Recording Version', 'Version'],
      artist: ['Artist', 'Recording Artist', 'Main Artist'],
      isrc: ['ISRC'],
      duration: ['Duration', 'Track Duration'],
      genre: ['Genre'],
      country: ['Country of recording'],
      release: ['Release Title', 'Album', 'Album Title'],
      label: ['Label', 'Release Label'],
      pLine: ['P Line', '(P) Line'],
      gtin: ['UPC', 'Barcode'],
    },
    skip: [],
    skipped: '',
  },
]

/** Where a known report keeps what. */
export type PresetMatch = {
  readonly preset: ImportPreset
  readonly columns: Partial<Readonly<Record<CatalogueField, readonly number[]>>>
  readonly skip: readonly { readonly column: number; readonly values: ReadonlySet<string> }[]
}

/**
 * The known report whose columns these are, or null. Case, spaces and marks such as `*` and `†` do not count; columns
 * may be missing or added as `required` and `anyOf` allow.
 */
export function matchPreset(header: readonly string[]): PresetMatch | null {
  if (header.length > 500) return null
  const index = new Map<string, number>()
  header.forEach((name, column) => {
    const key = columnKey(name)
    if (key !== '' && !index.has(key)) index.set(key, column)
  })
  const has = (name: string) => index.has(columnKey(name))
  const preset = importPresets.find(
    ({ required, anyOf }) => required.every(has) && anyOf.names.filter(has).length >= anyOf.least,
  )
  if (preset === undefined) return null
  const columns: Partial<Record<CatalogueField, readonly number[]>> = {}
  let field: CatalogueField
  for (field in preset.fields) {
    const found = columnsNamed(preset.fields[field] ?? [], index)
    if (found.length > 0) columns[field] = found
  }
  const skip = preset.skip.flatMap(({ column, values }) => {
    const [first] = columnsNamed(column, index)
    return first === undefined ? [] : [{ column: first, values: new Set(values.map(foldText)) }]
  })
  return { preset, columns, skip }
}

/** True for a row of the report that is about no recording. */
export function isSkipped(match: PresetMatch, cells: readonly string[]): boolean {
  return match.skip.some(({ column, values }) => {
    const cell = (cells[column] ?? '').trim()
    return values.has(cell === '' ? '' : foldText(cell))
  })
}

/** The key under which the mapping of a table is remembered, from the names of its columns; null without names. */
export function sourceKeyOf(header: readonly string[]): string | null {
  const names = header.map(columnKey)
  return names.every((name) => name === '') ? null : names.join('|')
}

function columnsNamed(names: readonly string[], index: ReadonlyMap<string, number>): number[] {
  const found = names.flatMap((name) => index.get(columnKey(name)) ?? [])
  return [...new Set(found)]
}

function columnKey(name: string): string {
  return name.length > 200 ? '' : foldText(name.replace(/[#№]/g, ' nr ').replace(/%/g, ' percent '))
}
