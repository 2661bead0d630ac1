import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobDefinition } from '../context.ts'
import { readCatalogue } from './catalogue-reader.ts'
import { catalogueFingerprint } from './earlier-sweep.ts'
import { buildBlockIndex } from './engine/fuzzy/block-index.ts'
import { fillTables } from './engine/catalogue-index.ts'
import { createWorkerCrew, defaultSweepers } from './engine/crew.ts'
import { defaultBlockBytes } from './engine/sweep-files.ts'
import { createFindingsWriter } from './findings-writer.ts'
import { type SweepDeps, sweepStoredFile } from './stored-file-sweep.ts'
import { createSweepsRepository, type StoredFile, type SweepsRepository } from './sweeps.repository.ts'

/** The outcome of a sweep's job. */
export interface SweepResult {
  readonly sweepId: number
  readonly rows: number
  readonly malformed: number
  readonly findings: number
  readonly recordings: number
  readonly failedFiles: number
}

// Jobs of earlier versions do not say how they match.
const jobInput = z.object({
  sweepId: z.int(),
  fuzzy: z.boolean().default(false),
  codesOnly: z.boolean().default(false),
})

/**
 * The job that sweeps the files of a sweep, one after the other, with all workers on each. It resumes at the last
 * checkpoint of the file it was in. A file that cannot be read does not stop the others.
 */
export function sweepJob(context: CoreContext, deps: SweepDeps): JobDefinition {
  const repository = createSweepsRepository(context.db)
  const writer = createFindingsWriter(context.db)
  return {
    kind: 'sweep',
    resumable: true,
    async run(input, control): Promise<SweepResult> {
      const { sweepId, fuzzy, codesOnly } = jobInput.parse(input)
      const stop = () => {
        control.signal.throwIfAborted()
      }
      const catalogue = await readCatalogue(context.db, control.signal)
      const crew = createWorkerCrew(context.resources.sweepWorker, defaultSweepers(), {
        catalogue,
        blocks: fuzzy ? await buildBlockIndex(catalogue, stop) : null,
        filled: fuzzy ? null : await fillTables(catalogue, codesOnly, stop),
        codesOnly,
        cancelFlag: control.cancelFlag,
        blockBytes: defaultBlockBytes,
      })
      const recordings = new Set(writer.recordingsOf(sweepId))
      const looksFor = catalogueFingerprint(catalogue)
      const scope = { context, deps, looksFor, repository, writer, control, crew, sweepId, recordings }
      try {
        const isLeft = ({ state }: StoredFile) => state === 'pending' || state === 'running'
        const waiting = repository.files(sweepId).filter(isLeft)
        // Whose audio was taken can only be asked when the tracks are known.
        const last: StoredFile[] = []
        for (const [at, file] of waiting.entries()) {
          const mayWait = at + 1 < waiting.length
          if ((await sweepStoredFile(scope, file, mayWait)) === 'later') last.push(file)
        }
        for (const file of last) await sweepStoredFile(scope, file, false)
      } finally {
        await crew.close()
      }
      return summary(repository, sweepId)
    },
    onStateChange(state, _jobId, input) {
      const final = state === 'done' || state === 'failed' || state === 'cancelled'
      repository.setState(jobInput.parse(input).sweepId, state, final ? context.now() : null)
      context.touched('sweeps')
    },
  }
}

function summary(repository: SweepsRepository, sweepId: number): SweepResult {
  const { files, rows, malformed, findings, recordings } = repository.get(sweepId)
  const failed = files.filter(({ state }) => state === 'failed')
  const [first] = failed
  if (first !== undefined && failed.length === files.length) {
    const details = { files: failed.map(({ fileName, message }) => ({ fileName, message })) }
    throw new RefrainError('FILE_UNREADABLE', first.message, details)
  }
  return { sweepId, rows, malformed, findings, recordings, failedFiles: failed.length }
}
