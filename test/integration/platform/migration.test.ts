import BetterSqlite, { type Database } from 'better-sqlite3'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorkspace } from '../../../electron/core/platform/open-workspace.ts'
import { testResources } from '../../support/resources.ts'
import { openTestCore } from '../../support/core.ts'
import { openSeed } from '../../support/seed.ts'

const { migrations } = testResources()
const newest = readdirSync(migrations).length
const at = '2026-11-20T10:00:00.000Z'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-migration-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A workspace as the first version left it, with something in every table that the artist fills. */
function seedVersion1(workspace: string): void {
  const first = join(folder, 'version-1')
  mkdirSync(first)
  copyFileSync(join(migrations, '0001_init.sql'), join(first, '0001_init.sql'))
  openWorkspace({
    folder: workspace,
    create: true,
    migrations: first,
    sqliteBinding: null,
    appVersion: '1.0.0',
    now: () => at,
  }).close()
  const seed = openSeed(workspace)
  try {
    const id = seed.recording('Second Song', { rightHeld: 'unknown', version: 'Live' })
    seed.finding({ recordingId: id })
    const { db } = seed
    db.exec(`UPDATE recording SET missing = 7, registration_number = 'SR0000320918', notes = 'kept';
      INSERT INTO profile (id, legal_name, artist_name, role, updated_at) VALUES (1, 'Vera Lane', 'Luna Vale', 'owner', '${at}');
      INSERT INTO release (title, gtin, gtin14, release_date, title_key, created_at, updated_at)
        VALUES ('Nightfall', '0094634396028', '00094634396028', '2024', 'nightfall', '${at}', '${at}');
      INSERT INTO track (release_id, recording_id, disc, number) VALUES (1, 1, 1, 3);
      INSERT INTO identifier (recording_id, scheme, value, raw, source, state, created_at)
        VALUES (1, 'isrc', 'USS1Z9900001', 'us-s1z-99-00001', 'file', 'alias', '${at}');
      INSERT INTO isrc_block (prefix, range_from, range_to, created_at) VALUES ('USS1Z', 0, 999, '${at}');
      INSERT INTO isrc_ledger (isrc, state, recording_id, at) VALUES ('USS1Z2600001', 'assigned', 1, '${at}');
      INSERT INTO setting (key, value) VALUES ('appearance', '"dark"')`)
    const step = db.prepare("INSERT INTO undo_entry (label, changes, state, at) VALUES (?, ?, 'done', ?)")
    const changes = (table: string, before: object, after: object) =>
      JSON.stringify({ rows: [{ table, id: 1, before, after }], effects: [], touched: ['recordings'] })
    const [oldTitle, newTitle] = [{ title: 'Old Name' }, { title: 'Harbour Lights' }]
    step.run('Edit recording', changes('recording', oldTitle, newTitle), at)
    const [oldName, newName] = [{ artist_name: 'Luna' }, { artist_name: 'Luna Vale' }]
    step.run('Edit profile', changes('profile', oldName, newName), at)
  } finally {
    seed.close()
  }
}

/** Every row of every table of the first version, in the columns it had. */
function contentOf(db: Database, columns: ReadonlyMap<string, readonly string[]>): Record<string, unknown[]> {
  return Object.fromEntries(
    [...columns].map(([table, names]) => {
      return [table, db.prepare(`SELECT ${names.join(', ')} FROM ${table} ORDER BY 1, 2`).all()]
    }),
  )
}

function columnsOf(db: Database): Map<string, string[]> {
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%search%' AND name <> 'meta'",
    )
    .pluck()
    .all() as string[]
  return new Map(
    tables.map((table) => {
      const names = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]
      return [table, names.filter((name) => !(table === 'recording' && name === 'missing'))]
    }),
  )
}

describe('a workspace of the first version', () => {
  it('keeps everything, gains the new columns, counts what is needed, and is backed up first', async () => {
    const workspace = join(folder, 'workspace')
    seedVersion1(workspace)
    const old = new BetterSqlite(join(workspace, 'refrain.sqlite3'), { readonly: true })
    const columns = columnsOf(old)
    const before = contentOf(old, columns)
    old.close()
    expect(before.recording).toHaveLength(2)

    const core = await openTestCore({ workspace, create: false })
    try {
      const now = new BetterSqlite(join(workspace, 'refrain.sqlite3'), { readonly: true })
      const { provider: _p, provider_domain: _d, ...after } = contentOf(now, columns)
      now.close()
      const { provider: _oldP, provider_domain: _oldD, ...expected } = before
      // A step on a recording knows nothing of its search key: taken back, it would leave a row that cannot be found.
      const steps = expected.undo_entry?.filter(
        (step) => (step as { label: string }).label === 'Edit profile',
      )
      expect(steps).toHaveLength(1)
      expect(after).toEqual({ ...expected, undo_entry: steps })

      const { rows } = await core.call('recordings.list', { search: 'second' })
      expect(rows).toMatchObject([{ title: 'Second Song', missing: 1, findings: 1 }])
      const detail = await core.call('recordings.get', { recordingId: 1 })
      expect(detail).toMatchObject({
        title: 'Harbour Lights',
        parentId: null,
        publishedOn: null,
        country: '',
        explicit: 'unknown',
        tracks: [{ releaseTitle: 'Nightfall', number: 3, alsoSingle: 'unknown', titleOverride: '' }],
        identifiers: [{ value: 'USS1Z9900001', state: 'alias' }],
      })
      expect((await core.call('recordings.list', { search: 'harbour' })).rows[0]?.missing).toBe(0)
      expect(await core.call('releases.get', { releaseId: 1 })).toMatchObject({
        type: '',
        catalogueNumber: '',
      })
      expect((await core.call('undo.undo', {})).label).toBe('Edit profile')
      expect((await core.call('profile.get', {})).profile?.artistName).toBe('Luna')
    } finally {
      await core.close()
    }
    expect(
      readdirSync(join(workspace, 'backups')).some((name) =>
        name.includes(`before-version-${String(newest)}`),
      ),
    ).toBe(true)
  })

  it('takes credits, shares and documents of a recording away with it when it goes outside of undo', async () => {
    const workspace = join(folder, 'workspace')
    seedVersion1(workspace)
    const core = await openTestCore({ workspace, create: false })
    const subject = { type: 'recording' as const, id: 1 }
    await core.call('contributions.add', { subject, party: { name: 'Luna Vale' }, role: 'main-artist' })
    await core.call('splits.set', {
      subject,
      rightKind: 'master',
      shares: [{ party: { name: 'Luna Vale' }, share: 1 }],
    })
    await core.call('registrations.add', { authority: 'PRO', number: '1', subjects: [subject] })
    await core.close()
    const db = new BetterSqlite(join(workspace, 'refrain.sqlite3'))
    db.exec('DELETE FROM recording WHERE id = 1')
    const left = ['contribution', 'split', 'registration_subject', 'track'].map((table) =>
      db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
    expect(left).toEqual([0, 0, 0, 0])
    expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    db.close()
  })
})
