import BetterSqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { searchKey, searchNeedles } from '../../../shared/domain/text/search-key.ts'
import { commonest, createCommonTrigrams } from './common-trigrams.ts'

const words =
  'silver river Ápril ape night love you 東京 夜 한강 qzaaa2600001 x-ray 99 mine yours bright'.split(' ')

function catalogue() {
  const db = new BetterSqlite(':memory:')
  db.exec('CREATE TABLE recording (id INTEGER PRIMARY KEY, search_key TEXT)')
  const insert = db.prepare('INSERT INTO recording (search_key) VALUES (?)')
  const keys = Array.from({ length: 3000 }, (_, n) =>
    searchKey(
      `${words[n % 16] ?? ''} ${words[(n * 7) % 15] ?? ''} ${n.toString(36)}`,
      words[(n * 3) % 11] ?? '',
    ),
  )
  for (const key of keys) insert.run(key)
  return { db, keys }
}

describe('common trigrams', () => {
  const { db, keys } = catalogue()
  const trigrams = createCommonTrigrams(db)

  it('set their bit in every text they stand in', () => {
    let asked = 0
    for (const text of ['silver', 'night yours', 'ape', 'a', 'apr', '夜', 'bright', 'qzaaa', '1z']) {
      const needles = searchNeedles(text)
      for (const [n, spellings] of trigrams.asked(needles).entries()) {
        const common = spellings[0]?.common ?? []
        for (const key of keys.filter((one) => one.includes(needles[n]?.[0] ?? ''))) {
          const bits = new Int32Array(commonest)
          trigrams.mark(key, bits, 1, 5)
          for (const number of common) expect(bits[number], `${text} in ${key}`).toBe(1 << 5)
          asked += common.length
        }
      }
    }
    expect(asked).toBeGreaterThan(1000)
  })

  it('leave the rarest pieces of a needle to the index, three of them', () => {
    const [[silver] = []] = trigrams.asked([['silver']])
    expect(silver).toEqual({
      common: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number)],
      rare: [],
    })
    const [[unheard] = []] = trigrams.asked([['xyzzyq']])
    expect(unheard).toEqual({ common: [], rare: ['xyz', 'yzz', 'zzy'] })
  })
})
