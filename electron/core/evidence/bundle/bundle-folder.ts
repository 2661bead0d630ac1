import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { isSafeBundlePath } from '../../../../shared/domain/evidence/safe-name.ts'

/** A file of a bundle as it was written. `crc32` is what a zip asks for. */
export interface BundleFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly crc32: number
}

/** Writes a bundle's files, remembering name, size and sums of each. */
export interface BundleFolder {
  /** Writes one file from pieces of any size, in constant memory. Paths are ours: ASCII, relative, new. */
  write(path: string, content: Iterable<string | Uint8Array>): BundleFile
  /** The files written so far. */
  files(): readonly BundleFile[]
}

const bufferBytes = 256 * 1024

/** Starts a bundle in an empty folder. `onBytes` is called with the size of each piece written; may throw. */
export function createBundleFolder(root: string, onBytes: (bytes: number) => void): BundleFolder {
  const files: BundleFile[] = []
  const folders = new Set<string>()

  function write(path: string, content: Iterable<string | Uint8Array>): BundleFile {
    if (!isSafeBundlePath(path)) throw new Error(`unsafe name in a bundle: ${path}`)
    const target = join(root, path)
    const folder = dirname(target)
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true })
    folders.add(folder)
    const file = openSync(target, 'wx')
    try {
      const written = { path, ...writeHashed(file, content, onBytes) }
      files.push(written)
      return written
    } finally {
      closeSync(file)
    }
  }

  return { write, files: () => [...files] }
}

function writeHashed(
  file: number,
  content: Iterable<string | Uint8Array>,
  onBytes: (bytes: number) => void,
): Omit<BundleFile, 'path'> {
  const hash = createHash('sha256')
  let crc = 0
  let bytes = 0
  for (const piece of gathered(content)) {
    hash.update(piece)
    crc = crc32(piece, crc)
    for (let written = 0; written < piece.byteLength;) written += writeSync(file, piece, written)
    bytes += piece.byteLength
    onBytes(piece.byteLength)
  }
  return { sha256: hash.digest('hex'), bytes, crc32: crc }
}

function* gathered(content: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let text = ''
  for (const piece of content) {
    if (typeof piece === 'string') {
      text += piece
      if (text.length < bufferBytes) continue
      yield Buffer.from(text, 'utf8')
      text = ''
    } else {
      if (text !== '') yield Buffer.from(text, 'utf8')
      text = ''
      if (piece.byteLength > 0) yield piece
    }
  }
  if (text !== '') yield Buffer.from(text, 'utf8')
}
