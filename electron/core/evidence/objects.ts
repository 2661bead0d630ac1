import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from '../platform/failures.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { objectPath } from '../platform/object-path.ts'

export { objectPath } from '../platform/object-path.ts'

/**
 * The blob store of a workspace: each file lies under the SHA-256 of its content, `objects/ab/cdef…`. A blob is
 * written to `objects/incoming`, flushed, read back, marked as pending and renamed into place; the mark goes
 * when its row in table `object` is committed. After a crash `settlePending` removes exactly the blobs whose
 * row never came, so there is neither a row without its file nor a file that nothing speaks of.
 */
export interface StoredBlob {
  readonly sha256: string
  readonly bytes: number
}

/** Called with the bytes handled so far; throws to stop the work. */
type Tick = (bytes: number) => void

/** A file as it was when it was taken in. */
export interface TakenFile extends StoredBlob {
  readonly modifiedAt: string
}

const chunkBytes = 1024 * 1024
const pendingSuffix = '.pending'

/** Stores bytes; costs one flush to disk. Throws DISK_FULL and READ_ONLY with nothing left behind. */
export function putBytes(objects: string, bytes: Uint8Array): StoredBlob {
  return storing(objects, (target) => {
    writeFully(target, bytes)
    return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength }
  })
}

/**
 * Copies a file of any size into the store in constant memory.
 * Throws FILE_UNREADABLE, FILE_EMPTY, FILE_CHANGED (it changed meanwhile), DISK_FULL; nothing is left behind.
 */
export function putFile(objects: string, path: string, tick: Tick): TakenFile {
  const source = openSource(path)
  try {
    return storing(objects, (target) => copyUnchanged(source, target, basename(path), tick))
  } finally {
    closeSync(source)
  }
}

/**
 * Yields a blob in chunks of at most 1 MB; a chunk is only valid until the next. Who reads it hashes it anyway and
 * compares: a blob whose bytes are not those of its hash is `alteredBlob`. Throws CUSTODY_BROKEN when it is missing.
 */
export function* readObject(objects: string, sha256: string): Generator<Uint8Array> {
  let file: number
  try {
    file = openSync(objectPath(objects, sha256), 'r')
  } catch (error) {
    throw systemCode(error) === 'ENOENT' ? lostBlob(sha256) : error
  }
  try {
    yield* chunksOf(file)
  } finally {
    closeSync(file)
  }
}

/** The failure of a blob that was changed after it was taken in. */
export function alteredBlob(sha256: string): RefrainError {
  return new RefrainError(
    'CUSTODY_BROKEN',
    `A stored file was changed after it was taken in (SHA-256 was ${sha256}). Put the folder “objects” back from a copy of the workspace.`,
    { sha256 },
  )
}

/**
 * Ends the pending state of one blob, or after a crash of all: a blob whose row is there stays, any other goes.
 * Call when no transaction that stores a row for it is under way.
 */
export function settlePending(objects: string, isKnown: (sha256: string) => boolean, sha256?: string): void {
  const incoming = join(objects, 'incoming')
  const marks = sha256 === undefined ? pendingIn(incoming) : [sha256]
  for (const hash of marks) {
    const mark = join(incoming, hash + pendingSuffix)
    if (!existsSync(mark)) continue
    if (!isKnown(hash)) rmSync(objectPath(objects, hash), { force: true })
    rmSync(mark, { force: true })
  }
}

/** Removes half-written blobs of a crashed run. Call at start, before anything is stored. */
export function clearIncoming(objects: string): void {
  const incoming = join(objects, 'incoming')
  if (!existsSync(incoming)) return
  for (const name of readdirSync(incoming)) {
    if (name.endsWith('.part')) rmSync(join(incoming, name), { force: true })
  }
}

function storing<T extends StoredBlob>(objects: string, write: (target: number) => T): T {
  const incoming = join(objects, 'incoming')
  const part = join(incoming, `${randomUUID()}.part`)
  try {
    makeFolder(incoming)
    const target = openSync(part, 'wx')
    let blob: T
    try {
      blob = write(target)
      fsyncSync(target)
    } finally {
      closeSync(target)
    }
    if (hashOfFile(part) !== blob.sha256) throw unfaithfulDisk()
    moveIntoPlace(objects, part, blob.sha256)
    return blob
  } finally {
    rmSync(part, { force: true })
  }
}

function moveIntoPlace(objects: string, part: string, sha256: string): void {
  const place = objectPath(objects, sha256)
  if (existsSync(place)) {
    if (hashOfFile(place) === sha256) return
    renameSync(part, place)
    return
  }
  makeFolder(dirname(place))
  writeFileSync(join(objects, 'incoming', sha256 + pendingSuffix), '', { flush: true })
  renameSync(part, place)
  flushFolder(dirname(place))
}

function copyUnchanged(source: number, target: number, name: string, tick: Tick): TakenFile {
  const before = fstatSync(source)
  const hash = createHash('sha256')
  let bytes = 0
  for (const chunk of chunksOf(source)) {
    hash.update(chunk)
    writeFully(target, chunk)
    bytes += chunk.byteLength
    tick(bytes)
  }
  const after = fstatSync(source)
  if (after.mtimeMs !== before.mtimeMs || after.size !== before.size || bytes !== before.size) {
    throw new RefrainError(
      'FILE_CHANGED',
      `“${name}” changed while it was read. Nothing was stored. Wait until it is complete and attach it again.`,
    )
  }
  return { sha256: hash.digest('hex'), bytes, modifiedAt: before.mtime.toISOString() }
}

function openSource(path: string): number {
  const name = basename(path)
  let source: number
  try {
    source = openSync(path, 'r')
  } catch (error) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${name}” cannot be read: it is not there, or the rights to it are missing. Nothing was stored.`,
      undefined,
      { cause: error },
    )
  }
  const stat = fstatSync(source)
  if (stat.isFile() && stat.size > 0) return source
  closeSync(source)
  if (stat.isFile()) {
    throw new RefrainError('FILE_EMPTY', `“${name}” is empty, so it would prove nothing. Nothing was stored.`)
  }
  throw new RefrainError('FILE_UNREADABLE', `“${name}” is not a file. Nothing was stored. Choose a file.`)
}

function* chunksOf(file: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (;;) {
    const read = readSync(file, buffer, 0, chunkBytes, null)
    if (read === 0) return
    yield buffer.subarray(0, read)
  }
}

function hashOfFile(path: string): string {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    for (const chunk of chunksOf(file)) hash.update(chunk)
    return hash.digest('hex')
  } finally {
    closeSync(file)
  }
}

function writeFully(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength;) written += writeSync(file, bytes, written)
}

function pendingIn(incoming: string): readonly string[] {
  if (!existsSync(incoming)) return []
  return readdirSync(incoming)
    .filter((name) => name.endsWith(pendingSuffix))
    .map((name) => name.slice(0, -pendingSuffix.length))
}

// A folder cannot be opened for flushing on Windows; there the rename itself is journaled.
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function lostBlob(sha256: string): RefrainError {
  return new RefrainError(
    'CUSTODY_BROKEN',
    `A stored file is missing from the workspace (SHA-256 ${sha256}). Put the folder “objects” back from a copy of the workspace.`,
    { sha256 },
  )
}

function unfaithfulDisk(): RefrainError {
  return new RefrainError(
    'FILE_UNREADABLE',
    'The disk did not give back what was written to it. Nothing was stored. Check the disk before you go on.',
  )
}
