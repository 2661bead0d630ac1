import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyBundle } from '../../../electron/core/evidence/index.ts'
import { exportResult } from '../../../electron/core/evidence/worker-protocol.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'

let core: TestCore
let folder: string

beforeEach(async () => {
  core = await openTestCore()
  folder = mkdtempSync(join(tmpdir(), 'refrain-journey-'))
})
afterEach(async () => {
  await core.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const table = Buffer.from(
  [
    'id,isrc,title,artist,url',
    '1,GBAYE6800011,"Harbour ""Lights""",Mara Lindqvist,https://leak.example/a',
    '2,USRC17607839,Somebody else,Nobody,https://leak.example/b',
    '3,gb-aye-68-00011,Harbour Lights,Mara Lindqvist,https://leak.example/c',
    '',
  ].join('\r\n'),
  'latin1',
)

test.each([
  ['plain', 'leak.csv', table],
  ['packed', 'leak.csv.gz', gzipSync(table)],
])('from a swept %s file to a bundle whose rows are the bytes of that file', async (_, name, content) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  await core.call('recordings.create', {
    title: 'Harbour Lights',
    artist: 'Mara Lindqvist',
    isrc: 'GBAYE6800011',
    rightHeld: 'sound-recording',
  })
  const { jobId } = await core.call('sweeps.start', { paths: [path] })
  expect(await core.finished(jobId)).toMatchObject({ state: 'done' })
  const { rows } = await core.call('findings.list', {})
  expect(rows).toHaveLength(2)
  expect(rows.every(({ sealed }) => sealed)).toBe(true)
  await core.call('findings.decide', { findingIds: rows.map(({ id }) => id), decision: 'confirm' })
  const { caseIds } = await core.call('cases.group', {})
  const exported = await core.call('bundle.export', { caseId: caseIds[0]!, folder })
  const job = await core.finished(exported.jobId)
  const bundle = exportResult.parse(job.result)
  expect(await verifyBundle(bundle.folder)).toMatchObject({ integrity: 'intact' })
  expect(await verifyBundle(bundle.zip)).toMatchObject({ integrity: 'intact' })
  for (const [number, line] of [
    ['001-finding-1', 1],
    ['002-finding-2', 3],
  ] as const) {
    const read = (file: string) => readFileSync(join(bundle.folder, 'data/findings', number, file))
    const record = JSON.parse(read('record.json').toString()) as { byteOffset: number; byteLength: number }
    const { byteOffset, byteLength } = record
    expect(record).toMatchObject({ source: { name, bytes: content.length }, match: { verdict: 'match' } })
    expect(read('row.bin').equals(table.subarray(byteOffset, byteOffset + byteLength))).toBe(true)
    expect(read('row.bin').toString()).toContain(table.toString().split('\r\n')[line])
  }
  expect(await core.call('custody.verify', {})).toMatchObject({ problems: [] })
})
