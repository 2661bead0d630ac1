import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../../electron/core/sample/random.ts'
import { readSourceBeginning, sourceRecords } from '../../../electron/core/catalog/source-kinds.ts'
import { checkRecord, rowSettings } from '../../../electron/core/catalog/import-rows.ts'
import { toInspection } from '../../../electron/core/catalog/import-inspect.ts'
import { isRefrainError } from '../../../shared/errors.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { numbered, type TestWorkbook, workbookParts, writeParts, writeWorkbook } from '../../support/xlsx.ts'
import { commit, keptRows, preview, temporaryFolder } from './support.ts'

// Samples of every source, damaged at random places (seeded): each is either refused in words or read to its end, in
// bounded time, and every record is either checked or listed.

let folder: ReturnType<typeof temporaryFolder>
let core: TestCore
beforeAll(async () => {
  folder = temporaryFolder()
  core = await openTestCore()
})
afterAll(async () => {
  await core.dispose()
  folder.remove()
})

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url).pathname)
const table =
  'Title,Artist,ISRC,UPC,Duration,Album,Track Number\n"Harbour, Lights",Vela,USS1Z9900001,190295810726,3:01,Nightfall,1\nWinter,Vela,USS1Z9900002,,2:20,Nightfall,2\n'
const bank = [
  'Reporting Date',
  'Sale Month',
  'Store',
  'Artist',
  'Title',
  'ISRC',
  'UPC',
  'Quantity',
  'Team Percentage',
  'Song/Album',
  'Country of Sale',
  'Songwriter Royalties Withheld',
  'Earnings (USD)',
]

const book: TestWorkbook = {
  sharedStrings: ['Harbour Lights', 'Vela'],
  formats: ['yyyy-mm-dd', 'mm:ss'],
  sheets: [
    {
      name: 'Songs',
      rows: numbered([
        ['Title', 'Artist', 'ISRC', 'Release Date', 'Duration'],
        [
          { xml: '<c t="s"><v>0</v></c>' },
          { xml: '<c t="s"><v>1</v></c>' },
          'USS1Z9900001',
          { xml: '<c s="1"><v>43952</v></c>' },
          { xml: '<c s="2"><v>0.002</v></c>' },
        ],
        ['Winter', 'Vela', 'USS1Z9900002', '', '2:20'],
      ]),
    },
  ],
}

async function workbook(): Promise<Buffer> {
  return readFileSync(await writeWorkbook(folder.file('sample.xlsx', ''), book))
}

/** A workbook whose archive is sound, with one of its parts damaged: damage to the archive itself ends all reading. */
async function damagedPart(path: string, seed: number): Promise<string> {
  const parts = workbookParts(book)
  const names = [...parts.keys()]
  const name = names[createRandom(seed).below(names.length)] ?? ''
  const content = parts.get(name) ?? ''
  const xml = typeof content === 'string' ? content : [...content].join('')
  return writeParts(path, parts.set(name, damaged(Buffer.from(xml), seed).toString()))
}

const samples: readonly (readonly [
  name: string,
  extension: string,
  sample: () => Buffer | Promise<Buffer>,
])[] = [
  ['a table', 'csv', () => Buffer.from(table)],
  [
    'a sales report',
    'tsv',
    () =>
      Buffer.from(
        `${bank.join('\t')}\n2024\t2024\tX\tVela\tOne\tUSS1Z9900001\t190295810726\t1\t100\tSong\tDE\t\t0\n`,
        'latin1',
      ),
  ],
  ['a workbook', 'xlsx', workbook],
  ['ERN 4.3', 'xml', () => fixture('ern-4.3.xml')],
  ['ERN 3.8', 'xml', () => fixture('ern-3.8.xml')],
  ['a MusicBrainz release', 'json', () => fixture('musicbrainz-release.json')],
  ['a MusicBrainz answer', 'json', () => fixture('musicbrainz-isrc.json')],
]

const nasty = [
  '\u0000',
  '\u202e',
  '\u200b',
  '\ufeff',
  '"',
  '<',
  '>',
  '&',
  '{',
  ']',
  '\ud800',
  '😀',
  '\r',
  '\n',
  '9'.repeat(400),
  '<!DOCTYPE x>',
  ',,,,',
  'é',
]

/** The sample with one to six bytes changed, pieces cut out, doubled, or replaced by something awkward. */
function damaged(sample: Buffer, seed: number): Buffer {
  const random = createRandom(seed)
  let bytes = sample
  for (let times = 1 + random.below(6); times > 0 && bytes.length > 0; times--) {
    const at = random.below(bytes.length)
    const end = Math.min(bytes.length, at + 1 + random.below(60))
    const before = bytes.subarray(0, at)
    const piece = bytes.subarray(at, end)
    switch (random.below(5)) {
      case 0:
        bytes = Buffer.concat([before, Buffer.from([random.below(256)]), bytes.subarray(at + 1)])
        break
      case 1:
        bytes = Buffer.concat([before, bytes.subarray(end)])
        break
      case 2:
        bytes = Buffer.concat([before, piece, piece, bytes.subarray(end)])
        break
      case 3:
        bytes = Buffer.concat([
          before,
          Buffer.from(nasty[random.below(nasty.length)] ?? ''),
          bytes.subarray(at),
        ])
        break
      default:
        bytes = before
    }
  }
  return bytes
}

/** Reads and checks a file as an import does; null when it was refused in words. */
async function readWhole(path: string): Promise<{ records: number; rows: number } | null> {
  try {
    const reading = await readSourceBeginning(path)
    const { mapping } = toInspection(path, reading)
    const settings = rowSettings(mapping, reading, { heldPrefixes: [], artist: null })
    let [records, rows] = [0, 0]
    for await (const some of sourceRecords(path, reading.dialect, () => undefined)) {
      for (const record of some) {
        records++
        const row = checkRecord(record, settings)
        if (row === null || row === 'skipped') continue
        rows++
        expect(row.rejected || (row.value.title !== '' && row.value.artist !== '')).toBe(true)
        expect(row.value.isrc ?? 'USS1Z9900001').toMatch(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/)
      }
    }
    return { records, rows }
  } catch (error) {
    if (!isRefrainError(error)) throw error
    expect(error.code).toMatch(/^(FILE_|NO_HEADER|NOT_FOUND)/)
    expect(error.message).toContain('“damaged.')
    return null
  }
}

describe('damaged sources', () => {
  it.each(samples)('%s: refused in words or read to the end', async (_name, extension, sample) => {
    const whole = await sample()
    let [read, refused] = [0, 0]
    for (let seed = 1; seed <= 250; seed++) {
      const path = folder.file(`damaged.${extension}`, damaged(whole, seed * 7919))
      if (extension === 'xlsx' && seed % 4 !== 0) await damagedPart(path, seed * 7919)
      const outcome = await readWhole(path)
      if (outcome === null) refused++
      else read++
    }
    // Both happen: the damage is neither always fatal nor never.
    expect([read > 0, refused > 0]).toEqual([true, true])
  })

  it.each(samples)('%s: all of it comes in, or nothing', async (_name, extension, sample) => {
    const whole = await sample()
    for (let seed = 1; seed <= 4; seed++) {
      const path = folder.file(`damaged.${extension}`, damaged(whole, seed * 104_729))
      if (extension === 'xlsx') await damagedPart(path, seed * 104_729)
      const before = (await core.call('recordings.list', { limit: 1 })).total
      const previewed = await preview(core, path).catch((error: unknown) => {
        if (isRefrainError(error)) return null
        throw error
      })
      if (previewed?.job.state !== 'done') {
        expect((await core.call('recordings.list', { limit: 1 })).total).toBe(before)
        continue
      }
      const { counts } = previewed.batch
      expect(counts.create + counts.update + counts.unchanged + counts.rejected).toBe(counts.rows)
      expect((await commit(core, previewed.importId)).state).toBe('done')
      expect((await core.call('recordings.list', { limit: 1 })).total).toBe(before + counts.create)
    }
  })
})

describe('names with characters that cannot be seen', () => {
  it('come in without marks of direction and zero-width characters, but with joiners that spell', async () => {
    const rows = [
      'Title,Artist',
      '\u202eetaripxE\u202c \u200bLove,\u2066Vela\u2069',
      'می\u200cخواهم,نوا',
      '👨\u200d👩\u200d👧 Family,Ve\u00adla',
      '\u200b\u200e,Vela',
    ]
    const { importId, batch } = await preview(core, folder.file('marks.csv', `${rows.join('\n')}\n`))
    expect(batch.counts).toMatchObject({ rows: 4, rejected: 1 })
    const kept = await keptRows(core, importId)
    expect(kept.map(({ title, artist }) => [title, artist])).toEqual([
      ['etaripxE Love', 'Vela'],
      ['می\u200cخواهم', 'نوا'],
      ['👨\u200d👩\u200d👧 Family', 'Vela'],
      ['', 'Vela'],
    ])
    expect(kept[3]?.problems[0]).toMatchObject({ field: 'title', code: 'missing' })
  })
})
