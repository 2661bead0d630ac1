import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { CancelSignal } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { registerObject, settleBlob } from './attach.ts'
import { alteredBlob, readObject, type TakenFile } from './objects.ts'
import { taskResults } from './worker-protocol.ts'
import { runEvidenceTask } from './worker-task.ts'

const bytesPerTurn = 8 * 1024 * 1024

/**
 * Copies a file of any size into the blob store, in the worker, and lets `keep` store what refers to it. `keep` opens
 * its own transaction and calls `register` inside; when it throws, the blob goes again.
 * Throws FILE_UNREADABLE, FILE_EMPTY, FILE_CHANGED, DISK_FULL, CANCELLED; nothing is kept then.
 */
export async function keepFile<T>(
  context: CoreContext,
  request: { readonly path: string; readonly name: string; readonly signal: CancelSignal },
  keep: (file: TakenFile, register: () => void) => T,
): Promise<T> {
  const file = await runEvidenceTask(
    context.resources.evidenceWorker,
    { kind: 'take', objects: context.paths.objects, path: request.path },
    taskResults.take,
    { signal: request.signal },
  )
  try {
    return keep(file, () => {
      registerObject(context, file, request.name)
    })
  } finally {
    settleBlob(context, file.sha256)
  }
}

/**
 * Writes a copy of a kept file to `path`, replacing what was there only when the copy is complete and its hash is
 * right. Yields to other calls every 8 MB. Returns its size in bytes.
 * Throws CUSTODY_BROKEN when the kept file is missing or was altered, DISK_FULL, CANCELLED; nothing is left then.
 */
export async function copyKeptFile(
  context: CoreContext,
  sha256: string,
  path: string,
  signal: CancelSignal,
): Promise<number> {
  const part = `${path}.part`
  const target = openSync(part, 'w')
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for (const chunk of readObject(context.paths.objects, sha256)) {
      const before = bytes
      hash.update(chunk)
      for (let written = 0; written < chunk.byteLength;) written += writeSync(target, chunk, written)
      bytes += chunk.byteLength
      if (Math.floor(bytes / bytesPerTurn) === Math.floor(before / bytesPerTurn)) continue
      // A chunk is only valid until the next: everything of it is written before others get their turn.
      await turn()
      signal.throwIfAborted()
    }
    if (hash.digest('hex') !== sha256) throw alteredBlob(sha256)
    fsyncSync(target)
  } catch (error) {
    closeSync(target)
    rmSync(part, { force: true })
    throw error
  }
  closeSync(target)
  renameSync(part, path)
  return bytes
}

/** The bytes of a kept file, for one small enough to be held. Throws CUSTODY_BROKEN when it is missing or was altered. */
export function readKeptFile({ paths }: CoreContext, sha256: string): Buffer {
  const bytes = Buffer.concat(Array.from(readObject(paths.objects, sha256), (chunk) => Buffer.from(chunk)))
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw alteredBlob(sha256)
  return bytes
}
