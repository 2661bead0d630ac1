import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { RefrainError } from '../../../../shared/errors.ts'
import { systemCode } from '../../platform/failures.ts'
import { objectPath } from '../objects.ts'

/** Size of a kept file. Throws CUSTODY_BROKEN when it is missing. */
export function objectBytes(objects: string, sha256: string): number {
  return orLost(sha256, () => statSync(objectPath(objects, sha256)).size)
}

/** Up to `length` bytes of a kept file from `offset` on, fewer at its end. Throws CUSTODY_BROKEN when it is missing. */
export function readPart(objects: string, sha256: string, offset: number, length: number): Buffer {
  return orLost(sha256, () => {
    const file = openSync(objectPath(objects, sha256), 'r')
    try {
      const rest = Math.max(0, fstatSync(file).size - offset)
      const part = Buffer.alloc(Math.min(length, rest))
      let read = 0
      while (read < part.byteLength) {
        const got = readSync(file, part, read, part.byteLength - read, offset + read)
        if (got === 0) break
        read += got
      }
      return part.subarray(0, read)
    } finally {
      closeSync(file)
    }
  })
}

function orLost<T>(sha256: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    throw new RefrainError(
      'CUSTODY_BROKEN',
      `A stored file is missing from the workspace (SHA-256 ${sha256}). Put the folder “objects” back from a copy of the workspace.`,
      { sha256 },
    )
  }
}

const longestText = 64 * 1024 * 1024

/** A kept file as text. Throws CUSTODY_BROKEN when it is missing. */
export function readText(objects: string, sha256: string): string {
  return readPart(objects, sha256, 0, longestText).toString('utf8')
}
