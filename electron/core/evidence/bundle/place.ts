import { createHash } from 'node:crypto'
import { createReadStream, existsSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { verifyBundle } from '../verify/verify.ts'

/** A finished bundle that waits beside its place, on the same disk. */
interface FinishedBundle {
  readonly root: string
  readonly zipPath: string
  readonly zipSha256: string
  readonly folder: string
  readonly name: string
}

/**
 * Moves a finished bundle into place by renaming. The same bundle may lie there already: what is identical stays;
 * what bears its name and is not identical is moved aside under another name, never overwritten.
 */
export async function placeBundle(
  bundle: FinishedBundle,
): Promise<{ folder: string; zip: string; aside: string[] }> {
  const folder = join(bundle.folder, bundle.name)
  const zip = `${folder}.zip`
  const aside: string[] = []
  if (!(await isSameFolder(folder))) {
    aside.push(...moveAside(folder, ''))
    renameSync(bundle.root, folder)
  }
  if (!(await isSameFile(zip, bundle.zipSha256))) {
    aside.push(...moveAside(zip, '.zip'))
    renameSync(bundle.zipPath, zip)
  }
  return { folder, zip, aside }
}

// The name carries a part of the hash of the list of lists: an intact bundle of this name is this bundle.
async function isSameFolder(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false
  const report = await verifyBundle(folder)
  return report.integrity === 'intact' && report.findings.every(({ severity }) => severity === 'info')
}

async function isSameFile(path: string, sha256: string): Promise<boolean> {
  if (!existsSync(path)) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256
}

function moveAside(path: string, extension: string): string[] {
  if (!existsSync(path)) return []
  const stem = path.slice(0, path.length - extension.length)
  for (let number = 1; ; number += 1) {
    const other = `${stem}-altered-${String(number)}${extension}`
    if (existsSync(other)) continue
    renameSync(path, other)
    return [basename(other)]
  }
}
