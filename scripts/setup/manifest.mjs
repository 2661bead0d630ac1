import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { readJson, writeFileAtomically } from '../lib/files.mjs'

/**
 * @typedef {{ path: string, size: number, executable: boolean }} ManifestEntry
 * @typedef {{ files: ManifestEntry[] }} Manifest
 */

/**
 * Lists a folder's files with size and executable bit, in a stable order.
 * @param {string} folder
 * @returns {Promise<Manifest>} Paths are relative, with `/` on every system.
 */
export async function describeFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name)
        const { size, mode } = await stat(file)
        const relative = path.relative(folder, file).split(path.sep).join('/')
        return { path: relative, size, executable: (mode & 0o111) !== 0 }
      }),
  )
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/**
 * Records that a folder is complete. Written last: a folder without a manifest counts as unfinished.
 * @param {string} folder
 * @param {string} manifestFile outside the folder, so that the folder can be copied as it is
 */
export async function writeManifest(folder, manifestFile) {
  await writeFileAtomically(manifestFile, JSON.stringify(await describeFolder(folder), null, 1))
}

/**
 * Whether a folder still holds what its manifest lists.
 * @param {string} folder
 * @param {string} manifestFile
 * @returns {Promise<{ intact: true } | { intact: false, reason: string }>}
 */
export async function checkManifest(folder, manifestFile) {
  const manifest = await readJson(manifestFile)
  if (!isManifest(manifest)) return { intact: false, reason: 'it was never finished' }
  for (const wanted of manifest.files) {
    const found = await stat(path.join(folder, wanted.path)).catch(() => undefined)
    if (found === undefined) return { intact: false, reason: `${wanted.path} is missing` }
    if (found.size !== wanted.size) return { intact: false, reason: `${wanted.path} has another size` }
    if (wanted.executable && (found.mode & 0o111) === 0) {
      return { intact: false, reason: `${wanted.path} is not executable` }
    }
  }
  return { intact: true }
}

/**
 * @param {unknown} value
 * @returns {value is Manifest}
 */
function isManifest(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.length > 0 &&
    value.files.every((file) => typeof file?.path === 'string' && typeof file?.size === 'number')
  )
}
