import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { useCli } from './cli-run.ts'

const { refrain, folder } = useCli()
beforeEach(async () => {
  expect((await refrain('init')).code).toBe(0)
  const table =
    'Title,Artist,ISRC,Year,Duration\nHarbour Lights,Vela,USS1Z9900001,2026,3:01\nRopewalk,Vela,,,\n'
  expect((await refrain('catalog', 'import', file('c.csv', table))).code).toBe(0)
})

function file(name: string, content: string): string {
  const path = join(folder(), name)
  writeFileSync(path, content)
  return path
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

it('catalog check says per recording what is missing, sums up, and exits 1 while there are defects', async () => {
  const all = await refrain('catalog', 'check')
  expect(all.code).toBe(1)
  expect(all.out).toMatch(/USS1Z9900001\tHarbour Lights\tVela\tRIGHT, ownership, registration/)
  expect(all.out).toContain('2 recordings, 2 not ready for a notice.')
  expect(all.out).toMatch(/^isrc +1 +ISRC$/m)
  const some = await refrain('catalog', 'check', '--missing', 'isrc,year', '--json')
  expect(some.code).toBe(1)
  expect(lines(some.out)).toMatchObject([
    { title: 'Ropewalk', isrc: null, needed: ['right'] },
    { summary: { recordings: 2, blocked: 2, counts: { isrc: 1, right: 2 } } },
  ])
  expect((await refrain('catalog', 'check', '--missing', 'melody')).code).toBe(2)
})

it('works, parties, shares, registrations and documents go in and come out', async () => {
  expect(
    (
      await refrain(
        'work',
        'add',
        '--title',
        'Song',
        '--iswc',
        'T-034.524.680-1',
        '--writer',
        'Ada',
        '--recording',
        '1',
      )
    ).code,
  ).toBe(0)
  expect(
    (await refrain('work', 'edit', '1', '--writer', 'Bo', '--aka', 'Air', '--language', 'en')).code,
  ).toBe(0)
  expect((await refrain('work', 'list', '--search', 'air')).out).toMatch(
    /T-034\.524\.680-1 +Song +Ada, Bo +1/,
  )
  expect((await refrain('work', 'add', '--title', 'X', '--iswc', 'T1')).code).toBe(2)

  const uneven = await refrain(
    'split',
    'set',
    'recording:1',
    'Ada=33.33',
    'Bo=33.33',
    'Cy=33.33',
    '--state',
    'agreed',
  )
  expect(uneven.code).toBe(2)
  expect(uneven.err).toContain('99.99 %')
  expect((await refrain('split', 'set', 'recording:1', 'Ada=half')).code).toBe(2)
  expect((await refrain('split', 'set', 'album:1', 'Ada')).code).toBe(2)
  expect((await refrain('split', 'set', 'recording:1', 'Ada', 'Bo', 'Cy', '--state', 'agreed')).code).toBe(0)
  expect((await refrain('split', 'list', 'recording:1')).out).toMatch(
    /master +agreed +WW +\.\. +33\.3334 % +Ada/,
  )

  expect((await refrain('party', 'merge', '1', '2')).code).toBe(0)
  expect((await refrain('party', 'list', '--search', 'bo')).out).toMatch(/1 +Ada +person/)
  expect((await refrain('split', 'list', 'recording:1')).out).toContain('66.6667 %')
  const thirds = ['Ann=1/3', 'Bob=1/3', 'Dee=1/3', '--state', 'agreed', '--territory', 'DE']
  expect((await refrain('split', 'set', 'recording:2', ...thirds)).code).toBe(0)
  expect((await refrain('split', 'list', 'recording:2')).out).toMatch(/agreed +DE .*33\.3334 % +Ann/)

  expect(
    (
      await refrain(
        'registration',
        'add',
        'sr 320-918',
        '--for',
        'recording:1',
        '--for',
        'recording:2',
        '--effective',
        '2026-04-01',
      )
    ).code,
  ).toBe(0)
  expect((await refrain('registration', 'list')).out).toMatch(
    /US-CO +SR 320-918 +registered +2026-04-01 +Harbour Lights, Ropewalk/,
  )

  const deed = file('deed.txt', 'a deed')
  expect(
    (
      await refrain(
        'document',
        'add',
        deed,
        '--kind',
        'contract',
        '--for',
        'recording:1',
        '--dated',
        '2026-01-31',
      )
    ).code,
  ).toBe(0)
  expect((await refrain('document', 'list', '--json')).out).toContain('"kind": "contract"')
  const out = join(folder(), 'copy.txt')
  expect((await refrain('document', 'export', '1', '--out', out)).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toBe('a deed')

  const left = await refrain(
    'catalog',
    'check',
    '--missing',
    'ownership,splits,writers,registration',
    '--json',
  )
  expect(lines(left.out).slice(0, -1)).toMatchObject([{ title: 'Ropewalk' }])
  expect((await refrain('catalog', 'check', '--missing', 'registration')).code).toBe(0)
})
