import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext } from '../context.ts'
import { objectPath } from '../platform/object-path.ts'

/**
 * The text kept under a hash in the workspace's objects. Throws CUSTODY_BROKEN when it is missing or is not what was
 * kept.
 */
export function sealedTextOf(context: CoreContext, sha256: string | null): string {
  const bytes = sha256 === null ? null : bytesOf(objectPath(context.paths.objects, sha256))
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256) {
    throw new RefrainError(
      'CUSTODY_BROKEN',
      'The text of this sent notice is missing or was changed after it was kept. Its case is as it was. Put the folder “objects” back from a copy of the workspace.',
      { sha256 },
    )
  }
  return bytes.toString('utf8')
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}
