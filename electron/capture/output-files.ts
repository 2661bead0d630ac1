import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { CaptureFile } from '../../shared/domain/evidence/capture/capture-record.ts'

/** The files of a capture, each written once and listed with its hash. */
export interface OutputFiles {
  readonly folder: string
  write(name: string, kind: CaptureFile['kind'], bytes: Uint8Array): void
  /** Lists a file that was written by other means. */
  list(name: string, kind: CaptureFile['kind']): void
  listed(): readonly CaptureFile[]
}

/** Writes into `folder`, which must exist and be empty. Throws when a name comes twice. */
export function createOutputFiles(folder: string): OutputFiles {
  const files: CaptureFile[] = []
  const add = (name: string, kind: CaptureFile['kind'], bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    files.push({ name, kind, bytes: bytes.byteLength, sha256 })
  }
  return {
    folder,
    write(name, kind, bytes) {
      writeNew(join(folder, name), bytes)
      add(name, kind, bytes)
    },
    list(name, kind) {
      add(name, kind, readFileSync(join(folder, name)))
    },
    listed: () => files.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/**
 * Writes a new file. Throws when it exists. It is not flushed to disk: the folder lasts no longer than its process and
 * the app that reads it, and the app flushes what it takes in.
 */
export function writeNew(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx')
  try {
    for (let written = 0; written < bytes.byteLength;) written += writeSync(file, bytes, written)
  } finally {
    closeSync(file)
  }
}
