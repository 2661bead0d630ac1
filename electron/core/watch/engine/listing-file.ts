import { close as closeCallback, fstat as fstatCallback, open as openCallback } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { RefrainError } from '../../../../shared/errors.ts'
import { ArchiveReader } from './archive-reader.ts'
import type { TableChoice } from './database/table-choice.ts'
import { type ArchiveLayout, type Inspection, inspectFile } from './inspect-listing.ts'

const openDescriptor = promisify(openCallback)
const closeDescriptor = promisify(closeCallback)
const statOpenFile = promisify(fstatCallback)

/** What tells that a file is still the one that was looked at. */
export interface FileIdentity {
  readonly bytes: number
  /** Time of the last change, in milliseconds since the epoch. */
  readonly modifiedMs: number
}

/** A listing file held open: deleting or renaming it no longer matters. */
export interface ListingFile extends Inspection, FileIdentity {
  readonly fd: number
  readonly fileName: string
  /** Set when the file is an archive: then the layout is that of the first listing in it. */
  readonly archive: ArchiveLayout | null
  /** What the open file is like now. */
  identity(): Promise<FileIdentity>
  /** True when another file stands now where this one was opened. */
  isReplaced(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens a listing file and finds out how to read it. With `everyRow`, no index is used that leaves
 * rows out; with a choice, only that table of a database is read.
 *
 * @throws RefrainError FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_TEXT, NO_USABLE_COLUMNS; or FILE_CHANGED when the file
 * is not the `expected` one any more.
 */
export async function openListing(
  path: string,
  expected: FileIdentity | null = null,
  everyRow = false,
  choice: TableChoice | null = null,
): Promise<ListingFile> {
  const fileName = basename(path)
  const fd = await openFile(path, fileName)
  try {
    const identity = async (): Promise<FileIdentity> => {
      const { size, mtimeMs } = await statOpenFile(fd)
      return { bytes: size, modifiedMs: mtimeMs }
    }
    const now = await identity()
    if (expected !== null && !isSame(now, expected)) throw changed(fileName)
    const inspection = await inspect(fd, fileName, everyRow, choice)
    const warnings = [...inspection.warnings, ...(await logBeside(path, inspection.layout.format))]
    const isReplaced = () => leadsElsewhere(path, fd)
    return {
      ...inspection,
      warnings,
      isReplaced,
      ...now,
      fd,
      fileName,
      identity,
      close: () => closeDescriptor(fd),
    }
  } catch (error) {
    await closeDescriptor(fd)
    throw asFileFailure(fileName, error)
  }
}

/** A database may keep its latest changes in a file beside it, which is left alone. */
async function logBeside(path: string, format: string): Promise<readonly string[]> {
  if (format !== 'sqlite') return []
  const size = await stat(`${path}-wal`).then(
    (found) => found.size,
    () => 0,
  )
  return size === 0
    ? []
    : [
        `Beside the database lies “${basename(path)}-wal” with changes that are not in it yet; they were not searched. Close the program that writes it and sweep again.`,
      ]
}

/** What the file is, or, of an archive, the first listing in it. */
async function inspect(
  fd: number,
  fileName: string,
  everyRow: boolean,
  choice: TableChoice | null,
): Promise<Inspection & { readonly archive: ArchiveLayout | null }> {
  const found = await inspectFile(fd, fileName, everyRow, choice)
  if (!('kind' in found)) return { ...found, archive: null }
  const reader = new ArchiveReader(fd, found, fileName, () => undefined)
  try {
    const { part, passed, broken } = await reader.next(0)
    if (part === null) throw noListingWithin(fileName, passed, broken)
    const layout = { ...part.layout, compression: found.compression }
    return { ...part, layout, warnings: [`First listing: ${part.name}.`, ...part.warnings], archive: found }
  } finally {
    await reader.close()
  }
}

function noListingWithin(
  fileName: string,
  passed: readonly string[],
  broken: 'truncated' | 'damaged' | null,
): RefrainError {
  if (broken !== null) {
    return new RefrainError(
      'FILE_UNREADABLE',
      `The archive “${fileName}” cannot be read: it is ${broken}. Get it again.`,
    )
  }
  const [first] = passed
  const why = first === undefined ? 'It holds no files.' : `It holds no listing. ${first}`
  return new RefrainError('FILE_NOT_TEXT', `“${fileName}” is an archive. ${why}`)
}

async function openFile(path: string, fileName: string): Promise<number> {
  try {
    // Opening a pipe would wait for somebody to write into it, and a device has no end.
    const kind = await stat(path)
    if (!kind.isFile()) {
      const sentence = kind.isDirectory()
        ? 'is a folder, not a file. Choose a file in it.'
        : 'is a pipe or a device, not a file. Save what comes out of it to a file and choose that.'
      throw new RefrainError('FILE_UNREADABLE', `“${fileName}” ${sentence}`)
    }
    return await openDescriptor(path, 'r')
  } catch (error) {
    throw asFileFailure(fileName, error)
  }
}

/** What became of a file while it was swept. */
export interface AfterSweep {
  /** True when the file has become longer: something still writes to its end. */
  readonly grown: boolean
  /** Sentences for the user. */
  readonly warnings: readonly string[]
}

/** Throws FILE_CHANGED when the open file was changed other than by growing since it was opened. */
export async function checkAfterSweep(file: ListingFile): Promise<AfterSweep> {
  const now = await file.identity()
  const grown = now.bytes > file.bytes
  if (!grown && !isSame(now, file)) throw changed(file.fileName)
  const replaced = await file.isReplaced()
  return { grown, warnings: replaced ? [replacedBy(file.fileName)] : [] }
}

/** The sentence about a file that grew, for who can go on with what was there. */
export function stillGrowing(file: ListingFile): string {
  return `“${file.fileName}” is still growing: the ${String(file.bytes)} bytes that were there when its sweep began were searched. Sweep it again when it is complete.`
}

function replacedBy(fileName: string): string {
  return `Another file has taken the place of “${fileName}” while it was swept. The one that was there at first was searched to its end; sweep again to search the new one.`
}

async function leadsElsewhere(path: string, fd: number): Promise<boolean> {
  const now = await stat(path).catch(() => null)
  const open = await statOpenFile(fd)
  return now !== null && (now.ino !== open.ino || now.dev !== open.dev)
}

/** What comes in through a pipe, as a listing that can be read once. */
export function pipedListing(fd: number): ListingFile {
  const same = { bytes: 0, modifiedMs: 0 }
  return {
    ...same,
    fd,
    fileName: 'standard input',
    layout: { format: 'csv', compression: 'none', steps: [], encoding: 'utf-8', dataStart: 0, csv: null },
    archive: { kind: 'pipe', steps: [], compression: 'none' },
    delimiter: null,
    fields: {},
    warnings: [],
    identity: () => Promise.resolve(same),
    isReplaced: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  }
}

function isSame(one: FileIdentity, other: FileIdentity): boolean {
  return one.bytes === other.bytes && one.modifiedMs === other.modifiedMs
}

function changed(fileName: string): RefrainError {
  return new RefrainError(
    'FILE_CHANGED',
    `“${fileName}” was changed since its sweep began. What was found before is kept. Sweep it again to search it whole.`,
  )
}

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'is not there any more',
  EACCES: 'may not be read with your rights',
  EPERM: 'may not be read with your rights',
  EISDIR: 'is a folder, not a file',
  EMFILE: 'cannot be opened: too many files are open',
  EIO: 'cannot be read: the disk reports an error',
}

/** A failure of the system while a file is read, as FILE_UNREADABLE; any other error as it is. */
export function asFileFailure(fileName: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error
  const cause = causes[String(error.code)] ?? `cannot be read (${String(error.code)})`
  return new RefrainError('FILE_UNREADABLE', `“${fileName}” ${cause}.`, undefined, { cause: error })
}
