import BetterSqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../electron/core/database/open.ts'
import { createCustodyLog } from '../../electron/core/evidence/index.ts'
import { createListingStore, matchSourceListing } from '../../electron/core/live/index.ts'
import { buildBlockIndex, indexCatalogue, readCatalogue } from '../../electron/core/watch/index.ts'
import { createRandom } from '../../electron/core/sample/random.ts'
import type { SourceListing } from '../../shared/domain/live/source-listing.ts'
import { openTestCore } from '../support/core.ts'
import { planted } from '../support/live-source.ts'
import { fillWithZipfCatalogue } from './support/zipf-catalogue.ts'

// Listings of live sources through comparison and store: as answers to questions about the catalogue look, half of them
// concern a recording (by code, by equal or by slightly different names, a third with the artist in the channel), half
// only share words. `again`: the same listings a week later. The peer writes the same rows into one bare table with the
// same number of transactions. Rates are by processor time; `wall` is the clock's.

const recordings = Number(process.env.REFRAIN_BENCH_RECORDINGS ?? 10_000)
const amount = Number(process.env.REFRAIN_BENCH_LISTINGS ?? 60_000)
const perAnswer = 50

interface Song {
  readonly title: string
  readonly artist: string
  readonly isrc: string
  readonly duration_ms: number
}

function listings(songs: readonly Song[]): SourceListing[] {
  const random = createRandom(7)
  return Array.from({ length: amount }, (_, index) => {
    const song = songs[random.below(songs.length)]
    const other = songs[random.below(songs.length)]
    if (song === undefined || other === undefined) throw new Error('the catalogue is empty')
    const hit = index % 2 === 0
    const artist = hit ? song.artist : other.artist
    const kind = index % 6
    return planted({
      ref: `item-${String(index)}`,
      url: `https://host${String(index % 40)}.example/watch?v=${String(index)}&utm_source=x`,
      title: hit && kind === 2 ? `${song.title.slice(0, -1)} (Official Video)` : song.title,
      artist: kind < 2 ? '' : artist,
      account: kind < 2 ? `${artist} - Topic` : `uploader ${String(index % 500)}`,
      isrc: hit && kind === 4 ? song.isrc : null,
      durationMs: hit ? song.duration_ms : 100_000 + random.below(200_000),
      year: 2020,
    })
  })
}

function measured(work: () => void): { cpuSeconds: number; seconds: number } {
  const cpu = process.cpuUsage()
  const began = performance.now()
  work()
  const { user, system } = process.cpuUsage(cpu)
  return { cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - began) / 1000 }
}

function rate({ cpuSeconds, seconds }: { readonly cpuSeconds: number; readonly seconds: number }) {
  return { perSecond: Math.round(amount / cpuSeconds), wall: Math.round(amount / seconds) }
}

const folder = mkdtempSync(join(tmpdir(), 'refrain-bench-'))
try {
  await (await openTestCore({ workspace: folder })).close()
  const db = openStore(join(folder, 'refrain.sqlite3'), null)
  fillWithZipfCatalogue(db, recordings)
  db.exec("INSERT INTO live_source (id, name, interval_ms) VALUES ('bench', 'Bench', 1)")
  const songs = db.prepare<[], Song>('SELECT title, artist, isrc, duration_ms FROM recording').all()
  const said = listings(songs)
  const catalogue = await readCatalogue(db, new AbortController().signal)
  const stop = () => undefined
  const index = indexCatalogue(catalogue, stop, { blocks: await buildBlockIndex(catalogue, stop) })
  const custody = createCustodyLog({ db, now: () => '2026-11-22T10:00:00.000Z', appVersion: 'bench' })
  const store = createListingStore({ db, custody })
  const sum = { listings: 0, fresh: 0 }
  const all = (at: string) => () => {
    for (let from = 0; from < said.length; from += perAnswer) {
      const matched = said.slice(from, from + perAnswer).map((listing) => matchSourceListing(index, listing))
      db.transaction(() => {
        const stored = store.store('bench', matched, at, { rules: [], addresses: new Set() })
        sum.listings += stored.listings
        sum.fresh += stored.fresh.length
      }).immediate()
    }
  }
  const matchOnly = measured(() => {
    for (const listing of said) matchSourceListing(index, listing)
  })
  const first = measured(all('2026-11-22T10:00:00.000Z'))
  const found = { ...sum }
  const again = measured(all('2026-11-29T10:00:00.000Z'))
  const bare = new BetterSqlite(join(folder, 'bare.sqlite3'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec(
    'CREATE TABLE bare (ref TEXT PRIMARY KEY, url TEXT, title TEXT, artist TEXT, account TEXT, seen TEXT)',
  )
  const insert = bare.prepare('INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)')
  const peer = measured(() => {
    for (let from = 0; from < said.length; from += perAnswer) {
      bare
        .transaction(() => {
          for (const { ref, url, title, artist, account } of said.slice(from, from + perAnswer))
            insert.run(ref, url, title, artist, account, 'now')
        })
        .immediate()
    }
  })
  bare.close()
  db.close()
  console.log(
    JSON.stringify({
      ...{
        bench: 'live',
        recordings,
        listings: amount,
        perAnswer,
        kept: found.listings,
        findings: found.fresh,
      },
      secondVisitBrought: sum.fresh - found.fresh,
      ...{ first: rate(first), again: rate(again), matchOnly: rate(matchOnly), bareTable: rate(peer) },
    }),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
