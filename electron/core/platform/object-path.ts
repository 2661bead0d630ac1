import { join } from 'node:path'

/** Where the blob of this hash lies among the workspace's objects. */
export function objectPath(objects: string, sha256: string): string {
  return join(objects, sha256.slice(0, 2), sha256.slice(2))
}
