import { spawn } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { sweepFiles, type SweptFileReport } from '../../electron/core/watch/index.ts'
import { databaseOf } from '../fixtures/sweep/database-bytes.ts'
import { tableWithBoth, wanted } from '../fixtures/sweep/sweep-content.ts'
import { openSweepCore } from '../fixtures/sweep/swept-workspace.ts'

let folder: string
const table = tableWithBoth(100)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-places-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function sweep(
  files: readonly string[],
  onFinding: () => void = () => undefined,
): Promise<readonly SweptFileReport[]> {
  return sweepFiles({ files, catalogue: wanted, onFinding })
}

function makeDump(): string {
  const dump = join(folder, 'dump')
  mkdirSync(join(dump, 'deep', 'deeper'), { recursive: true })
  writeFileSync(join(dump, 'b.csv'), table)
  writeFileSync(join(dump, 'deep', 'a.csv.gz'), zlib.gzipSync(table))
  writeFileSync(
    join(dump, 'deep', 'deeper', 'x.sqlite3'),
    databaseOf('CREATE TABLE t (title, artist)', { t: [['Paper Moon', 'Luna Vale']] }),
  )
  writeFileSync(join(dump, 'deep', 'x.sqlite3-wal'), 'log')
  writeFileSync(join(dump, 'cover.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
  writeFileSync(join(dump, '.hidden.csv'), table)
  symlinkSync(dump, join(dump, 'deep', 'loop'))
  symlinkSync(join(dump, 'b.csv'), join(dump, 'deep', 'again.csv'))
  return dump
}

describe.skipIf(process.platform === 'win32')('a folder', () => {
  it('is swept with every listing in it once, though it contains itself', async () => {
    const dump = makeDump()
    const reports = await sweep([dump])
    expect(
      reports.map(({ file, findings, error }) => [file.slice(dump.length + 1), findings, error]),
    ).toEqual([
      ['b.csv', 2, null],
      ['deep/a.csv.gz', 2, null],
      ['deep/deeper/x.sqlite3', 1, null],
    ])
    expect(reports[0]?.warnings[0]).toBe('1 file in the folder holds no listing and was passed over.')
  })

  it('is swept into a workspace', async () => {
    const test = await openSweepCore([{ isrc: 'USS1Z9900001', title: 'Paper Moon', artist: 'Luna Vale' }])
    const dump = makeDump()
    const looked = await test.call('sweeps.inspect', { paths: [dump] })
    expect(looked.files.map(({ fileName, format, compression }) => [fileName, format, compression])).toEqual([
      ['b.csv', 'csv', 'none'],
      ['a.csv.gz', 'csv', 'gzip'],
      ['x.sqlite3', 'sqlite', 'none'],
    ])
    const { sweepId, jobId } = await test.call('sweeps.start', { paths: [dump] })
    expect((await test.finished(jobId)).state).toBe('done')
    const { files } = await test.call('sweeps.get', { sweepId })
    expect(files.map(({ fileName, state, findings }) => [fileName, state, findings])).toEqual([
      ['b.csv', 'done', 1],
      ['a.csv.gz', 'done', 1],
      ['x.sqlite3', 'done', 1],
    ])
    await test.dispose()
  })
})

describe('a file that does not stay as it is', () => {
  it('is swept as far as it reached when it grows meanwhile, and that is said', async () => {
    const path = join(folder, 'growing.csv')
    writeFileSync(path, table)
    const [report] = await sweep([path], () => {
      appendFileSync(path, 'One,More,\n')
    })
    expect([report?.error, report?.findings, (report?.rows ?? 0) >= 100]).toEqual([null, 2, true])
    expect(report?.warnings.at(-1)).toContain(
      `is still growing: the ${String(Buffer.byteLength(table))} bytes that were there`,
    )
  })

  it.skipIf(process.platform === 'win32')(
    'is swept to its end when another takes its place, and that is said',
    async () => {
      const path = join(folder, 'replaced.csv')
      const other = join(folder, 'other.csv')
      writeFileSync(path, table)
      writeFileSync(other, 'title,artist\n')
      let done = false
      const [report] = await sweep([path], () => {
        if (!done) renameSync(other, path)
        done = true
      })
      expect([report?.error, report?.findings]).toEqual([null, 2])
      expect(report?.warnings.at(-1)).toContain('Another file has taken the place of “replaced.csv”')
    },
  )
})

describe('a pipe', () => {
  const program = fileURLToPath(new URL('../fixtures/sweep/piped-sweep.ts', import.meta.url))

  async function pipe(parts: readonly Uint8Array[]): Promise<unknown> {
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
    for (const part of parts) {
      child.stdin.write(part)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.stdin.end()
    await new Promise((resolve) => child.on('close', resolve))
    return JSON.parse(printed)
  }

  it('is swept as it comes, packed or not', async () => {
    const large = tableWithBoth(60_000)
    const expected = { rows: [20_001, 60_000], swept: 60_000, error: null }
    const bytes = Buffer.from(large)
    expect(await pipe([bytes.subarray(0, 10), bytes.subarray(10, 100_000), bytes.subarray(100_000)])).toEqual(
      expected,
    )
    expect(await pipe([zlib.zstdCompressSync(bytes)])).toEqual(expected)
  })

  it('in which nothing comes is named', async () => {
    expect(await pipe([])).toMatchObject({ error: expect.stringContaining('standard input') as string })
  })

  it('with what can only be read from a file says so', async () => {
    const parquet = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100)])
    expect(await pipe([parquet])).toMatchObject({ error: expect.stringContaining('or in a pipe') as string })
  })
})
