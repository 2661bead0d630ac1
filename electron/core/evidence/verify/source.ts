import { collisionKey, isSafeBundlePath } from '../../../../shared/domain/evidence/safe-name.ts'
import type { Report } from './report.ts'

/** A file of a bundle, wherever it lies. */
export interface BundleEntry {
  /** Path inside the bundle, with forward slashes. */
  readonly path: string
  readonly bytes: number
  /** Yields the content; a chunk is valid until the next. Throws when it cannot be read whole. */
  read(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** A bundle opened for reading. Nothing is unpacked, nothing is followed out of it. */
export interface BundleSource {
  /** Name of the bundle's folder, which ends in a part of the hash of its list of lists. */
  readonly name: string
  readonly entries: readonly BundleEntry[]
  /** Paths that are there but are not read as files: links, devices, encrypted entries. */
  readonly unread: readonly string[]
  close(): void
}

/** Reports a name that some system cannot hold or would misread, or that collides with an earlier one. */
export function createNameCheck(report: Report): (path: string) => void {
  const seen = new Map<string, string>()
  return (path) => {
    if (!isSafeBundlePath(path)) {
      report.add('unsafe-name', path, `“${path}” is a name that some system cannot hold or would misread.`)
    }
    const key = collisionKey(path)
    const earlier = seen.get(key)
    if (earlier !== undefined && earlier !== path) {
      const message = `“${path}” and “${earlier}” differ only in upper and lower case or in the way they are encoded.`
      report.add('case-collision', path, message)
    }
    if (earlier === undefined) seen.set(key, path)
  }
}
