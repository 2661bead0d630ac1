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
  /** Its content where it is small, so that a zip need not open and read thousands of files again. */
  readonly kept?: Uint8Array
}

/** Writes a bundle's files, remembering name, size and sums of each. */
export interface BundleFolder {
  /** Writes one file from pieces of any size, in constant memory. Paths are ours: ASCII, relative, new. */
  write(path: string, content: Iterable<string | Uint8Array>): BundleFile
  /** The files written so far. */
  files(): readonly BundleFile[]
}

const bufferBytes = 256 * 1024
const smallBytes = 16 * 1024
/** What is kept of small files together. */
const mostKept = 24 * 1024 * 1024

/** Starts a bundle in an empty folder. `onBytes` is called with the size of each piece written; may throw. */
export function createBundleFolder(root: string, onBytes: (bytes: number) => void): BundleFolder {
  const files: BundleFile[] = []
  const folders = new Set<string>([root])
  let keptBytes = 0

  function ensure(folder: string): void {
    if (folders.has(folder)) return
    ensure(dirname(folder))
    mkdirSync(folder)
    folders.add(folder)
  }

  function write(path: string, content: Iterable<string | Uint8Array>): BundleFile {
    if (!isSafeBundlePath(path)) throw new Error(`unsafe name in a bundle: ${path}`)
    const target = join(root, path)
    ensure(dirname(target))
    const file = openSync(target, 'wx')
    try {
      const written = { path, ...writeHashed(file, content, onBytes, keptBytes < mostKept) }
      keptBytes += written.kept?.byteLength ?? 0
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
  mayKeep: boolean,
): Omit<BundleFile, 'path'> {
  const hash = createHash('sha256')
  let crc = 0
  let bytes = 0
  let kept: Uint8Array | null = null
  for (const piece of gathered(content)) {
    // A piece is only valid until the next.
    kept = mayKeep && bytes === 0 && piece.byteLength <= smallBytes ? Uint8Array.from(piece) : null
    hash.update(piece)
    crc = crc32(piece, crc)
    for (let written = 0; written < piece.byteLength;) written += writeSync(file, piece, written)
    bytes += piece.byteLength
    onBytes(piece.byteLength)
  }
  return { sha256: hash.digest('hex'), bytes, crc32: crc, ...(kept === null ? {} : { kept }) }
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
