import { createHash } from 'node:crypto'
import { isRefrainError } from '../../../../shared/errors.ts'
import { systemCode } from '../../platform/failures.ts'
import { readObject } from '../objects.ts'
import type { BlobProblem, TaskProgress } from '../worker-protocol.ts'

/**
 * Reads stored files again and compares each with the hash it was taken in under. Goes on after a problem, so that all
 * are named. `progress` is called with the bytes read so far and throws to stop the work.
 */
export function recheckBlobs(
  objects: string,
  blobs: readonly string[],
  progress: (progress: TaskProgress) => void,
): { bytes: number; problems: BlobProblem[] } {
  const problems: BlobProblem[] = []
  let bytes = 0
  for (const sha256 of blobs) {
    const hash = createHash('sha256')
    try {
      for (const chunk of readObject(objects, sha256)) {
        hash.update(chunk)
        bytes += chunk.byteLength
        progress({ done: bytes, total: null, note: '' })
      }
      if (hash.digest('hex') !== sha256) problems.push({ sha256, problem: 'altered' })
    } catch (error) {
      const problem = problemOf(error)
      if (problem === null) throw error
      problems.push({ sha256, problem })
    }
  }
  return { bytes, problems }
}

function problemOf(error: unknown): BlobProblem['problem'] | null {
  if (isRefrainError(error)) return error.code === 'CUSTODY_BROKEN' ? 'missing' : null
  return systemCode(error) === null ? null : 'unreadable'
}
