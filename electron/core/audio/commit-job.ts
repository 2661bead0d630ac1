import { z } from 'zod'
import type { CoreContext, JobDefinition } from '../context.ts'
import { committedTables } from './commit-task.ts'
import { createWorkerPool } from './worker-pool.ts'

const jobInput = z.object({ scanId: z.int() })

/**
 * The job that writes a scan to the catalogue, in a thread of its own while every other writer waits; its result are the
 * counts of what was planned. Cancelled, failed or cut off by a crash it leaves nothing behind, and the scan can be
 * committed again. `onCommitted` is called once it is stored.
 */
export function commitJob(context: CoreContext, onCommitted: () => void): JobDefinition {
  return {
    kind: 'audio.commit',
    resumable: false,
    async run(input, control) {
      const { scanId } = jobInput.parse(input)
      const { audioWorker, sqliteBinding } = context.resources
      const { cancelFlag } = control
      const pool = createWorkerPool(audioWorker, 1, { cancelFlag, wasm: null, sqliteBinding })
      const { actor, paths } = context
      const task = { kind: 'commit', scanId, database: paths.database, at: context.now(), actor } as const
      try {
        const counts = await context.gate.hold(() =>
          pool.run<'commit'>(task, ({ done, total, note }) => {
            control.progress({ done, total, rows: done, unit: 'files', note })
          }),
        )
        context.touched(...committedTables, 'undo')
        await context.gate.passed()
        onCommitted()
        return counts
      } finally {
        await pool.close()
      }
    },
    onStateChange() {
      context.touched('audio')
    },
  }
}
