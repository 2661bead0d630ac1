import { closeSync, constants, type Dirent, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { compareAscii } from '../../../../shared/domain/evidence/bag.ts'
import type { Report } from './report.ts'
import { type BundleEntry, type BundleSource, createNameCheck } from './source.ts'

const chunkBytes = 1024 * 1024

/** Opens a bundle that lies in a folder. Links are reported and never followed. */
export function openFolderSource(path: string, report: Report): BundleSource {
  const root = resolve(path)
  const checkName = createNameCheck(report)
  // One buffer for all: files are read one after the other.
  const buffer = Buffer.allocUnsafe(chunkBytes)
  const entries: BundleEntry[] = []
  const unread: string[] = []
  for (const { inside, dirent } of walk(root, '')) {
    checkName(inside)
    if (dirent.isFile()) {
      const place = join(root, inside)
      entries.push({ path: inside, bytes: sizeOf(place), read: () => chunksOf(place, buffer) })
      continue
    }
    unread.push(inside)
    if (dirent.isSymbolicLink()) {
      report.add('symlink', inside, `“${inside}” is a link to another place, not a file of the bundle.`)
    } else {
      report.add('special-file', inside, `“${inside}” is neither a file nor a folder.`)
    }
  }
  return { name: basename(root), entries, unread, close: () => undefined }
}

function* walk(root: string, inside: string): Generator<{ inside: string; dirent: Dirent }> {
  const dirents = readdirSync(join(root, inside), { withFileTypes: true })
  for (const dirent of dirents.sort((a, b) => compareAscii(a.name, b.name))) {
    const path = inside === '' ? dirent.name : `${inside}/${dirent.name}`
    if (dirent.isDirectory()) yield* walk(root, path)
    else yield { inside: path, dirent }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function* chunksOf(path: string, buffer: Buffer): Generator<Uint8Array> {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    for (;;) {
      const read = readSync(file, buffer, 0, buffer.length, null)
      if (read === 0) return
      yield buffer.subarray(0, read)
    }
  } finally {
    closeSync(file)
  }
}
