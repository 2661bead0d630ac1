import BetterSqlite, { type Database } from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyDraft } from '../../../electron/core/catalog/import-apply.ts'
import { draftPath } from '../../../electron/core/catalog/import-draft.ts'
import { asRefrainError } from '../../../electron/core/platform/failures.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'
import { catalogueOf, commit, failure, importFile, keptRows, preview, temporaryFolder } from './support.ts'

const containing = (text: string): unknown => expect.stringContaining(text)

let core: TestCore
let folder: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  core = await openTestCore()
  folder = temporaryFolder()
})
afterEach(async () => {
  await core.dispose()
  folder.remove()
})

const header = 'Title,Artist,ISRC,Duration,Album,Track Number\n'
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index
    const code = String(n).padStart(7, '0')
    return `Song ${String(n)},Vela ${String(n % 40)},QZABC${code},3:${String(10 + (n % 50))},Album ${String(Math.floor(n / 10))},${String((n % 10) + 1)}\n`
  }).join('')
const large = (count: number) => folder.file('large.csv', header + rows(count))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const total = async () => (await core.call('recordings.list', { limit: 1 })).total
const stateOf = async (importId: number) => (await core.call('imports.get', { importId })).state

/** A second connection to the store, for looking at it and for what no procedure does. */
function withStore<T>(use: (db: Database) => T): T {
  const db = new BetterSqlite(join(core.folder, 'refrain.sqlite3'))
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** Throws when the search index disagrees with the recordings, or SQLite finds the file damaged. */
function expectSoundStore(): void {
  withStore((db) => {
    db.exec("INSERT INTO recording_search (recording_search, rank) VALUES ('integrity-check', 1)")
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
  })
}

const schemaOf = () =>
  withStore((db) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all())

describe('a commit', () => {
  it.each([
    ['a small one, index by index', 300],
    ['a large one, with the indexes built anew', 7000],
  ])('is one step that is undone as one: %s', async (_name, count) => {
    const { recordingId } = await core.call('recordings.create', { title: 'Song 3', artist: 'Vela 3' })
    const { releaseId } = await core.call('releases.create', { title: 'Album 0', artist: 'Vela 0' })
    await core.call('recordings.create', { title: 'Own', artist: 'Vela', releaseId })
    const before = await catalogueOf(core)
    const schema = schemaOf()

    const { importId, batch } = await importFile(core, large(count))
    expect(batch).toMatchObject({ state: 'committed', counts: { rows: count, create: count - 1, update: 1 } })
    expect(batch.committedAt).not.toBeNull()
    expect(await total()).toBe(count + 1)
    expect(await core.call('recordings.get', { recordingId })).toMatchObject({ isrc: 'QZABC0000003' })
    expect((await core.call('recordings.list', { search: 'song' })).total).toBe(count)
    expectSoundStore()
    expect(schemaOf()).toEqual(schema)
    expect(readdirSync(join(core.folder, 'temporary'))).toEqual([])
    expect((await core.call('recordings.get', { recordingId: recordingId + 5 })).importId).toBe(importId)

    const { undo } = await core.call('undo.state', {})
    expect(undo).toBe(`Import “large.csv” (${(count - 1).toLocaleString('en')} recordings)`)
    await core.call('undo.undo', {})
    expect(await stateOf(importId)).toBe('undone')
    expect(await catalogueOf(core)).toEqual(before)
    expectSoundStore()
    expect(schemaOf()).toEqual(schema)
    expect((await core.call('undo.state', {})).redo).toBeNull()

    const again = await importFile(core, large(count))
    expect(again.batch.counts).toMatchObject({ create: count - 1, update: 1 })
  })

  it('into an empty catalogue finds and forgets as any other, though another thread builds its search index', async () => {
    const gone = await core.call('recordings.create', { title: 'Gone', artist: 'Vela' })
    await core.call('recordings.delete', { recordingIds: [gone.recordingId] })
    const schema = schemaOf()
    const { batch } = await importFile(core, large(20_000))
    expect(batch.counts).toMatchObject({ create: 20_000 })
    const found = async (search: string) => (await core.call('recordings.list', { search, limit: 1 })).total
    expect([await found('song 19999'), await found('qzabc'), await found('gone')]).toEqual([1, 20_000, 0])
    expectSoundStore()
    expect(schemaOf()).toEqual(schema)
    expect(readdirSync(join(core.folder, 'temporary'))).toEqual([])

    const [first] = (await core.call('recordings.list', { search: 'song 19999', limit: 1 })).rows
    await core.call('recordings.update', { recordingId: first!.id, patch: { title: 'Harbour' } })
    expect([await found('song 19999'), await found('harbour')]).toEqual([0, 1])
    expectSoundStore()
  })

  it('counts what is needed by the rule of the domain for every combination of what is known', async () => {
    const flags = Array.from({ length: 32 }, (_, n) => [1, 2, 4, 8, 16].map((bit) => (n & bit) !== 0))
    const lines = flags.map(([isrc, duration, year, release, gtin], n) =>
      [
        ...[
          `Song ${String(n)}`,
          'Vela',
          isrc ? `QZABC26${String(n).padStart(5, '0')}` : '',
          duration ? '3:01' : '',
        ],
        ...[year ? '2024' : '', release ? `Album ${String(n)}` : '', release && gtin ? gtinOf(n) : ''],
        n % 3 === 0 ? 'SR0000320918' : '',
      ].join(','),
    )
    const text = ['Title,Artist,ISRC,Duration,Year,Album,UPC,Registration Number', ...lines].join('\n')
    await importFile(core, folder.file('flags.csv', text))
    for (const row of (await core.call('recordings.list', { limit: 500 })).rows) {
      const { missing } = await core.call('recordings.get', { recordingId: row.id })
      expect(row.missing, row.title).toBe(missing.filter(({ severity }) => severity === 'needed').length)
    }
  })

  it('lets others read meanwhile, and makes their changes wait', async () => {
    const { importId } = await preview(core, large(60_000))
    const { jobId } = await core.call('imports.commit', { importId })
    while ((await core.call('jobs.get', { jobId })).state !== 'running') await pause(1)
    const created = core.call('recordings.create', { title: 'Meanwhile', artist: 'Vela' })
    let waited = true
    void created.then(() => {
      waited = false
    })
    while ((await core.call('jobs.get', { jobId })).progress.note === '') await pause(1)
    expect(await total()).toBe(0)
    expect(waited).toBe(true)
    expect((await core.finished(jobId)).state).toBe('done')
    await created
    expect(await total()).toBe(60_001)
  })

  it('is refused twice, and for what is no finished preview', async () => {
    const { importId } = await preview(core, folder.file('x.csv', header + rows(3)))
    const first = core.call('imports.commit', { importId })
    expect((await failure(core.call('imports.commit', { importId }))).message).toContain(
      'being written already',
    )
    await core.finished((await first).jobId)
    expect((await failure(core.call('imports.commit', { importId }))).message).toContain(
      'in the catalogue already',
    )
    const discarded = await preview(core, folder.file('y.csv', header + rows(3, 10)))
    await core.call('imports.discard', { importId: discarded.importId })
    expect((await failure(core.call('imports.commit', { importId: discarded.importId }))).code).toBe(
      'CONFLICT',
    )
    expect((await failure(core.call('imports.discard', { importId }))).message).toContain('undo it instead')
    expect((await failure(core.call('imports.commit', { importId: 99 }))).code).toBe('NOT_FOUND')
    expect((await core.call('imports.list', {})).imports.map(({ state }) => state)).toEqual([
      'discarded',
      'committed',
    ])
  })

  it('plans anew when the catalogue changed since the preview', async () => {
    const { importId } = await preview(core, folder.file('x.csv', header + rows(3)))
    const { recordingId } = await core.call('recordings.create', { title: 'Song 1', artist: 'Vela 1' })
    expect((await commit(core, importId)).state).toBe('done')
    expect(await total()).toBe(3)
    expect((await core.call('recordings.get', { recordingId })).isrc).toBe('QZABC0000001')
    expectSoundStore()
  })

  it('finds its way in a wide search, in every order, by cursor as by offset', async () => {
    await importFile(core, large(6000))
    for (const sort of ['title', 'artist', 'release', 'isrc', 'duration', 'year', 'updated'] as const) {
      const page = (offset: number, cursor: string | null) =>
        core.call('recordings.list', { search: 'song', sort, direction: 'desc', limit: 500, offset, cursor })
      const seen = new Set<number>()
      let cursor: string | null = null
      for (let offset = 0; offset < 6000; offset += 500) {
        const byOffset = await page(offset, null)
        const byCursor = await page(0, cursor)
        expect(byCursor.total).toBe(6000)
        expect(byCursor.rows.map(({ id }) => id)).toEqual(byOffset.rows.map(({ id }) => id))
        for (const { id } of byCursor.rows) seen.add(id)
        cursor = byCursor.nextCursor
      }
      expect(seen.size, sort).toBe(6000)
    }
  })
})

describe('a commit that does not come to its end leaves nothing and can be repeated', () => {
  it('cancelled', async () => {
    const { importId } = await preview(core, large(60_000))
    const { jobId } = await core.call('imports.commit', { importId })
    while ((await core.call('jobs.get', { jobId })).progress.note === '') await pause(1)
    await core.call('jobs.cancel', { jobId })
    expect((await core.finished(jobId)).state).toBe('cancelled')
    expect([await stateOf(importId), await total()]).toEqual(['previewed', 0])
    expectSoundStore()
    expect((await commit(core, importId)).state).toBe('done')
    expect(await total()).toBe(60_000)
  })

  it.each([
    ['recording', 'UPDATE recording SET release_id = 999999 WHERE id = 5000'],
    ['track', 'INSERT INTO track (recording_id, release_id, is_new, disc) VALUES (999999, 1, 1, 1)'],
    ['identifier', "INSERT INTO identifier VALUES (999999, 'QZABC9999999', 'QZABC9999999', 'alias')"],
  ])('refers, by a %s, to what is not there', async (_table, damage) => {
    const { importId } = await preview(core, large(6000))
    const draft = new BetterSqlite(draftPath(join(core.folder, 'temporary'), importId))
    draft.exec(damage)
    draft.close()
    expect((await commit(core, importId)).state).toBe('failed')
    expect([await stateOf(importId), await total()]).toEqual(['previewed', 0])
    expectSoundStore()
    expect((await commit(core, importId)).state).toBe('done')
    expect(await total()).toBe(6000)
  })

  it('cancelled while it is read: the preview is discarded with its rows', async () => {
    const { inspection } = await preview(core, large(60_000))
    const { path, dialect, mapping } = inspection
    const { importId, jobId } = await core.call('imports.preview', { path, dialect, mapping })
    while ((await core.call('jobs.get', { jobId })).progress.done === 0) await pause(1)
    await core.call('jobs.cancel', { jobId })
    expect((await core.finished(jobId)).state).toBe('cancelled')
    expect(await stateOf(importId)).toBe('discarded')
    expect(await keptRows(core, importId)).toEqual([])
  })

  it.each([
    ['as it begins to write', 0],
    ['in the middle', 100],
    ['near its end', 300],
  ])('killed %s', async (_when, delay) => {
    const { importId } = await preview(core, large(20_000))
    await killed(['commit', String(importId)], delay)
    core = await openTestCore({ workspace: core.folder, create: false })
    expectSoundStore()
    const state = await stateOf(importId)
    const { undo } = await core.call('undo.state', {})
    if (state === 'committed') {
      expect([await total(), undo]).toEqual([20_000, 'Import “large.csv” (20,000 recordings)'])
    } else {
      expect([state, await total(), undo]).toEqual(['previewed', 0, null])
      expect((await commit(core, importId)).state).toBe('done')
      expect(await total()).toBe(20_000)
    }
  })

  it('killed while a file is read: the preview begins again at the next start', async () => {
    const text = header + rows(20_000).replaceAll('QZABC', 'BAD')
    await killed(['preview', folder.file('x.csv', text)], 0)
    core = await openTestCore({ workspace: core.folder, create: false })
    const [job] = (await core.call('jobs.list', {})).jobs
    expect(job?.kind).toBe('import.preview')
    expect((await core.finished(job!.id)).state).toBe('done')
    const [batch] = (await core.call('imports.list', {})).imports
    expect(batch).toMatchObject({ state: 'previewed', counts: { rows: 20_000, rejected: 20_000 } })
    expect(await keptRows(core, batch!.id)).toHaveLength(20_000)
  })

  it('out of space, at any page: DISK_FULL, and the store is as before', async () => {
    await importFile(core, folder.file('first.csv', header + rows(500)))
    const { importId } = await preview(core, folder.file('second.csv', header + rows(8000, 500)))
    const before = await catalogueOf(core)
    const schema = schemaOf()
    const pages = withStore((db) => Number(db.pragma('page_count', { simple: true })))
    for (const room of [1, 40, 300, 900]) {
      const error = withStore((db) => {
        db.pragma(`max_page_count = ${String(pages + room)}`)
        db.prepare('ATTACH ? AS draft').run(draftPath(join(core.folder, 'temporary'), importId))
        const request = { importId, fileName: 'second.csv', sha256: 'x', at: new Date().toISOString() }
        const control = { check: () => undefined, progress: () => undefined }
        try {
          db.transaction(() => {
            applyDraft(db, request, control)
          }).immediate()
          return null
        } catch (thrown) {
          return asRefrainError(thrown)
        }
      })
      expect(error).toMatchObject({ code: 'DISK_FULL', message: containing('untouched') })
      expect(schemaOf()).toEqual(schema)
    }
    expectSoundStore()
    expect(await catalogueOf(core)).toEqual(before)
    expect((await commit(core, importId)).state).toBe('done')
    expect(await total()).toBe(8500)
  })

  it('on a small disk that fills up', async ({ skip }) => {
    const small = join(folder.file('unused', ''), '..', 'small')
    mkdirSync(small)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small]).status !== 0) {
      skip('needs the right to mount a small file system')
    }
    let cramped: TestCore | null = null
    try {
      cramped = await openTestCore({ workspace: join(small, 'workspace') })
      await importFile(cramped, folder.file('first.csv', header + rows(200)))
      const job = await lastJobOf(cramped, large(20_000))
      expect(job).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' } })
      expect((await cramped.call('recordings.list', {})).total).toBe(200)
      expect((await cramped.call('imports.list', {})).imports[0]?.state).not.toBe('committed')
      expect(readdirSync(join(small, 'workspace', 'temporary'))).toEqual([])
      await cramped.call('recordings.create', { title: 'Still works', artist: 'Vela' })
    } finally {
      await cramped?.close()
      spawnSync('umount', [small])
    }
  })
})

describe('undoing an import is refused, and touches nothing, when something depends on it', () => {
  const importTwo = () =>
    importFile(
      core,
      folder.file('x.csv', `${header}One,Vela,QZABC0000001,3:01,Nightfall,1\nTwo,Vela,,3:02,,\n`),
    )
  const refusal = async () => {
    const before = await catalogueOf(core)
    const error = await failure(core.call('undo.undo', {}))
    expect(await catalogueOf(core)).toEqual(before)
    return [error.code, error.message]
  }
  const idOf = (title: string) =>
    withStore((db) =>
      db.prepare<[string], number>('SELECT id FROM recording WHERE title = ?').pluck().get(title),
    )

  it('a finding', async () => {
    await importTwo()
    withStore((db) => {
      db.exec(`
        INSERT INTO sweep (id, title, state, started_at) VALUES (1, 'Dump', 'done', '2026-11-22T10:00:00.000Z');
        INSERT INTO sweep_file (id, sweep_id, position, path, file_name, bytes, modified_ms, state)
          VALUES (1, 1, 0, '/dump.csv', 'dump.csv', 10, 0, 'done');
        INSERT INTO listing (id, sweep_file_id, row, byte_offset, byte_length, raw, offers, found_at)
          VALUES (1, 1, 1, 0, 10, x'00', 'metadata', '2026-11-22T10:00:00.000Z');
        INSERT INTO finding (listing_id, recording_id, score, verdict, reasons, claimable, state, found_at)
          VALUES (1, ${String(idOf('One'))}, 1, 'match', '[]', 0, 'new', '2026-11-22T10:00:00.000Z')`)
    })
    expect(await refusal()).toEqual([
      'UNDO_CONFLICT',
      'The import cannot be undone: “One” has findings, which would lose what they are about. Nothing was touched.',
    ])
    const recordingId = idOf('One') ?? 0
    const deleting = await failure(core.call('recordings.delete', { recordingIds: [recordingId] }))
    expect([deleting.code, deleting.message]).toEqual(['CONFLICT', expect.stringContaining('has a finding')])
  })

  it('a recording it brought that was edited in a way undo does not know', async () => {
    await importTwo()
    withStore((db) =>
      db.exec(
        "UPDATE recording SET notes = 'mine', updated_at = '2099-01-01T00:00:00.000Z' WHERE title = 'Two'",
      ),
    )
    expect(await refusal()).toEqual(['UNDO_CONFLICT', expect.stringContaining('“Two” was edited since')])
  })

  it('a recording it filled that was changed since', async () => {
    await core.call('recordings.create', { title: 'One', artist: 'Vela' })
    await importTwo()
    withStore((db) => db.exec("UPDATE recording SET duration_ms = 1000 WHERE title = 'One'"))
    expect(await refusal()).toEqual([
      'UNDO_CONFLICT',
      expect.stringContaining('“One”, which it added to, was edited since'),
    ])
  })

  it('steps after it are undone first, and then it is', async () => {
    await importTwo()
    await core.call('recordings.update', { recordingId: idOf('Two') ?? 0, patch: { year: 2024 } })
    expect((await core.call('undo.undo', {})).label).toBe('Edit recording “Two”')
    expect((await core.call('undo.undo', {})).label).toBe('Import “x.csv” (2 recordings)')
    expect(await total()).toBe(0)
  })

  it('codes of an own allocation that came with it are not handed out afterwards', async () => {
    await core.call('isrc.blockAdd', { prefix: 'QZABC', from: 1, to: 9 })
    const year = String(new Date().getUTCFullYear() % 100)
    await importFile(core, folder.file('x.csv', `${header}One,Vela,QZABC${year}00001,3:01,,\n`))
    await core.call('undo.undo', {})
    const { recordingId } = await core.call('recordings.create', {
      ...{ title: 'New', artist: 'Vela', durationMs: 1000, year: 2024 },
    })
    expect((await core.call('isrc.allocate', { recordingId })).isrc).toBe(`QZABC${year}00002`)
  })
})

describe('drafts', () => {
  it('lie in the workspace while a preview waits, and go with it', async () => {
    const { importId } = await preview(core, folder.file('x.csv', header + rows(3)))
    const path = draftPath(join(core.folder, 'temporary'), importId)
    expect(statSync(path).size).toBeGreaterThan(0)
    await core.call('imports.discard', { importId })
    expect(existsSync(path)).toBe(false)
  })

  it('are not needed: a preview can be committed after a restart', async () => {
    const { importId } = await preview(core, folder.file('x.csv', header + rows(3)))
    await core.close()
    core = await openTestCore({ workspace: core.folder, create: false })
    expect(readdirSync(join(core.folder, 'temporary'))).toEqual([])
    expect((await commit(core, importId)).state).toBe('done')
    expect(await total()).toBe(3)
  })
})

/** Runs a child on the closed workspace and kills it without warning, `delay` ms after its job has begun to work. */
async function killed(args: readonly string[], delay: number): Promise<void> {
  await core.close()
  const script = fileURLToPath(new URL('./import-child.ts', import.meta.url))
  const child = spawn(process.execPath, [script, core.folder, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  while (!said.includes('started') && child.exitCode === null) await pause(1)
  expect(said).toContain('started')
  await pause(delay)
  child.kill('SIGKILL')
  await gone
}

async function lastJobOf(workspace: TestCore, path: string) {
  const previewed = await preview(workspace, path)
  return previewed.job.state === 'done' ? commit(workspace, previewed.importId) : previewed.job
}

/** A UPC of twelve digits with a right check digit. */
function gtinOf(n: number): string {
  const body = `0946343960${String(n % 10)}`.slice(0, 9) + String(10 + n).slice(-2)
  const sum = [...body].reduce(
    (all, digit, at) => all + Number(digit) * ((body.length - at) % 2 === 1 ? 3 : 1),
    0,
  )
  return body + String((10 - (sum % 10)) % 10)
}
