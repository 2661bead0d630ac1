import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { AudioComparison } from '../../../shared/contract/audio.ts'
import type { CoreContext, JobControl, JobDefinition } from '../context.ts'
import { createWorkerPool } from './worker-pool.ts'

const jobInput = z.object({ path: z.string() })

/** The job that compares one file with every fingerprint of the catalogue; its result is an `AudioComparison`. */
export function compareJob(context: CoreContext): JobDefinition {
  return {
    kind: 'audio.compare',
    resumable: false,
    run: (input, control) => compareSound(context, jobInput.parse(input).path, control),
  }
}

/**
 * Compares a file with every fingerprint of the catalogue, in a worker. Throws what `compareFile` throws, CANCELLED when
 * the job is.
 */
export async function compareSound(
  context: CoreContext,
  path: string,
  control: Pick<JobControl, 'cancelFlag' | 'progress'>,
): Promise<AudioComparison> {
  const { audioWorker, chromaprint, sqliteBinding } = context.resources
  const pool = createWorkerPool(audioWorker, 1, {
    cancelFlag: control.cancelFlag,
    wasm: await readFile(chromaprint),
    sqliteBinding,
  })
  try {
    const task = { kind: 'compare', path, database: context.paths.database } as const
    return await pool.run<'compare'>(task, ({ done, total, note }) => {
      control.progress({ done, total, unit: 'steps', note })
    })
  } finally {
    await pool.close()
  }
}
