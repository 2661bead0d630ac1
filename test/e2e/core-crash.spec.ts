import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { waitForState } from './support/app.ts'
import type { RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { corePid, readLog } from './support/main-process.ts'

async function runningCore(refrain: RunningApp): Promise<number> {
  await expect.poll(() => corePid(refrain)).not.toBeNull()
  return (await corePid(refrain)) ?? 0
}

async function waitForNewCore(refrain: RunningApp, oldPid: number): Promise<void> {
  await expect
    .poll(async () => {
      const pid = await corePid(refrain)
      // Asked second, or it could be the state before the crash was noticed.
      const status = await refrain.call('host.coreStatus', {})
      return status.ok && status.value.state === 'ready' && pid !== null && pid !== oldPid
    })
    .toBe(true)
}

/** Listens to the status from now on; the returned function reads what has been heard. */
async function followStatus({ page }: RunningApp): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    window.refrain.on((name, payload) => {
      if (name === 'core.status') heard.push((payload as { state: string }).state)
    })
  })
  return () => page.evaluate(() => Reflect.get(globalThis, 'heard') as string[])
}

test('when the core is killed the window stays and the core comes back', async ({ refrain }) => {
  const heard = await followStatus(refrain)
  const pid = await runningCore(refrain)
  process.kill(pid, 'SIGKILL')
  await waitForNewCore(refrain, pid)
  expect(await heard()).toEqual(['crashed', 'starting', 'ready'])
  expect(await refrain.page.evaluate(() => document.documentElement.dataset.appState)).toBe('ready')
  expect((await refrain.call('workspace.info', {})).ok).toBe(true)
})

test('a call the core took with it fails with CORE_CRASHED, and works when repeated', async ({ refrain }) => {
  const pid = await runningCore(refrain)
  process.kill(pid, 'SIGSTOP')
  const lost = refrain.call('workspace.info', {})
  await wait(200)
  process.kill(pid, 'SIGKILL')
  expect(await lost).toMatchObject({ ok: false, error: { code: 'CORE_CRASHED' } })
  expect((await refrain.call('workspace.info', {})).ok).toBe(true)
})

test('what was saved before a crash is there after it', async ({ refrain }) => {
  const saved = await refrain.call('settings.set', { key: 'e2e.crash', value: 'kept' })
  expect(saved.ok).toBe(true)
  const pid = await runningCore(refrain)
  process.kill(pid, 'SIGKILL')
  await waitForNewCore(refrain, pid)
  expect(await refrain.call('settings.get', {})).toMatchObject({ ok: true, value: { 'e2e.crash': 'kept' } })
})

test('a core that keeps dying is given up, and the page says what can be done', async ({ refrain }) => {
  for (let crash = 0; crash < 4; crash++) {
    const pid = await runningCore(refrain)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => corePid(refrain)).not.toBe(pid)
  }
  await waitForState(refrain.page, 'failed')
  expect(await refrain.call('host.coreStatus', {})).toMatchObject({
    ok: true,
    value: { state: 'failed', error: { code: 'CORE_CRASHED' } },
  })
  expect(await refrain.call('workspace.info', {})).toMatchObject({
    ok: false,
    error: { code: 'CORE_CRASHED' },
  })
  expect(await readLog(refrain)).toContain('the core process ended unexpectedly')
  await expect(refrain.page.getByRole('alert')).toContainText('What was saved before is safe')

  await refrain.page.reload()
  await waitForState(refrain.page, 'ready')
  expect((await refrain.call('workspace.info', {})).ok).toBe(true)
})

test('a question can be cancelled while the core is too busy to hear of it', async ({ refrain }) => {
  const pid = await runningCore(refrain)
  process.kill(pid, 'SIGSTOP')
  const answer = await refrain.page.evaluate(() => {
    const call = window.refrain.call('to-cancel', 'workspace.info', {})
    window.refrain.cancel('to-cancel')
    return call
  })
  process.kill(pid, 'SIGCONT')
  expect(answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  expect((await refrain.call('workspace.info', {})).ok).toBe(true)
})

test('a sweep the crash interrupted goes on by itself and finds everything', async ({ refrain }) => {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-sweep-'))
  try {
    const added = await refrain.call('recordings.create', {
      title: 'Harbour Lights',
      artist: 'The Quiet Tides',
      isrc: 'QZABC2604242',
    })
    expect(added).toMatchObject({ ok: true })
    const file = join(folder, 'listings.csv.gz')
    const rows = await writeListings(file)
    const started = await refrain.call('sweeps.start', { paths: [file] })
    if (!started.ok) throw new Error(started.error.message)
    const { jobId, sweepId } = started.value
    const jobNow = async () => {
      const job = await refrain.call('jobs.get', { jobId })
      return job.ok ? job.value : null
    }

    await expect.poll(async () => ((await jobNow())?.progress.done ?? 0) > 0, { intervals: [10] }).toBe(true)
    const pid = await runningCore(refrain)
    process.kill(pid, 'SIGKILL')
    await waitForNewCore(refrain, pid)
    expect((await jobNow())?.state).not.toBe('done')

    await expect.poll(async () => (await jobNow())?.state, { timeout: 60_000 }).toBe('done')
    expect(await refrain.call('sweeps.get', { sweepId })).toMatchObject({
      ok: true,
      value: { state: 'done', rows, findings: 2, malformed: 0 },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** A listing file of several hundred megabytes with one hit in its first rows and one in its last. */
async function writeListings(file: string): Promise<number> {
  const blockRows = 20_000
  const blocks = 300
  const row = (index: number) =>
    `${String(index)},QZXYZ26${String(index).padStart(5, '0')},Other Song,Someone Else\n`
  const block = gzipSync(Array.from({ length: blockRows }, (_, index) => row(index)).join(''))
  const hit = (name: string) => gzipSync(`${name},QZABC2604242,Harbour Lights,The Quiet Tides\n`)
  // Gzip members one after the other are one valid file (RFC 1952, 2.2).
  await writeFile(file, [
    gzipSync('id,isrc,title,artist\n'),
    hit('first'),
    ...Array.from({ length: blocks }, () => block),
    hit('last'),
  ])
  return blockRows * blocks + 2
}
