import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { kindByName } from '../../../shared/domain/audio/container.ts'
import { RefrainError } from '../../../shared/errors.ts'

/** What was met on the way through a folder. */
export type Met =
  | { readonly kind: 'audio'; readonly path: string }
  | { readonly kind: 'rejected'; readonly path: string; readonly code: string; readonly message: string }
  | { readonly kind: 'other' }

const deepest = 64

/**
 * Walks a folder and all below it. Links are followed, each folder once, so that a loop of links ends; hidden files
 * and the `._` companions of macOS are passed over. A folder that may not be read is named and the walk goes on.
 * @throws RefrainError FILE_UNREADABLE when `root` itself is no folder that can be read.
 */
export async function* walkFolder(root: string, stop: () => void): AsyncGenerator<Met> {
  const seen = new Set<string>()
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    stop()
    const { path: folder, depth } = next
    let names: Awaited<ReturnType<typeof listFolder>>
    try {
      const { dev, ino } = await stat(folder, { bigint: true })
      const identity = `${String(dev)}:${String(ino)}`
      if (seen.has(identity)) continue
      seen.add(identity)
      names = await listFolder(folder)
    } catch {
      if (folder === root) throw noFolder()
      yield rejected(folder, 'This folder may not be read with your rights; what is in it was passed over.')
      continue
    }
    for (const { name, kind } of names) {
      const path = join(folder, name)
      const target = kind === 'link' ? await targetOf(path) : kind
      if (target === 'folder') {
        if (depth < deepest) waiting.push({ path, depth: depth + 1 })
        else yield rejected(path, `Folders are read ${deepest} levels deep; this one lies deeper.`)
      } else if (target === 'file') yield fileMet(path, name)
      else if (kindByName(name) === 'audio') {
        const special = 'This is not a regular file but a pipe, a socket or a device, which is not read.'
        yield rejected(path, target === 'special' ? special : 'This link leads nowhere.')
      }
    }
  }
}

async function listFolder(folder: string) {
  const names: { readonly name: string; readonly kind: Kind | 'link' }[] = []
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue
    names.push({ name: entry.name, kind: entry.isSymbolicLink() ? 'link' : kindOf(entry) })
  }
  // The last folder pushed is walked first.
  return names.sort((a, b) => (a.name < b.name ? 1 : -1))
}

type Kind = 'folder' | 'file' | 'special'

function kindOf(entry: { readonly isDirectory: () => boolean; readonly isFile: () => boolean }): Kind {
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'special'
}

async function targetOf(path: string): Promise<Kind | 'nothing'> {
  try {
    return kindOf(await stat(path))
  } catch {
    return 'nothing'
  }
}

function fileMet(path: string, name: string): Met {
  const kind = kindByName(name)
  if (kind === 'audio') return { kind: 'audio', path }
  if (kind === 'other') return { kind: 'other' }
  const message = 'Audio of this kind is not read. Convert it to FLAC or WAV, or add the recording by hand.'
  return { kind: 'rejected', path, code: 'FILE_NOT_AUDIO', message }
}

function rejected(path: string, message: string): Met {
  return { kind: 'rejected', path, code: 'FILE_UNREADABLE', message }
}

function noFolder(): RefrainError {
  return new RefrainError(
    'FILE_UNREADABLE',
    'The folder is not there, is no folder, or may not be read with your rights. Nothing was changed.',
  )
}
