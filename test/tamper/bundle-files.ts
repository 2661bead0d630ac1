import { renderManifest } from '../../shared/domain/evidence/bag.ts'
import { custodyGenesis } from '../../shared/domain/evidence/custody-line.ts'
import { type CraftedEntry, sha256 } from './craft-zip.ts'

/** A bundle in memory, to be tampered with: content by path inside the bundle. */
export type BundleFiles = Map<string, Buffer>

const unlisted = new Set(['tagmanifest-sha256.txt'])

/** Makes every list anew, as an attacker would who knows the format and holds no key. */
export function remakeLists(files: BundleFiles): void {
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'))
  const bytes = payload.reduce((sum, path) => sum + files.get(path)!.length, 0)
  const lines = text(files, 'data/custody-log.jsonl').trimEnd().split('\n')
  setText(
    files,
    'bag-info.txt',
    text(files, 'bag-info.txt')
      .replace(/^Payload-Oxum: .*$/m, `Payload-Oxum: ${String(bytes)}.${String(payload.length)}`)
      .replace(/^Custody-Log-Head: .*$/m, `Custody-Log-Head: ${sha256(lines.at(-1)!)}`),
  )
  setText(files, 'manifest-sha256.txt', manifestOf(files, payload))
  const tags = [...files.keys()].filter((path) => !path.startsWith('data/') && !unlisted.has(path))
  setText(files, 'tagmanifest-sha256.txt', manifestOf(files, tags))
}

/** Changes lines of the custody log. */
export function editLog(files: BundleFiles, edit: (lines: string[]) => string[]): void {
  const lines = text(files, 'data/custody-log.jsonl').trimEnd().split('\n')
  setText(files, 'data/custody-log.jsonl', `${edit(lines).join('\n')}\n`)
}

/** Chains lines anew from the first, as someone would who forges a whole log. */
export function rechain(lines: readonly string[]): string[] {
  let prev = custodyGenesis
  return lines.map((line, index) => {
    const entry = JSON.parse(line) as object
    const made = JSON.stringify({ ...entry, seq: index + 1, prev })
    prev = sha256(made)
    return made
  })
}

/** Flips one bit in the middle of a file. */
export function flip(files: BundleFiles, path: string): void {
  const bytes = Buffer.from(files.get(path)!)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = bytes[middle]! ^ 1
  files.set(path, bytes)
}

export function text(files: BundleFiles, path: string): string {
  return files.get(path)!.toString('utf8')
}

export function setText(files: BundleFiles, path: string, content: string): void {
  files.set(path, Buffer.from(content))
}

/** Zip entries of a bundle in memory, in byte order. */
export function toEntries(files: BundleFiles, top: string): CraftedEntry[] {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => ({ name: `${top}/${path}`, content }))
}

function manifestOf(files: BundleFiles, paths: readonly string[]): string {
  return renderManifest(paths.map((path) => ({ path, sha256: sha256(files.get(path)!) })))
}
