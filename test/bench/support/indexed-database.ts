import BetterSqlite from 'better-sqlite3'
import { publishedSchema } from '../../fixtures/sweep/database-bytes.ts'

/** The code of track `at`; no two are the same. */
export function trackCode(at: number): string {
  const year = String(Math.floor(at / 100_000) % 100).padStart(2, '0')
  return `QZ${(36 * 36 * 20 + Math.floor(at / 10_000_000)).toString(36).toUpperCase()}${year}${String(at % 100_000).padStart(5, '0')}`
}

/** Writes a database with the tables and indexes of the published dump and `tracks` tracks. */
export function writeIndexedDatabase(path: string, tracks: number): void {
  const db = new BetterSqlite(path)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  const indexes = publishedSchema.split(';').filter((statement) => statement.includes('INDEX'))
  for (const statement of publishedSchema.split(';')) if (!indexes.includes(statement)) db.exec(statement)
  const artists = Math.max(1, Math.floor(tracks / 17))
  const albums = Math.max(1, Math.floor(tracks / 4))
  db.transaction(() => {
    const artist = db.prepare('INSERT INTO artists VALUES (?, ?, 1, ?, 0, 0)')
    for (let at = 1; at <= artists; at++) artist.run(at, `artist${String(at)}`, `Artist ${String(at)}`)
    const album = db.prepare(
      `INSERT INTO albums VALUES (?, ?, 1, ?, 'album', 1, NULL, NULL, '', '', 'Label', 1, '2020-01-01', 'day', 10)`,
    )
    for (let at = 1; at <= albums; at++) album.run(at, `album${String(at)}`, `Album ${String(at)}`)
    const track = db.prepare(
      'INSERT INTO tracks VALUES (?, ?, 1750000000000, ?, NULL, ?, 1, ?, NULL, NULL, 5, 1, 1, ?, 0)',
    )
    const credit = db.prepare('INSERT INTO track_artists VALUES (?, ?)')
    for (let at = 0; at < tracks; at++) {
      const title = `Title number ${String(at)} of many`
      track.run(at + 1, `track${String(at)}`, title, (at % albums) + 1, trackCode(at), 180_000 + at)
      credit.run(at + 1, (at % artists) + 1)
    }
  })()
  for (const statement of indexes) db.exec(statement)
  db.close()
}
