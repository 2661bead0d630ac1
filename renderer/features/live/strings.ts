import type { AddressKind } from '../../../shared/contract/live-addresses.ts'
import type { LiveSource } from '../../../shared/contract/live.ts'
import type { LiveView } from '../../app/routes.ts'
import { formatNumber } from '../../ui/format.ts'
import { plural } from '../../ui/plural.ts'

const sources = (n: number) => plural(n, { one: 'source', other: 'sources' })
const requests = (n: number) => plural(n, { one: 'request', other: 'requests' })
const findings = (n: number) => plural(n, { one: 'finding', other: 'findings' })

const views: Readonly<Record<Exclude<LiveView, 'links'>, string>> = {
  sources: 'Sources',
  addresses: 'Addresses',
  overview: 'Overview',
  requests: 'Requests',
}

/** Texts of the live watch as a whole. */
export const strings = {
  title: 'Live watch',
  view: 'View',
  views,
  lookNow: 'Look now',
  lookAll: 'Look at all sources now',
  started: 'Looking at the sources',
  offline: 'Offline',
  offlineSwitch: 'Offline: ask nothing of the network',
  offlineTitle: 'Offline: nothing is asked of the network',
  offlineText:
    'Nothing gets around this switch: no source, no capture, no time stamp. What is due is caught up when you go online.',
  online: 'Go online',
  pauses: {
    offline: null,
    battery: {
      title: 'Paused while the computer runs on its battery',
      text: 'It goes on by itself on mains power. What you start yourself runs anyway.',
    },
    metered: {
      title: 'Paused on a metered connection',
      text: 'It goes on by itself on another one. What you start yourself runs anyway.',
    },
  },
  pauseSettings: 'Change in Settings',
  subtitle: (on: number, next: string | null) => {
    if (on === 0) return 'No source is on: nothing is asked'
    return next === null ? `${sources(on)} on` : `${sources(on)} on, next look ${next}`
  },
  running: 'Looking at the sources',
  cancel: 'Cancel',
  addAddresses: 'Add addresses…',
  officialLinks: 'Say what is officially yours…',
  requestsCommand: 'Show the outgoing requests',
  overviewCommand: 'Show where the recordings appear',
} as const

export const sourceText = {
  list: 'Sources',
  columns: {
    on: 'On',
    source: 'Source',
    health: 'How it is',
    last: 'Last look',
    next: 'Next look',
    quota: 'Today',
    fresh: 'New',
  },
  switchOf: (name: string) => `Look at ${name}`,
  freshHint: (name: string) => `New findings of ${name} of the last seven days`,
  none: '–',
  never: 'Not yet',
  intro: {
    title: 'Where are your recordings today?',
    text: 'Turned on, a source is asked again and again for your codes, names and titles, slowly and within its limits. You hear only of what is new. Nothing is asked before you turn one on.',
    links: 'Say what is officially yours',
    linksHint:
      'Begin here: your own pages and channels, your distributor, your labels. They are never reported.',
    turnOn: (count: number) => `Turn on the ${String(count)} that need no key`,
  },
  searches: (searches: LiveSource['searches']): string => {
    const asked = searches.flatMap((by) => (by === 'isrc' ? ['ISRC'] : by === 'names' ? ['names'] : []))
    if (asked.length > 0) return `By ${asked.join(' and ')}`
    return 'Your addresses'
  },
  keys: { none: 'no key', optional: 'key optional', required: 'your own key' },
  quota: (spent: number, perDay: number | null) =>
    perDay === null ? `${formatNumber(spent)} today` : `${formatNumber(spent)} of ${formatNumber(perDay)}`,
  quotaLong: (spent: number, perDay: number | null) =>
    perDay === null
      ? `${requests(spent)} today. No daily limit is stated.`
      : `${formatNumber(spent)} of ${formatNumber(perDay)} units of today are spent (a day of UTC).`,
  quotaName: (name: string) => `Spent of today’s budget of ${name}`,
} as const

export const panelText = {
  label: 'Source',
  look: 'Look now',
  health: 'How it is',
  schedule: 'How often',
  interval: 'It is looked at',
  intervals: (hours: number) => {
    if (hours === 1) return 'Every hour'
    if (hours === 24) return 'Every day'
    if (hours === 168) return 'Every week'
    return hours % 24 === 0 ? `Every ${String(hours / 24)} days` : `Every ${String(hours)} hours`
  },
  due: (all: number, due: number) =>
    all === 0
      ? 'There is nothing to look for yet.'
      : `${plural(all, { one: 'question', other: 'questions' })}, ${formatNumber(due)} due. New releases come first.`,
  next: 'Next look',
  last: 'Last look',
  quota: 'Limits',
  pace: (requests: number, perMs: number, atOnce: number) => {
    const seconds = perMs / 1000
    const span = seconds === 1 ? 'a second' : seconds === 60 ? 'a minute' : `${formatNumber(seconds)} seconds`
    return `At most ${plural(requests, { one: 'request', other: 'requests' })} in ${span}, ${atOnce === 1 ? 'one at a time' : `${formatNumber(atOnce)} at once`}.`
  },
  found: 'What it showed',
  listings: (n: number) => `${plural(n, { one: 'listing', other: 'listings' })} of your recordings`,
  showFindings: 'Show its findings',
  key: 'Your key',
  keyNone: 'It needs no key.',
  keyMissing: {
    required: 'It cannot be asked without your own key.',
    optional: 'It works without; with your own key it takes more questions.',
  },
  keySet: 'A key is set. It is never shown, not even to you.',
  keyKept: (store: string) => `Kept by ${store}.`,
  keyNoStore: 'A key cannot be kept here',
  keyField: 'Key',
  keySave: 'Save the key',
  keyReplace: 'Replace…',
  keyRemove: 'Remove…',
  keyCancel: 'Cancel',
  keySaved: (name: string) => `The key for ${name} is kept`,
  keyRemoved: (name: string) => `The key for ${name} is removed`,
  keyRemoveQuestion: (name: string) => ({
    title: `Remove the key for ${name}?`,
    body: 'It is deleted here and cannot be brought back. At the service it stays valid until you revoke it there.',
    confirmLabel: 'Remove key',
    danger: true,
  }),
  base: 'Own address',
  baseOpen: 'Ask it at another address…',
  baseLabel: 'Address of your own server',
  baseHint: 'For a server you run yourself, such as SearXNG. Empty: the source’s own address.',
  baseInvalid: 'This is no web address. It begins with https:// or http://.',
  terms: 'Its terms',
  termsLink: 'Read them',
  termsNotRead: 'Not checked: from our notes, not read at the source',
  termsChecked: (day: string) => `Read on ${day}`,
  runs: 'Last looks',
  noRuns: 'It was not looked at yet.',
  runColumns: { at: 'When', result: 'Result' },
  run: (listings: number, fresh: number) =>
    `${plural(listings, { one: 'listing', other: 'listings' })}, ${fresh === 0 ? 'nothing new' : `${findings(fresh)} new`}`,
  runRunning: 'Looking…',
  runBroken: 'It did not end: the program stopped',
} as const

export const addressKindLabels: Readonly<Record<AddressKind, string>> = {
  page: 'Page',
  feed: 'Feed',
  sitemap: 'Sitemap',
  torrent: 'Torrent file',
  magnet: 'Magnet link',
  folder: 'Folder',
}

export const addressText = {
  label: 'Addresses',
  columns: {
    value: 'Address',
    kind: 'Kind',
    last: 'Last look',
    next: 'Next look',
    listings: 'Listings',
    remove: 'Remove',
  },
  all: 'All',
  add: 'Add addresses…',
  emptyTitle: 'Watch the places you know',
  emptyText:
    'A forum page, a feed, a sitemap, a torrent or magnet link, a folder: paste them or drop them on the window. Each is looked at again and again; robots.txt is kept to.',
  nothing: 'No address of this kind.',
  remove: (value: string) => `Remove ${value}`,
  removed: 'Not watched any more. What was found there stays.',
  undo: 'Undo',
  never: 'Not yet',
  dialog: {
    title: 'Watch these addresses',
    label: 'Addresses',
    hint: 'One a line: pages, feeds, sitemaps, magnet links, or the path of a torrent file or folder on this computer.',
    note: 'Note',
    noteHint: 'Optional, for you: why they are watched',
    kind: 'Kind',
    kindAuto: 'By what it looks like',
    chooseTorrent: 'Torrent files…',
    chooseFolder: 'A folder…',
    cancel: 'Cancel',
    add: (count: number) => (count < 2 ? 'Watch it' : `Watch ${formatNumber(count)} addresses`),
    tooMany: 'At most 1,000 at once. The rest stays here for the next time.',
    refused: (count: number) =>
      `${plural(count, { one: 'line is', other: 'lines are' })} not watched. ${count === 1 ? 'It stays' : 'They stay'} below for you to mend.`,
  },
  added: (added: number, known: number) =>
    [
      `${plural(added, { one: 'address is', other: 'addresses are' })} watched now`,
      ...(known > 0 ? [`${formatNumber(known)} known already`] : []),
    ].join(', '),
  dropLabel: 'Watch again and again',
  dropText: 'These torrents or folders are looked into now and whenever they change.',
} as const
