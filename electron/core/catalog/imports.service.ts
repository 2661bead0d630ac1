import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { DialectHints, ImportBatch, ImportInspection } from '../../../shared/contract/imports.ts'
import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { draftPath, removeDraft } from './import-draft.ts'
import { toInspection } from './import-inspect.ts'
import { type ImportMappingsRepository, storedSourceKey } from './import-mappings.repository.ts'
import type { ImportSource } from './import-source.ts'
import { createImportUndo } from './import-undo.ts'
import { runImportWorker } from './import-worker-host.ts'
import type { ImportsRepository } from './imports.repository.ts'
import type { IsrcLedgerRepository } from './isrc-ledger.repository.ts'
import { readSourceBeginning } from './source-kinds.ts'
import type { SourceReading } from './table-source.ts'

type ImportHandlers = Pick<
  Handlers,
  | 'imports.inspect'
  | 'imports.preview'
  | 'imports.get'
  | 'imports.list'
  | 'imports.rows'
  | 'imports.conflicts'
  | 'imports.resolve'
  | 'imports.forget'
  | 'imports.commit'
  | 'imports.discard'
>

interface Deps {
  readonly imports: ImportsRepository
  readonly mappings: ImportMappingsRepository
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
  const { imports, mappings } = deps
  const draftOf = (importId: number) => draftPath(context.paths.temporary, importId)

  const sourceOf = (batch: ImportBatch): ImportSource => ({
    importId: batch.id,
    path: batch.path,
    dialect: batch.dialect,
    mapping: batch.mapping,
    artist: batch.mapping.columns.artist === undefined ? deps.artistName() : null,
    heldPrefixes: deps.ledger.blocks().map(({ prefix }) => prefix),
    draft: draftOf(batch.id),
    sqliteBinding: context.resources.sqliteBinding,
    rowsWorker: context.resources.importRowsWorker,
    searchWorker: context.resources.importSearchWorker,
  })

  const work = async (kind: 'preview' | 'commit', input: unknown, control: JobControl) => {
    const { importId } = jobInput.parse(input)
    const batch = imports.get(importId)
    const run = () =>
      runImportWorker(context, { kind, source: sourceOf(batch), sha256: batch.sha256 }, control)
    await (kind === 'preview' ? run() : context.gate.hold(run))
    const { counts, state } = imports.get(importId)
    if (kind === 'commit')
      context.touched('recordings', 'releases', 'isrc', 'works', 'parties', 'rights', 'undo')
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

  /** Reads the beginning of a source, with the mapping of last time where its columns are the same. */
  async function inspect(
    path: string,
    hints: DialectHints,
  ): Promise<{ readonly inspection: ImportInspection; readonly reading: SourceReading }> {
    const reading = await readSourceBeginning(path, hints)
    const sourceKey = keyOf(reading)
    const last = sourceKey === null ? null : mappings.get(sourceKey)
    if (sourceKey === null || last === null) return { inspection: toInspection(path, reading), reading }
    // What only a guess says is taken as the artist settled it.
    const { encoding } = 'encoding' in last.dialect ? last.dialect : {}
    const other =
      reading.encodingGuessed && hints.encoding === undefined && encoding !== undefined
        ? await readSourceBeginning(path, { ...hints, encoding })
        : reading
    const inspection = toInspection(path, other)
    const widest = Math.max(...Object.values(last.mapping.columns).flat(), 0)
    if (widest >= other.columns.length) return { inspection, reading: other }
    const reasons = Object.fromEntries(
      Object.keys(last.mapping.columns).map((field) => [field, 'As last time']),
    )
    const remembered = { sourceKey, usedAt: last.usedAt }
    return { inspection: { ...inspection, mapping: last.mapping, reasons, remembered }, reading: other }
  }

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
      const hints = defined(dialect)
      const { inspection, reading } = await inspect(path, hints)
      const { artist, title } = inspection.mapping.columns
      if (title === undefined && reading.sample.length > 0)
        inspection.warnings.push('No column of titles was recognised. Choose it in the mapping.')
      if (artist === undefined && reading.sample.length > 0)
        inspection.warnings.push(withoutArtist(deps.artistName()))
      return inspection
    },

    'imports.preview': async ({ path, dialect, mapping }) => {
      refuseUnusable(mapping, deps.artistName())
      const reading = await readSourceBeginning(path, dialect)
      const { head } = reading
      await context.gate.passed()
      return context.mutations.once(['imports', 'jobs'], () => {
        const importId = imports.insert({
          path,
          fileName: head.fileName,
          bytes: head.bytes,
          dialect,
          mapping,
          preset: reading.preset?.preset.name ?? '',
          sourceKey: keyOf(reading),
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
    'imports.conflicts': (request) => imports.conflicts(request),

    'imports.resolve': (request) =>
      context.mutations.once(['imports'], () => {
        const { state } = imports.get(request.importId)
        if (state !== 'previewed') throw notCommittable(state)
        return { taken: imports.resolve(request) }
      }),

    'imports.forget': ({ sourceKey }) => {
      context.mutations.once(['imports'], () => {
        mappings.forget(sourceKey)
      })
      return {}
    },

    'imports.commit': ({ importId }) =>
      context.mutations.once(['imports', 'jobs'], () => {
        const { state, fileName, dialect, mapping } = imports.get(importId)
        if (!imports.move(importId, 'previewed', 'committing')) throw notCommittable(state)
        const sourceKey = imports.sourceKeyOf(importId)
        if (sourceKey !== null) mappings.remember(sourceKey, dialect, mapping, context.now())
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

/** Without the members that are there but undefined. */
function defined(hints: Parsed<'imports.inspect'>['dialect']): DialectHints {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined))
}

function keyOf({ dialect, sourceKey }: SourceReading): string | null {
  return sourceKey === null ? null : storedSourceKey(dialect.format, sourceKey)
}

function withoutArtist(name: string | null): string {
  return name === null
    ? 'No column of artists was recognised. Choose it in the mapping, or enter your artist name in Settings to use it for every row.'
    : `No column of artists was recognised. Every row is taken as by “${name}”, the artist of your profile; choose a column if there is one.`
}

function refuseUnusable(mapping: Parsed<'imports.preview'>['mapping'], artist: string | null): void {
  const missing = [
    ...(mapping.columns.title === undefined ? ['titles'] : []),
    ...(mapping.columns.artist === undefined && artist === null ? ['artists'] : []),
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
