import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mlcFiles, mlcRows, mlcRowsPerFile, percentages, writerName } from './mlc.ts'

describe('shares as percentages', () => {
  it('add up where cutting or rounding would not', () => {
    expect(percentages([333_334, 333_333, 333_333])).toEqual(['33.34', '33.33', '33.33'])
    expect(percentages([])).toEqual([])
  })

  it('always add up to what the shares do, each within a hundredth of its share', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(parts, (shares) => {
        const sum = shares.reduce((total, share) => total + share, 0)
        const cents = percentages(shares).map((text) => Math.round(Number(text) * 100))
        expect(cents.reduce((total, part) => total + part, 0)).toBe(Math.round(sum / 100))
        for (const [index, part] of cents.entries())
          expect(Math.abs(part - shares[index]! / 100)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

it('takes a name apart by its sort name, else by its last word', () => {
  const person = { kind: 'person', sortName: '' } as const
  expect(writerName({ ...person, name: 'Ludwig van Beethoven', sortName: 'van Beethoven, Ludwig' })).toEqual({
    last: 'van Beethoven',
    first: 'Ludwig',
  })
  expect(writerName({ ...person, name: 'Luna Maria Vale' })).toEqual({ last: 'Vale', first: 'Luna Maria' })
  expect(writerName({ ...person, name: 'Björk' })).toEqual({ last: 'Björk', first: '' })
  expect(writerName({ ...person, kind: 'group', name: 'The Tide' })).toEqual({ last: 'The Tide', first: '' })
})

it('never divides a work between files, and never fills a file beyond its rows', () => {
  const works = fc.array(
    fc.integer({ min: 1, max: mlcRowsPerFile }).map((size) => ({ rows: Array(size).fill([]) as unknown[] })),
  )
  fc.assert(
    fc.property(works, (all) => {
      const files = mlcFiles(all)
      expect(files.flat()).toEqual(all)
      for (const file of files)
        expect(file.reduce((sum, { rows }) => sum + rows.length, 0)).toBeLessThanOrEqual(mlcRowsPerFile)
    }),
  )
})

it('has no rows for a work whose shares exceed the whole', () => {
  const writer = {
    partyId: 1,
    name: 'A B',
    creditedAs: '',
    role: 'composer',
    instrument: '',
    ipiName: '00494248817',
    kind: 'person',
    sortName: '',
  } as const
  const work = {
    id: 1,
    title: 'T',
    alternativeTitles: [],
    iswc: null,
    songCode: null,
    credits: [writer],
    recordings: [],
  }
  const over = mlcRows({ ...work, mechanical: [{ party: writer, share: 1_000_001 }] })
  expect(over.rows).toEqual([])
  expect(over.problems).toContainEqual(expect.objectContaining({ field: 'shares', severity: 'needed' }))
  expect(mlcRows({ ...work, mechanical: [{ party: writer, share: 1_000_000 }] }).rows).toHaveLength(1)
})

describe('who collects for whom', () => {
  const person = (partyId: number, name: string, role: string) =>
    ({
      partyId,
      name,
      creditedAs: '',
      role,
      instrument: '',
      ipiName: '00014107338',
      kind: 'person',
      sortName: '',
    }) as const
  const luna = person(1, 'Luna Vale', 'composer')
  const max = person(2, 'Max Roe', 'lyricist')
  const ida = person(3, 'Ida Storm', 'lyricist')
  const songs = person(4, 'Vale Songs', 'original-publisher')
  const harbour = person(5, 'Harbour Music', 'original-publisher')
  const pairs = (
    credits: Parameters<typeof mlcRows>[0]['credits'],
    collectors: (typeof credits)[number][],
  ) => {
    const mechanical = collectors.map((party) => ({ party, share: 1_000_000 / collectors.length }))
    const work = { id: 1, title: 'T', alternativeTitles: [], iswc: null, songCode: null, recordings: [] }
    return mlcRows({ ...work, credits, mechanical }).rows.map(
      (cells) => `${cells[6] ?? ''} / ${cells[11] ?? ''}`,
    )
  }

  it('pairs a publisher with the writer it stands behind, whatever the order of the shares', () => {
    expect(pairs([luna, songs, max, harbour], [harbour, songs])).toEqual([
      'Roe / Harbour Music',
      'Vale / Vale Songs',
    ])
    expect(pairs([luna, songs, max, harbour], [songs, harbour])).toEqual([
      'Vale / Vale Songs',
      'Roe / Harbour Music',
    ])
  })

  it('pairs who collects for themselves with themselves, and others with who is left', () => {
    expect(pairs([luna, max, songs], [luna, songs])).toEqual(['Vale / Luna Vale', 'Roe / Vale Songs'])
    expect(pairs([songs, luna, max, ida], [ida, songs])).toEqual(['Storm / Ida Storm', 'Vale / Vale Songs'])
  })

  it('asks for a number where the person is, not the work', () => {
    const work = { id: 1, title: 'T', alternativeTitles: [], iswc: null, songCode: null, recordings: [] }
    const party = { ...songs, ipiName: null }
    const { problems } = mlcRows({
      ...work,
      credits: [luna, party],
      mechanical: [{ party, share: 1_000_000 }],
    })
    expect(problems.find(({ field }) => field === 'publisher IPI')).toMatchObject({
      subject: { type: 'party', id: 4, title: 'Vale Songs' },
      message: expect.stringContaining('“T”') as string,
    })
  })
})
