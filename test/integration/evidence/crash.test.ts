import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealSourceRows, verifyBundle } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { openSite, type Site } from '../../hostile/site.ts'
import { truthPages } from '../../hostile/truth-pages.ts'
import {
  completeCase,
  type EvidenceWorkspace,
  openEvidenceWorkspace,
  seedCase,
  type SeededCase,
} from './evidence-workspace.ts'

const childScript = fileURLToPath(new URL('./child.ts', import.meta.url))
const never = { signal: new AbortController().signal }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let folder: string
let out: string
let big: string
let reopened: EvidenceWorkspace | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-crash-'))
  out = mkdtempSync(join(tmpdir(), 'refrain-crash-out-'))
  big = join(out, 'big.wav')
  writeFileSync(big, Buffer.alloc(60_000_000, 'sound'))
})
afterEach(async () => {
  await reopened?.close()
  reopened = null
  rmSync(folder, { recursive: true, force: true })
  rmSync(out, { recursive: true, force: true })
})

async function prepared<T>(prepare: (workspace: EvidenceWorkspace) => T | Promise<T>): Promise<T> {
  const workspace = openEvidenceWorkspace({ folder, clock: Date.now })
  const result = await prepare(workspace)
  await workspace.close()
  return result
}

/** Runs a child until `now` says so, then kills it without warning. Resolves when it is gone. */
async function killedWhen(args: readonly string[], now: () => boolean | Promise<boolean>): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [childScript, folder, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  while (child.exitCode === null && !(await now())) await pause(1)
  child.kill('SIGKILL')
  await gone
}

const after = (ms: number) => () => pause(ms).then(() => true)

function blobNames(workspace: EvidenceWorkspace): string[] {
  return readdirSync(workspace.context.paths.objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()
}

/** Every blob has its row and every row its blob; the log is whole; every record is logged. */
async function expectConsistent(workspace: EvidenceWorkspace): Promise<void> {
  const { db, paths } = workspace.context
  const rows = db.prepare('SELECT sha256 FROM object').pluck().all() as string[]
  for (const sha256 of rows) expect(existsSync(objectPath(paths.objects, sha256))).toBe(true)
  expect(blobNames(workspace)).toEqual(rows.map((sha256) => sha256.slice(2)).sort())
  expect(await workspace.evidence['custody.verify']({}, never)).toMatchObject({ problems: [] })
}

describe('killed while a file is attached', () => {
  let seeded: SeededCase
  beforeEach(async () => {
    seeded = await prepared((workspace) => seedCase(workspace, [{ title: 'A' }]))
  })
  const args = () => ['attach', String(seeded.findingIds[0]), big]
  const incoming = (ending: string) => () => {
    const place = join(folder, 'objects', 'incoming')
    return existsSync(place) && readdirSync(place).some((name) => name.endsWith(ending))
  }

  test.each([
    ['half copied', () => incoming('.part')],
    ['copied and not yet recorded', () => incoming('.pending')],
    ['at some moment', () => after(150)],
    ['at another moment', () => after(400)],
  ])('%s: neither a file nor a row is left alone', async (_, moment) => {
    await killedWhen(args(), moment())
    reopened = openEvidenceWorkspace({ folder, clock: Date.now, recover: true })
    await expectConsistent(reopened)
    const record = await reopened.evidence['evidence.attach'](
      { findingId: seeded.findingIds[0]!, path: big },
      never,
    )
    expect(record.sourceBytes).toBe(60_000_000)
    await expectConsistent(reopened)
  })
})

describe('killed while a bundle is exported', () => {
  let seeded: SeededCase
  beforeEach(async () => {
    seeded = await prepared((workspace) => completeCase(workspace, [{ title: 'A' }, { title: 'B' }], [big]))
    rmSync(big)
  })
  const partialHolds = (name: string) => () =>
    readdirSync(out).some((entry) => entry.endsWith('.partial') && existsSync(join(out, entry, name)))

  test.each([
    ['as it begins', () => partialHolds('bundle')],
    ['while it zips', () => partialHolds('bundle.zip')],
    ['as it moves into place', () => () => readdirSync(out).some((name) => name.startsWith('evidence-'))],
  ])('%s: nothing unfinished bears a name, and the next export is whole', async (_, moment) => {
    await killedWhen(['export', String(seeded.caseId), out], moment())
    reopened = openEvidenceWorkspace({ folder, clock: Date.now, recover: true })
    for (const name of readdirSync(out)) {
      expect(name).toMatch(/^evidence-/)
      expect(await verifyBundle(join(out, name))).toMatchObject({ integrity: 'intact' })
    }
    await expectConsistent(reopened)
    const { jobId } = await reopened.evidence['bundle.export']({ caseId: seeded.caseId, folder: out }, never)
    const result = exportResult.parse((await reopened.finished(jobId)).result)
    expect(result.aside).toEqual([])
    expect(readdirSync(out).sort()).toEqual([result.name, `${result.name}.zip`])
    for (const path of [result.folder, result.zip]) {
      expect(await verifyBundle(path)).toMatchObject({ integrity: 'intact' })
    }
  })
})

describe('killed while a page is captured', () => {
  let site: Site
  beforeEach(async () => {
    site = await openSite(truthPages)
  })
  afterEach(() => site.close())

  const started = () =>
    existsSync(join(folder, 'temporary')) && readdirSync(join(folder, 'temporary')).length > 0
  const incoming = () => {
    const place = join(folder, 'objects', 'incoming')
    return existsSync(place) && readdirSync(place).length > 0
  }

  test.each([
    ['as it begins', started],
    ['as its files are taken in', incoming],
  ])(
    '%s: no file and no row is left alone, and the page is captured when the job goes on',
    async (_, moment) => {
      const host = `127.0.0.1:${String(site.port)}`
      await killedWhen(['capture', site.url('/listing'), host], moment)
      reopened = openEvidenceWorkspace({ folder, clock: Date.now, recover: true })
      await expectConsistent(reopened)
      const [job] = reopened.context.db
        .prepare("SELECT id FROM job WHERE kind = 'capture'")
        .pluck()
        .all() as number[]
      const { state, result } = await reopened.finished(job!)
      expect(state).toBe('done')
      expect(result).toMatchObject({ items: [{ capture: { id: 1, outcome: 'page' }, error: null }] })
      expect(readdirSync(reopened.context.paths.temporary)).toEqual([])
      await expectConsistent(reopened)
    },
  )
})

test('killed while rows are sealed: the log is whole and the rest is sealed later', async () => {
  const listings = Array.from({ length: 5_000 }, (_, index) => ({ title: `Song ${String(index)}` }))
  const { sweepFileId } = await prepared((workspace) => seedCase(workspace, listings))
  await killedWhen(['seal', String(sweepFileId)], after(60))
  reopened = openEvidenceWorkspace({ folder, clock: Date.now, recover: true })
  await expectConsistent(reopened)
  await sealSourceRows(reopened.context, sweepFileId)
  expect(reopened.context.db.prepare('SELECT count(*) FROM evidence_record').pluck().get()).toBe(5_000)
  await expectConsistent(reopened)
})
