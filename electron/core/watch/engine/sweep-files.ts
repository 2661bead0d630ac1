import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import { type GivenCatalogue, indexGiven } from './catalogue-setup.ts'
import {
  type Crew,
  createInlineCrew,
  createWorkerCrew,
  defaultSweepers,
  type HiredThreads,
  hireThreads,
} from './crew.ts'
import { FoundTracks } from './database/found-tracks.ts'
import type { TableChoice } from './database/table-choice.ts'
import { beginsWithFileTable, fileTableOf } from './database/taken-tracks.ts'
import { sweepFile, type SweepPoint, type SweptStretch } from './file-sweep.ts'
import { checkAfterSweep, type ListingFile, openListing, pipedListing, stillGrowing } from './listing-file.ts'
import { listingsIn } from './listings-in.ts'
import { malformedSamples } from './range-collector.ts'
import { findingsOf, type MalformedSample, numbered, type SweepFinding } from './sweep-finding.ts'
import type { WorkerSetup } from './sweep-task.ts'

export type { MalformedSample, SweepFinding } from './sweep-finding.ts'

/** Bytes searched between two looks at the cancel flag: a few milliseconds of work. */
export const defaultBlockBytes = 1 << 20

export interface SweepProgress {
  readonly file: string
  /** Bytes on disk, of all files. */
  readonly done: number
  readonly total: number
  readonly rows: number
}

export interface SweptFileReport {
  readonly file: string
  readonly rows: number
  readonly malformed: number
  /** The first of the malformed rows. */
  readonly malformedSamples: readonly MalformedSample[]
  readonly findings: number
  readonly warnings: readonly string[]
  /** Why the file could not be swept to its end. What was found before has been reported. */
  readonly error: RefrainError | null
}

/** Stands for what comes in through a pipe. */
export const standardInput = '-'
/** Not asked of `process.stdin`, which would begin to read it. */
const standardInputFd = 0

export interface SweepRequest {
  /** Files and folders; `standardInput` once. */
  readonly files: readonly string[]
  /** Read once; packed as it comes, so that it need not be held. What is waited for comes many entries at a time. */
  readonly catalogue: GivenCatalogue
  readonly onFinding: (finding: SweepFinding) => void
  readonly onProgress?: (progress: SweepProgress) => void
  readonly signal?: AbortSignal
  /** True to find names that are written differently as well; equal ones and codes are found anyway. */
  readonly fuzzy?: boolean
  /** True to look for ISRCs and GTINs alone, wherever they stand: the fastest. Names are not compared. */
  readonly codesOnly?: boolean
  /** Tables chosen in databases, by the paths of these. */
  readonly tables?: ReadonlyMap<string, TableChoice>
  /** The worker's script; without one everything is done in this thread. */
  readonly workerScript?: string | null
  readonly sweepers?: number
  readonly blockBytes?: number
}

/**
 * Sweeps files for a catalogue without a workspace: nothing is stored. Findings are reported in the order of files
 * and rows; listings that say whose audio was taken come last, when the
 * tracks to ask for are known. A file that cannot be read does not stop the others; its report says why. Of a folder, each listing in it is
 * swept; a folder without any has a report that says so.
 *
 * @throws RefrainError CANCELLED when the signal fires; FILE_EMPTY when the catalogue has no recordings.
 */
export async function sweepFiles(given: SweepRequest): Promise<readonly SweptFileReport[]> {
  const { paths, remarks } = await listingsIn(given.files)
  const request = { ...given, files: paths }
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4))
  const cancel = () => {
    Atomics.store(cancelFlag, 0, 1)
  }
  const sizes = await Promise.all(request.files.map(sizeOf))
  if (request.signal?.aborted === true) cancel()
  const crew = await crewFor(request, cancelFlag, Math.max(0, ...sizes))
  request.signal?.addEventListener('abort', cancel, { once: true })
  const progress = progressOf(request, sizes)
  const reports: SweptFileReport[] = []
  try {
    const found = new FoundTracks()
    const waiting = request.files.map((path, index) => ({ path, index, isLast: false }))
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { path, index, isLast } = next
      const mayWait = !isLast && waiting.some((other) => !other.isLast)
      const report = await sweepOne(
        crew,
        {
          path,
          index,
          mayWait,
          isAlone: paths.length === 1,
          found,
          choice: request.tables?.get(path) ?? null,
        },
        request.onFinding,
        progress(index),
      )
      if (report === 'later') waiting.push({ path, index, isLast: true })
      else reports[index] = report
    }
    return withRemarks(reports, remarks, given)
  } finally {
    request.signal?.removeEventListener('abort', cancel)
    await crew.close()
  }
}

/** Says what was passed over in folders with the first report, or with one of its own when nothing was found. */
function withRemarks(
  reports: readonly SweptFileReport[],
  remarks: readonly string[],
  { files }: SweepRequest,
): readonly SweptFileReport[] {
  if (remarks.length === 0) return reports
  const [first, ...others] = reports
  if (first !== undefined) return [{ ...first, warnings: [...remarks, ...first.warnings] }, ...others]
  const error = new RefrainError('FILE_EMPTY', `${remarks.join(' ')} Nothing was swept.`)
  const nothing = { rows: 0, malformed: 0, malformedSamples: [], findings: 0, warnings: [] }
  return [{ file: files[0] ?? '', ...nothing, error }]
}

/** Bytes of a file that are worth starting a worker for. */
const worthWorker = 2 << 20

async function crewFor(
  request: SweepRequest,
  cancelFlag: Int32Array<SharedArrayBuffer>,
  largestFile: number,
): Promise<Crew> {
  const useful = Math.max(1, Math.ceil(largestFile / worthWorker))
  const sweepers = Math.min(useful, request.sweepers ?? defaultSweepers())
  const script = request.workerScript ?? null
  if (script === null) return createInlineCrew(await setupFor(request, cancelFlag))
  const hired = hireThreads(script, sweepers)
  try {
    return createWorkerCrew(script, sweepers, await setupFor(request, cancelFlag, hired), hired)
  } finally {
    await hired.dismiss()
  }
}

/** Reads the catalogue and makes its tables. */
async function setupFor(
  request: SweepRequest,
  cancelFlag: Int32Array<SharedArrayBuffer>,
  hired: HiredThreads | null = null,
): Promise<WorkerSetup> {
  const { fuzzy = false, codesOnly = false, blockBytes = defaultBlockBytes } = request
  const sought = fuzzy ? 'fuzzy' : codesOnly ? 'codes' : 'names'
  return { ...(await indexGiven(request.catalogue, sought, hired)), codesOnly, cancelFlag, blockBytes }
}

async function sizeOf(path: string): Promise<number> {
  // How much comes through a pipe shows at its end.
  if (path === standardInput) return 0
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

type ReportProgress = (position: number, rows: number) => void

function progressOf(request: SweepRequest, sizes: readonly number[]): (index: number) => ReportProgress {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let rowsBefore = 0
  return (index) => {
    const before = sizes.slice(0, index).reduce((sum, size) => sum + size, 0)
    const base = rowsBefore
    const file = request.files[index] ?? ''
    return (position, rows) => {
      rowsBefore = base + rows
      request.onProgress?.({ file, done: before + position, total, rows: rowsBefore })
    }
  }
}

interface OneFile {
  readonly path: string
  readonly index: number
  /** True while there are files that must come before a file table. */
  readonly mayWait: boolean
  /** True when no other file may ask for its tracks. */
  readonly isAlone: boolean
  /** The tracks found up to now; added to. */
  readonly found: FoundTracks
  readonly choice: TableChoice | null
}

async function sweepOne(
  crew: Crew,
  { path, index, mayWait, isAlone, found, choice }: OneFile,
  onFinding: (finding: SweepFinding) => void,
  report: ReportProgress,
): Promise<SweptFileReport | 'later'> {
  const samples: MalformedSample[] = []
  let point: SweepPoint = { offset: 0, rows: 0, malformed: 0 }
  let findings = 0
  let file: ListingFile | null = null
  let error: RefrainError | null = null
  let noticed: readonly string[] = []
  let gathersTracks = !isAlone
  const accept = (stretch: SweptStretch) => {
    point = stretch.after
    if (gathersTracks) found.add(stretch.result.hits, basename(path))
    samples.push(...numbered(stretch).slice(0, malformedSamples - samples.length))
    for (const finding of findingsOf(stretch, path)) {
      findings++
      onFinding(finding)
    }
    report(stretch.position, point.rows)
    return Promise.resolve()
  }
  try {
    file =
      path === standardInput
        ? pipedListing(standardInputFd)
        : await openListing(path, null, crew.fuzzy, choice)
    const fileTable = fileTableOf(file)
    if (mayWait && beginsWithFileTable(file)) return 'later'
    // What an archive holds shows as it is swept.
    gathersTracks ||= fileTable !== null || file.archive !== null
    const foundTracks = () => Promise.resolve(found.all())
    const { broken, warnings, refusal } = await sweepFile(
      crew,
      { ...file, fileKey: index, fileTable, foundTracks },
      { ...point, offset: file.layout.dataStart },
      accept,
    )
    noticed = warnings
    const after = await checkAfterSweep(file)
    noticed = [...warnings, ...after.warnings, ...(after.grown ? [stillGrowing(file)] : [])]
    if (refusal) throw new RefrainError('FILE_UNREADABLE', `“${file.fileName}” ${refusal}`)
    if (broken !== null) throw brokenOff(file.fileName, broken)
  } catch (failure) {
    if (!isRefrainError(failure) || failure.code === 'CANCELLED') throw failure
    error = failure
  } finally {
    await file?.close()
  }
  const { rows, malformed } = point
  return {
    file: path,
    rows,
    malformed,
    malformedSamples: samples,
    findings,
    warnings: [...(file?.warnings ?? []), ...noticed],
    error,
  }
}

/** The failure of a packed file whose data breaks off. */
export function brokenOff(fileName: string, broken: 'truncated' | 'damaged'): RefrainError {
  const what = broken === 'truncated' ? 'breaks off before its end' : 'is damaged in the middle'
  return new RefrainError(
    'FILE_UNREADABLE',
    `The packed file “${fileName}” ${what}. Everything before that was searched and what was found is kept. Get the file again to search it whole.`,
  )
}
