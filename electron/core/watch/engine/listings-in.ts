import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefrainError } from '../../../../shared/errors.ts'
import { openListing } from './listing-file.ts'

/** Files to sweep, found where the user pointed. */
export interface FoundListings {
  readonly paths: readonly string[]
  /** Sentences about what was passed over. */
  readonly remarks: readonly string[]
}

/** More files than this are not gone through: a whole disk was chosen by mistake. */
const mostFiles = 20_000

/**
 * The files behind paths: a file as it is given, a folder as the listings in it and in the folders below, in the order of
 * their names. Links are followed once, so that folders which contain themselves do no harm; hidden files and what holds
 * no rows is passed over. A path that leads nowhere is kept: opening it says why.
 */
export async function listingsIn(paths: readonly string[]): Promise<FoundListings> {
  const found: string[] = []
  const remarks: string[] = []
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (kind) => kind.isDirectory(),
      () => false,
    )
    if (!isFolder) {
      found.push(path)
      continue
    }
    const walked = await walk(path)
    const listings: string[] = []
    let others = 0
    for (const file of walked.files) {
      if (await holdsRows(file)) listings.push(file)
      else others++
    }
    found.push(...listings)
    if (walked.tooMany)
      remarks.push(`The folder holds more than ${String(mostFiles)} files; the others were left out.`)
    if (walked.unread > 0)
      remarks.push(`${count(walked.unread, 'folder')} in it may not be read with your rights.`)
    if (others > 0)
      remarks.push(
        `${count(others, 'file')} in the folder ${others === 1 ? 'holds' : 'hold'} no listing and ${others === 1 ? 'was' : 'were'} passed over.`,
      )
    if (listings.length === 0) remarks.push('The folder holds no listing.')
  }
  return { paths: [...new Set(found)], remarks }
}

interface Walked {
  readonly files: string[]
  readonly seen: Set<string>
  unread: number
  tooMany: boolean
}

async function walk(folder: string): Promise<Walked> {
  const walked: Walked = { files: [], seen: new Set(), unread: 0, tooMany: false }
  const waiting = [folder]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const below = await look(next, walked)
    waiting.unshift(...below)
    if (walked.tooMany) break
  }
  return walked
}

/** Adds the files of a folder and returns the folders in it. */
async function look(folder: string, walked: Walked): Promise<readonly string[]> {
  try {
    const real = await realpath(folder)
    if (walked.seen.has(real)) return []
    walked.seen.add(real)
    const folders: string[] = []
    for (const name of (await readdir(folder)).sort()) {
      if (name.startsWith('.')) continue
      const path = join(folder, name)
      const kind = await stat(path).catch(() => null)
      if (kind?.isDirectory() === true) folders.push(path)
      else if (kind?.isFile() === true && !isLog(name)) await addFile(path, walked)
      if (walked.tooMany) return []
    }
    return folders
  } catch {
    walked.unread++
    return []
  }
}

async function addFile(path: string, walked: Walked): Promise<void> {
  const real = await realpath(path)
  if (walked.seen.has(real)) return
  walked.seen.add(real)
  walked.tooMany = walked.files.length >= mostFiles
  if (!walked.tooMany) walked.files.push(path)
}

/** What SQLite keeps beside a database. */
function isLog(name: string): boolean {
  return /-(?:wal|shm|journal)$/.test(name)
}

/** False when the file is of a kind that holds no rows. One that is damaged may: sweeping it says what is wrong. */
async function holdsRows(path: string): Promise<boolean> {
  try {
    const file = await openListing(path)
    await file.close()
    return true
  } catch (error) {
    if (!isRefrainError(error)) throw error
    return error.code !== 'FILE_NOT_TEXT' && error.code !== 'FILE_EMPTY' && error.code !== 'NO_USABLE_COLUMNS'
  }
}

function count(amount: number, what: string): string {
  return `${String(amount)} ${what}${amount === 1 ? '' : 's'}`
}
