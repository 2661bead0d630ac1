import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { hasOpenssl, type LocalAuthority, openAuthority } from '../../support/local-authority.ts'
import { completeCase, openEvidenceWorkspace } from './evidence-workspace.ts'
import { memorySecrets } from './memory-secrets.ts'

// A process that takes in a capture and exports a signed, stamped bundle is killed without warning at random moments.
// REFRAIN_KILLS sets how often; the workspace must be sound after each.

const kills = Number(process.env.REFRAIN_KILLS ?? 6)
const childScript = fileURLToPath(new URL('./child.ts', import.meta.url))
const never = { signal: new AbortController().signal }
const secrets = () => memorySecrets(Buffer.alloc(32, 1))

let folder: string
let out: string
let findingId: number
let authority: LocalAuthority | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-kill-'))
  out = mkdtempSync(join(tmpdir(), 'refrain-kill-out-'))
  const workspace = openEvidenceWorkspace({ folder, clock: Date.now, secrets: secrets() })
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
  rmSync(folder, { recursive: true, force: true })
  rmSync(out, { recursive: true, force: true })
})

/** Runs the child until it ends or, with a time given, is killed. Resolves with how long it worked, in ms. */
async function prove(killAfterMs: number | null): Promise<number> {
  const child = spawn(process.execPath, [childScript, folder, 'prove', String(findingId), out], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const began = performance.now()
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await gone
  clearTimeout(timer)
  if (killAfterMs === null) expect(child.exitCode).toBe(0)
  return performance.now() - began
}

async function expectSound(moment: string): Promise<void> {
  const workspace = openEvidenceWorkspace({ folder, clock: Date.now, recover: true, secrets: secrets() })
  try {
    const { db, paths } = workspace.context
    const rows = db.prepare('SELECT sha256 FROM object').pluck().all() as string[]
    for (const sha256 of rows) expect(existsSync(objectPath(paths.objects, sha256)), moment).toBe(true)
    const blobs = readdirSync(paths.objects, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
    expect(blobs.sort(), moment).toEqual(rows.map((sha256) => sha256.slice(2)).sort())
    const halves = db.prepare(
      'SELECT count(*) FROM capture c WHERE (SELECT count(*) FROM capture_file f WHERE f.capture_id = c.id) <> 7',
    )
    expect(halves.pluck().get(), moment).toBe(0)
    expect(await workspace.evidence['custody.verify']({}, never), moment).toMatchObject({ problems: [] })
    // What a killed export left is taken up by its resumed job; wait until that is done.
    for (const id of db
      .prepare("SELECT id FROM job WHERE state IN ('queued', 'running')")
      .pluck()
      .all() as number[]) {
      expect((await workspace.finished(id)).error, moment).toBeNull()
    }
    for (const name of readdirSync(out)) {
      expect(name, moment).toMatch(/^evidence-/)
      const report = await verifyBundle(join(out, name))
      expect(report, `${moment}: ${name}`).toMatchObject({ integrity: 'intact', signature: 'unknown' })
    }
  } finally {
    await workspace.close()
  }
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
}

test(
  `a process killed at ${String(kills)} random moments leaves nothing half-stored`,
  { timeout: 60_000 + kills * 15_000 },
  async () => {
    const whole = await prove(null)
    await expectSound('not killed')
    for (let kill = 0; kill < kills; kill += 1) {
      const moment = Math.random() * whole
      await prove(moment)
      await expectSound(`killed after ${String(Math.round(moment))} of ${String(Math.round(whole))} ms`)
    }
  },
)
