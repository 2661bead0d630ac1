import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { fillTables } from './catalogue-index.ts'
import { AliasCollector } from './catalogue-aliases.ts'
import { CatalogueIndexer, type SoughtKind } from './catalogue-indexer.ts'
import { buildBlockIndex } from './fuzzy/block-index.ts'
import { hanAlias } from './han-alias.ts'
import { aliasesIn, indexIn } from './index-thread.ts'
import {
  type CatalogueEntry,
  createCataloguePacker,
  joinCatalogues,
  entryUnpacker,
} from './packed-catalogue.ts'

const word = fc.constantFrom(
  'Low',
  'Tide',
  'The',
  'Été',
  '夜',
  '',
  'Громова',
  'x',
  'feat. Pim',
  '& Co.',
  '\u001f',
)
const name = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '))
const code = fc.integer({ min: 0, max: 40 }).map((number) => `USS1Z99${String(number).padStart(5, '0')}`)
const entry: fc.Arbitrary<CatalogueEntry> = fc.record({
  ...{ id: fc.string(), title: name, version: name, artist: name, album: name },
  isrcs: fc.array(fc.oneof(code, fc.constantFrom('uss1z9900001', 'US-S1Z-99-00001', '')), { maxLength: 3 }),
  durationMs: fc.option(fc.nat()),
  releases: fc.array(fc.record({ gtin: fc.constant('00602537347377'), title: name }), { maxLength: 1 }),
})
const parts = fc.array(fc.array(entry, { maxLength: 6 }), { minLength: 1, maxLength: 4 })

function pack(entries: readonly CatalogueEntry[]) {
  const packer = createCataloguePacker()
  for (const one of entries) packer.add(one)
  return packer.finish()
}

it('a catalogue that comes in parts is the one that comes at once', async () => {
  await fc.assert(
    fc.asyncProperty(parts, async (given) => {
      const packed = given.map(pack)
      const whole = pack(given.flat())
      expect(joinCatalogues(packed)).toEqual(whole)
      const indexesOf = (sought: SoughtKind) => {
        const indexer = new CatalogueIndexer(sought)
        for (const part of packed) indexer.add(part)
        return indexer.finish()
      }
      expect(indexesOf('fuzzy')).toEqual({ blocks: await buildBlockIndex(whole), filled: null })
      for (const sought of ['names', 'codes'] as const) {
        const filled = await fillTables(whole, sought === 'codes')
        expect(indexesOf(sought)).toEqual({ blocks: null, filled })
      }
    }),
    { numRuns: 50 },
  )
})

it('tables of a large catalogue leave turns in which they can be stopped', async () => {
  const catalogue = pack(
    Array.from({ length: 9000 }, (_, at) => ({
      ...{ id: String(at), title: `Tide ${at}`, version: '', artist: 'Mira', album: '' },
      ...{ isrcs: [], durationMs: null, releases: [] },
    })),
  )
  const stop = new AbortController()
  setImmediate(() => {
    stop.abort()
  })
  const filling = fillTables(catalogue, false, () => {
    stop.signal.throwIfAborted()
  })
  await expect(filling).rejects.toThrow('aborted')
})

it('every recording in Han characters has its name in pinyin behind the others', async () => {
  const han = fc.constantFrom('夜曲', '〇', '々', '𠀀', 'Ye Qu', 'Été', 'の', '')
  const names = fc.record({ title: han, version: han, artist: han })
  await fc.assert(
    fc.asyncProperty(fc.array(names), async (given) => {
      const entries = given.map((three, at) => ({ ...three, id: String(at), isrcs: [], durationMs: null }))
      const plainly = await Promise.all(entries.map((one) => hanAlias(one)).filter((alias) => alias !== null))
      const collector = new AliasCollector()
      await collector.add(pack(entries))
      expect(collector.finish()).toEqual(pack(plainly))
    }),
    { numRuns: 50 },
  )
})

it('entries are unpacked from a joined catalogue as they were given', () => {
  const entries = ['One', 'Two', 'Three'].map((title, at) => ({
    ...{ id: String(at), title, version: '', artist: 'Mira', album: '', isrcs: [], durationMs: at },
    ...{ releases: [], year: null, trackNumber: null, isAlias: false },
  }))
  const joined = joinCatalogues([pack(entries.slice(0, 2)), pack([]), pack(entries.slice(2))])
  expect(entries.map((_, at) => entryUnpacker(joined)(at))).toEqual(entries)
})

it('a thread that is lost while it indexes has nothing to give', async () => {
  await withFile('', async (path) => {
    const file = join(path, '..', 'worker.mjs')
    writeFileSync(
      file,
      "import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => process.exit(0))",
    )
    for (const workIn of [indexIn, aliasesIn]) {
      const thread = workIn(new Worker(file), 'fuzzy')
      thread.add(pack([]))
      expect(await thread.finish()).toBeNull()
    }
  })
})
