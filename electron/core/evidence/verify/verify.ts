import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { VerifyReport } from '../../../../shared/contract/evidence.ts'
import { bagFiles } from '../../../../shared/domain/evidence/bag.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import type { TaskProgress } from '../worker-protocol.ts'
import { checkBundle } from './checks.ts'
import { type BundleFacts, readFacts } from './facts.ts'
import { openFolderSource } from './folder-source.ts'
import { createReport, type Report } from './report.ts'
import type { BundleSource } from './source.ts'
import { openZipSource } from './zip-source.ts'

export interface VerifyOptions {
  /** Asked between chunks; throws to stop the check. An AbortSignal fits. */
  readonly signal?: { throwIfAborted(): void }
  readonly onProgress?: (progress: TaskProgress) => void
}

/**
 * Checks a bundle, a folder or a zip made by anyone, and names everything that is not as it was made. Needs no
 * workspace, writes nothing, never unpacks a zip to disk and reads each file once, in constant memory.
 * The three statuses are separate answers: whether the files agree with the bundle's own lists and custody log,
 * who signed it, and since when it exists. Throws FILE_UNREADABLE when there is nothing at `path`.
 */
export async function verifyBundle(path: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const report = createReport()
  const isFolder = whatLiesAt(path) === 'folder'
  let source: BundleSource
  try {
    source = isFolder ? openFolderSource(path, report) : await openZipSource(path, report)
  } catch (error) {
    return unreadable(report, isFolder ? 'not-a-bundle' : 'zip-unreadable', describe(error, isFolder))
  }
  try {
    if (!looksLikeBundle(source)) {
      return unreadable(report, 'not-a-bundle', 'This is not an evidence bundle: none of its lists is there.')
    }
    const total = source.entries.reduce((sum, entry) => sum + entry.bytes, 0)
    const facts = await readFacts(source, report, (done) => {
      options.signal?.throwIfAborted()
      options.onProgress?.({ done, total, note: 'Checking files' })
    })
    checkBundle(facts, report)
    return outcome(facts, report)
  } finally {
    source.close()
  }
}

function whatLiesAt(path: string): 'folder' | 'file' {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) {
    const message = `There is nothing at “${basename(path)}”. Choose a bundle's folder or its zip file.`
    throw new RefrainError('FILE_UNREADABLE', message)
  }
  return stat.isDirectory() ? 'folder' : 'file'
}

function looksLikeBundle(source: BundleSource): boolean {
  const skeleton: readonly string[] = [bagFiles.declaration, bagFiles.manifest, bagFiles.tagManifest]
  return source.entries.some(({ path }) => skeleton.includes(path))
}

function outcome(facts: BundleFacts, report: Report): VerifyReport {
  const bytes = [...facts.files.values()].reduce((sum, file) => sum + file.bytes, 0)
  return {
    integrity: report.hasErrors() ? 'changed' : 'intact',
    signature: facts.present.has(bagFiles.signature) ? 'unchecked' : 'missing',
    timestamp: facts.present.has(bagFiles.timestamp) ? 'unchecked' : 'missing',
    files: facts.files.size,
    bytes,
    findings: [...report.findings()],
  }
}

function unreadable(report: Report, code: 'not-a-bundle' | 'zip-unreadable', message: string): VerifyReport {
  report.add(code, '', message)
  return {
    integrity: 'unreadable',
    signature: 'missing',
    timestamp: 'missing',
    files: 0,
    bytes: 0,
    findings: [...report.findings()],
  }
}

function describe(error: unknown, isFolder: boolean): string {
  if (isRefrainError(error)) return error.message
  if (isFolder) return 'The folder cannot be read: the rights to it or to a part of it are missing.'
  const reason = error instanceof Error ? error.message : String(error)
  return `This zip file cannot be read; it is damaged, incomplete, or no zip file. (${reason})`
}
