import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  bagFiles,
  compareAscii,
  isUnlisted,
  mostBundleTokens,
} from '../../../../shared/domain/evidence/bag.ts'
import { openPlain } from '../../database/open.ts'
import { fingerprintOf } from '../signing/sshsig.ts'
import type { BundleSeal, ExportResult, ExportTask, TaskProgress } from '../worker-protocol.ts'
import { type BundleFolder, createBundleFolder } from './bundle-folder.ts'
import { readCaseState } from './case-state.ts'
import { writePayload } from './payload.ts'
import { placeBundle } from './place.ts'
import { writeStoredZip } from './stored-zip.ts'
import { writeTagFiles } from './tag-files.ts'
import { tokenFile } from './token-files.ts'

/**
 * Writes the bundle of a case as a folder and as a zip. Everything is made in `task.partial` and moved into
 * place at the end; whatever stops it, nothing unfinished bears a bundle's name and the partial folder is removed.
 * The same state of the case gives the same bytes, whenever, wherever and in whatever time zone.
 * `seal` gives the signature and the tokens over the list of lists, once it is made.
 * `progress` is called with the bytes handled so far and throws to stop the work.
 * Throws NOT_FOUND, CUSTODY_BROKEN (a record, a blob or the log is not as it was sealed), DISK_FULL, CANCELLED.
 */
export async function exportBundle(
  task: ExportTask,
  progress: (progress: TaskProgress) => void,
  seal: (tagManifest: Uint8Array) => Promise<BundleSeal>,
): Promise<ExportResult> {
  rmSync(task.partial, { recursive: true, force: true })
  try {
    const root = join(task.partial, 'bundle')
    mkdirSync(root, { recursive: true })
    const { folder, tagManifestSha256, meter, authorities } = await fillFolder(task, root, progress)
    const { signature, tokens } = await seal(readFileSync(join(root, bagFiles.tagManifest)))
    if (signature !== null) folder.write(bagFiles.signature, [signature])
    for (const [index, token] of tokens.slice(0, mostBundleTokens).entries()) {
      folder.write(tokenFile(tagManifestToken, index), [token])
    }
    const files = [...folder.files()].sort((a, b) => compareAscii(a.path, b.path))
    const name = `evidence-${String(task.caseId)}-${tagManifestSha256.slice(0, 12)}`
    const zipPath = join(task.partial, 'bundle.zip')
    const zip = writeStoredZip(zipPath, { root, top: name, files }, meter.advance('Writing the zip'))
    meter.end('Moving into place')
    const proofs = files.filter(({ path }) => path !== bagFiles.tagManifest && isUnlisted(path))
    const placed = await placeBundle({
      root,
      zipPath,
      zipSha256: zip.sha256,
      folder: task.folder,
      name,
      proofs,
    })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    return {
      ...placed,
      name,
      tagManifestSha256,
      zipSha256: zip.sha256,
      files: files.length,
      bytes,
      signedBy: signature === null || task.publicKey === null ? null : fingerprintOf(task.publicKey),
      timestamps: Math.min(tokens.length, mostBundleTokens),
      timestampsAwaited: Math.max(0, authorities - tokens.length),
    }
  } finally {
    rmSync(task.partial, { recursive: true, force: true })
  }
}

const tagManifestToken = `timestamps/${bagFiles.tagManifest}`

interface FilledFolder {
  readonly folder: BundleFolder
  /** How many authorities are asked for a token. */
  readonly authorities: number
  readonly tagManifestSha256: string
  readonly meter: ByteMeter
}

async function fillFolder(
  task: ExportTask,
  root: string,
  progress: (progress: TaskProgress) => void,
): Promise<FilledFolder> {
  const db = openPlain(task.database, { sqliteBinding: task.sqliteBinding, readonly: true })
  try {
    // One read transaction: the bundle shows the store as it is now, whatever is written meanwhile.
    db.exec('BEGIN')
    const state = readCaseState(db, task.caseId)
    // Once into the folder, once into the zip.
    const meter = byteMeter(2 * state.repository.evidenceBytes(task.caseId), progress)
    const folder = createBundleFolder(root, meter.advance('Writing files'))
    const custodyHead = await writePayload(folder, state, task)
    const tagManifestSha256 = writeTagFiles(folder, state, task, custodyHead)
    return { folder, tagManifestSha256, meter, authorities: state.repository.authorityCount() }
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
