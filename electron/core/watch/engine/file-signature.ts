import { RefrainError } from '../../../../shared/errors.ts'

/** Longest beginning of a file that `refuseForeign` and `isGzip` look at. */
export const signatureBytes = 512

interface Signature {
  readonly at: number
  readonly bytes: readonly number[]
  readonly what: string
  readonly advice: string
}

const ascii = (text: string) => [...Buffer.from(text, 'latin1')]
const unpack = 'Unpack it and choose the listing inside.'
const table = 'Export the table as CSV and choose that file.'
const noListing = 'Choose a CSV, TSV or JSON Lines file.'

const signatures: readonly Signature[] = [
  {
    at: 0,
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'a ZIP archive or an Excel workbook',
    advice: `${unpack} Save a workbook as CSV.`,
  },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'packed with Zstandard', advice: unpack },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], what: 'packed with xz', advice: unpack },
  { at: 0, bytes: ascii('BZh'), what: 'packed with bzip2', advice: unpack },
  { at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: 'a 7-Zip archive', advice: unpack },
  { at: 0, bytes: ascii('Rar!'), what: 'a RAR archive', advice: unpack },
  { at: 257, bytes: ascii('ustar'), what: 'a tar archive', advice: unpack },
  { at: 0, bytes: ascii('SQLite format 3\u0000'), what: 'a SQLite database', advice: table },
  { at: 0, bytes: ascii('PAR1'), what: 'a Parquet file', advice: table },
  { at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Office document', advice: table },
  { at: 0, bytes: ascii('%PDF'), what: 'a PDF', advice: noListing },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], what: 'an image', advice: noListing },
  { at: 0, bytes: [0xff, 0xd8, 0xff], what: 'an image', advice: noListing },
  { at: 0, bytes: ascii('ID3'), what: 'an audio file', advice: noListing },
  { at: 0, bytes: ascii('fLaC'), what: 'an audio file', advice: noListing },
  { at: 0, bytes: ascii('OggS'), what: 'an audio file', advice: noListing },
]

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/** Throws FILE_NOT_TEXT, saying what the file is and what to do, when its beginning is that of another kind. */
export function refuseForeign(fileName: string, head: Uint8Array): void {
  const found = signatures.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte))
  if (found === undefined) return
  throw new RefrainError('FILE_NOT_TEXT', `“${fileName}” is ${found.what}, not a listing. ${found.advice}`)
}
