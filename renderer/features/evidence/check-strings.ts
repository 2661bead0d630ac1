import { plural } from '../../ui/plural.ts'

const files = (n: number) => plural(n, { one: 'stored file', other: 'stored files' })

/** Texts of the check of what is stored. */
export const checks = {
  title: 'Stored evidence',
  start: 'Check everything now',
  command: 'Check all stored evidence',
  stored: 'Stored files',
  storedText: (n: number, size: string) =>
    n === 0
      ? 'Nothing is stored yet. Captured pages, attached files and exported notices are kept here under the hash of their bytes.'
      : `${files(n)}, ${size}. Each is kept under the hash of its bytes; the check reads all again and compares. It goes on in the background and gives way to other work.`,
  running: 'Reading every stored file',
  at: 'Checked',
  sound: (n: number) => {
    if (n === 0) return 'Nothing to compare'
    return n === 1 ? 'The stored file is what it was' : `All ${files(n)} are what they were`
  },
  soundLog: (n: number) =>
    `${plural(n, { one: 'event', other: 'events' })} of the custody log: none changed, added, removed or moved.`,
  backwards: 'All stored files are what they were, but the computer’s clock ran backwards',
  unsound: (n: number) => `${plural(n, { one: 'defect', other: 'defects' })} found`,
  unsoundNote:
    'Keep this workspace as it is. Put the folder “objects” back from a copy, or restore a backup beside it.',
  columns: { problem: 'Defect', file: 'File', of: 'Belongs to', hash: 'SHA-256' },
  problems: { missing: 'Missing', altered: 'Changed', unreadable: 'Not readable' },
  stamps: 'Time stamps',
  noStamps: 'No authority is asked for time stamps, so all times here are those of this computer’s clock.',
  setUp: 'Name an authority…',
  counts: (stamped: number, waiting: number) =>
    waiting === 0
      ? `${plural(stamped, { one: 'time stamp', other: 'time stamps' })} received; nothing is waiting.`
      : `${plural(stamped, { one: 'time stamp', other: 'time stamps' })} received, ${String(waiting)} awaited. They are asked for again by themselves.`,
  stampColumns: { subject: 'What', authority: 'Authority', time: 'Existed at', asked: 'Asked for' },
  requests: 'Requests to servers',
  requestsText: (n: number) =>
    `${plural(n, { one: 'request', other: 'requests' })} so far. Time stamps, whole files and look-ups of providers stand here, redirects too; what a captured page asked for stands in its capture, under Requests.`,
  allRequests: 'Show all, with what was sent',
  requestColumns: { at: 'When', what: 'What for', url: 'Address', outcome: 'Outcome' },
  purposes: { timestamp: 'Time stamp', download: 'Whole file', provider: 'Provider' } as Readonly<
    Record<string, string>
  >,
  answered: (status: number) => `Answered (${String(status)})`,
  answeredDns: 'Answered',
  noAnswer: 'No answer',
  awaited: 'Not yet timestamped',
  /** `case:2` stands for a bundle of that case, `custody:7` for the log up to that line. */
  subject: (subject: string, words: string) => {
    const [kind, id = ''] = subject.split(':')
    if (kind === 'case') return `Bundle of case ${id}`
    return kind === 'custody' ? `Custody log up to line ${id}` : words
  },
} as const
