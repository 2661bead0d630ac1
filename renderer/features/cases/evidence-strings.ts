import { plural } from '../../ui/plural.ts'

/** Texts of the evidence of a case. */
export const evidenceText = {
  grid: 'Items and their sealed records',
  sealedOf: (sealed: number, all: number) =>
    sealed === all
      ? plural(all, { one: 'item, its record sealed', other: 'items, all records sealed' })
      : `${sealed} of ${plural(all, { one: 'item', other: 'items' })} sealed`,
  notSealedText:
    'A record is sealed when the sweep of its file has ended. You can also attach a file to the item, such as a screenshot.',
  bundleText:
    'A folder and a zip with the sealed records, the notice and the custody log. Anyone can check it with everyday tools; exported twice, it is the same to the byte.',
  export: 'Export bundle…',
  exportCommand: 'Export evidence bundle…',
  pickFolder: 'Choose where the evidence bundle goes',
  exporting: 'Writing the bundle',
  waiting: 'Waiting to start…',
  cancel: 'Cancel',
  resume: 'Start over',
  stopped: 'The export was stopped. Nothing was left behind.',
  interrupted: 'The export stopped with the program. Nothing was left behind.',
  failed: 'The bundle was not exported',
  done: (files: number, size: string) => `${plural(files, { one: 'file', other: 'files' })}, ${size}`,
  doneTitle: 'Bundle exported',
  zip: 'Zip file',
  folder: 'Folder',
  reveal: 'Show in the file manager',
  verify: 'Verify it',
  fingerprint: 'SHA-256 of the zip',
  signed: 'Signed with',
  notSigned: 'Not signed',
  stamped: 'Time stamps',
  stamps: (there: number, awaited: number) =>
    awaited === 0
      ? there === 0
        ? 'None: no authority is named in Settings'
        : plural(there, { one: 'time stamp', other: 'time stamps' })
      : `${plural(there, { one: 'time stamp', other: 'time stamps' })}, ${String(awaited)} not yet there. Export again when they have come; it stays the same bundle.`,
  openKey: {
    title: 'Open the signing key',
    label: 'Passphrase',
    confirmLabel: 'Open and export',
    hint: 'It stays open until Refrain closes.',
  },
  unsigned: {
    title: 'Export without a signature?',
    body: 'The signing key is locked. Without its signature nothing in the bundle shows that it is yours.',
    confirmLabel: 'Export unsigned',
  },
  aside: 'A bundle of the same name had been changed; it was moved aside and kept:',
  custody: 'Custody of this case',
  custodyHint: 'Newest first. Every line carries the hash of the one before.',
  wholeLog: 'Whole log',
  noEvents: 'Nothing is logged for this case yet.',
  older: (n: number) => `Show ${n} earlier`,
  captures: 'Captures of the page',
  captureColumn: 'Capture',
  noCapture: 'Not captured',
  noCaptures: 'The page has not been captured. When it is taken down, its capture is what is left.',
  capture: 'Capture the page',
  captureAll: (n: number) =>
    n === 0 ? 'Capture all again' : `Capture ${plural(n, { one: 'page', other: 'pages' })}`,
  captureCommand: 'Capture the pages of this case',
  records: 'Sealed records',
  noRecords: 'No record is sealed for this item yet.',
  attach: 'Attach a file…',
  pickFile: 'Choose a file to keep as evidence',
  attached: (name: string) => `“${name}” is sealed`,
  rowOf: 'Row of',
  file: 'File',
  fileHash: 'SHA-256 of the file',
  rowHash: 'SHA-256 of the row',
  bytes: 'Bytes',
  from: (length: string, offset: string) => `${length} from byte ${offset}`,
  sealedAt: 'Sealed',
  lineNumber: (seq: number) => `Line ${seq}`,
  line: 'Custody line',
  raw: 'The row as it stands in the file',
  emptyTitle: 'No item in this case',
  emptyText: 'Evidence is kept for each item. Add findings to the case first.',
} as const
