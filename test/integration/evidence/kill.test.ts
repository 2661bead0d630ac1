import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { captureRecord } from '../../../shared/domain/evidence/capture/capture-record.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { hasOpenssl, type LocalAuthority, openAuthority } from '../../support/local-authority.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'
import { memorySecrets } from './memory-secrets.ts'

// A process that captures a page and exports a signed, stamped bundle is killed without warning, each time on a copy of
// the same workspace, at moments spread by chance over all the time that takes: once with the browser that captures it,
// once with a capture that is there already, so that the moments of sealing and exporting lie close together.
// REFRAIN_KILLS sets how often for each of the two; unset, as often as fits in half a minute. REFRAIN_SEED repeats the
// moments of another run.

const asked = process.env.REFRAIN_KILLS
const seed = Number(process.env.REFRAIN_SEED ?? Math.floor(Math.random() * 2 ** 31))
const fewest = 6
const mostKills = 200
/** What the kills may take together when nobody asked for a number. */
const budgetMs = 28_000
/** How many workspaces are worked on at once. */
const lanes = 2
const childScript = fileURLToPath(new URL('./child.ts', import.meta.url))
const never = { signal: new AbortController().signal }
const secrets = () => memorySecrets(Buffer.alloc(32, 1))

let root: string
let base: string
let findingId: number
let authority: LocalAuthority | null = null
let site: Site

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'refrain-kill-'))
  site = await openSite({
    '/listing': ({ send }) =>
      send(200, html, '<!doctype html><title>Night Ferry</title><h1>for sale</h1><img src="/cover.svg">'),
    '/cover.svg': ({ send }) =>
      send(200, { 'content-type': 'image/svg+xml' }, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
  })
  base = join(root, 'base')
  const workspace = openEvidenceWorkspace({ folder: base, clock: Date.now, secrets: secrets() })
  await workspace.evidence['signing.create']({ keeping: { by: 'system' }, replace: false }, never)
  if (hasOpenssl) {
    authority = await openAuthority()
    await workspace.evidence['timestamps.addAuthority'](
      { url: authority.url, name: '', rootPath: null },
      never,
    )
  }
  findingId = (await completeCase(workspace, [{ title: 'A' }])).findingIds[0]!
  await workspace.close()
})
afterAll(async () => {
  await authority?.close()
  await site.close()
  rmSync(root, { recursive: true, force: true })
})

/** A copy of the workspace, a folder for its bundles, and a process that waits for its task with everything loaded. */
interface Lane {
  readonly folder: string
  readonly out: string
  next: ChildProcess
}

function openLane(number: number): Lane {
  const place = join(root, `lane-${String(number)}`)
  return { folder: join(place, 'workspace'), out: join(place, 'out'), next: waitingChild() }
}

function waitingChild(): ChildProcess {
  return spawn(process.execPath, [childScript, '-'], { stdio: ['pipe', 'pipe', 'ignore'] })
}

function closeLane({ next }: Lane): void {
  next.kill('SIGKILL')
}

/**
 * Captures the page, or seals a capture that is there, and exports, until that ends or, with a time given, is killed.
 * Resolves with how long it worked, in ms.
 */
async function prove(lane: Lane, page: readonly string[], killAfterMs: number | null): Promise<number> {
  for (const old of [lane.folder, lane.out]) rmSync(old, { recursive: true, force: true })
  cpSync(base, lane.folder, { recursive: true })
  mkdirSync(lane.out)
  const child = lane.next
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const ready = new Promise((resolve) => child.stdout?.once('data', resolve))
  child.stdin?.end(`${JSON.stringify([lane.folder, 'prove', String(findingId), lane.out, ...page])}\n`)
  await Promise.race([ready, gone])
  const began = performance.now()
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await gone
  clearTimeout(timer)
  const worked = performance.now() - began
  lane.next = waitingChild()
  if (killAfterMs === null) expect(child.exitCode).toBe(0)
  return worked
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function chance(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

async function expectSound({ folder, out }: Lane, moment: string): Promise<void> {
  const workspace = openEvidenceWorkspace({ folder, clock: Date.now, recover: true, secrets: secrets() })
  try {
    const { db, paths } = workspace.context
    expectNothingHalf(workspace, moment)
    expect(await workspace.evidence['custody.verify']({}, never), moment).toMatchObject({ problems: [] })
    // What a kill left under way is taken up by its resumed job; wait until that is done.
    const left = db
      .prepare<[], number>("SELECT id FROM job WHERE state IN ('queued', 'running')")
      .pluck()
      .all()
    for (const id of left) expect(await workspace.finished(id), moment).toMatchObject({ state: 'done' })
    expectNothingHalf(workspace, moment)
    const asked = db.prepare("SELECT count(*) FROM job WHERE kind = 'capture'").pluck().get()
    if (asked === 1) expect(db.prepare('SELECT count(*) FROM capture').pluck().get(), moment).toBe(1)
    expect(readdirSync(paths.temporary, { recursive: true }), moment).toEqual([])
    for (const name of readdirSync(out)) {
      expect(name, moment).toMatch(/^evidence-/)
      const report = await verifyBundle(join(out, name))
      expect(report, `${moment}: ${name}`).toMatchObject({ integrity: 'intact', signature: 'unknown' })
    }
  } finally {
    await workspace.close()
  }
}

/** Every blob has its row, every row its blob, and every capture all the files its record lists. */
function expectNothingHalf({ context: { db, paths } }: EvidenceWorkspace, moment: string): void {
  const rows = db.prepare<[], string>('SELECT sha256 FROM object').pluck().all()
  for (const sha256 of rows) expect(existsSync(objectPath(paths.objects, sha256)), moment).toBe(true)
  const blobs = readdirSync(paths.objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
  expect(blobs.sort(), moment).toEqual(rows.map((sha256) => sha256.slice(2)).sort())
  const captures = db
    .prepare<[], { id: number; record: string }>('SELECT id, record_sha256 AS record FROM capture')
    .all()
  for (const { id, record } of captures) {
    const { files } = captureRecord.parse(JSON.parse(readFileSync(objectPath(paths.objects, record), 'utf8')))
    const kept = db
      .prepare('SELECT name, kind, bytes, sha256 FROM capture_file WHERE capture_id = ? ORDER BY name')
      .all(id)
    expect(kept, moment).toEqual(files.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
  }
}

/** The moments of the kills: one by chance in each of as many equal parts of `whole`, in an order by chance. */
function momentsIn(whole: number, count: number): number[] {
  const next = chance(seed)
  return Array.from({ length: count }, (_, part) => ({ at: ((part + next()) / count) * whole, turn: next() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ at }) => at)
}

describe.each([
  { what: 'a page the browser captures', page: () => [site.url('/listing'), site.host] },
  { what: 'a capture that is there', page: () => [] },
])('with $what', ({ page }) => {
  test(
    'a process killed at random moments leaves nothing half-stored',
    { timeout: 180_000 + (asked === undefined ? fewest : Number(asked)) * 25_000 },
    async ({ annotate }) => {
      const first = openLane(0)
      await prove(first, page(), null)
      const began = performance.now()
      const whole = await prove(first, page(), null)
      await expectSound(first, 'not killed')
      const each = (performance.now() - began) / lanes
      const fitting = Math.min(mostKills, Math.max(fewest, Math.floor(budgetMs / each)))
      const moments = momentsIn(whole, asked === undefined ? fitting : Number(asked))
      const all = moments.length
      const told = `${String(all)} kills within ${String(Math.round(whole))} ms, seed ${String(seed)}`
      await annotate(told)
      let killed = 0
      const work = async (lane: Lane) => {
        try {
          for (let at = moments.pop(); at !== undefined; at = moments.pop()) {
            await prove(lane, page(), at)
            await expectSound(lane, `killed after ${String(Math.round(at))} ms (${told})`)
            killed += 1
          }
        } finally {
          closeLane(lane)
        }
      }
      await Promise.all([first, ...Array.from({ length: lanes - 1 }, (_, n) => openLane(n + 1))].map(work))
      expect(killed).toBe(all)
    },
  )
})
