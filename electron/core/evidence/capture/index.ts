import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { CancelSignal, Handlers } from '../../../../shared/contract/index.ts'
import {
  type CaptureRecord,
  captureRecord,
} from '../../../../shared/domain/evidence/capture/capture-record.ts'
import { RefrainError } from '../../../../shared/errors.ts'
import type { CoreContext } from '../../context.ts'
import { copyKeptFile } from '../kept-files.ts'
import { alteredBlob, readObject } from '../objects.ts'
import { defineCaptureJob, startCapture } from './capture-job.ts'
import { createCapturesRepository } from './captures.repository.ts'

type CaptureHandlers = Pick<Handlers, 'capture.start' | 'capture.list' | 'capture.get' | 'capture.save'>

/** Captures of web pages: made as a job, listed, read, copied out. */
export function createCaptures(context: CoreContext): CaptureHandlers {
  const repository = createCapturesRepository(context.db)
  defineCaptureJob(context)
  const mustGet = (captureId: number) => {
    const summary = repository.get(captureId)
    if (summary === null) throw new RefrainError('NOT_FOUND', 'There is no such capture in this workspace.')
    return summary
  }
  return {
    'capture.start': (request) => ({ jobId: startCapture(context, request) }),
    'capture.list': ({ findingId, limit, offset, cursor }) => {
      const before = cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor)
      const rows = repository.page({ findingId, before, limit, offset: cursor === null ? offset : 0 })
      const last = rows.length === limit ? rows.at(-1) : undefined
      return {
        rows,
        total: repository.count(findingId),
        nextCursor: last === undefined ? null : String(last.id),
      }
    },
    'capture.get': ({ captureId }) => {
      const summary = mustGet(captureId)
      return {
        summary,
        record: readRecord(context, summary.recordSha256),
        files: repository.files(captureId),
      }
    },
    'capture.save': ({ captureId, folder }, { signal }) => {
      const { recordSha256 } = mustGet(captureId)
      const record = { name: 'capture.json', sha256: recordSha256 }
      return saveFiles(context, resolve(folder), [record, ...repository.files(captureId)], signal)
    },
  }
}

/** Throws CUSTODY_BROKEN when the record is missing or was changed. */
function readRecord(context: CoreContext, sha256: string): CaptureRecord {
  const parts = Array.from(readObject(context.paths.objects, sha256), (part) => Buffer.from(part))
  const bytes = Buffer.concat(parts)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw alteredBlob(sha256)
  return captureRecord.parse(JSON.parse(bytes.toString('utf8')))
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
