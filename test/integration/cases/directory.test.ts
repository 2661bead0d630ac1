import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testResources } from '../../support/resources.ts'
import { type ProviderDirectory, providerDirectory } from '../../../shared/domain/notices/providers.ts'
import { casesFor } from '../../support/cases.ts'
import { openTestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'

let folder: string
let data: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-directory-'))
  data = join(folder, 'data')
  cpSync(testResources().data, data, { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function editDirectory(edit: (directory: ProviderDirectory) => ProviderDirectory): void {
  const file = join(data, 'providers.json')
  const directory = providerDirectory.parse(JSON.parse(readFileSync(file, 'utf8')))
  writeFileSync(file, JSON.stringify(edit(directory)))
}

const open = () =>
  openTestCore({ workspace: join(folder, 'workspace'), resources: { ...testResources(), data } })

async function providers(): Promise<readonly { name: string; email: string | null; source: string }[]> {
  const core = await open()
  const seed = openSeed(core.folder)
  const rows = seed.db.prepare('SELECT name, email, source FROM provider').all()
  seed.close()
  await core.close()
  return rows as { name: string; email: string | null; source: string }[]
}

describe('the provider directory', () => {
  it('is in a new workspace, once, however often it is opened', async () => {
    expect(await providers()).toHaveLength(92)
    expect(await providers()).toHaveLength(92)
  })

  it('brings its entries up to date when it is newer, and only then', async () => {
    await providers()
    const changeBandcamp = (directory: ProviderDirectory): ProviderDirectory => ({
      ...directory,
      providers: directory.providers.map((entry) =>
        entry.name === 'Bandcamp' ? { ...entry, email: 'new@bandcamp.com' } : entry,
      ),
    })
    const bandcamp = async () => (await providers()).find(({ name }) => name === 'Bandcamp')?.email
    editDirectory(changeBandcamp)
    expect(await bandcamp()).toBe('copyright@bandcamp.com')
    editDirectory((directory) => ({ ...directory, checkedOn: '2027-01-31' }))
    expect(await bandcamp()).toBe('new@bandcamp.com')
  })

  it('leaves alone what the artist added, and takes over placeholders', async () => {
    const core = await open()
    const seed = openSeed(core.folder)
    const [placeholder] = await casesFor(core, seed, ['https://files.tunevault.example/d/1/song.mp3'])
    seed.db
      .prepare(
        `INSERT INTO provider (name, domains, email, source, checked_on, confidence)
         VALUES ('My host', '["myhost.example"]', 'me@myhost.example', 'my own', '2026-11-22', 'high')`,
      )
      .run()
    seed.db
      .prepare("INSERT INTO provider_domain SELECT 'myhost.example', id FROM provider WHERE name = 'My host'")
      .run()
    seed.close()
    await core.close()
    editDirectory((directory) => {
      const [first] = directory.providers
      if (!first) throw new Error('empty directory')
      return {
        ...directory,
        checkedOn: '2027-01-31',
        providers: [
          ...directory.providers,
          { ...first, name: 'My host', domains: ['myhost.example'], email: 'other@myhost.example' },
          { ...first, name: 'TuneVault', domains: ['tunevault.example', 'files.tunevault.example'] },
        ],
      }
    })
    const again = await open()
    const seeded = openSeed(again.folder)
    const mine = seeded.db.prepare("SELECT email FROM provider WHERE name = 'My host'").pluck().all()
    expect(mine).toEqual(['me@myhost.example'])
    expect((await again.call('cases.get', { caseId: placeholder?.id ?? 0 })).providerName).toBe(
      'files.tunevault.example',
    )
    const [next] = await casesFor(again, seeded, ['https://files.tunevault.example/d/2/song.mp3'])
    expect(next?.providerName).toBe('TuneVault')
    seeded.close()
    await again.close()
  })
})
