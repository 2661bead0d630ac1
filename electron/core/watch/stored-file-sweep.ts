import type { Table } from '../../../shared/contract/index.ts'
import { isRefrainError, RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import type { Crew } from './engine/crew.ts'
import { beginsWithFileTable, fileTableOf } from './engine/database/taken-tracks.ts'
import { readFoundTracks } from './found-tracks.repository.ts'
import { type Beginning, beginningOf, changedInPlace, mannerOf } from './earlier-sweep.ts'
import { sweepFile, type SweepPoint, type SweptStretch } from './engine/file-sweep.ts'
import { checkAfterSweep, type ListingFile, openListing, stillGrowing } from './engine/listing-file.ts'
import { brokenOff } from './engine/sweep-files.ts'
import type { FindingsWriter } from './findings-writer.ts'
import { dropKnownFindings } from './known-findings.ts'
import { createStretchStore } from './stretch-store.ts'
import {
  checkpointOf,
  choiceOf,
  type Packing,
  type StoredFile,
  type SweepsRepository,
} from './sweeps.repository.ts'

/** What other modules do with new findings. */
export interface SweepDeps {
  /** Applies the authorization rules to the new findings of a file; called inside a transaction. */
  readonly settleNewFindings: (context: CoreContext, sweepFileId: number) => unknown
  /** Seals the rows behind the findings of a file whose hash is known. May be repeated. */
  readonly sealFindingsOfFile: (
    context: CoreContext,
    sweepFileId: number,
    signal: AbortSignal,
  ) => Promise<unknown>
}

/** What the files of one running sweep have in common. */
export interface SweepScope {
  readonly context: CoreContext
  readonly deps: SweepDeps
  readonly repository: SweepsRepository
  readonly writer: FindingsWriter
  readonly control: JobControl
  readonly crew: Crew
  readonly sweepId: number
  /** Stands for the recordings the sweep looks for. */
  readonly looksFor: string
  /** The recordings the sweep has found something for. */
  readonly recordings: Set<number>
}

interface Outcome {
  readonly warnings: readonly string[]
  /** Why the file was not swept to its end. */
  readonly failure: RefrainError | null
  /** True when the file's hash is stored: it stands for the very bytes that were swept. */
  readonly hashed: boolean
}

/**
 * Sweeps one file of a sweep from its checkpoint to its end, or ends it as failed with what was found up to there.
 * Then the rules are applied to its findings and their rows sealed. Rejects only when the whole sweep must stop:
 * cancelled, or the workspace cannot be written. While others must come before it, a listing that says whose audio was
 * taken is left for later.
 */
export async function sweepStoredFile(
  scope: SweepScope,
  file: StoredFile,
  mayWait: boolean,
): Promise<'swept' | 'later'> {
  const { context, deps, repository, control } = scope
  const outcome = await sweepToItsEnd(scope, file, mayWait)
  if (outcome === 'later') return 'later'
  const { warnings, failure, hashed } = outcome
  const known = await dropKnown(scope, file)
  await settle(scope, file)
  if (hashed) await deps.sealFindingsOfFile(context, file.id, control.signal)
  const said = known === 0 ? warnings : [...warnings, knownBefore(known)]
  await write(context, ['sweeps', 'findings'], () => {
    if (failure === null) repository.endFile(file.id, 'done', said.join(' '))
    else repository.endFile(file.id, 'failed', [...said, failure.message].join(' '))
  })
  return 'swept'
}

async function dropKnown({ context, writer, sweepId, recordings }: SweepScope, file: StoredFile) {
  const known = await dropKnownFindings(context, file.id)
  if (known === 0) return 0
  recordings.clear()
  for (const recording of writer.recordingsOf(sweepId)) recordings.add(recording)
  await write(context, ['sweeps'], () => {
    writer.recordings(sweepId, recordings.size)
  })
  return known
}

function knownBefore(findings: number): string {
  const what = findings === 1 ? 'One finding' : `${String(findings)} findings`
  return `${what} of this very file ${findings === 1 ? 'is' : 'are'} known from an earlier sweep and not listed again.`
}

async function sweepToItsEnd(
  scope: SweepScope,
  file: StoredFile,
  mayWait: boolean,
): Promise<Outcome | 'later'> {
  let open: ListingFile | null = null
  let hashed = false
  let said: readonly string[] = []
  try {
    open = await openListing(file.path, file, scope.crew.fuzzy, choiceOf(file))
    if (mayWait && beginsWithFileTable(open)) return 'later'
    const begun = await begin(scope, file, open)
    said = begun.said
    const { sha256, broken, refusal, warnings } = await sweepOpenFile(scope, file, open, begun.point)
    const after = await checkAfterSweep(open)
    if (after.grown) await notePrefix(scope, file, sha256)
    // Its hash would be one of bytes that were not all swept: nothing of it can be sealed.
    if (after.grown) throw new RefrainError('FILE_CHANGED', `${stillGrowing(open)} What was found is kept.`)
    await write(scope.context, ['sweeps'], () => {
      scope.repository.setHash(file.id, sha256)
    })
    hashed = true
    if (refusal !== null) throw new RefrainError('FILE_UNREADABLE', `“${open.fileName}” ${refusal}`)
    if (broken !== null) throw brokenOff(open.fileName, broken)
    const changed = changedInPlace(scope.repository, file, open, sha256) ?? []
    return {
      warnings: [...said, ...open.warnings, ...warnings, ...after.warnings].concat(changed),
      failure: null,
      hashed,
    }
  } catch (error) {
    if (!isFileFailure(error)) {
      await settle(scope, file)
      throw error
    }
    return { warnings: said, failure: error, hashed }
  } finally {
    await open?.close()
  }
}

/** Where the sweep of a file begins: at its own checkpoint, where an earlier sweep stopped, or at the first row. */
async function begin(scope: SweepScope, file: StoredFile, open: ListingFile): Promise<Beginning> {
  const { repository, crew, looksFor } = scope
  const own = checkpointOf(file)
  if (own !== null) return { point: own, continuesId: null, said: [] }
  const manner = mannerOf(looksFor, crew, open)
  const begun = await beginningOf(repository, crew, file, open, manner)
  await write(scope.context, ['sweeps'], () => {
    repository.setBeginning(file.id, begun.continuesId, manner)
  })
  return begun
}

async function notePrefix({ context, repository }: SweepScope, file: StoredFile, sha256: string) {
  await write(context, ['sweeps'], () => {
    repository.setPrefixHash(file.id, sha256)
  })
}

function packingOf({ layout, archive }: ListingFile): Packing {
  if (layout.compression !== 'none' || archive === null || archive.kind === 'pipe') return layout.compression
  return archive.kind
}

/** Sweeps and hashes side by side. When it settles, nobody reads the file any more. */
async function sweepOpenFile(
  scope: SweepScope,
  file: StoredFile,
  open: ListingFile,
  from: SweepPoint | null,
) {
  const { context, control, crew, repository } = scope
  await write(context, ['sweeps'], () => {
    repository.startFile(file.id, packingOf(open), open.warnings.join(' '))
  })
  const store = createStretchStore(context, scope.writer, {
    sweepId: scope.sweepId,
    fileId: file.id,
    samplesShown: repository.shownMalformed(file.id),
    recordings: scope.recordings,
    onCheckpoint: (point) => {
      control.checkpoint({ fileId: file.id, point })
    },
  })
  const report = progressOf(scope, file)
  const start = from ?? { offset: open.layout.dataStart, rows: 0, malformed: 0 }
  let lastBegan = start
  const { fd, bytes, fileName } = open
  const hashing =
    file.sha256 === null
      ? crew.hash({ kind: 'hash', fd, bytes, fileName })
      : Promise.resolve({ sha256: file.sha256 })
  const foundTracks = async () => {
    await store.flush()
    return readFoundTracks(context.db)
  }
  const listing = { ...open, fileKey: file.id, fileTable: fileTableOf(open), foundTracks }
  const sweeping = sweepFile(crew, listing, start, async (stretch) => {
    report(stretch)
    lastBegan = stretch.before
    await store.accept(stretch)
    control.signal.throwIfAborted()
  }).finally(() => store.flush())
  await Promise.allSettled([sweeping, hashing])
  const { broken, warnings, refusal } = await sweeping
  const { sha256 } = await hashing
  await write(context, ['sweeps'], () => {
    repository.setResume(file.id, lastBegan)
  })
  return { sha256, broken, refusal: refusal ?? null, warnings }
}

/** Reports progress over all files of the sweep. */
function progressOf({ repository, sweepId, control }: SweepScope, file: StoredFile) {
  const files = repository.files(sweepId)
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBefore = 0
  let rowsBefore = 0
  for (const other of files) {
    if (other.id === file.id) continue
    rowsBefore += other.rows
    if (other.state === 'done' || other.state === 'failed') doneBefore += other.bytes
  }
  return ({ position, after }: SweptStretch) => {
    const done = doneBefore + position
    control.progress({ done, total, rows: rowsBefore + after.rows, unit: 'bytes', note: file.fileName })
  }
}

async function settle({ context, deps }: SweepScope, file: StoredFile): Promise<void> {
  await write(context, ['findings'], () => {
    deps.settleNewFindings(context, file.id)
  })
}

/** Writes when no long writer holds the store. */
async function write(context: CoreContext, touched: readonly Table[], work: () => void): Promise<void> {
  await context.gate.passed()
  context.mutations.once(touched, work)
}

/** True for what concerns one file only: the other files of the sweep can go on. */
function isFileFailure(error: unknown): error is RefrainError {
  if (!isRefrainError(error)) return false
  return error.code.startsWith('FILE_') || error.code === 'NO_USABLE_COLUMNS'
}
