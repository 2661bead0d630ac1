import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeObject } from '../../../electron/core/evidence/index.ts'
import { type EvidenceWorkspace, openEvidenceWorkspace, seedCase } from './evidence-workspace.ts'

let workspace: EvidenceWorkspace
let folder: string

beforeEach(() => {
  workspace = openEvidenceWorkspace()
  folder = mkdtempSync(join(tmpdir(), 'refrain-attach-'))
})
afterEach(async () => {
  await workspace.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const never = { signal: new AbortController().signal }
const count = (table: string) =>
  workspace.context.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number

function blobs(): string[] {
  return readdirSync(workspace.context.paths.objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

async function attach(findingId: number, path: string, context = never) {
  return workspace.evidence['evidence.attach']({ findingId, path }, context)
}

test('a file is copied, sealed and logged', async () => {
  const { findingIds, caseId } = seedCase(workspace, [{ title: 'A' }])
  const content = Buffer.alloc(3_000_000, 'picture')
  const path = join(folder, 'Bild „Ü“.png')
  writeFileSync(path, content)
  const record = await attach(findingIds[0]!, path)
  expect(record).toMatchObject({
    kind: 'attachment',
    sourceName: 'Bild „Ü“.png',
    sourceBytes: content.length,
    contentSha256: sha256(content),
    byteOffset: null,
    preview: 'Bild „Ü“.png',
  })
  const event = workspace.context.db
    .prepare('SELECT * FROM custody_event WHERE seq = ?')
    .get(record.custodySeq)
  expect(event).toMatchObject({ action: 'evidence.attached', subject: 'finding:1', case_id: caseId })
  expect(blobs()).toEqual([sha256(content).slice(2)])
  expect(await workspace.evidence['custody.verify']({}, never)).toMatchObject({ problems: [] })
})

test('the same file on two findings is stored once and sealed twice', async () => {
  const { findingIds } = seedCase(workspace, [{ title: 'A' }, { title: 'B' }])
  const path = join(folder, 'a.png')
  writeFileSync(path, 'x')
  await Promise.all(findingIds.map((finding) => attach(finding, path)))
  expect([count('object'), count('evidence_record')]).toEqual([1, 2])
  expect(blobs()).toHaveLength(1)
})

test('what cannot be attached is refused in words, and nothing is kept', async () => {
  const { findingIds } = seedCase(workspace, [{ title: 'A' }])
  const finding = findingIds[0]!
  writeFileSync(join(folder, 'empty.png'), '')
  mkdirSync(join(folder, 'dir'))
  writeFileSync(join(folder, 'a.png'), 'x')
  await expect(attach(finding, join(folder, 'empty.png'))).rejects.toMatchObject({ code: 'FILE_EMPTY' })
  await expect(attach(finding, join(folder, 'dir'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  await expect(attach(finding, join(folder, 'gone.png'))).rejects.toThrow(/“gone\.png” cannot be read/)
  await expect(attach(99, join(folder, 'a.png'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect([count('object'), count('evidence_record'), blobs()]).toEqual([0, 0, []])
})

test('a cancelled attachment leaves nothing', async () => {
  const { findingIds } = seedCase(workspace, [{ title: 'A' }])
  const path = join(folder, 'huge.wav')
  writeFileSync(path, 'x')
  truncateSync(path, 3_000_000_000)
  const controller = new AbortController()
  const running = attach(findingIds[0]!, path, { signal: controller.signal })
  while (!blobs().some((name) => name.endsWith('.part')))
    await new Promise((resolve) => setTimeout(resolve, 5))
  controller.abort()
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
  expect([count('object'), count('evidence_record'), blobs()]).toEqual([0, 0, []])
  await expect(attach(findingIds[0]!, path, { signal: controller.signal })).rejects.toThrow()
})

test('a finding that vanished meanwhile leaves no blob', async () => {
  const { findingIds } = seedCase(workspace, [{ title: 'A' }])
  const path = join(folder, 'a.png')
  writeFileSync(path, 'x')
  const running = attach(findingIds[0]!, path)
  workspace.context.db.exec('DELETE FROM case_item; DELETE FROM finding')
  await expect(running).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(blobs()).toEqual([])
})

test('a stored object goes with its transaction', async () => {
  const { mutations } = workspace.context
  const kept = mutations.once([], () => storeObject(workspace.context, Buffer.from('notice'), 'notice.txt'))
  const failing = () =>
    mutations.once([], () => {
      storeObject(workspace.context, Buffer.from('other'), 'other.txt')
      throw new Error('rolled back')
    })
  expect(failing).toThrow('rolled back')
  await new Promise((resolve) => setImmediate(resolve))
  expect(kept).toEqual({ sha256: sha256(Buffer.from('notice')), bytes: 6 })
  expect(blobs()).toEqual([kept.sha256.slice(2)])
  expect(count('object')).toBe(1)
})
