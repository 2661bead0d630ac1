import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasOpenssl, openAuthority } from '../../support/local-authority.ts'
import { openSeed } from '../../support/seed.ts'
import { useCli } from './cli-run.ts'

const { refrain, json, file, folder } = useCli()
const passphrase = 'several words and more'

/** A workspace with one case, in which nothing else is. */
async function prepared(): Promise<string> {
  await json(0, 'init')
  const seed = openSeed(join(folder(), 'workspace'))
  try {
    seed.db.exec(
      `INSERT INTO provider (id, name, domains, source, checked_on, confidence) VALUES (9001, 'P', '[]', 't', '2026-01-01', 'low');
       INSERT INTO enforcement_case (id, provider_id, title, state, opened_at) VALUES (1, 9001, 'C', 'draft', '2026-01-02T00:00:00.000Z')`,
    )
  } finally {
    seed.close()
  }
  return file('pass.txt', `${passphrase}\n`)
}

describe('signing', () => {
  test('a key is made under a passphrase, signs, is exported, and pins whose bundles are accepted', async () => {
    const pass = await prepared()
    const out = join(folder(), 'out')
    expect(await refrain('signing', 'new')).toMatchObject({ code: 3 })
    await json(0, 'signing', 'new', '--passphrase-file', pass)
    const refused = await refrain('bundle', 'export', '--case', '1', '--out', out)
    expect(refused).toMatchObject({ code: 3 })
    expect(refused.err).toMatch(/signing key is locked/)
    expect(existsSync(out)).toBe(false)
    const wrong = file('wrong.txt', 'something else entirely')
    expect(
      await refrain('bundle', 'export', '--case', '1', '--out', out, '--passphrase-file', wrong),
    ).toMatchObject({ code: 3 })
    const made = (await json(
      0,
      'bundle',
      'export',
      '--case',
      '1',
      '--out',
      out,
      '--passphrase-file',
      pass,
    )) as { zip: string }
    const keys = join(folder(), 'keys')
    await json(0, 'signing', 'export', keys)
    expect(await json(0, 'bundle', 'verify', made.zip, '--signers', keys)).toMatchObject({
      signature: 'valid',
    })
    expect(await json(0, 'bundle', 'verify', made.zip)).toMatchObject({ signature: 'unknown' })
    await json(0, 'signing', 'new', '--replace', '--passphrase-file', pass)
    const state = (await json(0, 'signing', 'show')) as { key: { publicKey: string }; retired: unknown[] }
    expect(state.retired).toHaveLength(1)
    const other = file('other', `x ${state.key.publicKey}\n`)
    expect(await json(1, 'bundle', 'verify', made.zip, '--signers', other)).toMatchObject({
      signature: 'invalid',
    })
    expect(await refrain('bundle', 'verify', made.zip, '--signers', pass)).toMatchObject({ code: 3 })
    expect(await json(0, 'bundle', 'export', '--case', '1', '--out', out, '--unsigned')).toMatchObject({
      signedBy: null,
    })
  })

  test('the passphrase is changed, and keys of others are known and forgotten', async () => {
    const pass = await prepared()
    await json(0, 'signing', 'new', '--passphrase-file', pass)
    const next = file('next.txt', 'another set of words')
    await json(0, 'signing', 'passphrase', '--passphrase-file', pass, '--new-file', next)
    expect(
      await refrain('signing', 'passphrase', '--passphrase-file', pass, '--new-file', next),
    ).toMatchObject({ code: 3 })
    const key = file(
      'mara.pub',
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH mara',
    )
    expect(await json(0, 'signing', 'know', 'Mara', key)).toMatchObject({ known: [{ name: 'Mara' }] })
    expect(await json(0, 'signing', 'forget', key)).toMatchObject({ known: [] })
    expect(readFileSync(join(folder(), 'workspace', 'refrain.sqlite3')).includes(passphrase)).toBe(false)
  })
})

describe('checks of what is stored', () => {
  test('name nothing in a sound workspace', async () => {
    await prepared()
    expect(await json(0, 'evidence', 'checked')).toMatchObject({ last: null })
    expect(await json(0, 'evidence', 'recheck')).toMatchObject({ problems: [], custody: { problems: [] } })
    expect(await json(0, 'evidence', 'checked')).toMatchObject({ last: { report: { problems: [] } } })
  })
})

describe.skipIf(!hasOpenssl)('time stamps', () => {
  test('an authority is named, gives tokens, and is removed; every request is listed', async () => {
    await prepared()
    const authority = await openAuthority()
    try {
      expect(await json(0, 'timestamps', 'run')).toEqual({ stamped: 0, waiting: 0 })
      await json(0, 'timestamps', 'add', authority.url, '--root', authority.rootPath, '--name', 'Local')
      const out = join(folder(), 'out')
      const made = (await json(0, 'bundle', 'export', '--case', '1', '--out', out)) as { zip: string }
      expect(made).toMatchObject({ timestamps: 1, timestampsAwaited: 0 })
      expect(await json(0, 'bundle', 'verify', made.zip, '--root', authority.rootPath)).toMatchObject({
        timestamp: 'valid',
      })
      expect((await refrain('timestamps', 'list')).out).toMatch(/case:1\tLocal\t20/)
      expect((await refrain('requests')).out.trim().split('\n')).toHaveLength(2)
      expect((await refrain('timestamps', 'authorities')).out).toContain('Test Authority Root')
      await json(0, 'timestamps', 'remove', '1')
      expect(await json(0, 'timestamps', 'authorities')).toEqual({ authorities: [] })
    } finally {
      await authority.close()
    }
  })
})
