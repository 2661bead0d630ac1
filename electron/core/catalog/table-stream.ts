import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TextDialect } from '../../../shared/contract/imports.ts'
import { RefrainError } from '../../../shared/errors.ts'
import { createCsvRecordReader, type CsvRecord, lineBreakOf } from './csv-records.ts'
import { unreadable } from './table-head.ts'
import type { OnProgress } from './table-source.ts'
import { createTextDecoding } from './text-encoding.ts'

const chunkBytes = 256 * 1024
/** Characters whose records are made at a time: few enough that these are let go of before the next are made. */
const textAtATime = 8 * 1024

/**
 * Reads a table from its beginning to its end in constant memory: yields its records, blank ones included, some
 * hundreds at a time, and returns the SHA-256 of its bytes.
 * @throws RefrainError FILE_UNREADABLE, or FILE_CHANGED when the file changed while it was read.
 */
export async function* streamTable(
  path: string,
  dialect: TextDialect,
  onProgress: OnProgress,
): AsyncGenerator<readonly CsvRecord[], string> {
  const hash = createHash('sha256')
  const decoding = createTextDecoding(dialect.encoding)
  let reader: ReturnType<typeof createCsvRecordReader> | null = null
  for await (const chunk of chunks(path, onProgress)) {
    hash.update(chunk)
    const text = decoding.write(chunk)
    reader ??= createCsvRecordReader(dialect.delimiter, lineBreakOf(text))
    for (let at = 0; at < text.length; at += textAtATime) yield reader.push(text.slice(at, at + textAtATime))
  }
  reader ??= createCsvRecordReader(dialect.delimiter)
  yield reader.push(decoding.end())
  yield reader.end()
  return hash.digest('hex')
}

/**
 * SHA-256 of a file, in lower-case hex.
 * @throws RefrainError as `streamTable`.
 */
export async function hashFile(path: string, onProgress: OnProgress): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunks(path, onProgress)) hash.update(chunk)
  return hash.digest('hex')
}

/** The bytes of a file, a chunk at a time, each valid until the next is asked for. Throws as `streamTable`. */
export async function* chunks(path: string, onProgress: OnProgress): AsyncGenerator<Buffer> {
  const fileName = basename(path)
  try {
    const file = await open(path, 'r')
    try {
      yield* chunksOf(file, fileName, onProgress)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw unreadable(fileName, error)
  }
}

async function* chunksOf(file: FileHandle, fileName: string, onProgress: OnProgress): AsyncGenerator<Buffer> {
  const before = await file.stat()
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const
  let position = 0
  // The next chunk is on its way while this one is worked on.
  let ahead = file.read(buffers[0], 0, chunkBytes, 0)
  for (let turn = 1; ; turn++) {
    const { buffer, bytesRead } = await ahead
    if (bytesRead === 0) break
    position += bytesRead
    ahead = file.read(buffers[turn % 2 === 0 ? 0 : 1], 0, chunkBytes, position)
    onProgress(position, before.size)
    yield buffer.subarray(0, bytesRead)
  }
  const after = await file.stat()
  if (position !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(fileName)
}

/** The file is not the one that was previewed. */
export function changed(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_CHANGED',
    `“${fileName}” was changed since it was read. Nothing was imported. Preview it again, so that you see what goes in.`,
  )
}
