import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type captureProcedures, captureRecordName } from '../../../../shared/contract/captures.ts'
import type { CancelSignal, Handlers } from '../../../../shared/contract/index.ts'
import {
  type CaptureRecord,
  captureRecord,
} from '../../../../shared/domain/evidence/capture/capture-record.ts'
import { providerRecord } from '../../../../shared/domain/evidence/provider/provider-record.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { copyKeptFile } from '../kept-files.ts'
import { alteredBlob, readObject } from '../objects.ts'
import { defineProviderJob, startProviderLookUp } from '../provider/provider-job.ts'
import { createProvidersRepository } from '../provider/providers.repository.ts'
import { defineCaptureJob } from './capture-job.ts'
import { createCapturesRepository } from './captures.repository.ts'
import { defineDownloadJob, offersOf, saveDownload, startDownload } from './download-job.ts'
import { createDownloadsRepository } from './downloads.repository.ts'
import { fileLinksOf } from './file-links.ts'
import { objectBytes, readPart } from './read-part.ts'
import { startAssistedCapture, startCapture, startFindingsCapture } from './start-capture.ts'

type CaptureHandlers = Pick<Handlers, keyof typeof captureProcedures>

/** Captures of web pages: made as a job, listed, read, copied out. */
export function createCaptures(context: CoreContext): CaptureHandlers {
  const repository = createCapturesRepository(context.db)
  defineCaptureJob(context)
  const mustGet = (captureId: number) => {
    const summary = repository.get(captureId)
    if (summary === null) throw new RefrainError('NOT_FOUND', 'There is no such capture in this workspace.')
    return summary
  }
  const find = (captureId: number) => {
    const summary = mustGet(captureId)
    return { summary, record: readRecord(context, summary.recordSha256) }
  }
  const downloads = createDownloadsRepository(context.db)
  const providers = createProvidersRepository(context.db)
  defineDownloadJob(context, find)
  defineProviderJob(context, find)
  const fileOf = (captureId: number, name: string): { readonly sha256: string; readonly bytes: number } => {
    const { recordSha256 } = mustGet(captureId)
    if (name === captureRecordName) {
      return { sha256: recordSha256, bytes: objectBytes(context.paths.objects, recordSha256) }
    }
    const file = repository.files(captureId).find((one) => one.name === name)
    if (file === undefined) throw new RefrainError('NOT_FOUND', 'The capture has no such file.')
    return file
  }
  return {
    'capture.start': (request) => ({ jobId: startCapture(context, request) }),
    'capture.assisted': (request) => ({ jobId: startAssistedCapture(context, request) }),
    'capture.findings': (request) => startFindingsCapture(context, request),
    'capture.list': ({ findingId, caseId, url, state, search, limit, offset, cursor }) => {
      const filter = { findingId, caseId, url, state, search: search.trim() }
      const before = cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor)
      const rows = repository.page({ ...filter, before, limit, offset: cursor === null ? offset : 0 })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return {
        rows,
        total: repository.count(filter),
        nextCursor: last === undefined ? null : String(last.id),
      }
    },
    'capture.get': ({ captureId }) => ({ ...find(captureId), files: repository.files(captureId) }),
    'capture.read': ({ captureId, name, offset, length }) => {
      const file = fileOf(captureId, name)
      const part = readPart(context.paths.objects, file.sha256, offset, length)
      return { base64: part.toString('base64'), bytes: file.bytes, sha256: file.sha256 }
    },
    'capture.saveFile': async ({ captureId, name, path }, { signal }) => {
      const { sha256 } = fileOf(captureId, name)
      const bytes = await copyKeptFile(context, sha256, resolve(path), signal)
      return { path: resolve(path), bytes, sha256 }
    },
    'capture.audio': async ({ captureId }) => ({
      offers: await offersOf(context, find(captureId)),
      downloads: downloads.ofCapture(captureId),
    }),
    'capture.fileLinks': ({ findingId }) => {
      const newest = repository.newestPage(findingId)
      return fileLinksOf(context, newest === undefined ? null : find(newest))
    },
    'capture.download': async ({ captureId, url }) => ({
      jobId: await startDownload(context, find(captureId), url),
    }),
    'capture.saveDownload': (request, { signal }) => saveDownload(context, request, signal),
    'capture.providers': ({ captureId }) => {
      mustGet(captureId)
      return { providers: providers.ofCapture(captureId) }
    },
    'capture.providerRecord': ({ providerId }) => {
      const found = providers.get(providerId)
      if (found === null) throw new RefrainError('NOT_FOUND', 'There is no such look-up in this workspace.')
      return providerRecord.parse(readJson(context, found.recordSha256))
    },
    'capture.lookUpProvider': ({ captureId, allow }) => ({
      jobId: startProviderLookUp(context, find(captureId), allow),
    }),
    'capture.save': ({ captureId, folder }, { signal }) => {
      const { recordSha256 } = mustGet(captureId)
      const record = { name: captureRecordName, sha256: recordSha256 }
      return saveFiles(context, resolve(folder), [record, ...repository.files(captureId)], signal)
    },
  }
}

/** Throws CUSTODY_BROKEN when the record is missing or was changed. */
function readRecord(context: CoreContext, sha256: string): CaptureRecord {
  return captureRecord.parse(readJson(context, sha256))
}

/** Throws CUSTODY_BROKEN when the blob is missing or was changed. */
function readJson(context: CoreContext, sha256: string): unknown {
  const parts = Array.from(readObject(context.paths.objects, sha256), (part) => Buffer.from(part))
  const bytes = Buffer.concat(parts)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw alteredBlob(sha256)
  return JSON.parse(bytes.toString('utf8'))
}

async function saveFiles(
  context: CoreContext,
  folder: string,
  files: readonly { readonly name: string; readonly sha256: string }[],
  signal: CancelSignal,
) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new RefrainError(
      'FILE_UNREADABLE',
      `“${basename(folder)}” is not a folder. Nothing was copied. Choose a folder.`,
    )
  }
  let bytes = 0
  for (const { name, sha256 } of files) {
    bytes += await copyKeptFile(context, sha256, join(folder, name), signal)
  }
  return { folder, files: files.length, bytes }
}
