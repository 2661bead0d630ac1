import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'
import type { TestCore } from '../support/core.ts'

let folder: string
let test: TestCore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-sweep-'))
  test = await openSweepCore([{ isrc: 'USS1Z9900001', title: 'Été à Nîmes', artist: 'Søren' }])
})

afterEach(async () => {
  await test.dispose()
  rmSync(folder, { recursive: true, force: true })
})

const good = 'title,artist,isrc\nÉté à Nîmes,Søren,\nOther,Nobody,USS1Z9900001\n'

/** Sweeps a good file between two copies of the one under test; the good one must not suffer. */
async function sweep(name: string, content: string | Uint8Array) {
  const path = join(folder, name)
  writeFileSync(path, content)
  const fine = join(folder, 'fine.csv')
  writeFileSync(fine, good)
  const { sweepId, jobId } = await test.call('sweeps.start', { paths: [path, fine] })
  const job = await test.finished(jobId)
  const swept = await test.call('sweeps.get', { sweepId })
  const [bad, other] = swept.files
  expect([job.state, swept.state, other]).toMatchObject([
    'done',
    'done',
    { rows: 2, findings: 2, malformed: 0, state: 'done' },
  ])
  const { rows: samples } = await test.call('sweeps.malformed', { sweepId })
  return { ...bad!, samples }
}

describe('files that can be swept in spite of it all', () => {
  it.each<
    [
      string,
      Uint8Array | string,
      Partial<{ rows: number; findings: number; malformed: number; message: string }>,
    ]
  >([
    ['a byte order mark', `\ufeff${good}`, { rows: 2, findings: 2, malformed: 0, message: '' }],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${good}`, 'utf16le'), { rows: 2, findings: 2, malformed: 0 }],
    [
      'UTF-16 big-endian',
      Buffer.from(`\ufeff${good}`, 'utf16le').swap16(),
      { rows: 2, findings: 2, malformed: 0 },
    ],
    [
      'Latin-1',
      Buffer.from(good, 'latin1'),
      { rows: 2, findings: 2, message: 'The text is not UTF-8; it is read as Windows-1252.' },
    ],
    ['semicolons in a .csv', good.replaceAll(',', ';'), { rows: 2, findings: 2, malformed: 0 }],
    ['carriage returns alone', good.replaceAll('\n', '\r'), { rows: 2, findings: 2, malformed: 0 }],
    ['ragged rows', `${good}a\nb,c,d,e,USS1Z9900001\n`, { rows: 4, findings: 3, malformed: 2 }],
    [
      'only a header',
      'title,artist,isrc\n',
      { rows: 0, findings: 0, message: 'The file has a header and no rows.' },
    ],
    [
      'a header twice',
      `title,title,artist,isrc\n,Été à Nîmes,Søren,\n`,
      { rows: 1, findings: 1, message: 'The column “title” occurs 2 times; column 2 is used.' },
    ],
    ['no header', 'Été à Nîmes,Søren,GBAYE0000001\nOther,Nobody,USS1Z9900001\n', { rows: 2, findings: 1 }],
    ['no line break at the end', good.trimEnd(), { rows: 2, findings: 2, malformed: 0 }],
    ['blank lines', `\n\n${good}\n\n${good.slice(18)}`, { rows: 4, findings: 4, malformed: 0 }],
    ['lines before the header', `Report,2025\nAll stores\n${good}`, { rows: 2, findings: 2, malformed: 0 }],
    ['a zero byte in a row', `${good}x\u0000y,z,USS1Z9900001\n`, { rows: 3, findings: 3, malformed: 1 }],
    [
      'a quotation mark never closed',
      `${good}"x,y,\nÉté à Nîmes,Søren,\n`,
      { rows: 4, findings: 3, malformed: 1 },
    ],
    [
      'a line of 10 MB',
      `${good}${'x'.repeat(10_000_000)}\nÉté à Nîmes,Søren,\n`,
      { rows: 4, findings: 3, malformed: 1 },
    ],
    [
      'a quoted cell of 10 MB',
      `${good}"${'x'.repeat(10_000_000)}",y,\nÉté à Nîmes,Søren,\n`,
      { rows: 4, findings: 3, malformed: 1 },
    ],
  ])('%s', async (_, content, expected) => {
    expect(await sweep('listings.csv', content)).toMatchObject({ ...expected, state: 'done' })
  })

  it('a million rows with errors: all counted, fifty shown, findings among them kept', async () => {
    const { samples, ...swept } = await sweep(
      'errors.csv',
      `${good}${'only one cell\n'.repeat(1_000_000)}x,y,USS1Z9900001\n`,
    )
    expect(swept).toMatchObject({ rows: 1_000_003, malformed: 1_000_000, findings: 3, state: 'done' })
    expect(samples).toHaveLength(50)
    expect(samples[0]).toEqual({
      fileName: 'errors.csv',
      row: 3,
      byteOffset: Buffer.byteLength(good),
      reason: "The row has 1 cells; the file's rows have 3.",
      sample: 'only one cell',
    })
  })
})

describe('files that cannot be swept, or not to their end', () => {
  it.each<[string, string, Uint8Array | string, Partial<{ findings: number; message: unknown }>]>([
    [
      'an empty file',
      'empty.csv',
      '',
      { message: '“empty.csv” is empty. No row of it was swept. Download or export it again.' },
    ],
    [
      'a binary file',
      'cover.csv',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
      { message: '“cover.csv” is an image, not a listing. Choose a CSV, TSV or JSON Lines file.' },
    ],
    [
      'binary noise',
      'noise.csv',
      Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7919 + (at >> 7)) & 0xff)),
      { message: expect.stringContaining('“noise.csv” is no text file') },
    ],
    [
      'Zstandard that breaks off in its header',
      'dump.jsonl.zst',
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]),
      { message: '“dump.jsonl.zst” cannot be unpacked: its packed data is truncated.' },
    ],
    [
      'a truncated gzip file',
      'cut.csv.gz',
      gzipSync(`${good}${'some,other,row\n'.repeat(200_000)}`, { level: 0 }).subarray(0, 2_000_000),
      {
        findings: 2,
        message: expect.stringContaining(
          'breaks off before its end. Everything before that was searched and what was found is kept.',
        ),
      },
    ],
  ])('%s fails by name, and the next file is swept', async (_, name, content, expected) => {
    expect(await sweep(name, content)).toMatchObject({ ...expected, state: 'failed' })
  })

  it('a damaged gzip file fails where the damage is', async () => {
    const packed = gzipSync(
      `${good}${Array.from({ length: 300_000 }, (_, at) => `row ${String(at * 7919)},other,\n`).join('')}`,
    )
    packed.fill(0xff, packed.length - 2000, packed.length - 1000)
    expect(await sweep('damaged.csv.gz', packed)).toMatchObject({
      state: 'failed',
      findings: 2,
      message: expect.stringContaining('is damaged in the middle') as string,
    })
  })

  it('a file that is gone before its turn fails by name', async () => {
    const paths = ['big.csv', 'gone.csv', 'fine.csv'].map((name) => join(folder, name))
    writeFileSync(paths[0]!, `${good}${'some,other,row\n'.repeat(300_000)}`)
    for (const path of paths.slice(1)) writeFileSync(path, good)
    const { sweepId, jobId } = await test.call('sweeps.start', { paths })
    unlinkSync(paths[1]!)
    expect((await test.finished(jobId)).state).toBe('done')
    const { files } = await test.call('sweeps.get', { sweepId })
    expect(files).toMatchObject([
      { state: 'done', findings: 2 },
      { state: 'failed', findings: 0, message: '“gone.csv” is not there any more.' },
      { state: 'done', findings: 2 },
    ])
  })

  it('the sweep fails when none of its files could be read', async () => {
    const path = join(folder, 'empty.csv')
    writeFileSync(path, '')
    const { sweepId, jobId } = await test.call('sweeps.start', { paths: [path] })
    expect(await test.finished(jobId)).toMatchObject({
      state: 'failed',
      error: {
        code: 'FILE_UNREADABLE',
        message: '“empty.csv” is empty. No row of it was swept. Download or export it again.',
      },
    })
    expect((await test.call('sweeps.get', { sweepId })).state).toBe('failed')
  })
})
