import type { FindingState, ListingFile } from '../../../shared/contract/watch.ts'
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
  moreFiles: (count: number) => `and ${plural(count, { one: 'more file', other: 'more files' })}`,
  metadataOnly: 'Metadata only',
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
