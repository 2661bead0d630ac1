import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCataloguePacker } from '../packed-catalogue.ts'
import { buildBlockIndex, someTitle } from './block-index.ts'
import { areCloseNames } from './close-names.ts'
import { FuzzyProbe } from './fuzzy-probe.ts'
import { NameFolder } from './name-folder.ts'

async function probeFor(...recordings: readonly (readonly [title: string, artist: string])[]) {
  const packer = createCataloguePacker()
  for (const [at, [title, artist]] of recordings.entries()) {
    packer.add({ id: String(at), title, version: '', artist, isrcs: [], durationMs: null })
  }
  const index = await buildBlockIndex(packer.finish())
  return { index, probe: new FuzzyProbe(index) }
}

const folded = (text: string, isTitle = false) => {
  const folder = new NameFolder()
  const bytes = Buffer.from(text)
  folder.fold(bytes, 0, bytes.length, isTitle)
  return Buffer.from(folder.bytes.subarray(0, folder.length)).toString()
}

describe('NameFolder', () => {
  it.each([
    ['The Été & Co.', 'eteandco'],
    ['Ｂｌｕｅ Tram', 'bluetram'],
    ['Елена Громова', 'elenagromova'],
    ['Νίκος', 'nikos'],
    ['바다', 'bada'],
    ['東京 Night', '東京night'],
    ['÷', ''],
  ])('folds %s', (text, result) => {
    expect(folded(text)).toBe(result)
  })

  it.each([
    ['Low Tide (Live)', 'lowtide'],
    ['Low Tide - 2011 Remaster', 'lowtide'],
    ['Low Tide feat. Pim', 'lowtide'],
    ['Low Tide ft Pim', 'lowtide'],
    ['Low Tide Fountain', 'lowtidefountain'],
    ["(I've Had) A Tide", 'ivehadatide'],
    ['Low-Tide', 'lowtide'],
  ])('folds the title %s up to its decoration', (text, result) => {
    expect(folded(text, true)).toBe(result)
  })

  it('says when bytes are no UTF-8', () => {
    const folder = new NameFolder()
    folder.fold(Buffer.from('Caf\u00e9 Noir', 'latin1'), 0, 9, true)
    expect(folder.foreign).toBe(true)
  })

  it('keeps within its buffer whatever it is given', () => {
    const folder = new NameFolder()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.boolean(), (bytes, isTitle) => {
        folder.fold(bytes, 0, bytes.length, isTitle)
        return folder.length <= folder.bytes.length
      }),
    )
  })
})

describe('areCloseNames', () => {
  const close = (one: string, other: string) => {
    const [a, b] = [Buffer.from(one), Buffer.from(other)]
    return areCloseNames({ bytes: a, start: 0, length: a.length }, b, 0, b.length)
  }

  it.each([
    ['lowtide', 'lowtide', true],
    ['lowtide', 'lowtiide', true],
    ['lowtide', 'lwotide', true],
    ['lowtide', 'lowtidelive', true],
    ['tide', 'tidelive', false],
    ['lowtide', 'hightide', false],
    ['ball', 'bolton', false],
  ])('compares %s and %s', (one, other, result) => {
    expect(close(one, other)).toBe(result)
    expect(close(other, one)).toBe(result)
  })
})

describe('FuzzyProbe', () => {
  it('finds names that are written differently', async () => {
    const { probe } = await probeFor(
      ['Copperline Avenue', 'Theodora Blanchett'],
      ['Salt', 'Marla Dune & Otis Brack'],
    )
    const found = (title: string, ...artists: string[]) => [...probe.candidates(title, artists)]
    expect(found('COPPERLINE AVENUE (Official Video)', 'theodora blanchett')).toEqual([0])
    expect(found('Copperlien Avenue', 'Teodora Blanchett')).toEqual([0])
    expect(found('Copperline Avenue', 'Theodoar Blanchett')).toEqual([0])
    expect(found('Theodora Blanchett - Copperline Avenue [HD]')).toEqual([0])
    expect(found('Theodora Blanchett - Copperline Avenue', 'some channel')).toEqual([0])
    expect(found('Salt - Live', 'Otis Brack, Marla Dune')).toEqual([1])
    expect(found('Salt', 'Marla Dune feat. Pim')).toEqual([1])
    expect(found('Salt', 'Nela Voss')).toEqual([])
    expect(found('Pepper', 'Marla Dune')).toEqual([])
  })

  it('says the same of bytes as of text, in UTF-8 and in Windows-1252', async () => {
    const { probe } = await probeFor(['Été à Nîmes', 'Renée Sandé'])
    for (const encoding of ['utf8', 'latin1'] as const) {
      const row = Buffer.from('x,Été à Nîmes,Renée Sandée,y', encoding)
      const [title, artist, end] = [2, row.indexOf(0x2c, 2) + 1, row.length - 2]
      expect(probe.mayMatch(row, title, artist - 1, artist, end)).toBe(true)
      expect(probe.mayMatch(row, title, artist - 1, end, end)).toBe(false)
    }
  })

  it('finds every recording by its own names', async () => {
    const name = fc.string({ unit: fc.constantFrom(...'abcdé 東я&'), minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 20 }),
        async (recordings) => {
          const { probe } = await probeFor(...recordings)
          for (const [at, [title, artist]] of recordings.entries()) {
            if (folded(title, true) === '' || folded(artist) === '') continue
            expect(probe.candidates(title, [artist])).toContain(at)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('lives in shared memory and does not find what is not there', async () => {
    const { index } = await probeFor(['Salt', 'Marla Dune'], ['', 'Nobody'])
    for (const part of [
      index.buckets,
      index.entries,
      index.names,
      index.nameParts,
      index.entryOf,
      index.filter,
    ]) {
      expect(part.buffer).toBeInstanceOf(SharedArrayBuffer)
    }
    expect(someTitle(index, 12_345, () => true)).toBe(false)
  })
})
