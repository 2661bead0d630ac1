import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { VerifyReport } from '../../../../shared/contract/evidence.ts'
import { bagFiles, isUnlisted } from '../../../../shared/domain/evidence/bag.ts'
import { isRefrainError, RefrainError } from '../../../../shared/errors.ts'
import type { TaskProgress, VerifyTrust } from '../worker-protocol.ts'
import { checkBundle } from './checks.ts'
import { type BundleFacts, readFacts } from './facts.ts'
import { openFolderSource } from './folder-source.ts'
import { checkProofs } from './proofs.ts'
import { createReport, type Report } from './report.ts'
import type { BundleSource } from './source.ts'
import { openZipSource } from './zip-source.ts'

export interface VerifyOptions {
  /** Asked between chunks; throws to stop the check. An AbortSignal fits. */
  readonly signal?: { throwIfAborted(): void }
  readonly onProgress?: (progress: TaskProgress) => void
  /** Keys and roots the checker knows; without them every key is unknown. */
  readonly trust?: VerifyTrust
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
    const intact = !report.hasErrors()
    const proofs = await checkProofs(facts, report, options.trust ?? knowsNobody, () => {
      options.signal?.throwIfAborted()
    })
    return outcome(facts, report, proofs, intact && !report.hasCode(...filesDiffer))
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

const knowsNobody: VerifyTrust = { signers: [], roots: [] }
/** Proofs inside the payload: one that does not fit shows that files were changed and the lists made anew. */
const filesDiffer = ['capture-timestamp-invalid', 'log-stamp-invalid'] as const

function outcome(
  facts: BundleFacts,
  report: Report,
  proofs: Awaited<ReturnType<typeof checkProofs>>,
  intact: boolean,
): VerifyReport {
  const bytes = [...facts.files.values()].reduce((sum, file) => sum + file.bytes, 0)
  const unlisted = [...facts.files].filter(([path]) => path !== bagFiles.tagManifest && isUnlisted(path))
  return {
    integrity: intact ? 'intact' : 'changed',
    ...proofs,
    proofs: unlisted.map(([path, { sha256 }]) => ({ path, sha256 })),
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
    signer: null,
    timestamp: 'missing',
    tokens: [],
    proofs: [],
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
