import { accessSync, constants, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { RefrainError } from '../../../shared/errors.ts'
import type { CoreContext, JobControl } from '../context.ts'
import { asRefrainError, systemCode } from '../platform/failures.ts'
import { getMeta } from '../platform/meta.ts'
import { knownKeys } from './signing/index.ts'
import { namedRoots } from './timestamps/index.ts'
import type { Trust } from './trust.ts'
import {
  type BundleSeal,
  type EvidenceTask,
  type ExportResult,
  type ExportTask,
  sealQuestion,
  taskResults,
  type VerifyTrust,
} from './worker-protocol.ts'
import { runEvidenceTask } from './worker-task.ts'

/** Input of an export job as the store keeps it. */
export const exportInput = z.object({
  caseId: z.int(),
  folder: z.string(),
  unsigned: z.boolean().default(false),
})
const verifyInput = z.object({ path: z.string() })

/** Tells the job runner how bundles are exported and verified. Both start over when they are resumed. */
export function defineBundleJobs(context: CoreContext, trust: Trust): void {
  context.jobs.define({
    kind: 'bundle.export',
    resumable: true,
    run: (input, control) => runExport(context, trust, exportInput.parse(input), control),
  })
  context.jobs.define({
    kind: 'bundle.verify',
    resumable: true,
    run: (input, control) => runVerify(context, verifyInput.parse(input).path, control),
  })
}

/**
 * Starts an export into a folder. Throws NOT_FOUND, FILE_UNREADABLE, READ_ONLY, and CONFLICT when the signing key is
 * locked, before any job exists.
 */
export async function startExport(
  context: CoreContext,
  trust: Trust,
  request: { readonly caseId: number; readonly folder: string; readonly unsigned?: boolean | undefined },
): Promise<number> {
  const title = context.db
    .prepare<[number], { title: string }>('SELECT title FROM enforcement_case WHERE id = ?')
    .get(request.caseId)?.title
  if (title === undefined) {
    throw new RefrainError('NOT_FOUND', 'There is no such case in this workspace. Nothing was exported.')
  }
  const folder = resolve(request.folder)
  mustBeWritableFolder(folder)
  const unsigned = request.unsigned === true
  if (!unsigned) await trust.ring.mustBeReady()
  return context.jobs.start({
    kind: 'bundle.export',
    title: `Export evidence: ${title}`,
    subjectId: request.caseId,
    input: { caseId: request.caseId, folder, unsigned } satisfies z.input<typeof exportInput>,
  })
}

/** Starts a check of a bundle folder or zip. */
export function startVerify(context: CoreContext, path: string): number {
  return context.jobs.start({
    kind: 'bundle.verify',
    title: `Verify ${basename(path)}`,
    subjectId: null,
    input: { path: resolve(path) } satisfies z.input<typeof verifyInput>,
  })
}

/** Where an export job makes its bundle before it is moved into place: in the target folder, hidden. */
export function partialFolder(context: CoreContext, folder: string, jobId: number): string {
  return join(folder, `.refrain-${workspaceId(context)}-${String(jobId)}.partial`)
}

async function runExport(
  context: CoreContext,
  trust: Trust,
  input: z.output<typeof exportInput>,
  control: JobControl,
): Promise<ExportResult> {
  const publicKey = input.unsigned ? null : trust.ring.publicKey()
  const task: ExportTask = {
    kind: 'export',
    caseId: input.caseId,
    database: context.paths.database,
    sqliteBinding: context.resources.sqliteBinding,
    objects: context.paths.objects,
    folder: input.folder,
    partial: partialFolder(context, input.folder, control.jobId),
    workspaceId: workspaceId(context),
    appVersion: context.appVersion,
    publicKey,
    fonts: context.resources.fonts,
  }
  const result = await namingFolder(
    input.folder,
    inWorker(context, control, taskResults.export, task, sealer(trust, input.caseId, publicKey, control)),
  )
  try {
    logExport(context, input.caseId, result)
  } catch (error) {
    throw isDiskFull(error) ? unlogged(result.folder, error) : error
  }
  return result
}

/** Signs a list of lists and brings the tokens over it, for the worker that made it. */
function sealer(
  trust: Trust,
  caseId: number,
  publicKey: string | null,
  control: JobControl,
): (question: unknown) => Promise<BundleSeal> {
  return async (question) => {
    const { tagManifest } = sealQuestion.parse(question)
    const signature = publicKey === null ? null : await trust.ring.sign(publicKey, tagManifest)
    control.progress({ note: 'Asking for time stamps' })
    const tokens = await trust.timestamps.stampNow(`case:${String(caseId)}`, tagManifest, control.signal)
    return { signature, tokens: tokens.map(({ response }) => response) }
  }
}

function logExport(context: CoreContext, caseId: number, result: ExportResult): void {
  context.mutations.once(['custody', 'cases'], () => {
    context.custody.append({
      action: 'bundle.exported',
      subject: `case:${String(caseId)}`,
      actor: 'artist',
      detail: {
        tagManifest: result.tagManifestSha256,
        zip: result.zipSha256,
        files: result.files,
        bytes: result.bytes,
        signed: result.signedBy !== null,
        timestamps: result.timestamps,
      },
      caseId,
    })
  })
}

/** The worker writes into the target folder only: a full disk is the one that folder is on. */
async function namingFolder<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isDiskFull(error)) throw error
    const message = `The disk with the folder “${basename(folder)}” is full. Nothing was left there, and the evidence in the workspace is untouched. Free some space or choose another folder.`
    throw new RefrainError('DISK_FULL', message, undefined, { cause: error })
  }
}

function unlogged(folder: string, cause: unknown): RefrainError {
  return new RefrainError(
    'DISK_FULL',
    `The bundle lies complete in “${basename(folder)}”, but the disk with the workspace is full: the custody log does not name this export yet, and is untouched. Free some space and export again; the files stay as they are.`,
    undefined,
    { cause },
  )
}

function isDiskFull(error: unknown): boolean {
  return asRefrainError(error)?.code === 'DISK_FULL'
}

function runVerify(context: CoreContext, path: string, control: JobControl) {
  const trust: VerifyTrust = {
    signers: knownKeys(context),
    roots: namedRoots(context),
    workspaceId: workspaceId(context),
  }
  return inWorker(context, control, taskResults.verify, { kind: 'verify', path, trust })
}

function inWorker<Result>(
  context: CoreContext,
  control: JobControl,
  result: z.ZodType<Result>,
  task: EvidenceTask,
  answer?: (question: unknown) => Promise<unknown>,
): Promise<Result> {
  return runEvidenceTask(context.resources.evidenceWorker, task, result, {
    signal: control.signal,
    ...(answer === undefined ? {} : { answer }),
    log: (line) => {
      context.log(line)
    },
    onProgress: ({ done, total, note }) => {
      control.progress({ done, total, note, unit: 'bytes' })
    },
  })
}

function workspaceId(context: CoreContext): string {
  return getMeta(context.db, 'workspace-id') ?? 'workspace'
}

function mustBeWritableFolder(folder: string): void {
  const name = basename(folder)
  try {
    if (!statSync(folder).isDirectory()) {
      throw new RefrainError(
        'FILE_UNREADABLE',
        `“${name}” is not a folder. Nothing was exported. Choose a folder.`,
      )
    }
    accessSync(folder, constants.W_OK)
  } catch (error) {
    if (error instanceof RefrainError) throw error
    if (systemCode(error) === 'ENOENT') {
      const message = `The folder “${name}” is not there. Nothing was exported. Choose another.`
      throw new RefrainError('FILE_UNREADABLE', message, undefined, { cause: error })
    }
    const message = `The folder “${name}” cannot be written. Nothing was exported. Choose another.`
    throw new RefrainError('READ_ONLY', message, undefined, { cause: error })
  }
}
