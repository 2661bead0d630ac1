import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/contract/jobs.ts'
import type { Sweep } from '../../shared/contract/watch.ts'
import { openSweepCore, storedFindings, withStore } from '../fixtures/sweep/swept-workspace.ts'
import type { TestCore } from '../support/core.ts'

const recordings = [
  { isrc: 'USS1Z9900001', title: 'Harbour Lights', artist: 'Luna Vale', durationMs: 200_000 },
  { isrc: 'USS1Z9900002', title: 'Paper Moon', artist: 'Luna Vale & the Tides' },
  { isrc: null, title: 'Harbour Lights', artist: 'Luna Vale' },
]

let folder: string
let test: TestCore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-sweep-'))
  test = await openSweepCore(recordings)
})

afterEach(async () => {
  await test.dispose()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function sweep(...paths: string[]): Promise<{ job: Job; swept: Sweep }> {
  const { sweepId, jobId } = await test.call('sweeps.start', { paths })
  const job = await test.finished(jobId)
  return { job, swept: await test.call('sweeps.get', { sweepId }) }
}

const csv = [
  'id,ISRC,Track,Artist,URL,Uploader,Label,Duration',
  'x1,us-s1z-99-00001,Harbour Lights,Luna Vale,https://www.tracks.example/1,@Someone,℗ 2024 Northlight,3:20',
  'x2,,Other,Nobody,https://tracks.example/2,,,',
  'x3,,PAPER MOON,Luna Vale and The Tides,,,,',
  '',
].join('\n')

describe('a sweep', () => {
  it('lists a finding once, however often the same file is swept, and keeps what was decided', async () => {
    const path = file('listings.csv', csv)
    await sweep(path)
    const before = storedFindings(test.folder)
    const [first] = (await test.call('findings.list', {})).rows
    await test.call('findings.decide', {
      findingIds: [first!.id],
      decision: 'dismiss',
      reason: 'a tribute band',
    })

    const { swept } = await sweep(path)
    expect(swept).toMatchObject({ rows: 3, findings: 0, recordings: 0 })
    expect(swept.files[0]?.message).toMatch(/^3 findings of this very file are known/)
    expect(storedFindings(test.folder).length).toBe(before.length)
    expect((await test.call('findings.get', { findingId: first!.id })).state).toBe('dismissed')

    const grown = await sweep(file('listings.csv', `${csv}x4,,paper moon,Luna Vale & The Tides,,,,\n`))
    expect(grown.swept.findings).toBe(4)
  })

  it('stores each finding with the row it stands on', async () => {
    const { job, swept } = await sweep(file('listings.csv', csv))
    expect(job.error).toBeNull()
    expect(job.result).toEqual({
      sweepId: swept.id,
      rows: 3,
      malformed: 0,
      findings: 3,
      recordings: 3,
      failedFiles: 0,
    })
    const lines = csv.split('\n')
    const found = storedFindings(test.folder)
    expect(
      found.map(({ row, ref, recordingId, score, verdict, claimable }) => [
        row,
        ref,
        recordingId,
        score,
        verdict,
        claimable,
      ]),
    ).toEqual([
      [1, 'x1', 1, 1, 'match', 1],
      [1, 'x1', 3, 0.6, 'possible', 1],
      [3, 'x3', 2, 0.9, 'match', 0],
    ])
    for (const { row, byteOffset, byteLength, raw, state } of found) {
      const bytes = Buffer.from(csv).subarray(byteOffset, byteOffset + byteLength)
      expect([bytes.toString(), raw, state]).toEqual([lines[row], bytes.toString('hex').toUpperCase(), 'new'])
    }
    expect(
      withStore(test.folder, (db) =>
        db
          .prepare('SELECT domain, account_key, label_key, duration_ms, offers FROM listing WHERE row = 1')
          .get(),
      ),
    ).toEqual({
      domain: 'tracks.example',
      account_key: 'someone',
      label_key: 'northlight',
      duration_ms: 200_000,
      offers: 'page',
    })
  })

  it('is described with counts, hash and state', async () => {
    const path = file('listings.csv', csv)
    const { swept } = await sweep(path)
    expect(swept).toMatchObject({
      title: 'listings.csv',
      state: 'done',
      rows: 3,
      malformed: 0,
      findings: 3,
      recordings: 3,
      files: [
        {
          ...{
            path,
            fileName: 'listings.csv',
            bytes: Buffer.byteLength(csv),
            rows: 3,
            findings: 3,
            state: 'done',
          },
          sha256: createHash('sha256').update(csv).digest('hex'),
        },
      ],
    })
    expect(swept.finishedAt).not.toBeNull()
    expect((await test.call('sweeps.list', {})).sweeps).toEqual([swept])
  })

  it('seals the row behind every finding', async () => {
    await sweep(file('listings.csv', csv))
    const { rows } = await test.call('findings.list', {})
    expect(rows.map(({ sealed }) => sealed)).toEqual([true, true, true])
  })

  it('applies the authorization rules to what it finds', async () => {
    await test.call('rules.create', { kind: 'domain', value: 'tracks.example' })
    await sweep(file('listings.csv', csv))
    expect(storedFindings(test.folder).map(({ state }) => state)).toEqual(['authorized', 'authorized', 'new'])
  })

  it('takes several files, of several kinds, packed or not', async () => {
    const json = `${JSON.stringify({ id: 'j1', name: 'Paper Moon', artists: [{ name: 'Luna Vale & the Tides' }], external_urls: { spotify: 'https://s.example/1' } })}\n`
    const { swept } = await sweep(file('a.csv', csv), file('b.jsonl', json), file('c.bin', gzipSync(csv)))
    expect(swept.title).toBe('a.csv and 2 more')
    expect(swept.files.map(({ rows, findings, state }) => [rows, findings, state])).toEqual([
      [3, 3, 'done'],
      [1, 1, 'done'],
      [3, 3, 'done'],
    ])
    const packed = readFileSync(join(folder, 'c.bin'))
    expect(swept.files[2]).toMatchObject({
      bytes: packed.length,
      sha256: createHash('sha256').update(packed).digest('hex'),
    })
    const offsets = storedFindings(test.folder).map(({ byteOffset }) => byteOffset)
    expect(offsets.slice(4)).toEqual(offsets.slice(0, 3))
  })

  it('reports progress in bytes and rows', async () => {
    const path = file('listings.csv', csv)
    const { job } = await sweep(path)
    expect(job).toMatchObject({
      subjectId: 1,
      progress: { unit: 'bytes', done: csv.length + 2, total: csv.length + 2, rows: 3, note: 'listings.csv' },
    })
  })
})

describe('what a sweep will look like', () => {
  it('is shown before it starts', async () => {
    const good = file('good.tsv', 'isrc\ttitle\tartist\nUSS1Z9900001\tA\tB\n')
    const bad = file('bad.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]))
    const { files } = await test.call('sweeps.inspect', { paths: [good, bad, join(folder, 'gone.csv')] })
    expect(files).toMatchObject([
      {
        fileName: 'good.tsv',
        format: 'csv',
        compression: 'none',
        delimiter: '\t',
        fields: { isrc: 'isrc', title: 'title', artist: 'artist' },
        warnings: [],
      },
      {
        fileName: 'bad.png',
        warnings: ['“bad.png” is an image, not a listing. Choose a CSV, TSV or JSON Lines file.'],
      },
      { fileName: 'gone.csv', warnings: ['“gone.csv” is not there any more.'] },
    ])
  })
})

describe('a sweep is refused', () => {
  it('when there is nothing to sweep', async () => {
    await expect(
      test.call('sweeps.start', { paths: [join(folder, 'gone.csv'), folder] }),
    ).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
    expect((await test.call('sweeps.list', {})).sweeps).toEqual([])
  })

  it('when there is nothing to look for', async () => {
    const empty = await openSweepCore([])
    const paths = [file('listings.csv', csv)]
    await expect(empty.call('sweeps.start', { paths })).rejects.toMatchObject({ code: 'VALIDATION' })
    await empty.dispose()
  })

  it('when it does not exist', async () => {
    await expect(test.call('sweeps.get', { sweepId: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(test.call('sweeps.malformed', { sweepId: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
