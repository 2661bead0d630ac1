import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { RefrainError } from '../../../shared/errors.ts'
import { systemCode } from './failures.ts'

/** A file that stands in its place. */
export interface WrittenFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A file being written under a temporary name in the folder it will stand in. */
export interface OutputFile {
  write(chunk: string | Uint8Array): void
  /** Bytes so far. */
  bytes(): number
}

/** Files that appear together: all of them at the end, or none. */
export interface OutputFiles {
  /** Begins a file. The one before is complete. Throws what `refuseTarget` throws, READ_ONLY, DISK_FULL. */
  open(path: string): OutputFile
  /**
   * Has a file made by something that wants a path: `fill` writes to the one it gets, which has the extension of the
   * file. Throws as `open` does, and what `fill` throws.
   */
  make(path: string, fill: (part: string) => Promise<void>): Promise<void>
  /** Puts all files in their places. Throws CONFLICT when one appeared meanwhile; none is left then. */
  commit(): WrittenFile[]
  /** Removes what was not put into place. Always call at the end. */
  discard(): void
}

interface Pending {
  readonly path: string
  readonly part: string
  /** Null while nothing is written through this module. */
  handle: number | null
  readonly hash: ReturnType<typeof createHash>
  bytes: number
  sha256: string
  placed: boolean
}

/** With `overwrite` a file of the same name is replaced, in one step; without it is refused. */
export function createOutputFiles({ overwrite }: { readonly overwrite: boolean }): OutputFiles {
  const files: Pending[] = []

  const complete = (file: Pending) => {
    if (file.handle === null) return
    fsyncSync(file.handle)
    closeSync(file.handle)
    file.handle = null
    file.sha256 = file.hash.digest('hex')
  }

  return {
    open(path) {
      refuseTarget(path, overwrite)
      const last = files.at(-1)
      if (last) complete(last)
      const part = partName(path, '.part')
      const handle = openPart(part, path)
      const file = pending(path, part, handle)
      files.push(file)
      return {
        write(chunk) {
          const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk
          for (let done = 0; done < bytes.byteLength;) done += writeSync(handle, bytes, done)
          file.hash.update(bytes)
          file.bytes += bytes.byteLength
        },
        bytes: () => file.bytes,
      }
    },

    async make(path, fill) {
      refuseTarget(path, overwrite)
      const last = files.at(-1)
      if (last) complete(last)
      const file = pending(path, partName(path, `.part${extname(path)}`), null)
      files.push(file)
      try {
        await fill(file.part)
        file.handle = openSync(file.part, 'r+')
      } catch (error) {
        throw unwritable(path, error)
      }
      for await (const chunk of createReadStream(file.part)) {
        if (!Buffer.isBuffer(chunk)) continue
        file.hash.update(chunk)
        file.bytes += chunk.byteLength
      }
    },

    commit() {
      for (const file of files) complete(file)
      try {
        for (const file of files) {
          place(file, overwrite)
          file.placed = true
        }
      } catch (error) {
        if (!overwrite) for (const file of files) if (file.placed) rmSync(file.path, { force: true })
        throw unwritable(files.find(({ placed }) => !placed)?.path ?? '', error)
      }
      return files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
    },

    discard() {
      for (const file of files) {
        if (file.handle !== null) closeSync(file.handle)
        file.handle = null
        if (!file.placed) rmSync(file.part, { force: true })
      }
    },
  }
}

/**
 * Refuses a place where nothing can or may be written, before any work is done.
 * Throws NOT_FOUND (no such folder), VALIDATION (a folder has that name), CONFLICT (there is a file already).
 */
export function refuseTarget(path: string, overwrite: boolean): void {
  const name = basename(path)
  if (!statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()) {
    throw new RefrainError(
      'NOT_FOUND',
      `The folder for “${name}” is not there. Nothing was written. Choose another.`,
    )
  }
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory()) {
    throw new RefrainError('VALIDATION', `“${name}” is a folder. Nothing was written. Give the file a name.`)
  }
  if (there !== undefined && !overwrite) throw alreadyThere(path)
}

function pending(path: string, part: string, handle: number | null): Pending {
  return { path, part, handle, hash: createHash('sha256'), bytes: 0, sha256: '', placed: false }
}

/** A hidden name in the same folder, so that putting the file into place is one step. */
function partName(path: string, ending: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 60)}.${randomUUID().slice(0, 8)}${ending}`)
}

function openPart(part: string, path: string): number {
  try {
    return openSync(part, 'wx')
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** A link fails when the name is taken, a rename replaces: the one keeps what is there, the other does not. */
function place({ part, path }: Pending, overwrite: boolean): void {
  if (overwrite) {
    renameSync(part, path)
    return
  }
  try {
    linkSync(part, path)
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw alreadyThere(path)
    // File systems without links (FAT, some network drives).
    if (existsSync(path)) throw alreadyThere(path)
    renameSync(part, path)
    return
  }
  rmSync(part, { force: true })
}

function alreadyThere(path: string): RefrainError {
  return new RefrainError(
    'CONFLICT',
    `“${basename(path)}” is there already. Nothing was written. Choose another name, or say that it may be replaced.`,
    { path },
  )
}

function unwritable(path: string, cause: unknown): unknown {
  const code = systemCode(cause)
  if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') return cause
  return new RefrainError(
    'READ_ONLY',
    `“${basename(path)}” cannot be written there: the rights to the folder or the file are missing. Choose another place.`,
    undefined,
    { cause },
  )
}
