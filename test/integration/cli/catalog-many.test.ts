import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { useCli } from './cli-run.ts'

const { refrain, folder } = useCli()
beforeEach(async () => {
  expect((await refrain('init')).code).toBe(0)
  const path = join(folder(), 'c.csv')
  writeFileSync(
    path,
    'Title,Artist,ISRC,Year\nHarbour Lights,Vela,USS1Z9900001,2026\nRopewalk,Vela,,\nWinter,Orion,,\n',
  )
  expect((await refrain('catalog', 'import', path)).code).toBe(0)
})

const titles = async (...args: readonly string[]) =>
  (await refrain('catalog', 'list', ...args)).out
    .trim()
    .split('\n')
    .map((line) => line.split('\t')[2])

it('catalog filter keeps a filter by name, catalog list uses it', async () => {
  expect((await refrain('catalog', 'filter', 'save', '--name', 'No code', '--missing-isrc')).code).toBe(0)
  expect(await titles('--filter', 'No code')).toEqual(['Ropewalk', 'Winter'])
  expect(await titles('--filter', 'No code', '--search', 'winter')).toEqual(['Winter'])
  const listed = await refrain('catalog', 'filter', 'list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject([
    { name: 'No code', filter: { missingIsrc: true, missing: [] } },
  ])
  expect((await refrain('catalog', 'filter', 'delete', '--name', 'No code')).code).toBe(0)
  const gone = await refrain('catalog', 'list', '--filter', 'No code')
  expect(gone.code).toBe(3)
  expect(gone.err).toContain('No filter is called “No code”')
})

it('catalog set shows what would change, changes it, and undo takes it back', async () => {
  const args = [
    'catalog',
    'set',
    '--missing-isrc',
    '--set',
    'year=2024',
    '--set',
    'artist=Vela',
    '--json',
  ] as const
  const tried = await refrain(...args, '--dry-run')
  expect(JSON.parse(tried.out)).toMatchObject({ recordings: 2, total: 3, dryRun: true })
  expect((await refrain('recording', 'show', '2', '--json')).out).toContain('"year": null')
  expect(JSON.parse((await refrain(...args)).out)).toMatchObject({ recordings: 2, total: 3, dryRun: false })
  expect(await titles('--search', 'vela')).toHaveLength(3)
  expect(JSON.parse((await refrain(...args)).out)).toMatchObject({ total: 0 })
  expect((await refrain('undo')).code).toBe(0)
  expect(await titles('--search', 'vela')).toEqual(['Harbour Lights', 'Ropewalk'])
})

it('catalog set wants to know which recordings, one way', async () => {
  expect((await refrain('catalog', 'set', '--set', 'year=2024')).code).toBe(2)
  expect((await refrain('catalog', 'set', '--id', '1', '--search', 'x', '--set', 'year=2024')).code).toBe(2)
  const title = await refrain('catalog', 'set', '--id', '1,2', '--set', 'title=Same')
  expect(title.code).toBe(2)
  expect(title.err).toContain('The fields are: version, artist')
})

it('catalog identifiers notes, marks and removes further codes', async () => {
  const code = ['--recording', '1', '--code', 'us-s1z-99-00009'] as const
  const noted = await refrain(
    'catalog',
    'identifiers',
    'add',
    ...code,
    '--source',
    'old distributor',
    '--json',
  )
  const { identifierId } = JSON.parse(noted.out) as { identifierId: number }
  const list = async () =>
    JSON.parse((await refrain('catalog', 'identifiers', 'list', '--recording', '1', '--json')).out) as unknown
  expect(await list()).toMatchObject([{ value: 'USS1Z9900009', state: 'alias', source: 'old distributor' }])
  const id = String(identifierId)
  expect((await refrain('catalog', 'identifiers', 'mark', '--id', id, '--state', 'erroneous')).code).toBe(0)
  expect(await list()).toMatchObject([{ state: 'erroneous' }])
  expect((await refrain('catalog', 'identifiers', 'remove', '--id', id)).code).toBe(0)
  expect(await list()).toEqual([])
  expect(
    (await refrain('catalog', 'identifiers', 'add', '--recording', '1', '--code', 'nonsense')).code,
  ).toBe(2)
})
