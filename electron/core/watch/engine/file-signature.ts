import { RefrainError } from '../../../../shared/errors.ts'
import { readDatabaseHeader } from './database/sqlite-format.ts'
import type { Compression, RowFormat } from './unpack/steps.ts'
import { isTar } from './unpack/tar.ts'

/** Longest beginning of a file that tells what it is. */
export const signatureBytes = 4096

interface Signature {
  readonly at: number
  readonly bytes: readonly number[]
  readonly what: string
  readonly advice: string
}

const ascii = (text: string) => [...Buffer.from(text, 'latin1')]
const noListing = 'Choose a CSV, TSV or JSON Lines file.'

const signatures: readonly Signature[] = [
  {
    ...{ at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], what: 'a 7-Zip archive' },
    advice: 'Unpack it with “7z x FILE” and choose the listing inside.',
  },
  {
    ...{ at: 0, bytes: ascii('Rar!'), what: 'a RAR archive' },
    advice: 'Unpack it with “unrar x FILE” and choose the listing inside.',
  },
  {
    ...{ at: 0, bytes: [0x04, 0x22, 0x4d, 0x18], what: 'packed with LZ4' },
    advice: 'Unpack it with “lz4 -d FILE” and choose what comes out.',
  },
  {
    ...{ at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Office document' },
    advice: 'Export the table as CSV and choose that file.',
  },
  { at: 0, bytes: ascii('%PDF'), what: 'a PDF', advice: noListing },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], what: 'an image', advice: noListing },
  { at: 0, bytes: [0xff, 0xd8, 0xff], what: 'an image', advice: noListing },
  { at: 0, bytes: ascii('ID3'), what: 'an audio file', advice: noListing },
  { at: 0, bytes: ascii('fLaC'), what: 'an audio file', advice: noListing },
  { at: 0, bytes: ascii('OggS'), what: 'an audio file', advice: noListing },
]

/** What the beginning of a file says it is; `text` when nothing else. */
export type ContentKind = Compression | RowFormat | 'tar' | 'zip' | 'parquet' | 'text'

/** Tells what content is from its first `signatureBytes`. Never `json`: that takes reading it. */
export function contentKind(head: Buffer): ContentKind {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (isZstd(head)) return 'zstd'
  if (startsWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])) return 'xz'
  // Behind the size stands the magic number of a block, or of the end.
  if (/^BZh[1-9](?:1AY&SY|\u0017rE8P\u0090)/.test(head.toString('latin1', 0, 10))) return 'bzip2'
  if (startsWith(head, ascii('PK\u0003\u0004')) || startsWith(head, ascii('PK\u0005\u0006'))) return 'zip'
  if (startsWith(head, ascii('PAR1'))) return 'parquet'
  if (readDatabaseHeader(head) !== null) return 'sqlite'
  if (isTar(head)) return 'tar'
  const text = head.toString('latin1')
  if (/^d\d+:/.test(text) && /\d:(?:announce|info|comment|created by|creation date|encoding)/.test(text))
    return 'torrent'
  if (/^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?<(?:releases|masters)[\s>]/.test(text)) return 'discogs'
  return 'text'
}

/** A frame of content, or a skippable one (RFC 8878, section 3.1). */
function isZstd(head: Buffer): boolean {
  if (head.length < 4) return false
  const magic = head.readUInt32LE(0)
  return magic === 0xfd2fb528 || (magic >= 0x184d2a50 && magic <= 0x184d2a5f)
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

/** Throws FILE_NOT_TEXT, saying what the file is and what to do, when its beginning is that of another kind. */
export function refuseForeign(fileName: string, head: Uint8Array): void {
  const found = signatures.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte))
  if (found === undefined) return
  throw new RefrainError('FILE_NOT_TEXT', `“${fileName}” is ${found.what}, not a listing. ${found.advice}`)
}
