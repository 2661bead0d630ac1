import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '../../electron/core/evidence/index.ts'
import { type JourneyReport, runMainJob } from '../../scripts/journey/main-job.ts'
import { parseIsrc } from '../../shared/domain/identifiers/isrc.ts'
import { artistKey, titleKey } from '../../shared/domain/text/fold.ts'
import { openTestCore, type TestCore } from '../support/core.ts'
import { sharedData } from '../support/shared-data.ts'

// The whole journey on real cards: titles, artists, years, YouTube addresses and, in eight of the files, ISRCs.

const source = sharedData('hitster-isrc')
if (source === null) console.warn('skipped: the real card lists (hitster-isrc) are not here')

interface Card {
  readonly file: string
  readonly row: number
  readonly title: string
  readonly artist: string
  readonly isrc: string
}

const recordings = 200

function readCards(folder: string): Card[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .flatMap((file) => {
      const rows = parse<Record<string, string>>(readFileSync(join(folder, file)), {
        columns: true,
        bom: true,
        relax_column_count: true,
      })
      return rows.map((row, index) => ({
        file,
        row: index + 1,
        title: row.Title ?? '',
        artist: row.Artist ?? '',
        isrc: storedForm(row.ISRC ?? ''),
      }))
    })
}

function storedForm(raw: string): string {
  const reading = parseIsrc(raw)
  return reading.status === 'valid' ? reading.value : ''
}

/** The first 200 cards with a code of their own, one a code and one a title + artist. */
function chooseCatalogue(cards: readonly Card[]): Card[] {
  const codes = new Set<string>()
  const names = new Set<string>()
  return cards
    .filter((card) => {
      const name = `${titleKey(card.title)} ${artistKey(card.artist)}`
      if (card.isrc === '' || codes.has(card.isrc) || names.has(name)) return false
      codes.add(card.isrc)
      names.add(name)
      return true
    })
    .slice(0, recordings)
}

/** What a reader with all the time in the world would find: same code, or same folded title and artist. */
function expectedFindings(cards: readonly Card[], catalogue: readonly Card[]): string[] {
  const found: string[] = []
  for (const card of cards) {
    for (const own of catalogue) {
      const sameCode = card.isrc !== '' && card.isrc === own.isrc
      const sameName =
        titleKey(card.title) === titleKey(own.title) && artistKey(card.artist) === artistKey(own.artist)
      if (sameCode || sameName) found.push(`${own.isrc} in ${card.file} row ${String(card.row)}`)
    }
  }
  return found.sort()
}

describe.skipIf(source === null)('the journey on real card lists', () => {
  let folder: string
  let core: TestCore
  let report: JourneyReport
  let listings: Card[]
  let catalogue: Card[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'refrain-real-'))
    const cards = readCards(source ?? '')
    catalogue = chooseCatalogue(cards)
    const catalogueFile = join(folder, 'catalogue.csv')
    writeFileSync(
      catalogueFile,
      stringify([
        ['Title', 'Artist', 'ISRC'],
        ...catalogue.map((card) => [card.title, card.artist, card.isrc]),
      ]),
    )
    listings = cards
    core = await openTestCore()
    report = await runMainJob(
      (name, input) => core.core.call(name, input),
      {
        profile: {
          legalName: 'Test Person',
          artistName: 'Test',
          company: '',
          address: '1 Test Street\nTestville',
          country: 'United States',
          email: 'test@example.org',
          phone: '+1 207 555 0100',
          role: 'owner',
          website: '',
        },
        isrcBlock: { prefix: 'QZ9ZZ', from: 0, to: 99_999 },
        catalogueFile,
        listingFiles: readdirSync(source ?? '')
          .filter((name) => name.endsWith('.csv'))
          .sort()
          .map((name) => join(source ?? '', name)),
        ownLabel: null,
        outputFolder: folder,
      },
      (step) => console.log(`${String(step.ms).padStart(6)} ms  ${step.step}: ${step.outcome}`),
    )
  }, 120_000)
  afterAll(async () => {
    await core.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  it('imports every recording', () => {
    expect(report.recordings).toBe(recordings)
  })

  it('finds exactly what is there, in every file', async () => {
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof core.call<'findings.list'>>> = await core.call('findings.list', {
        limit: 500,
        cursor,
      })
      for (const row of page.rows) {
        const detail = await core.call('findings.get', { findingId: row.id })
        const sealed = detail.evidence.find((record) => record.kind === 'source-row')
        if (sealed?.byteOffset === undefined || sealed.byteOffset === null)
          throw new Error(`finding ${String(row.id)} is not sealed`)
        found.push(
          `${detail.recordingIsrc ?? ''} in ${sealed.sourceName} row ${String(dataRowAt(join(source ?? '', sealed.sourceName), sealed.byteOffset))}`,
        )
      }
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(found.sort()).toEqual(expectedFindings(listings, catalogue))
  })

  it('groups what is offered into one case of the one provider, and exports a notice that names every address', async () => {
    expect(report.cases).toBe(1)
    expect(report.notices).toHaveLength(2)
    const { cases } = await core.call('cases.list', {})
    const { itemsList } = await core.call('cases.get', { caseId: cases[0]!.id })
    expect(itemsList).toHaveLength(report.confirmed)
    const unwrapped = readFileSync(report.notices[0] ?? '', 'utf8').replace(/\s+/g, '')
    const addresses = new Set(itemsList.map((item) => item.url))
    expect([...addresses].filter((address) => !unwrapped.includes(address))).toEqual([])
  })

  it('leaves a bundle that verifies', async () => {
    const verified = await verifyBundle(report.bundles[0] ?? '', { signal: new AbortController().signal })
    expect(verified.integrity).toBe('intact')
  })
})

/** Number of the data row that starts at a byte of the file, counting as a CSV reader does. */
function dataRowAt(path: string, byteOffset: number): number {
  const before = readFileSync(path).subarray(0, byteOffset)
  return parse(before, { bom: true, relax_column_count: true }).length
}
