import { type Entry, type ExtraField, type LocalFileHeader, parseExtraFields } from 'yauzl'
import type { Report } from './report.ts'

/** A zip entry with the path to show: inside the bundle's folder where it lies there. */
export interface ZipEntry {
  readonly name: string
  readonly path: string
  readonly entry: Entry
}

const bombFromBytes = 1_000_000
const bombRatio = 200
const firstOfJanuary1980 = 0x0021
const typeMask = 0o170000
const regularFile = 0o100000
const symbolicLink = 0o120000
const stored = 0
const deflated = 8
const utf8Flag = 0x800
const descriptorFlag = 0x8
const zip64Extra = 0x0001
const unicodePathExtra = 0x7075
const max32 = 0xffff_ffff

/** Reports a name that programs read in different ways: an undeclared encoding, or a second name beside it. */
export function checkNameEncoding({ path, entry }: ZipEntry, local: LocalFileHeader, report: Report): void {
  const ascii = entry.fileNameRaw.every((byte) => byte < 0x80)
  const declared = (entry.generalPurposeBitFlag & utf8Flag) !== 0
  const extras = [...entry.extraFields, ...localExtras(local)]
  const renamed = extras.some((field) => field.id === unicodePathExtra)
  if ((ascii || declared) && !renamed) return
  report.add('unsafe-name', path, `Programs differ in how they read the name “${path}”.`)
}

/** Compares an entry's header in the directory with the one before its data. */
export function checkHeaders({ path, entry }: ZipEntry, local: LocalFileHeader, report: Report): void {
  const { compressedSize, uncompressedSize } = localSizes(local)
  const same =
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    local.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
    (hasDescriptor(entry) ||
      (local.crc32 === entry.crc32 &&
        compressedSize === entry.compressedSize &&
        uncompressedSize === entry.uncompressedSize))
  if (same) return
  const message = `The zip describes “${path}” in two places that contradict each other; programs differ in which they believe.`
  report.add('local-header-mismatch', path, message)
}

/** True when the entry is a file that can be read; otherwise reports why not. */
export function isReadable({ path, entry }: ZipEntry, report: Report): boolean {
  const type = (entry.externalFileAttributes >>> 16) & typeMask
  const bomb =
    entry.uncompressedSize > bombFromBytes &&
    entry.uncompressedSize > bombRatio * Math.max(entry.compressedSize, 1)
  if (type === symbolicLink) {
    report.add('symlink', path, `“${path}” is a link to another place, not a file of the bundle.`)
  } else if (type !== 0 && type !== regularFile) {
    report.add('special-file', path, `“${path}” is neither a file nor a folder.`)
  } else if (entry.isEncrypted()) {
    report.add('encrypted', path, `“${path}” is encrypted and cannot be checked.`)
  } else if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    report.add('unsupported-compression', path, `“${path}” is packed in a way this check does not know.`)
  } else if (bomb) {
    const message = `“${path}” would unpack to more than ${String(bombRatio)} times its size; it was not read.`
    report.add('too-large', path, message)
  } else return true
  return false
}

/** True for an empty entry that only names a folder. */
export function isFolderEntry({ name, entry }: ZipEntry): boolean {
  return name.endsWith('/') && entry.uncompressedSize === 0 && entry.compressedSize === 0
}

/** True when the entry looks as this program's own zip writer makes it. */
export function isOwnForm({ entry }: ZipEntry): boolean {
  return (
    entry.compressionMethod === stored &&
    entry.generalPurposeBitFlag === 0 &&
    entry.lastModFileDate === firstOfJanuary1980 &&
    entry.lastModFileTime === 0 &&
    entry.fileCommentLength === 0 &&
    entry.extraFields.every((field) => field.id === zip64Extra)
  )
}

/** True when the content lies in the zip as it is. */
export function isStored(entry: Entry): boolean {
  return entry.compressionMethod === stored
}

/** True when sizes and sum follow the data. */
export function hasDescriptor(entry: Entry): boolean {
  return (entry.generalPurposeBitFlag & descriptorFlag) !== 0
}

// APPNOTE 4.5.3: in a local header both sizes stand in the Zip64 field, the unpacked one first.
function localSizes(local: LocalFileHeader): { compressedSize: number; uncompressedSize: number } {
  const field = localExtras(local).find(({ id }) => id === zip64Extra)
  if (local.compressedSize !== max32 || field === undefined || field.data.length < 16) return local
  return {
    uncompressedSize: Number(field.data.readBigUInt64LE(0)),
    compressedSize: Number(field.data.readBigUInt64LE(8)),
  }
}

function localExtras(local: LocalFileHeader): readonly ExtraField[] {
  return parseExtraFields(local.extraField)
}
