import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import { captureJobResult } from '../../../shared/contract/captures.ts'
import type { Parsed } from '../../../shared/contract/index.ts'
import { html, openSite, type Site } from '../../hostile/site.ts'
import { type EvidenceWorkspace, openEvidenceWorkspace, seedCase } from './evidence-workspace.ts'

type Filter = Omit<Parsed<'capture.list'>, 'offset' | 'limit' | 'cursor'>

const never = { signal: new AbortController().signal }
const everything: Filter = { findingId: null, caseId: null, url: null, state: null, search: '' }
const page = { limit: 100, offset: 0, cursor: null }

let site: Site
let workspace: EvidenceWorkspace
beforeAll(async () => {
  site = await openSite({
    '/ferry': ({ send }) => send(200, html, '<title>Night Ferry</title><h1>for sale</h1>'),
    '/tide': ({ send }) => send(410, html, '<h1>gone</h1>'),
  })
})
afterAll(() => site.close())
beforeEach(() => {
  workspace = openEvidenceWorkspace({ clock: Date.now })
})
afterEach(() => workspace.dispose())

const list = (filter: Partial<Filter>) =>
  workspace.evidence['capture.list']({ ...everything, ...page, ...filter }, never)

test('the pages of findings are captured together, each once, and kept with their findings', async () => {
  const { findingIds, caseId } = seedCase(workspace, [
    { title: 'Night Ferry', url: site.url('/ferry') },
    { title: 'Night Ferry (live)', url: `${site.url('/ferry')}#live` },
    { title: 'Slow Tide', url: site.url('/tide') },
    { title: 'No page' },
    { title: 'A magnet', url: 'magnet:?xt=urn:btih:0' },
  ])
  const start = (ids: readonly number[], allowHosts: string[]) =>
    workspace.evidence['capture.findings']({ findingIds: [...ids], allowHosts }, never)
  await expect(async () => start(findingIds, [])).rejects.toMatchObject({
    code: 'FORBIDDEN',
    details: { hosts: [site.host] },
  })
  await expect(async () => start([findingIds[3]!], [])).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(async () => start([999], [])).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(workspace.context.db.prepare('SELECT count(*) FROM job').pluck().get()).toBe(0)

  const { jobId, pages, skipped } = await start(findingIds, [site.host])
  expect({ pages, skipped }).toEqual({ pages: 2, skipped: [findingIds[3], findingIds[4]] })
  const { items } = captureJobResult.parse((await workspace.finished(jobId)).result)
  expect(items.map(({ capture }) => capture?.outcome)).toEqual(['page', 'gone'])
  const { rows } = await list({ caseId })
  expect(rows.map((row) => [row.requestedUrl, row.findingId, row.caseId]).sort()).toEqual([
    [site.url('/ferry'), findingIds[0], caseId],
    [site.url('/tide'), findingIds[2], caseId],
  ])
  expect((await list({ state: 'gone' })).rows.map(({ requestedUrl }) => requestedUrl)).toEqual([
    site.url('/tide'),
  ])
  expect((await list({ search: ' night FERRY ' })).total).toBe(1)
  expect((await list({ url: site.url('/tide') })).total).toBe(1)
  expect((await list({ caseId: caseId + 1 })).total).toBe(0)
})

test('files of a capture are read in parts and copied out with their hash compared', async () => {
  const { jobId } = await workspace.evidence['capture.start'](
    { urls: [site.url('/ferry')], findingId: null, allowHosts: [site.host] },
    never,
  )
  const [item] = captureJobResult.parse((await workspace.finished(jobId)).result).items
  const captureId = item!.capture!.id
  const read = (name: string, offset: number, length: number) =>
    workspace.evidence['capture.read']({ captureId, name, offset, length }, never)
  const { summary, files, record } = await workspace.evidence['capture.get']({ captureId }, never)
  expect(record.exchanges[0]?.requestHeaders?.map(([name]) => name)).toContain('User-Agent')
  const png = files.find(({ name }) => name === 'viewport.png')!
  const parts: Buffer[] = []
  for (let offset = 0; offset < png.bytes; offset += 1000) {
    const part = await read('viewport.png', offset, 1000)
    expect(part).toMatchObject({ bytes: png.bytes, sha256: png.sha256 })
    parts.push(Buffer.from(part.base64, 'base64'))
  }
  expect(createHash('sha256').update(Buffer.concat(parts)).digest('hex')).toBe(png.sha256)
  expect((await read('viewport.png', png.bytes + 5, 10)).base64).toBe('')
  expect(await read('capture.json', 0, 10)).toMatchObject({ sha256: summary.recordSha256 })
  await expect(async () => read('../refrain.sqlite3', 0, 10)).rejects.toMatchObject({ code: 'NOT_FOUND' })

  const out = mkdtempSync(join(tmpdir(), 'refrain-saved-'))
  try {
    const path = join(out, 'words.txt')
    const save = (name: string) => workspace.evidence['capture.saveFile']({ captureId, name, path }, never)
    await save('text.txt')
    expect(readFileSync(path, 'utf8')).toBe('for sale')
    const text = files.find(({ name }) => name === 'text.txt')!
    writeFileSync(objectPath(workspace.context.paths.objects, text.sha256), 'not for sale')
    await expect(async () => save('text.txt')).rejects.toMatchObject({ code: 'CUSTODY_BROKEN' })
    expect(readFileSync(path, 'utf8')).toBe('for sale')
  } finally {
    rmSync(out, { recursive: true })
  }
  const { events } = await workspace.evidence['custody.list'](
    { limit: 5, beforeSeq: null, caseId: null, captureId },
    never,
  )
  expect(events.map(({ action, subject }) => [action, subject])).toEqual([
    ['capture.sealed', `capture:${String(captureId)}`],
  ])
})
