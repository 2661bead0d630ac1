import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportBatch, ImportInspection, ImportRow } from '../../../shared/contract/imports.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { isRefrainError, type RefrainError } from '../../../shared/errors.ts'
import type { TestCore } from '../../support/core.ts'

/** A folder for the files of one test. */
export function temporaryFolder(): {
  file: (name: string, content: string | Buffer) => string
  remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'refrain-import-'))
  return {
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Preview {
  readonly inspection: ImportInspection
  readonly importId: number
  readonly job: Job
  readonly batch: ImportBatch
}

/** Inspects and previews a file as the window does: with what was detected. */
export async function preview(
  core: TestCore,
  path: string,
  change: Partial<Pick<ImportInspection, 'dialect' | 'mapping'>> = {},
): Promise<Preview> {
  const inspection = await core.call('imports.inspect', { path })
  const { dialect, mapping } = { ...inspection, ...change }
  const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
  const job = await core.finished(jobId)
  return { inspection, importId, job, batch: await core.call('imports.get', { importId }) }
}

export async function commit(core: TestCore, importId: number): Promise<Job> {
  const { jobId } = await core.call('imports.commit', { importId })
  return core.finished(jobId)
}

/** Previews and commits; fails the test when either does not succeed. */
export async function importFile(core: TestCore, path: string): Promise<Preview> {
  const previewed = await preview(core, path)
  const job = await commit(core, previewed.importId)
  if (job.state !== 'done') throw new Error(`commit ${job.state}: ${job.error?.message ?? ''}`)
  return { ...previewed, batch: await core.call('imports.get', { importId: previewed.importId }) }
}

/** Every kept row, page by page. */
export async function keptRows(
  core: TestCore,
  importId: number,
  only: 'all' | 'rejected' | 'warnings' = 'all',
): Promise<ImportRow[]> {
  const rows: ImportRow[] = []
  let cursor: string | null = null
  do {
    const page: { rows: ImportRow[]; nextCursor: string | null } = await core.call('imports.rows', {
      importId,
      only,
      limit: 500,
      cursor,
    })
    rows.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor !== null)
  return rows
}

/** The RefrainError a call fails with; fails the test when it succeeds. */
export async function failure(call: Promise<unknown>): Promise<RefrainError> {
  try {
    await call
  } catch (error) {
    if (isRefrainError(error)) return error
    throw error
  }
  throw new Error('the call succeeded')
}

/** Everything the catalogue holds, in an order that does not depend on ids. */
export async function catalogueOf(core: TestCore): Promise<unknown> {
  const recordings: unknown[] = []
  let cursor: string | null = null
  do {
    const page: { rows: { id: number }[]; nextCursor: string | null } = await core.call('recordings.list', {
      limit: 500,
      cursor,
    })
    for (const { id } of page.rows) {
      const {
        id: _id,
        createdAt: _created,
        updatedAt: _updated,
        importId: _import,
        tracks,
        identifiers,
        ...rest
      } = await core.call('recordings.get', { recordingId: id })
      recordings.push({
        ...rest,
        tracks: tracks.map(({ releaseId: _release, ...track }) => track),
        identifiers: identifiers.map(({ source: _source, ...identifier }) => identifier),
      })
    }
    cursor = page.nextCursor
  } while (cursor !== null)
  const releases = await core.call('releases.list', { limit: 500 })
  return { recordings, releases: releases.rows.map(({ id: _id, ...release }) => release) }
}
