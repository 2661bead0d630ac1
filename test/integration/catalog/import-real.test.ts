import BetterSqlite from 'better-sqlite3'
import { parse } from 'csv-parse/sync'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportField } from '../../../shared/contract/imports.ts'
import { parseIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { trackKey } from '../../../shared/domain/text/fold.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { sharedData } from '../../support/shared-data.ts'
import { importFile, keptRows, preview } from './support.ts'

const known = sharedData('hitster-isrc/hitster-de-aaaa0012.csv')
const files =
  known === null
    ? []
    : readdirSync(dirname(known))
        .filter((name) => name.endsWith('.csv'))
        .sort()
const pathOf = (name: string) => join(dirname(known ?? ''), name)

interface Card {
  readonly Title: string
  readonly Artist: string
  readonly ISRC?: string
}

/** The cards of a file, read by another program's CSV reader. */
const cardsOf = (path: string): Card[] =>
  parse(readFileSync(path), {
    columns: true,
    bom: true,
    relax_column_count: true,
    skip_records_with_empty_values: true,
  })

/** Words and codes of every recording, other codes of it included. */
function readCatalogue(workspace: string): { readonly words: Set<string>; readonly codes: Set<string> } {
  const db = new BetterSqlite(join(workspace, 'refrain.sqlite3'), { readonly: true })
  const all = (sql: string) => db.prepare<[], string>(sql).pluck().all()
  const words = new Set(all('SELECT title_key || char(31) || artist_key FROM recording'))
  const codes = new Set(
    all('SELECT isrc FROM recording WHERE isrc IS NOT NULL UNION SELECT value FROM identifier'),
  )
  db.close()
  return { words, codes }
}

/** Real lists of cards: artist, title, year and address in every file, codes in eight of them, columns in any order. */
describe.skipIf(known === null)(
  'the hitster card lists (skipped without the shared data)',
  { timeout: 300_000 },
  () => {
    let core: TestCore
    beforeAll(async () => {
      core = await openTestCore()
    })
    afterAll(() => core.dispose())

    it('have their columns found in every file', async () => {
      expect(files).toHaveLength(17)
      for (const name of files) {
        const { columns, mapping } = await core.call('imports.inspect', { path: pathOf(name) })
        const nameOf = (field: ImportField) =>
          columns.find(({ index }) => index === mapping.columns[field]?.[0])?.name
        expect([name, nameOf('title'), nameOf('artist'), nameOf('year'), nameOf('url')]).toEqual([
          ...[name, 'Title', 'Artist', 'Year', 'URL'],
        ])
        const hasCodes = columns.some(({ name: column, samples }) => column === 'ISRC' && samples.length > 0)
        if (hasCodes) expect(nameOf('isrc')).toBe('ISRC')
      }
    })

    it('come in whole: every row is in the catalogue, merged into it, or listed with its problem', async () => {
      const rejected = new Set<string>()
      for (const name of files) {
        const { batch, importId } = await importFile(core, pathOf(name))
        const { rows, create, update, unchanged, rejected: left } = batch.counts
        expect(create + update + unchanged + left, name).toBe(rows)
        for (const row of await keptRows(core, importId, 'rejected')) {
          expect(
            row.problems.some(({ severity }) => severity === 'error'),
            row.raw,
          ).toBe(true)
          rejected.add(`${name} ${String(row.row)}`)
        }
      }
      const known = readCatalogue(core.folder)
      let cards = 0
      for (const name of files) {
        for (const [index, card] of cardsOf(pathOf(name)).entries()) {
          cards++
          if (rejected.has(`${name} ${String(index + 2)}`)) continue
          const code = parseIsrc(card.ISRC ?? '')
          const words = trackKey(card.Title, card.Artist) ?? ''
          const found = known.words.has(words) || (code.status === 'valid' && known.codes.has(code.value))
          expect(found, `${name}: ${card.Artist} - ${card.Title}`).toBe(true)
          if (code.status === 'valid') expect(known.codes.has(code.value), code.value).toBe(true)
        }
      }
      expect(cards).toBe(4684)
      expect((await core.call('recordings.list', { search: 'AU-AP0-80-00041' })).rows[0]?.title).toBe(
        'Hells Bells',
      )
    })

    it('bring nothing new the second time', async () => {
      for (const name of files) {
        const { batch } = await preview(core, pathOf(name))
        expect([name, batch.counts.create]).toEqual([name, 0])
      }
    })
  },
)
