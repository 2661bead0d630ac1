import type { VerifyReport } from '../../../shared/contract/evidence.ts'
import { plural } from '../../ui/plural.ts'
import type { Tone } from '../../ui/StatusBadge.tsx'

const events = (n: number) => plural(n, { one: 'event', other: 'events' })

/** Texts of the evidence screens. */
export const strings = {
  title: 'Evidence',
  group: 'Evidence',
  cases: 'Cases',
  view: 'View',
  captures: 'Captures',
  custody: 'Custody log',
  verify: 'Verify a bundle',
  verifyZip: 'Verify a bundle…',
  verifyFolder: 'Verify a bundle folder…',
  chooseZip: 'Choose a zip file…',
  chooseFolder: 'Choose a folder…',
  pickZip: 'Choose an evidence bundle (.zip)',
  pickFolder: 'Choose the folder of an evidence bundle',
  zipFiles: 'Evidence bundles',
  dropLabel: 'Verify this evidence bundle',
  dropText: 'Checks every file against the bundle’s manifests. Nothing is unpacked, nothing is changed.',
} as const

export const custody = {
  subtitle: (n: number) => events(n),
  columns: {
    seq: 'No.',
    at: 'Time',
    actor: 'By',
    action: 'Event',
    subject: 'Concerns',
    hash: 'SHA-256 of the line',
  },
  detail: 'Event',
  facts: 'Facts on record',
  noFacts: 'The line records nothing further.',
  line: 'Line of the log',
  utc: 'On record (UTC)',
  local: 'Local time',
  action: 'Code',
  openCase: 'Open the case',
  openFinding: 'Show the finding',
  openRecording: 'Show the recording',
  openCapture: 'Open the capture',
  openLine: 'Show the line',
  openAuthorities: 'Show the authorities',
  openKeys: 'Show the keys',
  show: 'Show',
  sealNote: (seq: number) =>
    seq === 1
      ? 'This is the first line; the second carries its hash.'
      : `This line carries the hash of line ${seq - 1}. Changing any earlier line would break the chain from there on.`,
  hashedNote: 'Texts stand in the log as their SHA-256 only, so that a bundle shows nothing of another case.',
  verify: 'Verify the chain',
  intact: (n: number) => `${events(n)} checked: no line was changed, added, removed or moved`,
  intactNote:
    'Every line carries the hash of the one before, and every sealed record fits its hash. A chain alone cannot show that its last lines were cut off or that someone rewrote all of it: bundles you exported earlier can.',
  backwards: 'No line was changed, but the computer’s clock ran backwards',
  backwardsNote:
    'The order of the events is certain, the times of these are not. Set the clock of this computer to the network’s time.',
  broken: (n: number) => `${plural(n, { one: 'defect', other: 'defects' })} found in the log`,
  brokenNote:
    'The evidence before the first defect is still chained. Keep this workspace as it is and restore a backup beside it.',
  showEvent: (seq: number) => `Show event ${seq}`,
  more: (n: number) => `and ${plural(n, { one: 'more defect', other: 'more defects' })}`,
  emptyTitle: 'Nothing is logged yet',
  emptyText: 'Every step that may matter as evidence is written here as it happens.',
} as const

export const verify = {
  emptyTitle: 'Is a bundle still what it was?',
  emptyText:
    'Choose an evidence bundle, yours or anyone’s, as a zip file or a folder, or drop it on the window. It is read where it lies; nothing is unpacked or changed.',
  again: 'Verify again',
  another: 'Another bundle…',
  start: 'Verify',
  ready: 'Ready to be verified',
  running: 'Checking every file',
  waiting: 'Waiting to start…',
  cancel: 'Cancel',
  resume: 'Start over',
  stopped: 'The check was stopped before its end, so it says nothing about the bundle.',
  failed: 'The bundle could not be checked',
  unknownResult: 'The result of this check is not readable any more. Verify the bundle again.',
  checked: (files: number, size: string) => `${plural(files, { one: 'file', other: 'files' })}, ${size}`,
  three: 'Three answers to three questions. None of them stands for the others.',
  findings: 'What was found',
  noFindings: 'Nothing. Every file is listed, and every file listed is there and unchanged.',
  columns: { severity: 'Weight', path: 'File or line', message: 'What it means', code: 'Code' },
  wholeBundle: 'The bundle as a whole',
  all: 'All',
  more: (n: number) => `Show ${n} more`,
} as const

/** Who signed and since when, in words. */
export const proof = {
  fingerprint: 'Fingerprint',
  name: 'Whose',
  own: 'This workspace',
  know: 'I know this key…',
  knowQuestion: {
    title: 'Whose key is this?',
    body: 'Only if you compared the fingerprint with one that came from that person by another way.',
    label: 'Name',
    confirmLabel: 'Remember it',
  },
  known: 'The key is remembered. Verify the bundle again.',
  time: 'Existed at',
  by: 'Per',
  root: 'Root',
  roots: {
    named: 'one you named',
    public: 'on the public list',
    stated: 'only its own word',
  },
  captures: (n: number) =>
    `${plural(n, { one: 'captured page', other: 'captured pages' })} stamped on its own`,
} as const

/** How much a finding matters. */
export const severities = {
  error: { label: 'Differs', tone: 'danger' },
  warning: { label: 'Note', tone: 'warning' },
  info: { label: 'Not covered', tone: 'neutral' },
} as const satisfies Record<string, { readonly label: string; readonly tone: Tone }>

export interface StatusText {
  readonly tone: Tone
  readonly label: string
  readonly text: string
}

type Statuses<Key extends 'integrity' | 'signature' | 'timestamp'> = Readonly<
  Record<VerifyReport[Key], StatusText>
>

export const questions = {
  integrity: 'Are the files unchanged?',
  signature: 'Who made it?',
  timestamp: 'Since when does it exist?',
} as const

export const integrity: Statuses<'integrity'> = {
  intact: {
    tone: 'success',
    label: 'Intact',
    text: 'Every file is exactly what the manifests list; none is missing and none was added.',
  },
  changed: {
    tone: 'danger',
    label: 'Changed',
    text: 'The bundle is not as it was made. What differs is listed below.',
  },
  unreadable: {
    tone: 'danger',
    label: 'Not readable',
    text: 'This could not be read as an evidence bundle, so nothing can be said about its files.',
  },
}

export const signature: Statuses<'signature'> = {
  missing: {
    tone: 'neutral',
    label: 'Not signed',
    text: 'Nothing shows who made it. Somebody who changes a file could write new manifests that fit.',
  },
  unknown: {
    tone: 'warning',
    label: 'Signed by a key you do not know',
    text: 'The signature fits. Compare the fingerprint with one you got from the maker by another way.',
  },
  valid: {
    tone: 'success',
    label: 'Signed by a known key',
    text: 'The signature fits, and the key is one you know.',
  },
  invalid: {
    tone: 'danger',
    label: 'Not valid',
    text: 'The signature does not fit, or is by another key than it should be. Do not rely on who it names.',
  },
}

export const timestamp: Statuses<'timestamp'> = {
  missing: {
    tone: 'neutral',
    label: 'No timestamp',
    text: 'No third party witnessed when it existed. Its own dates are statements of its maker.',
  },
  unknown: {
    tone: 'warning',
    label: 'Stamped, root not known',
    text: 'The time stamp is sound, but only by a root certificate that came with it. Name the authority’s root in Settings to trust it.',
  },
  valid: {
    tone: 'success',
    label: 'Stamped, root trusted',
    text: 'An authority whose root is trusted saw exactly these manifests at this time.',
  },
  invalid: {
    tone: 'danger',
    label: 'Not valid',
    text: 'The timestamp does not belong to these manifests. It proves no date for this bundle.',
  },
}
