import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { compareAscii } from '../../../../shared/domain/evidence/bag.ts'
import { openPlain } from '../../database/open.ts'
import type { ExportResult, ExportTask, TaskProgress } from '../worker-protocol.ts'
import { type BundleFile, createBundleFolder } from './bundle-folder.ts'
import { readCaseState } from './case-state.ts'
import { writePayload } from './payload.ts'
import { placeBundle } from './place.ts'
import { writeStoredZip } from './stored-zip.ts'
import { writeTagFiles } from './tag-files.ts'

/**
 * Writes the bundle of a case as a folder and as a zip. Everything is made in `task.partial` and moved into
 * place at the end; whatever stops it, nothing unfinished bears a bundle's name and the partial folder is removed.
 * The same state of the case gives the same bytes, whenever, wherever and in whatever time zone.
 * `progress` is called with the bytes handled so far and throws to stop the work.
 * Throws NOT_FOUND, CUSTODY_BROKEN (a record, a blob or the log is not as it was sealed), DISK_FULL, CANCELLED.
 */
export async function exportBundle(
  task: ExportTask,
  progress: (progress: TaskProgress) => void,
): Promise<ExportResult> {
  rmSync(task.partial, { recursive: true, force: true })
  try {
    const root = join(task.partial, 'bundle')
    mkdirSync(root, { recursive: true })
    const { files, tagManifestSha256, meter } = fillFolder(task, root, progress)
    const name = `evidence-${String(task.caseId)}-${tagManifestSha256.slice(0, 12)}`
    const zipPath = join(task.partial, 'bundle.zip')
    const zip = writeStoredZip(zipPath, { root, top: name, files }, meter.advance('Writing the zip'))
    meter.end('Moving into place')
    const placed = await placeBundle({ root, zipPath, zipSha256: zip.sha256, folder: task.folder, name })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    return { ...placed, name, tagManifestSha256, zipSha256: zip.sha256, files: files.length, bytes }
  } finally {
    rmSync(task.partial, { recursive: true, force: true })
  }
}

interface FilledFolder {
  readonly files: readonly BundleFile[]
  readonly tagManifestSha256: string
  readonly meter: ByteMeter
}

function fillFolder(
  task: ExportTask,
  root: string,
  progress: (progress: TaskProgress) => void,
): FilledFolder {
  const db = openPlain(task.database, { sqliteBinding: task.sqliteBinding, readonly: true })
  try {
    // One read transaction: the bundle shows the store as it is now, whatever is written meanwhile.
    db.exec('BEGIN')
    const state = readCaseState(db, task.caseId)
    // Once into the folder, once into the zip.
    const meter = byteMeter(2 * state.repository.evidenceBytes(task.caseId), progress)
    const folder = createBundleFolder(root, meter.advance('Writing files'))
    const custodyHead = writePayload(folder, state, task.objects)
    const tagManifestSha256 = writeTagFiles(folder, state, task, custodyHead)
    const files = [...folder.files()].sort((a, b) => compareAscii(a.path, b.path))
    return { files, tagManifestSha256, meter }
  } finally {
    db.close()
  }
}

interface ByteMeter {
  /** Returns what takes further bytes into account under a note. */
  advance(note: string): (bytes: number) => void
  end(note: string): void
}

// The total is an estimate: lists and pages add a little to the evidence itself.
function byteMeter(total: number, progress: (progress: TaskProgress) => void): ByteMeter {
  let done = 0
  return {
    advance: (note) => (bytes) => {
      done += bytes
      progress({ done: Math.min(done, total), total, note })
    },
    end: (note) => {
      progress({ done: total, total, note })
    },
  }
}
