import { type FindingState, type ListingFile, listingFields } from '../../../shared/contract/watch.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

const formats: Readonly<Record<ListingFile['format'], string>> = {
  csv: 'table',
  jsonl: 'JSON Lines',
  json: 'JSON',
  sqlite: 'SQLite database',
  parquet: 'Parquet',
  discogs: 'Discogs XML',
  torrent: 'torrent',
}

const fieldNames: Readonly<Record<(typeof listingFields)[number], string>> = {
  id: 'ID',
  isrc: 'ISRC',
  title: 'title',
  artist: 'artist',
  album: 'album',
  label: 'label',
  url: 'address',
  account: 'account',
  duration: 'length',
  fileName: 'file name',
  gtin: 'GTIN',
  year: 'year',
  trackNumber: 'track number',
}

export const strings = {
  title: 'Watch',
  findings: 'Findings',
  sweeps: 'Sweeps',
  rules: 'Authorization rules',
  sweep: 'Sweep files…',
  sweepFolder: 'Sweep a folder…',
  chooseFiles: 'Choose listing files to sweep',
  chooseFolder: 'Choose a folder of listings to sweep',
  search: 'Search findings by recording, listing or address',
  confirm: 'Confirm',
  confirmHint: 'This is my recording, offered without my permission',
  authorize: 'Authorize…',
  authorizeHint: 'It is there with my permission',
  dismiss: 'Dismiss…',
  dismissHint: 'Not my recording, or not worth a claim',
  monitor: 'Monitor',
  monitorHint: 'Keep an eye on it; nothing can or should be claimed',
  reopen: 'Reopen',
  authorizeKind: 'Authorize all of this kind…',
  onlyClaimable: 'Claimable only',
  anything: 'All',
  reasonTitle: { authorize: 'Why is it authorized?', dismiss: 'Why is it dismissed?' },
  reasonLabel: 'Reason',
  reasonHint: 'Kept with the finding and in the custody log',
  decided: (count: number, verb: string) => `${plural(count, { one: 'finding', other: 'findings' })} ${verb}`,
  refused: (count: number) => `${plural(count, { one: 'finding stays', other: 'findings stay' })} as before`,
  emptyTitle: 'Where do your recordings turn up?',
  emptyText:
    'Sweep a leaked dump, a scrape or any list of listings (CSV, JSON, SQLite, Parquet, Discogs XML, torrents; packed or in archives too). Every row is compared with your catalogue, on this machine.',
  narrowed: {
    recording: 'Only one recording',
    sweep: 'Only one sweep',
    source: 'Only one live source',
    since: 'Only the newest',
  },
  nothingHere: 'Nothing here',
  nothingHereText: 'No finding passes this filter.',
  emptyRules: 'No rules yet',
  emptyRulesText:
    'A rule settles everything of one kind at once: your own shop, your own channel, the label line of your distributor.',
  newRule: 'New rule…',
  noSweeps: 'No sweep yet',
  /** What a file is, in words: `SQLite database, zstd`. */
  listing: ({ format, compression, archive }: ListingFile) =>
    [formats[format], archive, compression === 'none' ? null : compression]
      .filter((part) => part !== null)
      .join(', '),
  sweepTitle: 'Sweep for your recordings',
  sweepName: 'Name of this sweep',
  sweepNameHint: 'For you, to find it again',
  cancel: 'Cancel',
  start: 'Sweep files',
  compared: 'What to look for',
  comparisons: {
    equal: { label: 'Codes and equal names', hint: 'ISRCs and GTINs, and titles with their artists.' },
    similar: {
      label: 'Names that are written differently as well',
      hint: 'Typing errors, transliterations, other versions. Takes longer.',
    },
    codes: {
      label: 'Codes alone',
      hint: 'ISRCs and GTINs, wherever they stand. Fastest; names are not compared.',
    },
  },
  noFields: 'No column was recognised by name; ISRCs are still found in any text.',
  /** Which columns are read as what: `Reads title, artist from “Künstler”`. */
  reads: (fields: ListingFile['fields']) =>
    `Reads ${listingFields
      .map((field) => [fieldNames[field], fields[field]] as const)
      .filter(([, column]) => column !== undefined)
      .map(([name, column = '']) =>
        name.toLowerCase() === column.toLowerCase() ? name : `${name} from “${column}”`,
      )
      .join(', ')}`,
  table: 'Table',
  tableHint: 'Choose one when the right columns were not recognised',
  allTables: 'All tables, as recognised',
  noColumn: 'None',
  counts: 'Counts',
  moreFiles: (count: number) => `and ${plural(count, { one: 'more file', other: 'more files' })}`,
  metadataOnly: 'Metadata only',
  notSealed:
    'Not sealed yet: the record is closed when the sweep of its file has ended and the file’s SHA-256 is known.',
} as const

/** Fields that can be chosen among the columns of a table, and what they are called. */
export const pickerFields = [
  ['title', 'Title'],
  ['artist', 'Artist'],
  ['isrc', 'ISRC'],
  ['album', 'Album'],
  ['duration', 'Length'],
  ['gtin', 'GTIN'],
  ['url', 'Address'],
  ['account', 'Account'],
] as const satisfies readonly (readonly [keyof ListingFile['fields'], string])[]

export const countStrings = {
  recordings: 'By recording',
  releases: 'By release',
  sources: 'By swept file',
  recording: 'Recording',
  release: 'Release',
  file: 'File',
  artist: 'Artist',
  place: 'Where it lies',
  findings: 'Findings',
  matches: 'Matches',
  claimable: 'Claimable',
  none: 'None.',
  more: (count: number) => `and ${formatNumber(count)} more`,
} as const

export const captureStrings = {
  title: 'Captures of the page',
  capture: (count: number) => (count === 1 ? 'Capture the page' : 'Capture the pages'),
  none: 'The page has not been captured. When it is taken down, its capture is what is left.',
} as const

/** What live sources showed of a listing, over time. */
export const historyStrings = {
  title: 'Seen over time',
  first: 'First seen',
  last: 'Last seen',
  seenBy: 'Shown by',
  said: (title: string, artist: string) => (artist === '' ? title : `${artist} – ${title}`),
  versions: 'What changed',
  unchanged: 'It has said the same ever since.',
  notKept: 'What it said was deleted as the terms of its source ask; its address and times stay.',
  change: (field: string, before: string, after: string) =>
    `${field}: ${before === '' ? 'nothing' : `“${before}”`} became ${after === '' ? 'nothing' : `“${after}”`}`,
  better: (source: string) => `Told in more detail by ${source}`,
  live: 'Live source',
  notSealed: 'A live source showed it. Capture the page to seal what it says.',
  fields: {
    title: 'Title',
    artist: 'Artist',
    account: 'Account',
    album: 'Release',
    label: 'Label line',
    isrc: 'ISRC',
    gtin: 'GTIN',
    durationMs: 'Length',
    year: 'Year',
  } as Readonly<Record<string, string>>,
} as const

export const exportStrings = {
  button: 'Export all…',
  title: 'Save the findings',
  fileName: 'findings',
  show: 'Show in folder',
  formats: { csv: 'As a table (CSV)', json: 'As JSON', parquet: 'As Parquet' },
  written: (count: number) => `${plural(count, { one: 'finding', other: 'findings' })} saved`,
} as const

export const stateLabels: Readonly<Record<FindingState, string>> = {
  new: 'New',
  confirmed: 'Confirmed',
  authorized: 'Authorized',
  dismissed: 'Dismissed',
  monitor: 'Monitored',
}

export const offersLabels = {
  metadata: 'Names the recording only',
  page: 'A page offers it',
  file: 'A file is offered',
  art: 'Shows the artwork',
} as const

export const ruleKindLabels = {
  domain: 'Domain',
  account: 'Account or channel',
  label: 'Label line',
} as const

export const verdictLabels = { match: 'Match', possible: 'Possible' } as const
