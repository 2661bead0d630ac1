import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { objectPath } from '../../../electron/core/evidence/objects.ts'
import {
  defineProviderJob,
  startProviderLookUp,
} from '../../../electron/core/evidence/provider/provider-job.ts'
import { type ExportResult, exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { recheckReport, type VerifyReport } from '../../../shared/contract/evidence.ts'
import { openSite, type Site } from '../../hostile/site.ts'
import {
  type BundleFiles,
  editLog,
  rechain,
  remakeLists,
  setText,
  toEntries,
} from '../../tamper/bundle-files.ts'
import { craftZip, entriesOf } from '../../tamper/craft-zip.ts'
import { completeCase, type EvidenceWorkspace, openEvidenceWorkspace } from './evidence-workspace.ts'
import { sealCapture } from './sealed-capture.ts'

const never = { signal: new AbortController().signal }
const file = 'data/downloads/001-01/file.mp3'
const download = 'data/downloads/001-01/download.json'
const provider = 'data/providers/001-01/provider.json'

let site: Site
let workspace: EvidenceWorkspace
let out: string
let caseId: number
let captureId: number
beforeAll(async () => {
  site = await openSite({
    '/song.mp3': ({ send }) => send(200, { 'content-type': 'audio/mpeg' }, 'no sound at all'),
  })
})
afterAll(() => site.close())
beforeEach(async () => {
  out = mkdtempSync(join(tmpdir(), 'refrain-steps-'))
  workspace = openEvidenceWorkspace()
  const { context, evidence } = workspace
  const allow = context.db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)')
  allow.run('capture.allowedHosts', JSON.stringify([site.host]))
  const seeded = await completeCase(workspace, [{ title: 'A' }])
  caseId = seeded.caseId
  const page = { url: site.url('/listing'), dom: '<a href="/song.mp3">take it</a>' }
  captureId = await sealCapture(workspace, seeded.findingIds[0]!, page)
  const { jobId } = await evidence['capture.download']({ captureId, url: site.url('/song.mp3') }, never)
  expect((await workspace.finished(jobId)).error).toBeNull()
  const known = await evidence['capture.get']({ captureId }, never)
  const nobody = () => Promise.reject(new Error('no name server'))
  const resolver = { resolve4: nobody, resolve6: nobody, resolveCname: nobody, resolveNs: nobody }
  defineProviderJob(
    context,
    () => known,
    () => ({ bootstrap: site.url('/'), resolver, longestWaitMs: 5_000, allowedHosts: [site.host] }),
  )
  const looked = await workspace.finished(startProviderLookUp(context, known, true))
  expect(looked.error).toBeNull()
})
afterEach(async () => {
  await workspace.dispose()
  rmSync(out, { recursive: true, force: true })
})

async function exported(folder = out): Promise<ExportResult> {
  const { jobId } = await workspace.evidence['bundle.export']({ caseId, folder }, never)
  const job = await workspace.finished(jobId)
  expect(job.error).toBeNull()
  return exportResult.parse(job.result)
}

/** Verifies the bundle after it was changed and its lists made anew. */
async function tampered(change: (files: BundleFiles) => void): Promise<readonly string[]> {
  const { folder, name } = await exported()
  const files: BundleFiles = new Map(
    entriesOf(folder, name).map((entry) => [entry.name.slice(name.length + 1), Buffer.from(entry.content)]),
  )
  change(files)
  remakeLists(files)
  const path = join(out, 'tampered.zip')
  writeFileSync(path, craftZip(toEntries(files, name)))
  return errorsOf(await verifyBundle(path))
}

const errorsOf = ({ findings }: VerifyReport) =>
  findings.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`)

test('a bundle carries what was downloaded and looked up after a capture, and verifies', async () => {
  const { folder, zip } = await exported()
  expect(readFileSync(join(folder, file), 'utf8')).toBe('no sound at all')
  expect(existsSync(join(folder, download)) && existsSync(join(folder, provider))).toBe(true)
  for (const path of [folder, zip]) {
    const report = await verifyBundle(path)
    expect(errorsOf(report)).toEqual([])
    expect(report.integrity).toBe('intact')
  }
  const told = JSON.parse(readFileSync(join(folder, 'data/case.json'), 'utf8')) as Record<string, unknown>
  expect(told.captures).toMatchObject([
    {
      downloads: [{ file, url: site.url('/song.mp3'), bytes: 15, comparison: null }],
      lookUps: [{ folder: 'data/providers/001-01', host: '127.0.0.1' }],
    },
  ])
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  expect(index).toContain(`href="${file}"`)
  expect(index).toContain(`href="${provider}"`)
  const log = readFileSync(join(folder, 'data/custody-log.jsonl'), 'utf8')
  expect(log).toContain('capture.fileDownloaded')
  expect(log).toContain('capture.providerLookedUp')
  expect((await exported(mkdtempSync(join(out, 'again-')))).name).toBe((await exported()).name)
})

test('who changes them and makes every list anew is found out', async () => {
  expect(await tampered((files) => setText(files, file, 'another song'))).toEqual([
    `capture-file-changed ${file}`,
  ])
  expect(await tampered((files) => files.delete(file))).toEqual([`capture-file-missing ${download}`])
  expect(await tampered((files) => files.delete(download))).toEqual([`capture-file-missing ${download}`])
  const planted = 'data/downloads/001-01/aaa.mp3'
  expect(await tampered((files) => setText(files, planted, 'x'))).toEqual([`capture-file-added ${planted}`])
  expect(await tampered((files) => setText(files, provider, '{}'))).toEqual([`capture-unsealed ${provider}`])
  const forged = await tampered((files) => {
    const record = files.get(download)!.toString('utf8')
    setText(files, download, record.replace('/song.mp3', '/other.mp3'))
  })
  expect(forged).toEqual([`capture-unsealed ${download}`])
  const unlogged = await tampered((files) => {
    editLog(files, (lines) => rechain(lines.map((line) => line.replace('"file":"', '"file":"0'))))
  })
  expect(unlogged).toContain(`capture-file-changed ${file}`)
})

test('the stored files of both are checked again, and named with the capture they belong to', async () => {
  const { db, paths } = workspace.context
  const hash = (sql: string) => db.prepare(sql).pluck().get() as string
  const hashes = [
    hash('SELECT sha256 FROM capture_download'),
    hash('SELECT record_sha256 FROM capture_download'),
    hash('SELECT record_sha256 FROM capture_provider'),
  ]
  for (const sha256 of hashes) appendFileSync(objectPath(paths.objects, sha256), 'x')
  const { jobId } = await workspace.evidence['evidence.recheck']({}, never)
  const { problems } = recheckReport.parse((await workspace.finished(jobId)).result)
  const user = `capture:${String(captureId)}`
  expect(problems.map(({ sha256, usedBy }) => [sha256, usedBy]).sort()).toEqual(
    hashes.map((sha256) => [sha256, [user]]).sort(),
  )
})

test('a row of them that the custody log does not know is named', async () => {
  const { db } = workspace.context
  const verify = async () => (await workspace.evidence['custody.verify']({}, never)).problems
  expect(await verify()).toEqual([])
  db.exec(`DROP TRIGGER capture_download_no_update; DROP TRIGGER capture_provider_no_update;
    UPDATE capture_download SET sha256 = record_sha256; UPDATE capture_provider SET custody_seq = 1`)
  expect((await verify()).map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'record-unlogged: The log holds no event for a file downloaded from capture 1.',
    'record-unlogged: The log holds no event for a look-up of the provider behind capture 1.',
  ])
})

test('the custody of the case tells of both', async () => {
  workspace.context.db.exec('DROP TRIGGER custody_event_no_update')
  // As if the finding had come into the case only afterwards.
  workspace.context.db.exec(`UPDATE custody_event SET case_id = NULL WHERE action LIKE 'capture.%'`)
  const { events } = await workspace.evidence['custody.list']({ limit: 50, beforeSeq: null, caseId }, never)
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['capture.fileDownloaded', 'capture.providerLookedUp']),
  )
})
