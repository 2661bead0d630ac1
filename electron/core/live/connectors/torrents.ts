import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { SourceListing, SourceQuery } from '../../../../shared/domain/live/source-listing.ts'
import { BrokenStream, torrentRows } from '../../watch/index.ts'
import { type Connector, type SourceAccess, SourceFailure } from '../connector.ts'
import { readAs } from './support/ask-json.ts'
import { isrcOf, listing } from './support/listing.ts'

const row = z.object({
  id: z.string(),
  fileName: z.string(),
  title: z.string().optional(),
  artist: z.string().optional(),
  album: z.string().optional(),
  url: z.string(),
})
const code = /(?<![A-Za-z0-9])[A-Za-z]{2}-?[A-Za-z0-9]{3}-?\d{2}-?\d{5}(?!\d)/
const mostFiles = 20_000

/** What the artist supplies: a torrent file, a list of magnet links, or one magnet link. Nobody is asked. */
async function* search(query: SourceQuery, ask: SourceAccess): AsyncGenerator<SourceListing> {
  if (query.by !== 'address') return
  if (query.url.startsWith('magnet:')) {
    yield* ofMagnets(query.url)
    return
  }
  const bytes = query.url.startsWith('file:') ? await fileBytes(query.url) : await asked(query.url, ask)
  // A torrent is a dictionary of bencode (BEP 3); a list is text.
  if (bytes[0] === 0x64) yield* inTorrent(bytes)
  else yield* ofMagnets(bytes.toString('utf8'))
}

async function fileBytes(url: string): Promise<Buffer> {
  try {
    return await readFile(fileURLToPath(url))
  } catch {
    throw new SourceFailure(
      'not-found',
      'cannot be read: the file is not there any more, or is not yours to read',
    )
  }
}

async function asked(url: string, { client, signal }: SourceAccess): Promise<Buffer> {
  const accepts = ['application/x-bittorrent', 'application/octet-stream', 'text/plain']
  return (await client.get({ url, accepts, isPage: true, mostBytes: 16 * 1024 * 1024 }, signal)).body
}

async function* inTorrent(bytes: Buffer): AsyncGenerator<SourceListing> {
  let rest = ''
  let count = 0
  try {
    for await (const part of torrentRows(once(bytes))) {
      const lines = (rest + part.toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (++count > mostFiles) return
        if (line !== '') yield asListing(readAs(row, JSON.parse(line)))
      }
    }
  } catch (error) {
    if (error instanceof BrokenStream) throw new SourceFailure('wrong-type', 'is no sound torrent file')
    throw error
  }
  if (rest !== '') yield asListing(readAs(row, JSON.parse(rest)))
}

function asListing({ id, fileName, title, artist, album, url }: z.output<typeof row>): SourceListing {
  return listing({
    ref: `${url}#${id}`,
    url,
    title: title ?? basename(fileName),
    artist: artist ?? '',
    album: album ?? null,
    isrc: isrcOf(code.exec(fileName)?.[0]),
    offers: 'file',
  })
}

function* ofMagnets(text: string): Generator<SourceListing> {
  for (const [url] of text.matchAll(/magnet:\?[^\s"'<>]+/g)) {
    const parameters = new URLSearchParams(url.slice('magnet:?'.length))
    const hash = parameters.getAll('xt').find((one) => /^urn:bt[im]h:/.test(one))
    const name = parameters.get('dn') ?? ''
    if (hash === undefined || name === '') continue
    const [artist = '', ...title] = name.split(/\s+[-–]\s+/)
    const names = title.length === 0 ? { title: name } : { artist, title: title.join(' - ') }
    yield listing({
      ref: hash.toLowerCase(),
      url,
      ...names,
      isrc: isrcOf(code.exec(name)?.[0]),
      offers: 'file',
    })
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes)
}

export const torrents: Connector = {
  id: 'torrents',
  name: 'Torrent files and magnet lists',
  key: 'none',
  searches: ['address'],
  limits: { requests: 1, perMs: 1_000, perDay: null, atOnce: 1 },
  terms: {
    says: 'Reads only what you supply; no tracker, peer or DHT node is ever asked.',
    source: 'https://www.bittorrent.org/beps/bep_0003.html',
    checkedOn: null,
  },
  search,
}
