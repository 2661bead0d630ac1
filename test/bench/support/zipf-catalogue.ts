import type { Database } from 'better-sqlite3'
import {
  rebuildSearch,
  withoutIndexes,
  withoutSearchTriggers,
} from '../../../electron/core/catalog/bulk-load.ts'
import { createRandom } from '../../../electron/core/sample/random.ts'
import { artistKey, titleKey } from '../../../shared/domain/text/fold.ts'
import { searchKey } from '../../../shared/domain/text/search-key.ts'

const syllables =
  'ka lo mi ren sa tur ve zen bri dor el fan gol hush ir jo lum nar ost pel quin rud shi tam ul vor wex yar'
const frequent = [
  'the',
  'of',
  'love',
  'you',
  'in',
  'me',
  'night',
  'my',
  'to',
  'and',
  'river',
  'silver',
  'été',
  '夜',
  '東京',
]

/** Words as texts have them: few very often, most hardly ever (Zipf's law, exponent 1). */
function createVocabulary(size: number, seed: number): () => string {
  const random = createRandom(seed)
  const parts = syllables.split(' ')
  const part = () => parts[random.below(parts.length)] ?? ''
  const words = Array.from(
    { length: size },
    (_, rank) => frequent[rank] ?? part() + part() + (rank % 3 === 0 ? part() : ''),
  )
  const weight: number[] = []
  let sum = 0
  for (let rank = 1; rank <= size; rank++) weight.push((sum += 1 / rank))
  return () => {
    const drawn = (random.below(2 ** 30) / 2 ** 30) * sum
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((weight[middle] ?? 0) < drawn) low = middle + 1
      else high = middle
    }
    return words[low] ?? ''
  }
}

/** Puts `count` invented recordings into an empty store, with every index. The same on every machine. */
export function fillWithZipfCatalogue(db: Database, count: number): void {
  const random = createRandom(20_26)
  const titleWord = createVocabulary(40_000, 1)
  const nameWord = createVocabulary(20_000, 2)
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  const artists = Array.from({ length: Math.ceil(count / 20) }, () =>
    [nameWord(), nameWord()].map(capital).join(' '),
  )
  const insert = db.prepare(
    `INSERT INTO recording (title, version, artist, isrc, duration_ms, year, title_key, artist_key, search_key, created_at,
       updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const at = '2026-11-22T10:00:00.000Z'
  const load = () => {
    for (let row = 0; row < count; row++) {
      const title = capital(Array.from({ length: 1 + random.below(4) }, titleWord).join(' '))
      const version = row % 8 === 0 ? (['Live', 'Remix', 'Acoustic'][row % 3] ?? '') : ''
      const artist = artists[random.below(artists.length)] ?? ''
      const isrc = `QZ${String.fromCharCode(65 + (Math.floor(row / 100_000) % 26))}0${String.fromCharCode(65 + (row % 26))}${String(10 + (row % 16))}${String(row % 100_000).padStart(5, '0')}`
      insert.run(
        ...[title, version, artist, isrc, 120_000 + random.below(180_000), 1990 + (row % 36)],
        ...[titleKey(title), artistKey(artist), searchKey(title, version, artist, isrc), at, at],
      )
    }
  }
  db.transaction(() => {
    withoutSearchTriggers(db, () => {
      withoutIndexes(db, ['recording'], load, () => undefined)
      rebuildSearch(db)
    })
  })()
}
