import { createHash } from 'node:crypto'
import { BrokenStream } from '../broken-stream.ts'
import { type Bencoded, readBencoded } from './bencode.ts'
import { JsonLinesWriter } from './json-lines.ts'

/** Torrents are read whole; no list of files is longer. */
const longest = 64 << 20

/**
 * Writes each file a torrent offers as a row: its path, what its name says of artist and title, and the magnet link that
 * leads to it. Reads versions 1 and 2 (BEP 3, BEP 52). Throws `BrokenStream`.
 */
export async function* torrentRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of bytes) {
    length += part.length
    if (length > longest) throw new BrokenStream('damaged')
    parts.push(Buffer.from(part))
  }
  const out = new JsonLinesWriter()
  for (const row of rowsOf(Buffer.concat(parts))) {
    out.object(row)
    if (out.ready) yield* out.take()
  }
  yield* out.finish()
}

function* rowsOf(bytes: Buffer): Generator<object> {
  let torrent: ReturnType<typeof readBencoded>
  try {
    torrent = readBencoded(bytes)
  } catch (error) {
    throw new BrokenStream('truncated', error)
  }
  const info = torrent.values.get('info')
  if (!isDictionary(info)) throw new BrokenStream('damaged')
  const name = textOf(info.get('name.utf-8') ?? info.get('name'))
  const url = magnetOf(torrent.raw.get('info') ?? Buffer.alloc(0), info)
  const comment = textOf(torrent.values.get('comment'))
  let files = 0
  for (const path of pathsOf(info, name)) {
    files++
    yield { id: String(files), ...namesOf(path), fileName: path, album: name, url }
  }
  if (files === 0 || comment !== '') yield { id: 'torrent', fileName: name, url, comment }
}

function* pathsOf(info: ReadonlyMap<string, Bencoded>, name: string): Generator<string> {
  const files = info.get('files')
  const tree = info.get('file tree')
  if (Array.isArray(files)) {
    for (const file of files as readonly Bencoded[]) {
      if (!isDictionary(file)) continue
      const path = file.get('path.utf-8') ?? file.get('path')
      const steps = Array.isArray(path) ? (path as readonly Bencoded[]).map(textOf) : []
      yield [name, ...steps].join('/')
    }
  } else if (isDictionary(tree)) yield* pathsOfTree(tree, name)
  else if (info.has('length')) yield name
}

function* pathsOfTree(tree: ReadonlyMap<string, Bencoded>, above: string): Generator<string> {
  for (const [step, below] of tree) {
    if (step === '') yield above
    else if (isDictionary(below)) yield* pathsOfTree(below, above === step ? above : `${above}/${step}`)
  }
}

/** What a file is called mostly: `03 - Artist - Title.mp3`, `Artist - Title.flac`. */
function namesOf(path: string): { readonly artist?: string; readonly title?: string } {
  const file = path.split('/').at(-1) ?? ''
  const stem = file.replace(/\.[^.]{1,5}$/, '').replaceAll('_', ' ')
  const parts = stem.split(/\s+[-–]\s+/).map((part) => part.trim())
  if (parts.length > 2 && /^[A-D]?\d{1,3}\.?$/.test(parts[0] ?? '')) parts.shift()
  const [artist = '', ...title] = parts
  if (title.length === 0) return {}
  return { artist: artist.replace(/^\d{1,3}[.\s]+(?=\S)/, ''), title: title.join(' - ') }
}

function magnetOf(raw: Buffer, info: ReadonlyMap<string, Bencoded>): string {
  const hashes: string[] = []
  if (info.has('pieces')) hashes.push(`xt=urn:btih:${createHash('sha1').update(raw).digest('hex')}`)
  if (info.get('meta version') === 2)
    hashes.push(`xt=urn:btmh:1220${createHash('sha256').update(raw).digest('hex')}`)
  return hashes.length === 0 ? '' : `magnet:?${hashes.join('&')}`
}

function isDictionary(value: Bencoded | undefined): value is ReadonlyMap<string, Bencoded> {
  return value instanceof Map
}

function textOf(value: Bencoded | undefined): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : ''
}
