import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureJobResult } from '../../shared/contract/captures.ts'
import { html, openSite, type Site } from '../hostile/site.ts'
import { expect, test } from './support/fixtures.ts'
import { runCommand } from './support/run-command.ts'

let site: Site
test.beforeAll(async () => {
  site = await openSite({
    '/listing': ({ send }) => send(200, html, '<title>Night Ferry</title><h1>for sale</h1>'),
  })
})
test.afterAll(() => site.close())

test('the app captures a page in a process of its own, and shows nothing of it', async ({ refrain }) => {
  const windows = refrain.electron.windows().length
  const started = await refrain.call('capture.start', {
    urls: [site.url('/listing')],
    allowHosts: [site.host],
  })
  if (!started.ok) throw new Error(started.error.message)
  const { jobId } = started.value
  await expect
    .poll(async () => {
      const job = await refrain.call('jobs.get', { jobId })
      return job.ok ? job.value.state : job.error.message
    })
    .toBe('done')
  const job = await refrain.call('jobs.get', { jobId })
  if (!job.ok) throw new Error(job.error.message)
  const [item] = captureJobResult.parse(job.value.result).items
  expect(item).toMatchObject({ capture: { outcome: 'page', status: 200, complete: true }, error: null })
  expect(refrain.electron.windows()).toHaveLength(windows)
  const custody = await refrain.call('custody.verify', {})
  expect(custody).toMatchObject({ ok: true, value: { problems: [] } })
})

test('the command line of the app captures too, on a machine without a display', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'refrain-e2e-capture-'))
  const workspace = join(folder, 'workspace')
  try {
    expect((await runCommand(['init', '--workspace', workspace], folder)).code).toBe(0)
    const args = [
      'capture',
      site.url('/listing'),
      '--allow-host',
      site.host,
      '--workspace',
      workspace,
      '--json',
    ]
    const { code, stdout } = await runCommand(args, folder)
    expect(captureJobResult.parse(JSON.parse(stdout)).items).toMatchObject([
      { capture: { id: 1, complete: true } },
    ])
    expect(code).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
