import { crc32 } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { compareAscii } from '../../../../shared/domain/evidence/bag.ts'
import { isSafeBundlePath } from '../../../../shared/domain/evidence/safe-name.ts'
import type { Report } from './report.ts'
import { type BundleEntry, type BundleSource, createNameCheck } from './source.ts'
import { WindowReader } from './window-reader.ts'
import {
  checkHeaders,
  checkNameEncoding,
  hasDescriptor,
  isFolderEntry,
  isOwnForm,
  isReadable,
  isStored,
  type ZipEntry,
} from './zip-entry.ts'
import { findGaps, type ZipRegion } from './zip-layout.ts'

const mostEntries = 500_000
/** Names and remarks of a directory are all in memory at once. */
const largestDirectory = 256 * 1024 * 1024
const endRecordSizes: ReadonlySet<number> = new Set([22, 98])

interface OpenZip {
  readonly zip: ZipFile
  readonly reader: WindowReader
  readonly report: Report
}

/**
 * Opens a bundle that lies in a zip, without unpacking it. Compares every local header with the directory and
 * looks for bytes that no entry accounts for, because programs differ in which of the two they believe.
 * Throws when the file is no zip or its directory cannot be read.
 */
export async function openZipSource(path: string, report: Report): Promise<BundleSource> {
  const reader = new WindowReader(path)
  try {
    const zip = await fromRandomAccessReaderPromise(reader, reader.size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: true,
    })
    if (zip.entryCount > mostEntries) throw new Error('it has too many entries')
    const directoryStart = Number(zip.readEntryCursor)
    if (reader.size - directoryStart > largestDirectory) throw new Error('its list of files is too long')
    const { top, listed } = await listEntries(zip)
    // Entries that share their data unpack to any size from a small file, and would be read for days.
    const claimed = listed.reduce((sum, { entry }) => sum + entry.compressedSize, 0)
    if (claimed > 2 * reader.size) throw new Error('its files claim more room than it has')
    const open = { zip, reader, report }
    const examined = await examineEntries(open, top, listed)
    checkLayout(open, examined.regions, directoryStart)
    return {
      name: top,
      entries: examined.entries,
      unread: examined.unread,
      close: () => {
        zip.close()
      },
    }
  } catch (error) {
    reader.close(() => undefined)
    throw error
  }
}

async function listEntries(zip: ZipFile): Promise<{ top: string; listed: readonly ZipEntry[] }> {
  const found: { name: string; entry: Entry }[] = []
  for await (const entry of zip.eachEntry()) found.push({ name: entry.fileNameRaw.toString('utf8'), entry })
  const top = topFolder(found.map(({ name }) => name))
  const inside = (name: string) => (name.startsWith(`${top}/`) ? name.slice(top.length + 1) : name)
  return { top, listed: found.map(({ name, entry }) => ({ name, entry, path: inside(name) })) }
}

interface ExaminedEntries {
  readonly entries: BundleEntry[]
  readonly unread: string[]
  readonly regions: ZipRegion[]
}

async function examineEntries(
  open: OpenZip,
  top: string,
  listed: readonly ZipEntry[],
): Promise<ExaminedEntries> {
  const { zip, report } = open
  const examined: ExaminedEntries = { entries: [], unread: [], regions: [] }
  const checkName = createNameCheck(report)
  const names = new Set<string>()
  let ownForm = zip.comment.length === 0
  let previous = ''
  for (const item of listed) {
    const { name, path, entry } = item
    const local = await zip.readLocalFileHeaderPromise(entry)
    const start = entry.relativeOffsetOfLocalHeader
    const end = local.fileDataStart + entry.compressedSize
    examined.regions.push({ path, start, end, descriptor: hasDescriptor(entry) })
    checkHeaders(item, local, report)
    ownForm &&= isOwnForm(item) && compareAscii(previous, name) < 0
    previous = name
    if (isFolderEntry(item)) {
      checkFolder(item, top, report)
      continue
    }
    checkName(path)
    checkNameEncoding(item, local, report)
    if (names.has(name)) {
      const message = `The zip holds “${path}” more than once; programs differ in which they show.`
      report.add('duplicate-entry', path, message)
    } else if (!name.startsWith(`${top}/`)) {
      report.add('outside-bundle', path, `“${path}” lies outside the bundle's folder.`)
    } else if (isReadable(item, report)) {
      examined.entries.push(bundleEntry(open, item, local.fileDataStart))
    } else examined.unread.push(path)
    names.add(name)
  }
  if (!ownForm) {
    const message =
      'The zip was packed in another way than this program packs; that alone changes nothing in the files.'
    report.add('container-differs', '', message)
  }
  return examined
}

// A folder is no file of the bundle, but a program that unpacks makes it, wherever its name leads.
function checkFolder({ name, path }: ZipEntry, top: string, report: Report): void {
  const folder = path.slice(0, -1)
  if (name === `${top}/`) return
  if (!isSafeBundlePath(folder)) {
    report.add('unsafe-name', path, `“${path}” is a name that some system cannot hold or would misread.`)
  } else if (!name.startsWith(`${top}/`)) {
    report.add('outside-bundle', path, `“${path}” lies outside the bundle's folder.`)
  }
}

// The folder that most entries share: what lies beside it is reported as outside.
function topFolder(names: readonly string[]): string {
  const counts = new Map<string, number>()
  let top = ''
  for (const name of names) {
    const end = name.indexOf('/')
    if (end <= 0) continue
    const folder = name.slice(0, end)
    const count = (counts.get(folder) ?? 0) + 1
    counts.set(folder, count)
    if (count > (counts.get(top) ?? 0) || top === '') top = folder
  }
  return top
}

function bundleEntry({ zip, reader, report }: OpenZip, item: ZipEntry, dataStart: number): BundleEntry {
  const { path, entry } = item
  const compare = (crc: number) => {
    if (crc === entry.crc32) return
    const message = `The zip's own check sum of “${path}” is wrong; other programs refuse the file.`
    report.add('crc-mismatch', path, message)
  }
  function* readStored(): Generator<Uint8Array> {
    let crc = 0
    for (const chunk of reader.range(dataStart, entry.uncompressedSize)) {
      crc = crc32(chunk, crc)
      yield chunk
    }
    compare(crc)
  }
  async function* readPacked(): AsyncGenerator<Uint8Array> {
    let crc = 0
    const content: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry)
    for await (const chunk of content) {
      crc = crc32(chunk, crc)
      yield chunk
    }
    compare(crc)
  }
  return { path, bytes: entry.uncompressedSize, read: isStored(entry) ? readStored : readPacked }
}

function checkLayout(open: OpenZip, regions: readonly ZipRegion[], directoryStart: number): void {
  const { zip, reader, report } = open
  for (const { path, bytes } of findGaps(regions, directoryStart)) {
    const where = path === '' ? 'at the start of the zip' : `behind “${path}”`
    const message =
      bytes > 0
        ? `${String(bytes)} bytes ${where} belong to no file; no check sum covers them.`
        : `The data ${where} is claimed by two entries at once.`
    report.add('hidden-data', path, message)
  }
  const tail = reader.size - Number(zip.readEntryCursor) - zip.comment.length
  if (endRecordSizes.has(tail)) return
  report.add(
    'hidden-data',
    '',
    'Bytes behind the list of files in the zip belong to no file; no check sum covers them.',
  )
}
