import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { catalogueFile } from '../../../shared/domain/export/catalogue-json.ts'
import { openCatalogueSeed, seedFullCatalogue } from './full-catalogue.ts'
import { useCli } from '../cli/cli-run.ts'

const { refrain, folder } = useCli()

beforeEach(async () => {
  await refrain('init')
  const seed = openCatalogueSeed(join(folder(), 'workspace'))
  seedFullCatalogue(seed)
  seed.close()
})

const path = (name: string) => join(folder(), name)

it('writes each format where it is told, and exits 0', async () => {
  for (const [format, name] of [
    ['csv', 'c.csv'],
    ['xlsx', 'c.xlsx'],
    ['json', 'c.json'],
    ['mlc-match', 'm.csv'],
    ['mlc', 'm.xlsx'],
  ] as const) {
    const ran = await refrain('catalog', 'export', '--format', format, '--out', path(name), '--json')
    expect([format, ran.code, ran.err]).toEqual([format, 0, ''])
    const result = JSON.parse(ran.out) as { files: { path: string; sha256: string }[] }
    expect(result.files.map((file) => file.path)).toEqual([path(name)])
  }
  const folders = await refrain('catalog', 'export', '--format', 'ern43', '--out', path('ern'))
  expect(folders.code).toBe(0)
  expect(readdirSync(path('ern'))).toHaveLength(2)
})

it('with - writes text to standard output, the file itself and nothing else', async () => {
  const csv = await refrain('catalog', 'export', '--out', '-')
  expect(csv).toMatchObject({ code: 0, err: '' })
  expect(csv.out).toMatch(/^Title,Version,Artist,ISRC/)
  const json = await refrain('catalog', 'export', '--format', 'json', '--out', '-')
  expect(catalogueFile.parse(JSON.parse(json.out)).releases).toHaveLength(2)
  const ern = await refrain('catalog', 'export', '--format', 'ern43', '--release', '1', '--out', '-')
  expect(ern.code).toBe(0)
  expect(ern.out).toContain('<ern:NewReleaseMessage')
  expect(ern.err).toContain('sender DPID')
  expect((await refrain('catalog', 'export', '--format', 'xlsx', '--out', '-')).code).toBe(2)
})

it('refuses to replace a file without --force', async () => {
  writeFileSync(path('c.csv'), 'mine')
  const refused = await refrain('catalog', 'export', '--out', path('c.csv'))
  expect(refused.code).toBe(3)
  expect(refused.err).toContain('is there already')
  expect(readFileSync(path('c.csv'), 'utf8')).toBe('mine')
  expect((await refrain('catalog', 'export', '--out', path('c.csv'), '--force')).code).toBe(0)
  expect(readFileSync(path('c.csv'), 'utf8')).not.toBe('mine')
})

it('exits 1 when something was left out, 2 without a place, and says with --check what is missing', async () => {
  const left = await refrain('catalog', 'export', '--format', 'soundexchange', '--out', path('se.xlsx'))
  expect(left.code).toBe(1)
  expect(left.out).toContain('left out')
  expect((await refrain('catalog', 'export', '--format', 'csv')).code).toBe(2)
  expect((await refrain('catalog', 'export', '--format', 'docx', '--out', path('x'))).code).toBe(2)
  const check = await refrain('catalog', 'export', '--format', 'ern43', '--release', '2', '--check', '--json')
  expect(check.code).toBe(1)
  expect(JSON.parse(check.out)).toMatchObject({ format: 'ern43', subjects: 1 })
})

it('takes a catalogue file back in, after a dry run that changes nothing', async () => {
  await refrain('catalog', 'export', '--format', 'json', '--out', path('c.json'))
  const other = ['--workspace', path('other')]
  await refrain('init', ...other)
  const tried = await refrain(
    'catalog',
    'import',
    path('c.json'),
    '--format',
    'refrain',
    '--dry-run',
    ...other,
  )
  expect(tried).toMatchObject({ code: 0 })
  expect(tried.out).toContain('nothing was written')
  expect((await refrain('catalog', 'list', ...other)).out).toBe('')
  expect((await refrain('catalog', 'import', path('c.json'), '--format', 'refrain', ...other)).code).toBe(0)
  await refrain('catalog', 'export', '--format', 'json', '--out', path('d.json'), ...other)
  expect(readFileSync(path('d.json')).equals(readFileSync(path('c.json')))).toBe(true)
  const bad = await refrain('catalog', 'import', path('ern'), '--format', 'refrain', ...other)
  expect(bad.code).toBe(3)
})
