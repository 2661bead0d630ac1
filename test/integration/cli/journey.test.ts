import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isAsMade } from '../../../electron/cli/commands/bundle.ts'
import { verifyCodes } from '../../../shared/domain/evidence/verify-codes.ts'
import { lines, useCli } from './cli-run.ts'

const { refrain, file, folder, json } = useCli()

const catalogue =
  'title,artist,isrc,length,year\nHarbour Lights,Nova Tern,QZ9ZZ2100001,3:42,2021\nRopewalk,Nova Tern,,2:58,2021\n'
const listings =
  'id,isrc,title,artist,url\n' +
  'a,QZ9ZZ2100001,Harbour Lights,Nova Tern,https://files.example/song/1\n' +
  'b,,Ropewalk,Nova Tern,https://cdn.files.example/song/2\n' +
  'c,QZ9ZZ2100001,Harbour Lights,Nova Tern,https://otherfiles.example/song/3\n'

async function ok(...args: readonly string[]): Promise<string> {
  const ran = await refrain(...args)
  if (ran.code > 1) throw new Error(`${args.join(' ')} gave ${String(ran.code)}: ${ran.err}`)
  return ran.out
}

const idsOn = async (domain: string) =>
  lines(await ok('finding', 'list', '--domain', domain, '--json')).map((row) => (row as { id: number }).id)

beforeEach(async () => {
  await ok('init')
  await ok('catalog', 'import', file('mine.csv', catalogue))
  await ok('sweep', file('found.csv', listings))
})

describe('findings of a domain', () => {
  it('are those that a rule for it settles, subdomains included', async () => {
    const shown = await idsOn('files.example')
    expect(shown).toHaveLength(2)
    for (const spelling of ['https://www.Files.example/about', '*.files.example', 'FILES.EXAMPLE'])
      expect(await idsOn(spelling)).toEqual(shown)
    expect(await idsOn('cdn.files.example')).toHaveLength(1)
    const rule = ['rule', 'add', '--kind', 'domain', '--value', 'files.example'] as const
    expect(await json(0, ...rule, '--dry-run')).toEqual({ wouldSettle: 2 })
    expect(await json(0, ...rule)).toMatchObject({ settled: 2 })
    const settled = await ok('finding', 'list', '--state', 'authorized', '--json')
    expect(lines(settled).map((row) => (row as { id: number }).id)).toEqual(shown)
  })
})

describe('before a sweep and after', () => {
  it('says how a listing file is read, and counts what was found', async () => {
    expect(await json(0, 'sweep', '--dry-run', file('more.csv', listings))).toMatchObject([
      { fileName: 'more.csv', format: 'csv', fields: { isrc: 'isrc', title: 'title', url: 'url' } },
    ])
    expect(await json(0, 'finding', 'count')).toEqual({
      states: { new: 3, confirmed: 0, authorized: 0, dismissed: 0, monitor: 0 },
      domains: [
        { domain: 'files.example', count: 2 },
        { domain: 'cdn.files.example', count: 1 },
        { domain: 'otherfiles.example', count: 1 },
      ],
    })
  })
})

describe('recordings', () => {
  it('are edited field by field, and the edit is undone', async () => {
    const id = String(
      (lines(await ok('catalog', 'list', '--search', 'ropewalk', '--json'))[0] as { id: number }).id,
    )
    const edited = await json(
      0,
      'recording',
      'edit',
      '--id',
      id,
      '--set',
      'duration=4:05',
      '--set',
      'Registration_Number=SR 857-123',
      '--set',
      'year=',
    )
    expect(edited).toMatchObject({
      title: 'Ropewalk',
      durationMs: 245_000,
      year: null,
      registrationNumber: expect.stringContaining('857') as string,
    })
    await ok('undo')
    expect(await json(0, 'recording', 'show', id)).toMatchObject({
      durationMs: 178_000,
      year: 2021,
      registrationNumber: null,
    })
    await ok('redo')
    expect(await json(0, 'recording', 'show', id)).toMatchObject({ durationMs: 245_000 })
  })

  it('and releases are added, shown and deleted', async () => {
    const { releaseId } = (await json(
      0,
      'release',
      'add',
      '--set',
      'title=Tides',
      '--set',
      'release-date=2024-05',
    )) as { releaseId: number }
    const added = await json(
      0,
      'recording',
      'add',
      '--set',
      'title=New',
      '--set',
      'artist=Nova Tern',
      '--release',
      String(releaseId),
    )
    const { id } = added as { id: number }
    expect(await json(0, 'release', 'show', String(releaseId))).toMatchObject({
      releaseDate: '2024-05',
      tracks: [{ id }],
    })
    await ok('release', 'edit', '--id', String(releaseId), '--set', 'label=Northlight')
    expect(lines(await ok('release', 'list', '--json'))).toMatchObject([
      { title: 'Tides', label: 'Northlight', tracks: 1 },
    ])
    await ok('recording', 'delete', '--id', String(id))
    await ok('release', 'delete', String(releaseId))
    expect(await ok('release', 'list', '--json')).toBe('')
  })
})

describe('the profile', () => {
  it('keeps what it had when a value is refused, and clears what may be empty', async () => {
    await ok(
      'profile',
      'set',
      '--legal-name',
      'Ana Valera',
      '--email',
      'ana@example.org',
      '--phone',
      '+44 23 9200 0000',
    )
    expect((await refrain('profile', 'set', '--country', 'Portugal', '--email', 'ana@example')).code).toBe(2)
    await ok('profile', 'set', '--phone', '')
    expect(await json(0, 'profile', 'show')).toMatchObject({
      legalName: 'Ana Valera',
      email: 'ana@example.org',
      phone: '',
      country: '',
    })
  })
})

describe('cases', () => {
  const grouped = async (): Promise<string> => {
    await ok('finding', 'decide', '--decision', 'confirm', '--domain', 'files.example')
    const { caseIds } = (await json(0, 'case', 'group')) as { caseIds: number[] }
    expect(caseIds.length).toBeGreaterThan(0)
    return String(caseIds[0])
  }

  it('lose the items taken out, and undo puts them back', async () => {
    const caseId = await grouped()
    const items = async () =>
      ((await json(0, 'case', 'show', caseId)) as { itemsList: { findingId: number }[] }).itemsList.map(
        ({ findingId }) => findingId,
      )
    const before = await items()
    const [first] = before
    await ok('case', 'remove-items', '--case', caseId, '--finding', String(first))
    expect(await items()).toEqual(before.slice(1))
    expect(await json(0, 'finding', 'show', String(first))).toMatchObject({ state: 'new', caseId: null })
    expect((await refrain('case', 'remove-items', '--case', caseId, '--finding', String(first))).code).toBe(3)
    await ok('undo')
    expect((await items()).toSorted()).toEqual(before.toSorted())
  })

  it('answer for the items that are named', async () => {
    const caseId = await grouped()
    const detail = (await json(0, 'case', 'show', caseId)) as { itemsList: { findingId: number }[] }
    const [first] = detail.itemsList
    await ok('case', 'items', '--case', caseId, '--finding', String(first?.findingId), '--right', 'both')
    const after = (await json(0, 'case', 'show', caseId)) as { itemsList: { rightHeld: string }[] }
    expect(after.itemsList.filter(({ rightHeld }) => rightHeld === 'both')).toHaveLength(1)
  })

  it('give bundles whose every change ends the check with 1', async () => {
    const caseId = await grouped()
    const out = join(folder(), 'evidence')
    const made = (await json(0, 'bundle', 'export', '--case', caseId, '--out', out)) as {
      name: string
      folder: string
      zip: string
    }
    expect((await refrain('bundle', 'verify', made.folder)).code).toBe(0)
    expect((await refrain('bundle', 'verify', made.zip)).code).toBe(0)
    const copy = (name: string) => {
      const to = join(folder(), name, made.name)
      cpSync(made.folder, to, { recursive: true })
      return to
    }
    const renamed = join(folder(), 'renamed-bundle')
    cpSync(made.folder, renamed, { recursive: true })
    const changed = copy('changed')
    writeFileSync(join(changed, 'README.txt'), 'other words\n')
    const added = copy('added')
    writeFileSync(join(added, 'data', 'extra.txt'), 'extra\n')
    const cut = file('cut.zip', readFileSync(made.zip).subarray(0, 2000))
    for (const path of [renamed, changed, added, cut, folder(), file('no.zip', 'no zip')]) {
      const ran = await refrain('bundle', 'verify', path)
      expect(ran.code, path).toBe(1)
      expect(ran.out).toContain('NOT AS IT WAS MADE')
    }
    expect((await refrain('bundle', 'verify', renamed)).out).toContain('container-renamed')
  })
})

describe('the verdict of a check', () => {
  it.each(Object.entries(verifyCodes))('%s (%s)', (code, severity) => {
    const findings = [{ code, severity, path: '', message: '' }]
    const report = { integrity: 'intact', signature: 'missing', timestamp: 'missing', findings } as const
    expect(isAsMade(report)).toBe(severity === 'info')
  })

  it('is no better than each of its answers', () => {
    const sound = { integrity: 'intact', signature: 'missing', timestamp: 'missing', findings: [] } as const
    expect(isAsMade(sound)).toBe(true)
    expect(isAsMade({ ...sound, integrity: 'changed' })).toBe(false)
    expect(isAsMade({ ...sound, integrity: 'unreadable' })).toBe(false)
    expect(isAsMade({ ...sound, signature: 'invalid' })).toBe(false)
    expect(isAsMade({ ...sound, timestamp: 'invalid' })).toBe(false)
  })
})

describe('what the workspace keeps', () => {
  it('is listed: sweeps, jobs, backups, blocks, custody', async () => {
    await ok('isrc', 'block', '--prefix', 'QZABC', '--from', '10', '--to', '19')
    expect(await json(0, 'sweeps')).toMatchObject([{ id: 1, state: 'done', findings: 3 }])
    expect(await json(0, 'sweeps', '1')).toMatchObject({
      files: [{ fileName: 'found.csv' }],
      malformedRows: [],
    })
    const jobs = (await json(0, 'job', 'list')) as { kind: string; state: string }[]
    expect(jobs.map(({ kind }) => kind)).toEqual(['sweep', 'import.commit', 'import.preview'])
    expect(new Set(jobs.map(({ state }) => state))).toEqual(new Set(['done']))
    expect(await json(0, 'isrc', 'blocks')).toMatchObject([{ prefix: 'QZABC', from: 10, to: 19 }])
    expect(((await json(0, 'backup', '--list')) as unknown[]).length).toBeGreaterThan(0)
    expect(lines(await ok('custody', 'list', '--json')).length).toBeGreaterThan(1)
    await ok('isrc', 'remove-block', '1')
    expect(await json(0, 'isrc', 'blocks')).toEqual([])
  })
})
