import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCapture } from '../../../electron/core/evidence/capture/check-result.ts'
import { keepCapture } from '../../../electron/core/evidence/capture/keep-capture.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { captureJobResult } from '../../../shared/contract/captures.ts'
import { createCapturer, type Taken } from '../../hostile/capture.ts'
import { html, openSite, type Pages, type Site } from '../../hostile/site.ts'
import { type EvidenceWorkspace, openEvidenceWorkspace, seedCase } from './evidence-workspace.ts'

const never = { signal: new AbortController().signal }
const none: readonly string[] = []

/** Whether the page `/at-last` answers. */
let answers = false

const pages: Pages = {
  '/listing': ({ send }) => send(200, html, '<title>Night Ferry</title><h1>for sale</h1>'),
  '/second': ({ send }) => send(200, html, '<h1>second</h1>'),
  '/gone': ({ send }) => send(404, html, '<h1>removed</h1>'),
  '/slow': () => undefined,
  '/at-last': ({ send }) => {
    if (answers) send(200, html, '<h1>at last</h1>')
  },
}

let site: Site
let workspace: EvidenceWorkspace
beforeAll(async () => {
  site = await openSite(pages)
})
afterAll(() => site.close())
beforeEach(() => {
  workspace = openEvidenceWorkspace({ clock: Date.now })
})
afterEach(() => workspace.dispose())

async function capture(paths: readonly string[], findingId: number | null = null) {
  const urls = paths.map((path) => site.url(path))
  const { jobId } = await workspace.evidence['capture.start'](
    { urls, findingId, allowHosts: [site.host] },
    never,
  )
  const job = await workspace.finished(jobId)
  expect(job.error).toBeNull()
  return captureJobResult.parse(job.result).items
}

const list = (findingId: number | null = null) =>
  workspace.evidence['capture.list'](
    { findingId, caseId: null, url: null, state: null, search: '', limit: 100, offset: 0, cursor: null },
    never,
  )

/** Every blob has its row and every row its blob, and the log names every capture. */
async function expectConsistent(): Promise<void> {
  const { db, paths } = workspace.context
  const rows = db.prepare('SELECT sha256 FROM object').pluck().all() as string[]
  const blobs = readdirSync(paths.objects, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(blobs.map(({ name }) => name).sort()).toEqual(rows.map((sha256) => sha256.slice(2)).sort())
  expect(await workspace.evidence['custody.verify']({}, never)).toMatchObject({ problems: [] })
  expect(readdirSync(paths.temporary)).toEqual([])
}

describe('a batch of pages', () => {
  test('is captured, sealed, listed, read and copied out', async () => {
    const { findingIds, caseId } = seedCase(workspace, [{ title: 'Night Ferry' }])
    const items = await capture(['/listing', '/gone'], findingIds[0])
    expect(items).toMatchObject([
      {
        url: site.url('/listing'),
        capture: { outcome: 'page', status: 200, complete: true, gaps: 0 },
        error: null,
      },
      { url: site.url('/gone'), capture: { outcome: 'gone', status: 404, complete: true }, error: null },
    ])
    const captureId = items[0]!.capture!.id
    const { rows, total } = await list(findingIds[0])
    expect(total).toBe(2)
    const summary = rows.find(({ id }) => id === captureId)
    expect(summary).toMatchObject({
      title: 'Night Ferry',
      findingId: findingIds[0],
      caseId,
      finalUrl: site.url('/listing'),
    })
    expect((await list(999)).rows).toEqual([])

    const got = await workspace.evidence['capture.get']({ captureId }, never)
    expect(got.record.exchanges).toHaveLength(1)
    expect(got.files).toEqual(got.record.files)
    const out = mkdtempSync(join(tmpdir(), 'refrain-saved-'))
    try {
      const saved = await workspace.evidence['capture.save']({ captureId, folder: out }, never)
      expect(readdirSync(out).sort()).toEqual(['capture.json', ...got.files.map(({ name }) => name)].sort())
      expect(saved.files).toBe(got.files.length + 1)
      expect(readFileSync(join(out, 'text.txt'), 'utf8')).toBe('for sale')
    } finally {
      rmSync(out, { recursive: true })
    }
    const { events } = await workspace.evidence['custody.list']({ limit: 10, beforeSeq: null, caseId }, never)
    expect(events[0]).toMatchObject({
      action: 'capture.sealed',
      detail: { files: expect.any(Number) as number },
    })
    expect(events.map(({ detail }) => detail.record)).toContain(summary?.recordSha256)
    expect(JSON.stringify(events)).not.toContain('127.0.0.1')
    await expectConsistent()
  })

  test('goes on when one page cannot be captured, and starts none that may not be', async () => {
    const start = (urls: string[], findingId: number | null = null) =>
      workspace.evidence['capture.start']({ urls, findingId, allowHosts: [] }, never)
    await expect(async () => start([site.url('/listing')])).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(async () => start(['file:///etc/passwd'])).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(async () => start(['https://site.example/'], 7)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(workspace.context.db.prepare('SELECT count(*) FROM job').pluck().get()).toBe(0)
    workspace.context.db
      .prepare("INSERT INTO setting (key, value) VALUES ('capture.allowedHosts', ?)")
      .run(JSON.stringify([site.host]))
    const { jobId } = await start([site.url('/second'), 'http://no-such-host.invalid/'])
    const { items } = captureJobResult.parse((await workspace.finished(jobId)).result)
    expect(items.map((item) => item.capture?.outcome)).toEqual(['page', 'unreachable'])
    await expectConsistent()
  })

  test('is cancelled with its process, and keeps nothing half', async () => {
    const urls = [site.url('/slow')]
    const { jobId } = await workspace.evidence['capture.start'](
      { urls, findingId: null, allowHosts: [site.host] },
      never,
    )
    const asked = site.requests.filter((request) => request === 'GET /slow').length
    while (site.requests.filter((request) => request === 'GET /slow').length === asked) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    workspace.cancel(jobId)
    expect((await workspace.finished(jobId)).state).toBe('cancelled')
    expect((await list()).rows).toEqual([])
    await expectConsistent()
  })

  test('goes on after a restart where it was, and captures nothing twice', async () => {
    answers = false
    const urls = [site.url('/second'), site.url('/at-last')]
    const { jobId } = await workspace.evidence['capture.start'](
      { urls, findingId: null, allowHosts: [site.host] },
      never,
    )
    const asked = () => site.requests.filter((request) => request === 'GET /second').length
    while ((await list()).total === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    const before = asked()
    await workspace.close()
    answers = true
    workspace = openEvidenceWorkspace({ folder: workspace.folder, clock: Date.now, recover: true })
    const { items } = captureJobResult.parse((await workspace.finished(jobId)).result)
    expect(items.map(({ url, capture: made }) => [url, made?.outcome])).toEqual(
      urls.map((url) => [url, 'page']),
    )
    expect(asked()).toBe(before)
    await expectConsistent()
  })
})

describe('what a capture process leaves', () => {
  const capturer = createCapturer()
  let taken: Taken
  let folder: string
  beforeAll(async () => {
    taken = await capturer.take(site.url('/listing'), [site.host])
  })
  afterAll(() => {
    capturer.dispose()
  })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'refrain-left-'))
    mkdirSync(join(folder, 'files'))
    const { checked } = taken
    copyFileSync(checked!.recordPath, join(folder, 'capture.json'))
    for (const { name } of checked!.record.files) {
      copyFileSync(join(checked!.folder, name), join(folder, 'files', name))
    }
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const check = () => checkCapture(folder, site.url('/listing'))
  const left = (name: string) => join(folder, 'files', name)
  const failed = expect.objectContaining({ code: 'CAPTURE_FAILED' }) as Error

  test('is taken when it is what its record says', () => {
    expect(check().record.title).toBe('Night Ferry')
  })

  test.each<[string, () => void]>([
    [
      'a file more',
      () => {
        writeFileSync(left('extra.txt'), 'x')
      },
    ],
    [
      'a file less',
      () => {
        rmSync(left('text.txt'))
      },
    ],
    [
      'a file of another size',
      () => {
        writeFileSync(left('text.txt'), 'other words')
      },
    ],
    [
      'a link in the place of a file',
      () => {
        rmSync(left('text.txt'))
        symlinkSync('/etc/hostname', left('text.txt'))
      },
    ],
    [
      'no record',
      () => {
        rmSync(join(folder, 'capture.json'))
      },
    ],
    [
      'a record that is none',
      () => {
        writeFileSync(join(folder, 'capture.json'), '{"format":"refrain-capture/1"}')
      },
    ],
    [
      'a record that contradicts itself',
      () => {
        const record = readFileSync(join(folder, 'capture.json'), 'utf8')
        writeFileSync(join(folder, 'capture.json'), record.replace('"complete": true', '"complete": false'))
      },
    ],
  ])('is refused with %s', (_, change) => {
    change()
    expect(check).toThrow(failed)
  })

  test('is refused when it is of another address', () => {
    expect(() => checkCapture(folder, site.url('/second'))).toThrow(failed)
  })

  test('is refused when the page led into a private network', () => {
    writeFileSync(
      join(folder, 'refused.json'),
      JSON.stringify({ reason: 'peer-not-public', peer: '10.0.0.1:80' }),
    )
    expect(check).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })

  test('leaves nothing in the workspace when a file was changed after it was checked', async () => {
    const checked = check()
    writeFileSync(left('text.txt'), 'FOR SALE')
    const keep = () =>
      keepCapture(workspace.context, checked, null, { signal: never.signal, alongside: () => undefined })
    await expect(keep()).rejects.toMatchObject({ code: 'CAPTURE_FAILED' })
    const { db, paths } = workspace.context
    expect(db.prepare('SELECT count(*) FROM object').pluck().get()).toBe(0)
    expect((await list()).rows).toEqual(none)
    const blobs = readdirSync(paths.objects, { recursive: true, withFileTypes: true })
    expect(blobs.filter((entry) => entry.isFile())).toEqual([])
  })
})

test('a record that was changed in the store is not shown', async () => {
  const [item] = await capture(['/listing'])
  const captureId = item!.capture!.id
  const { summary } = await workspace.evidence['capture.get']({ captureId }, never)
  const path = objectPath(workspace.context.paths.objects, summary.recordSha256)
  writeFileSync(path, readFileSync(path, 'utf8').replace('Night Ferry', 'Day Ferry!!'))
  await expect(async () => workspace.evidence['capture.get']({ captureId }, never)).rejects.toMatchObject({
    code: 'CUSTODY_BROKEN',
  })
})
