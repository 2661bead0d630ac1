import type { AddressFault } from '../../../../shared/domain/evidence/capture/capture-address.ts'
import type { CaptureFile, CaptureRecord } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import type { Recorded } from '../../../../shared/domain/evidence/capture/exchange-rows.ts'
import { formatElapsed, formatNumber } from '../../../ui/format.ts'
import { plural } from '../../../ui/plural.ts'
import type { Tone } from '../../../ui/StatusBadge.tsx'

const pages = (n: number) => plural(n, { one: 'page', other: 'pages' })
const gaps = (n: number) => plural(n, { one: 'gap', other: 'gaps' })

const faults: Readonly<Record<AddressFault, string>> = {
  'no-scheme': 'lacks https:// at its beginning',
  'not-an-address': 'is not a web address',
  credentials: 'holds a name or a password, which would stand in the evidence',
  'too-long': 'is longer than 20,000 characters',
}

/** Texts of the dialog that starts captures. */
export const dialogText = {
  command: 'Capture a page…',
  title: 'Capture pages',
  addresses: 'Web addresses',
  placeholder: 'https://…',
  hint: 'One a line. Each page is loaded once by a browser without your accounts and cookies, recorded and sealed.',
  cancel: 'Cancel',
  start: (n: number) => (n === 0 ? 'Capture' : `Capture ${pages(n)}`),
  bad: (n: number) => `${plural(n, { one: 'line', other: 'lines' })} will not be captured`,
  badLine: (line: number, text: string, fault: AddressFault) =>
    `Line ${String(line)}: “${text.slice(0, 80)}${text.length > 80 ? '…' : ''}” ${faults[fault]}`,
  moreBad: (n: number) => `and ${plural(n, { one: 'more line', other: 'more lines' })}`,
  repeated: (n: number) =>
    `${plural(n, { one: 'repeated address is', other: 'repeated addresses are' })} captured once.`,
  tooMany: 'At most 500 pages are captured at once. Split the list.',
  barred: 'Not on the public Internet',
  barredText:
    'Such addresses are refused, so that no page can make the app look into your own network. Allow a host only when its server is yours.',
  allow: (host: string) => `Allow ${host} for these captures`,
  allowTitle: 'Allow this host?',
  allowBody: (hosts: readonly string[]) =>
    `${hosts.join(', ')} ${hosts.length === 1 ? 'is' : 'are'} not on the public Internet. Such addresses are refused, so that no page can make the app look into your own network. Go on only when the server is yours. The permission holds for these captures and stands in their record.`,
  allowConfirm: 'Allow and capture',
  started: (n: number) => `Capturing ${pages(n)}`,
  skipped: (n: number) =>
    `${plural(n, { one: 'finding names', other: 'findings name' })} no web address and ${n === 1 ? 'is' : 'are'} left out.`,
  dropLabel: 'Release to capture this page',
} as const

type Reason = NonNullable<CaptureRecord['unreachable']>['reason']

const reasons: Readonly<Record<Reason, string>> = {
  'name-not-found': 'the name does not exist',
  refused: 'the server refused the connection',
  'timed-out': 'no answer came in time',
  certificate: 'its certificate is not valid',
  blocked: 'it leads outside the public web',
  redirect: 'its redirects lead nowhere',
  other: 'the connection failed',
}

export const text = {
  captures: 'Captures',
  search: 'Search captures by address or title',
  searchShort: 'Search captures',
  all: 'All',
  filter: 'State',
  grid: 'Captured pages',
  columns: { state: 'State', page: 'Page', url: 'Address', at: 'Taken' },
  untitled: 'Without a title',
  pane: 'Capture',
  emptyTitle: 'Keep pages as they are now',
  emptyText:
    'When a listing is taken down, its capture is what is left: pictures, text, every response to the byte, the server and its certificate, sealed in the custody log.',
  nothingHere: 'Nothing here',
  nothingHereText: 'No capture passes this filter.',
  open: 'Open',
  compare: 'Compare…',
  again: 'Capture again',
  openFinding: 'Show the finding',
  openCase: 'Open the case',
  saveAll: 'Save all files…',
  savedAll: (n: number) => `${plural(n, { one: 'file', other: 'files' })} saved`,
  show: 'Show in folder',
  chooseFolder: 'Choose a folder for copies of the files',
  copyAddress: 'Copy address',
  addressCopied: 'Address copied',
  viewportAlt: 'What a visitor sees first, before anything is done to the page',
  tileAlt: (n: number, of: number) => `The whole page, part ${String(n)} of ${String(of)}`,
  noPicture: 'No page came, so there is no picture.',
  loading: 'Reading and checking the hash…',
  gapsOf: (n: number) => (n === 0 ? 'No gaps' : gaps(n)),
  gapsTitle: 'What this capture lacks',
  noGaps: 'Nothing: everything the page asked for and showed is in it.',
  notesTitle: 'What happened besides',
  times: (n: number) => `${formatNumber(n)} times`,
  why: (reason: Reason, error: string) => `${reasons[reason]} (${error})`,
  facts: 'Facts',
  address: 'Address',
  ledTo: 'Led to',
  answer: 'Answer',
  whyNot: 'Why',
  taken: 'Taken',
  took: 'Took',
  tookFor: (ms: number) => formatElapsed(ms),
  clock: 'Clock',
  clockText: (ms: number) =>
    Math.abs(ms) < 1000
      ? 'the server’s clock and this one agree to the second'
      : `the server’s clock is ${formatElapsed(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} this one`,
  noClock: 'the server told no time',
  browser: 'Browser',
  program: 'Program',
  system: 'System',
  language: 'Language',
  seal: 'Record',
  allowed: 'Hosts allowed',
  stamps: 'Time stamps',
  existedAt: 'Existed at',
  perAuthority: (authority: string) => `per ${authority}`,
  notStamped: 'Not yet timestamped',
  awaitedFrom: (authority: string) => `awaited from ${authority}`,
  noStamp:
    'No third party has witnessed when this capture existed: its times are those of this computer’s clock.',
  nameAuthority: 'Name an authority…',
  method: 'How it was made',
  custody: 'Custody',
  line: (seq: number) => `Line ${String(seq)}`,
  tabs: {
    pictures: 'Pictures',
    text: 'Text',
    requests: 'Requests',
    audio: 'Audio',
    server: 'Server',
    files: 'Files',
    actions: 'Actions',
  },
  tabsLabel: 'Parts of the capture',
  back: 'Captures',
} as const

export const pictureText = {
  which: 'Picture',
  viewport: 'First view',
  page: 'Whole page',
  zoom: 'Zoom',
  fit: 'Fit',
  scroll: 'Pictures of the page; scroll with the arrow keys',
} as const

export const textText = {
  none: 'The page showed no words.',
  noPage: 'No page came, so there is no text.',
  copy: 'Copy text',
  copied: 'Text copied',
  label: 'Visible text of the page',
  cut: (shown: string, all: string) => `The first ${shown} of ${all} are shown. The file holds all of it.`,
} as const

export const requestText = {
  grid: 'Requests of the page',
  which: 'Requests',
  all: 'All',
  missing: 'Not whole',
  columns: {
    status: 'Status',
    method: 'Method',
    type: 'Kind',
    url: 'Address',
    size: 'Size',
    recorded: 'Recorded',
  },
  emptyTitle: 'No request',
  emptyText: 'No request of this page passes the filter.',
  recorded: {
    whole: 'whole',
    redirect: 'head only',
    cut: 'cut at a limit',
    unread: 'not read',
    failed: 'failed',
    seen: 'seen, not captured',
    stopped: 'stopped',
  } satisfies Record<Recorded, string>,
  tones: {
    whole: 'success',
    redirect: 'muted',
    cut: 'warning',
    unread: 'warning',
    failed: 'danger',
    seen: 'warning',
    stopped: 'danger',
  } satisfies Record<Recorded, Tone>,
  explain: {
    whole: 'The body is in the WARC to the byte, after content decoding.',
    redirect: 'The browser discards the body of a redirect; its head is recorded.',
    cut: 'The body was longer than captures keep, or loading was ended; its beginning is in the WARC.',
    unread: 'The head is recorded, the body could not be read.',
    failed: 'The request failed.',
    seen: 'The browser saw this response, but its content is not in the capture.',
    stopped: 'The request was stopped before anything was sent: it led outside the public web.',
  } satisfies Record<Recorded, string>,
  detail: 'The chosen request',
  request: 'Request headers',
  response: 'Response headers',
  noRequest: 'Kept in the WARC only',
  noHeaders: 'None',
  bodyHash: 'SHA-256 of the body',
  peer: 'Server',
  protocol: 'Protocol',
  redacted: 'Values of cookies and credentials stand as [redacted]; their names were kept.',
  choose: 'Choose a request to see its headers.',
  headersOf: (name: string) => `${name} of this request`,
} as const

export const serverText = {
  redirects: 'Redirects',
  noRedirects: 'None: the address answered itself.',
  connections: 'Servers connected to',
  noConnections: 'No connection came about.',
  certificates: 'Certificates',
  noCertificates: 'None: the page came without TLS, or no connection came about.',
  tls: 'TLS',
  verdict: 'Chromium’s verdict',
  issued: 'Issued to',
  issuer: 'Issued by',
  valid: 'Valid',
  fingerprint: 'Fingerprint',
  chain: 'The chain, as the server sent it',
  proof: 'TLS shows the browser which server answered. It does not prove to others what that server said.',
} as const

const kinds: Readonly<Record<CaptureFile['kind'], string>> = {
  viewport: 'What a visitor sees first',
  page: 'The whole page',
  mhtml: 'The page in one file',
  text: 'Visible text',
  dom: 'Final DOM, as text',
  warc: 'Every request and response, WARC 1.1',
  netlog: 'Chromium’s network log',
  certificate: 'Certificate chain',
  actions: 'What the person at the window did, line by line',
}

export const fileText = {
  record: 'The record: what was captured, how, and what it lacks',
  kinds,
  columns: { name: 'File', what: 'What it is', size: 'Size', hash: 'SHA-256', actions: 'Actions' },
  save: (name: string) => `Save a copy of ${name}…`,
  saveTitle: 'Save a copy',
  saved: (name: string) => `${name} saved`,
  hash: (name: string) => `SHA-256 of ${name}`,
  copyHash: (name: string) => `Copy the SHA-256 of ${name}`,
  note: 'Copies are compared with their hash while they are written. The page itself is never opened in Refrain: open what you save with care, it is somebody else’s.',
} as const

export const compareText = {
  title: 'Compare two captures',
  earlier: 'Earlier',
  later: 'Later',
  choose: 'With the capture of',
  none: 'There is no other capture of this address yet',
  noneText: 'Capture the page again to see what has changed.',
  tabs: { text: 'Text', pictures: 'Pictures', headers: 'Headers' },
  tabsLabel: 'What is compared',
  back: 'The capture',
  same: 'Both are the same.',
  working: 'Comparing…',
  changed: (added: number, removed: number) =>
    `${plural(added, { one: 'line added', other: 'lines added' })}, ${plural(removed, { one: 'line removed', other: 'lines removed' })}`,
  inexact: 'The texts have so little in common that the shortest difference was not searched.',
  missing: 'One of the captures has no text: no page came.',
  noPictures: 'One of the captures has no picture: no page came.',
  previous: 'Previous difference',
  next: 'Next difference',
  equal: (n: number) => `Show ${plural(n, { one: 'equal line', other: 'equal lines' })}`,
  added: 'Added',
  removed: 'Removed',
  unchanged: 'Same',
  lines: 'Difference of the texts',
  mode: 'View',
  modes: { side: 'Side by side', overlay: 'Overlay', difference: 'Difference' },
  part: 'Picture',
  tile: (n: number) => `Whole page, part ${String(n)}`,
  mix: 'How much of the later picture is seen',
  pixels: (share: string) => `${share} of the pixels differ`,
  noPixels: 'No pixel differs',
  sizes: (a: string, b: string) =>
    `The pictures are ${a} and ${b} pixels; what one of them lacks counts as different.`,
  differenceAlt: 'The later picture, faint, with every different pixel marked in red',
  unreadable: 'A picture could not be read.',
  headers: { name: 'Header', kind: 'Change' },
  kinds: { same: 'Same', changed: 'Changed', added: 'Added', removed: 'Removed' },
  status: 'Status',
  noHeaders: 'One of the captures has no answer of the page.',
} as const
