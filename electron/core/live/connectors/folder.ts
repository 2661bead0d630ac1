import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { isRefrainError } from '../../../../shared/errors.ts'
import { readAudioFile } from '../../audio/index.ts'
import { type Connector, type SourceAccess, SourceFailure } from '../connector.ts'
import { isrcOf, listing, yearOf } from './support/listing.ts'

const sound = /^\.(?:mp3|m4a|mp4|flac|wav|ogg|oga|opus|aiff?)$/i
const tables = /^\.(?:csv|tsv|json|jsonl|ndjson|parquet|torrent|xml|sqlite3?|db|zip|gz|zst|xz|bz2|txt)$/i
const mostFiles = 50_000

/** A watched folder, known by the content of its files: one that is only moved or renamed is the same listing. */
export function createFolder(): Connector {
  /** What a file was when it was last read. */
  const known = new Map<string, { readonly mark: string; readonly found: SourceListing }>()

  async function* search(query: SourceQuery, { signal }: SourceAccess): AsyncGenerator<SourceListing> {
    if (query.by !== 'address') return
    const seen = new Set<string>()
    for await (const path of filesIn(query.url)) {
      signal.throwIfAborted()
      const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }))
      if (size === 0) continue
      const mark = `${String(size)}:${String(mtimeMs)}`
      const before = known.get(path)
      const found = before?.mark === mark ? before.found : await readOne(path, signal)
      if (found === null) continue
      known.set(path, { mark, found })
      seen.add(path)
      yield found
    }
    const root = fileURLToPath(query.url)
    for (const path of known.keys()) if (path.startsWith(root) && !seen.has(path)) known.delete(path)
  }

  return {
    id: 'folder',
    name: 'Watched folder',
    key: 'none',
    searches: ['address'],
    limits: { requests: 1, perMs: 1, perDay: null, atOnce: 1 },
    terms: { says: 'A folder of yours; nothing is asked of anyone.', source: '', checkedOn: null },
    search,
  }
}

/** Files with sound and listing files in a folder and below it; links are not followed. */
async function* filesIn(url: string): AsyncGenerator<string> {
  const root = fileURLToPath(url)
  let count = 0
  try {
    for await (const entry of await opendir(root, { recursive: true })) {
      const isHidden = entry.name.startsWith('.')
      const kind = extname(entry.name)
      if (!entry.isFile() || isHidden || !(sound.test(kind) || tables.test(kind))) continue
      if (++count > mostFiles) return
      yield join(entry.parentPath, entry.name)
    }
  } catch (error) {
    if (error instanceof SourceFailure || isRefrainError(error)) throw error
    throw new SourceFailure('not-found', 'cannot be read: the folder is not there, or is not yours to read')
  }
}

/** Null for a file that cannot be read now: it may still be written. */
async function readOne(path: string, signal: SourceAccess['signal']): Promise<SourceListing | null> {
  const url = pathToFileURL(path).href
  const name = basename(path)
  try {
    if (!sound.test(extname(path)))
      return listing({ ref: await hashOf(path), url, title: name, offers: 'metadata' })
    const file = await readAudioFile(path, () => {
      signal.throwIfAborted()
    })
    const { title, artist, album, isrcs, date, label } = file.tags
    return listing({
      ...{ ref: file.sha256, url, offers: 'file' },
      ...{ title: title === '' ? name : title, artist, album: album === '' ? null : album },
      ...{ isrc: isrcOf(isrcs[0]?.raw), durationMs: file.durationMs, year: yearOf(date) },
      label: label === '' ? null : label,
    })
  } catch (error) {
    signal.throwIfAborted()
    if (isRefrainError(error) || (error instanceof Error && 'code' in error)) return null
    throw error
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path) as AsyncIterable<Buffer>) hash.update(part)
  return hash.digest('hex')
}
