import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from '../platform/failures.ts'

const headBytes = 512 * 1024
const blockBytes = 64 * 1024
const blocks = 8

/** The beginning of a file, and samples of the rest of it: enough to tell what it is without reading it. */
export interface FileHead {
  readonly fileName: string
  readonly bytes: number
  readonly head: Buffer
  /** True when `head` is the whole file. */
  readonly whole: boolean
  /** Spread evenly behind the head, the last at the end; all at even offsets. */
  readonly samples: readonly Buffer[]
}

/**
 * Reads at most one mebibyte of a file.
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY.
 */
export async function readFileHead(path: string): Promise<FileHead> {
  const fileName = basename(path)
  const read = await readParts(path).catch((error: unknown) => {
    throw unreadable(fileName, error)
  })
  if (read.bytes === 0) throw empty(fileName)
  return { fileName, ...read }
}

/** The head as text: for telling kinds apart by their first characters. */
export function beginningOf({ head }: FileHead): string {
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : 'utf8'
  return head
    .toString(encoding)
    .replace(/^\ufeff/, '')
    .trimStart()
}

async function readParts(path: string): Promise<Omit<FileHead, 'fileName'>> {
  const file = await open(path, 'r')
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' })
    const part = async (position: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
      return buffer.subarray(0, bytesRead)
    }
    const bytes = stat.size
    const head = await part(0, Math.min(bytes, headBytes))
    const samples: Buffer[] = []
    // The last of them ends where the file does.
    const room = Math.max(0, bytes - headBytes - blockBytes)
    const count = bytes <= headBytes ? 0 : Math.min(blocks, 1 + Math.ceil(room / blockBytes))
    for (let n = 0; n < count; n++) {
      const at = headBytes + Math.floor((room * n) / Math.max(1, count - 1) / 2) * 2
      samples.push(await part(at, Math.min(blockBytes, bytes - at)))
    }
    return { bytes, head, whole: bytes <= headBytes, samples }
  } finally {
    await file.close()
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there any more. It may have been moved, renamed or deleted.',
  EACCES: 'may not be read with your rights.',
  EPERM: 'may not be read with your rights.',
  EISDIR: 'is a folder. Choose a file.',
  ENOTDIR: 'is not there any more. It may have been moved, renamed or deleted.',
}

/** The failure of reading a file as the artist reads it; a failure that is already put in words stays as it is. */
export function unreadable(fileName: string, error: unknown): unknown {
  const code = systemCode(error)
  if (error instanceof RefrainError || code === null || !/^E[A-Z]+$/.test(code)) return error
  const reason =
    reasons[code] ?? 'could not be read to its end. The disk or the connection to it may be failing.'
  return new RefrainError('FILE_UNREADABLE', `“${fileName}” ${reason} Nothing was changed.`, { system: code })
}

export function empty(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_EMPTY',
    `“${fileName}” is empty. Nothing was changed. Export the table again.`,
  )
}

export function notText(fileName: string, what: string, advice: string): RefrainError {
  return new RefrainError(
    'FILE_NOT_TEXT',
    `“${fileName}” is ${what}, not a table. Nothing was changed. ${advice}`,
  )
}
