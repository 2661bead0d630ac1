import { rmSync } from 'node:fs'
import { z } from 'zod'
import type { CoreContext } from '../context.ts'
import { exportInput, partialFolder } from './bundle-jobs.ts'
import { clearIncoming, settlePending } from './objects.ts'
import { createRecordsRepository } from './records.repository.ts'

const unfinished = z.array(z.object({ id: z.int(), input: z.string() }))

/**
 * Removes what a crash left half done: blobs without their row, and the partial folders of exports that did not
 * come to their end. Call once, before anything else writes evidence.
 */
export function recoverEvidence(context: CoreContext): void {
  const { hasObject } = createRecordsRepository(context.db)
  clearIncoming(context.paths.objects)
  settlePending(context.paths.objects, hasObject)
  const rows = context.db
    .prepare(
      "SELECT id, input FROM job WHERE kind = 'bundle.export' AND state <> 'done' ORDER BY id DESC LIMIT 50",
    )
    .all()
  for (const { id, input } of unfinished.parse(rows)) {
    const parsed = exportInput.safeParse(JSON.parse(input)).data
    if (parsed === undefined) continue
    try {
      rmSync(partialFolder(context, parsed.folder, id), { recursive: true, force: true })
    } catch (error) {
      context.log(`the remains of export job ${String(id)} could not be removed: ${String(error)}`)
    }
  }
}
