import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { ReceivedLetter } from '../../../shared/contract/letters.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { looksLikeEmail, readEmail } from './email.ts'

/** A notice of 32 MB is no notice; reading on would only fill the memory. */
const largest = 32 * 1024 * 1024

const standardInput = '-'

/**
 * The bytes of a file, or of standard input for “-”, at most 32 MB.
 * @throws RefrainError FILE_UNREADABLE, FILE_TOO_LARGE.
 */
export async function readLetterFile(
  path: string,
): Promise<{ readonly bytes: Buffer; readonly name: string }> {
  const name = path === standardInput ? 'Standard input' : basename(path)
  const chunks: Buffer[] = []
  let size = 0
  const input: AsyncIterable<string | Buffer> =
    path === standardInput ? process.stdin : createReadStream(path)
  try {
    for await (const chunk of input) {
      const bytes = Buffer.from(chunk)
      size += bytes.byteLength
      if (size > largest) break
      chunks.push(bytes)
    }
  } catch (cause) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `${shown(name)} cannot be read: it is not there, is a folder, or the rights are missing. Nothing was checked. Choose another file.`,
      undefined,
      { cause },
    )
  }
  if (size > largest) {
    throw new RefrainError(
      'FILE_TOO_LARGE',
      `${shown(name)} is larger than 32 MB. Nothing was checked. Give the text of one notice.`,
    )
  }
  return { bytes: Buffer.concat(chunks), name }
}

/**
 * The words of a text file in any usual encoding, or of a saved e-mail: its plain text, or its HTML without the tags.
 * @throws RefrainError FILE_NOT_TEXT.
 */
export async function letterOf(bytes: Buffer, name: string): Promise<ReceivedLetter> {
  if (looksLikeEmail(bytes, name)) return { fileName: name, kind: 'email', ...readEmail(bytes) }
  // Loaded here: the catalogue is large, and an e-mail needs none of it.
  const { createTextDecoding, detectEncoding } = await import('../catalog/index.ts')
  const detected = detectEncoding([bytes])
  if (detected === null || bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    throw new RefrainError(
      'FILE_NOT_TEXT',
      `${shown(name)} is no text. Nothing was checked. Save the notice as plain text, or copy its words into a text file.`,
    )
  }
  const decoding = createTextDecoding(detected.encoding)
  return {
    fileName: name,
    kind: 'text',
    text: decoding.write(bytes) + decoding.end(),
    head: null,
    leftOut: [],
  }
}

function shown(name: string): string {
  return name === 'Standard input' ? name : `“${name}”`
}
