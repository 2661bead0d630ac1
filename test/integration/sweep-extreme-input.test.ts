import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { ZipFile } from 'yazl'
import { found, sweepContent, sweepPath, tableWithBoth } from '../fixtures/sweep/sweep-content.ts'

// Input that is out of all proportion, or is not what it seems: bounded, named, and nothing lost of what was found.

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-extreme-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const header = 'title,artist,isrc\n'
const hit = 'Something,Nobody,USS1Z9900001\n'
/** So many rows that what the file is shows in them. */
const rows = Array.from({ length: 30_000 }, (_, at) => `Other ${String(at)},Nobody,\n`).join('')
const lines = Array.from({ length: 30_000 }, (_, at) => `{"title":"Other ${String(at)}"}\n`).join('')
const gigabyte = 2 ** 30
/** Bytes that a sweep of two recordings may take beside what the test itself holds. */
const enoughMemory = 300 << 20

async function withinMemory<T>(work: () => Promise<T>): Promise<T> {
  const before = process.memoryUsage.rss()
  const done = await work()
  expect(process.memoryUsage.rss() - before).toBeLessThan(enoughMemory)
  return done
}

/** A file with a hole of a gigabyte in it, which takes no room on the disk. */
function sparseFile(name: string, before: string, after: string): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  writeSync(file, before)
  ftruncateSync(file, gigabyte)
  writeSync(file, after, gigabyte)
  closeSync(file)
  return path
}

describe('a line of a gigabyte', () => {
  it.each([
    ['in a table', header + hit + rows, hit, 2],
    [
      'in JSON Lines',
      `{"title":"x","isrc":"USS1Z9900001"}\n${lines}{"title":"`,
      '"}\n{"title":"y","isrc":"USS1Z9900001"}\n',
      2,
    ],
  ])('%s, in a file with a hole, is passed over by name', async (name, before, after, findings) => {
    const path = sparseFile(`hole ${name}`, before, `\n${after}`)
    const { report, findings: hits } = await withinMemory(() => sweepPath(path))
    expect([report.error, hits.length]).toEqual([null, findings])
    expect(report.malformedSamples.some(({ reason }) => /longer than 1 MiB|binary/.test(reason))).toBe(true)
  })
})

describe('ten million columns', () => {
  const commas = ','.repeat(10_000_000)
  it('in one row are named', async () => {
    const { report, findings } = await withinMemory(() => sweepContent(`${header}${hit}${commas}\n${hit}`))
    expect([report.error, report.rows, report.malformed, findings.length]).toEqual([null, 3, 1, 2])
    expect(report.malformedSamples[0]?.reason).toContain('longer than 1 MiB')
  })

  it('in the first row leave the others to be searched', async () => {
    const { report, findings } = await withinMemory(() => sweepContent(`${commas}\n${hit}${hit}`))
    expect([report.error, findings.length]).toEqual([null, 2])
  })
})

describe('a bomb', () => {
  const zeros = Buffer.alloc(16 << 20)
  const frame = zlib.zstdCompressSync(zeros)
  const member = zlib.gzipSync(zeros)

  it.each([
    ['zstd', zlib.zstdCompressSync(header + hit + rows), frame, zlib.zstdCompressSync(`\n${hit}`)],
    ['gzip', zlib.gzipSync(header + hit + rows), member, zlib.gzipSync(`\n${hit}`)],
  ])('of a gigabyte in a few kilobytes of %s is swept within bounds', async (_, first, packed, last) => {
    const bytes = Buffer.concat([first, ...Array.from({ length: 64 }, () => packed), last])
    expect(bytes.length).toBeLessThan(2 << 20)
    const { report, findings } = await withinMemory(() => sweepContent(bytes))
    expect([report.error, findings.length]).toEqual([null, 2])
    expect(report.malformed).toBeGreaterThan(0)
  })

  it('in a ZIP archive is swept within bounds, and what stands beside it too', async () => {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from(header + hit), 'a.csv')
    zip.addBuffer(
      Buffer.concat([Buffer.from(header + rows), Buffer.alloc(256 << 20), Buffer.from(`\n${hit}`)]),
      'b.csv',
    )
    zip.end()
    const parts: Buffer[] = []
    for await (const part of zip.outputStream) parts.push(part as Buffer)
    const { report, findings } = await withinMemory(() => sweepContent(Buffer.concat(parts)))
    expect([report.error, findings.length]).toEqual([null, 2])
  })

  it('that is packed in itself again and again is refused', async () => {
    let bytes: Buffer = Buffer.from(header + hit)
    for (let depth = 0; depth < 8; depth++) bytes = zlib.gzipSync(bytes)
    expect((await sweepContent(bytes)).report.error?.message).toContain('packed several times over')
  })
})

describe('text cut off or changed anywhere', () => {
  const table = tableWithBoth(60)
  const objects = Array.from({ length: 60 }, (_, at) =>
    JSON.stringify({
      title: `T${String(at)}`,
      artists: [{ name: 'A' }],
      isrc: at === 30 ? 'USS1Z9900001' : null,
    }),
  ).join('\n')
  it.each([
    ['a table', table],
    ['JSON Lines', objects],
    ['JSON', `[${objects.replaceAll('\n', ',')}]`],
  ])('is swept or fails by name, never otherwise: %s', async (_, text) => {
    const whole = Buffer.from(text)
    expect(found(await sweepContent(whole)).length).toBeGreaterThan(0)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const broken = Buffer.from(whole)
          for (const [at, byte] of changes) broken[at] = byte
          const bytes = length % 2 === 0 ? broken.subarray(0, Math.max(1, length)) : broken
          const { report } = await sweepContent(bytes, 4096)
          if (report.error !== null) expect(report.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
        },
      ),
      { numRuns: 80, seed: 11 },
    )
  })
})
