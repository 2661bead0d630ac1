import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { ImportBatch } from '../../../shared/contract/imports.ts'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { draftPath, removeDraft } from './import-draft.ts'
import { readTableBeginning, toInspection } from './import-inspect.ts'
import type { ImportSource } from './import-preview.ts'
import { createImportUndo } from './import-undo.ts'
import { runImportWorker } from './import-worker-host.ts'
import type { ImportsRepository } from './imports.repository.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'

type ImportHandlers = Pick<
  Handlers,
  | 'imports.inspect'
  | 'imports.preview'
  | 'imports.get'
  | 'imports.list'
  | 'imports.rows'
  | 'imports.commit'
  | 'imports.discard'
>

interface Deps {
  readonly imports: ImportsRepository
  readonly ledger: IsrcLedgerRepository
  /** The artist's name from the profile, or null while there is none. */
  readonly artistName: () => string | null
}

const jobInput = z.object({ importId: z.int() })
const discardedAtOnce = 2000

/**
 * Brings catalogue files in: look at the beginning, read the whole and say what would happen, write it in one
 * transaction, take it back as one step. Reading and writing are jobs in a worker thread.
 */
export function createImportsService(context: CoreContext, deps: Deps): ImportHandlers {
  const { imports } = deps
  const draftOf = (importId: number) => draftPath(context.paths.temporary, importId)

  const sourceOf = (batch: ImportBatch): ImportSource => ({
    importId: batch.id,
    path: batch.path,
    dialect: batch.dialect,
    mapping: batch.mapping,
    artist: batch.mapping.artist === undefined ? deps.artistName() : null,
    heldPrefixes: deps.ledger.blocks().map(({ prefix }) => prefix),
    draft: draftOf(batch.id),
    sqliteBinding: context.resources.sqliteBinding,
  })

  const work = async (kind: 'preview' | 'commit', input: unknown, control: JobControl) => {
    const { importId } = jobInput.parse(input)
    const batch = imports.get(importId)
    const run = () =>
      runImportWorker(context, { kind, source: sourceOf(batch), sha256: batch.sha256 }, control)
    await (kind === 'preview' ? run() : context.gate.hold(run))
    const { counts, state } = imports.get(importId)
    if (kind === 'commit') context.touched('recordings', 'releases', 'isrc', 'undo')
    context.touched('imports')
    return { importId, state, counts }
  }

  context.jobs.define({
    kind: 'import.preview',
    resumable: true,
    run: (input, control) => work('preview', input, control),
    onStateChange(state, _jobId, input) {
      const { importId } = jobInput.parse(input)
      if (state === 'failed') imports.move(importId, 'previewing', 'failed')
      if (state === 'cancelled' && imports.move(importId, 'previewing', 'discarded'))
        removeDraft(draftOf(importId))
      context.touched('imports')
    },
  })

  context.jobs.define({
    kind: 'import.commit',
    resumable: false,
    run: async (input, control) => {
      try {
        return await work('commit', input, control)
      } catch (error) {
        // What was previewed is not what the file holds now: only a new preview can be committed.
        if (isRefrainError(error) && error.code === 'FILE_CHANGED') {
          imports.move(jobInput.parse(input).importId, 'committing', 'failed')
        }
        throw error
      }
    },
    onStateChange(state, _jobId, input) {
      if (state === 'running' || state === 'done') return
      // Rolled back, whether by the worker, by a crash or by the end of the app: it can be committed again.
      imports.move(jobInput.parse(input).importId, 'committing', 'previewed')
      context.touched('imports')
    },
  })

  createImportUndo(context, deps.ledger)

  async function discard(importId: number): Promise<void> {
    const { state } = imports.get(importId)
    const left = context.mutations.once(['imports'], () => {
      return imports.move(importId, 'previewed', 'discarded') || imports.move(importId, 'failed', 'discarded')
    })
    if (!left) throw notDiscardable(state)
    removeDraft(draftOf(importId))
    // A million kept rows are deleted in slices, so that other calls are answered in between.
    while (context.mutations.once([], () => imports.deleteRows(importId, discardedAtOnce))) {
      await nextTurn()
      await context.gate.passed()
    }
  }

  return {
    'imports.inspect': async ({ path, dialect }) => {
      const reading = await readTableBeginning(path, definedDialect(dialect))
      const inspection = toInspection(path, reading)
      const { artist, title } = inspection.mapping
      const name = deps.artistName()
      if (title === undefined)
        inspection.warnings.push('No column of titles was recognised. Choose it in the mapping.')
      if (artist === undefined) inspection.warnings.push(withoutArtist(name))
      return inspection
    },

    'imports.preview': async ({ path, dialect, mapping }) => {
      refuseUnusable(mapping, deps.artistName())
      const { head } = await readTableBeginning(path, dialect)
      await context.gate.passed()
      return context.mutations.once(['imports', 'jobs'], () => {
        const importId = imports.insert({
          path,
          fileName: head.fileName,
          bytes: head.bytes,
          dialect,
          mapping,
          at: context.now(),
        })
        const title = `Read “${head.fileName}”`
        const jobId = context.jobs.start({
          kind: 'import.preview',
          title,
          subjectId: importId,
          input: { importId },
        })
        return { importId, jobId }
      })
    },

    'imports.get': ({ importId }) => imports.get(importId),
    'imports.list': ({ limit }) => ({ imports: imports.recent(limit) }),
    'imports.rows': (request) => imports.rows(request),

    'imports.commit': ({ importId }) =>
      context.mutations.once(['imports', 'jobs'], () => {
        const { state, fileName } = imports.get(importId)
        if (!imports.move(importId, 'previewed', 'committing')) throw notCommittable(state)
        const title = `Import “${fileName}”`
        return {
          jobId: context.jobs.start({
            kind: 'import.commit',
            title,
            subjectId: importId,
            input: { importId },
          }),
        }
      }),

    'imports.discard': async ({ importId }) => {
      await discard(importId)
      return {}
    },
  }
}

function definedDialect(
  dialect: Parsed<'imports.inspect'>['dialect'],
): Parameters<typeof readTableBeginning>[1] {
  const { encoding, delimiter, headerRow } = dialect
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(headerRow === undefined ? {} : { headerRow }),
  }
}

function withoutArtist(name: string | null): string {
  return name === null
    ? 'No column of artists was recognised. Choose it in the mapping, or enter your artist name in Settings to use it for every row.'
    : `No column of artists was recognised. Every row is taken as by “${name}”, the artist of your profile; choose a column if there is one.`
}

function refuseUnusable(mapping: Parsed<'imports.preview'>['mapping'], artist: string | null): void {
  const missing = [
    ...(mapping.title === undefined ? ['titles'] : []),
    ...(mapping.artist === undefined && artist === null ? ['artists'] : []),
  ]
  if (missing.length === 0) return
  throw new RefrainError(
    'NO_USABLE_COLUMNS',
    `Choose the column of the ${missing.join(' and the column of the ')}: without it no row can become a recording. Nothing was changed.`,
    { missing },
  )
}

function notCommittable(state: ImportBatch['state']): RefrainError {
  const reasons: Readonly<Record<ImportBatch['state'], string>> = {
    previewing: 'The file is still being read.',
    previewed: '',
    committing: 'This import is being written already.',
    committed: 'This import is in the catalogue already.',
    failed: 'The file could not be read as it was previewed. Preview it again.',
    undone: 'This import was undone. Preview the file again to import it.',
    discarded: 'This preview was discarded. Preview the file again.',
  }
  return new RefrainError('CONFLICT', `${reasons[state]} Nothing was changed.`, { state })
}

function notDiscardable(state: ImportBatch['state']): RefrainError {
  const reason =
    state === 'committed'
      ? 'This import is in the catalogue already; undo it instead.'
      : 'Only a preview that is finished can be discarded.'
  return new RefrainError('CONFLICT', `${reason} Nothing was changed.`, { state })
}
