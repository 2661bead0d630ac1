import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealSourceRows } from '../../../electron/core/evidence/index.ts'
import { parseCustodyLine } from '../../../shared/domain/evidence/custody-line.ts'
import { renderSealList } from '../../../shared/domain/evidence/sealed-record.ts'
import {
  type EvidenceWorkspace,
  openEvidenceWorkspace,
  seedCase,
  steppingClock,
} from './evidence-workspace.ts'

let workspace: EvidenceWorkspace

beforeEach(() => {
  workspace = openEvidenceWorkspace()
})
afterEach(() => workspace.dispose())

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

interface Row {
  finding_id: number
  record: string
  record_sha256: string
  content_sha256: string
  byte_offset: number
  byte_length: number
  custody_seq: number
}

const records = () => workspace.context.db.prepare('SELECT * FROM evidence_record ORDER BY id').all() as Row[]
const sealingLines = () =>
  (
    workspace.context.db
      .prepare("SELECT line FROM custody_event WHERE action = 'evidence.sealed' ORDER BY seq")
      .pluck()
      .all() as string[]
  ).map((line) => parseCustodyLine(line)!)

test('every finding gets the record of its row, and the hashes fit the bytes', async () => {
  const raw = Buffer.from([0xff, 0xfe, 0x00, 0x41, 0x0a])
  const { sweepFileId, findingIds } = seedCase(workspace, [{ title: 'Ünïcode “x”' }, { title: 'B', raw }])
  expect(await sealSourceRows(workspace.context, sweepFileId)).toBe(2)
  const rows = records()
  expect(rows.map((row) => row.finding_id)).toEqual(findingIds)
  for (const row of rows) expect(row.record_sha256).toBe(sha256(row.record))
  expect(rows[1]!.content_sha256).toBe(sha256(raw))
  expect(JSON.parse(rows[0]!.record)).toMatchObject({
    format: 'refrain-source-row/1',
    source: { name: 'dump.csv' },
    row: 1,
    byteOffset: 0,
    contentSha256: rows[0]!.content_sha256,
    listing: { title: 'Ünïcode “x”', url: null },
    match: { finding: findingIds[0], verdict: 'match', reasons: ['same ISRC'] },
    tool: { name: 'refrain', version: '0.0.0-test' },
  })
})

test('one event seals up to 500 records and carries the digest of their hashes', async () => {
  const listings = Array.from({ length: 1_201 }, (_, index) => ({ title: `Song ${String(index)}` }))
  const { sweepFileId } = seedCase(workspace, listings)
  expect(await sealSourceRows(workspace.context, sweepFileId)).toBe(1_201)
  const events = sealingLines()
  expect(events.map((event) => event.detail.records)).toEqual([500, 500, 201])
  for (const event of events) {
    const hashes = records()
      .filter((row) => row.custody_seq === event.seq)
      .map((row) => row.record_sha256)
    expect(event.detail.digest).toBe(sha256(renderSealList(hashes)))
    expect(event.subject).toBe(`sweepFile:${String(sweepFileId)}`)
  }
})

test('sealing again changes nothing, and seals only what is new', async () => {
  const { sweepFileId } = seedCase(workspace, [{ title: 'A' }, { title: 'B' }])
  await sealSourceRows(workspace.context, sweepFileId)
  const before = records()
  expect(await sealSourceRows(workspace.context, sweepFileId)).toBe(0)
  expect(records()).toEqual(before)
  expect(sealingLines()).toHaveLength(1)
})

test('two findings in one row are both sealed', async () => {
  const { sweepFileId } = seedCase(workspace, [{ title: 'A' }, { title: 'B' }])
  workspace.context.db.exec(
    `INSERT INTO finding (listing_id, recording_id, score, verdict, reasons, claimable, state, found_at)
     SELECT 1, 2, 0.5, 'possible', '[]', 1, 'new', found_at FROM finding WHERE id = 1`,
  )
  expect(await sealSourceRows(workspace.context, sweepFileId)).toBe(3)
  expect(new Set(records().map((row) => row.record_sha256)).size).toBe(3)
})

test('a signal stops between two batches, and a later run takes up the rest', async () => {
  const controller = new AbortController()
  let reads = 0
  const tick = steppingClock()
  await workspace.dispose()
  workspace = openEvidenceWorkspace({ clock: tick })
  const { sweepFileId } = seedCase(
    workspace,
    Array.from({ length: 700 }, (_, index) => ({ title: String(index) })),
  )
  const context = {
    ...workspace.context,
    now: () => {
      reads += 1
      controller.abort()
      return workspace.context.now()
    },
  }
  await expect(sealSourceRows(context, sweepFileId, controller.signal)).rejects.toThrow()
  expect(reads).toBe(1)
  expect(records()).toHaveLength(500)
  expect(await sealSourceRows(workspace.context, sweepFileId)).toBe(200)
})

test('a file that is not read to its end cannot be sealed, nor one that is not there', async () => {
  const { sweepFileId } = seedCase(workspace, [{ title: 'A' }])
  workspace.context.db.exec('UPDATE sweep_file SET sha256 = NULL')
  await expect(sealSourceRows(workspace.context, sweepFileId)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(sealSourceRows(workspace.context, 99)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(records()).toEqual([])
})

test('the store refuses to change a sealed record; a changed one is found by the check', async () => {
  const { sweepFileId } = seedCase(workspace, [{ title: 'A' }])
  await sealSourceRows(workspace.context, sweepFileId)
  const { db } = workspace.context
  expect(() => db.exec("UPDATE evidence_record SET record = 'x'")).toThrow(/never changed/)
  expect(() => db.exec('DELETE FROM evidence_record')).toThrow(/never deleted/)
  db.exec(
    "DROP TRIGGER evidence_record_no_update; UPDATE evidence_record SET record = replace(record, 'A', 'Z')",
  )
  const { problems } = await workspace.evidence['custody.verify'](
    {},
    { signal: new AbortController().signal },
  )
  expect(problems).toMatchObject([{ code: 'record-changed' }])
})
