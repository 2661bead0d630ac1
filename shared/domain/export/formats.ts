/** What a catalogue can be exported as. */
export const exportFormats = [
  'csv',
  'xlsx',
  'json',
  'ern43',
  'mlc',
  'mlc-match',
  'soundexchange',
  'label-copy',
  'tags',
] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface FormatFacts {
  readonly label: string
  /** What it is for, one sentence. */
  readonly purpose: string
  /** Of the file, or of each file. */
  readonly extension: string
  /** `one`: one file. `each`: one file per release, per 300 rows or per audio file, in a folder. */
  readonly files: 'one' | 'each'
  /** Text may be written to standard output. */
  readonly text: boolean
}

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  csv: {
    label: 'CSV table',
    purpose: 'One row per track, for any spreadsheet; importing it again needs no mapping.',
    extension: 'csv',
    files: 'one',
    text: true,
  },
  xlsx: {
    label: 'Excel workbook',
    purpose: 'The same table for Excel or LibreOffice; codes stay text, so no digit is lost.',
    extension: 'xlsx',
    files: 'one',
    text: false,
  },
  json: {
    label: 'Whole catalogue (JSON)',
    purpose:
      'Everything the catalogue knows, without loss: a copy to keep, to move to another computer or to process.',
    extension: 'json',
    files: 'one',
    text: true,
  },
  ern43: {
    label: 'DDEX ERN 4.3 draft',
    purpose:
      'A release in the language of distributors. A draft for yours to complete: it is not a delivery to a store.',
    extension: 'xml',
    files: 'each',
    text: true,
  },
  mlc: {
    label: 'MLC bulk works',
    purpose:
      'Registers your songs with the Mechanical Licensing Collective (U.S.), in files of at most 300 rows.',
    extension: 'xlsx',
    files: 'each',
    text: false,
  },
  'mlc-match': {
    label: 'MLC bulk match',
    purpose: 'Connects your recordings with songs that the MLC already knows, by ISRC and MLC song code.',
    extension: 'csv',
    files: 'one',
    text: true,
  },
  soundexchange: {
    label: 'SoundExchange ISRCs',
    purpose:
      'Registers your recordings for digital performance royalties (U.S.). Give the current form to have it filled.',
    extension: 'xlsx',
    files: 'one',
    text: false,
  },
  'label-copy': {
    label: 'Label copy (PDF)',
    purpose: 'Everything that is printed or entered about a release, on paper: one document per release.',
    extension: 'pdf',
    files: 'each',
    text: false,
  },
  tags: {
    label: 'Tagged audio copies',
    purpose:
      'Copies of your audio files with title, ISRC and credits in their tags. Masters are never touched.',
    extension: '',
    files: 'each',
    text: false,
  },
}

/** Something that keeps a file from being accepted, or makes it poorer. */
export interface ExportProblem {
  readonly subject: {
    readonly type: 'recording' | 'release' | 'work' | 'party' | 'message'
    /** Row id; 0 for the message itself. */
    readonly id: number
    readonly title: string
  }
  /** The field's name in words. */
  readonly field: string
  /** A sentence: what is missing or wrong, and what to do. */
  readonly message: string
  /** `needed`: the receiver refuses the file without it. `advised`: it is accepted, but poorer. */
  readonly severity: 'needed' | 'advised'
}
