import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { verifyBundle } from '../verify/verify.ts'
import type { BundleFile } from './bundle-folder.ts'

/** A finished bundle that waits beside its place, on the same disk. */
interface FinishedBundle {
  readonly root: string
  readonly zipPath: string
  readonly zipSha256: string
  readonly folder: string
  readonly name: string
  /** Signature and tokens: what may have come since the same bundle was exported before. */
  readonly proofs: readonly BundleFile[]
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
  if (await isSameBundle(folder, bundle)) addProofs(bundle, folder)
  else {
    aside.push(...moveAside(folder, ''))
    renameSync(bundle.root, folder)
  }
  if (!(await isSameFile(zip, bundle.zipSha256))) {
    // The same bundle with fewer proofs is in this one whole; anything else is kept.
    if (!(await isSameBundle(zip, bundle))) aside.push(...moveAside(zip, '.zip'))
    renameSync(bundle.zipPath, zip)
  }
  return { folder, zip, aside }
}

/** Puts proofs that came since beside those that are there. */
function addProofs({ root, proofs }: FinishedBundle, folder: string): void {
  for (const { path } of proofs) {
    const place = join(folder, path)
    if (existsSync(place)) continue
    mkdirSync(dirname(place), { recursive: true })
    renameSync(join(root, path), place)
  }
}

/**
 * True for an intact bundle of this name: the name carries a part of the hash of the list of lists, so it is this bundle,
 * with the proofs there were when it was exported.
 */
async function isSameBundle(path: string, { proofs }: FinishedBundle): Promise<boolean> {
  if (!existsSync(path)) return false
  const report = await verifyBundle(path)
  const own = new Map(proofs.map((file) => [file.path, file.sha256]))
  return (
    report.integrity === 'intact' &&
    report.findings.every(({ severity }) => severity === 'info') &&
    report.proofs.every((proof) => own.get(proof.path) === proof.sha256)
  )
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
