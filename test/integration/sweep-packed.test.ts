import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { found, sweepContent, tableWithBoth } from '../fixtures/sweep/sweep-content.ts'
import { tarOf } from '../fixtures/sweep/tar-bytes.ts'
import { zipOf } from '../fixtures/sweep/zip-bytes.ts'

const table = tableWithBoth(3000)
const bothInTable = [
  ['1', 1001],
  ['2', 3000],
]
const jsonLines = Array.from({ length: 2000 }, (_, at) =>
  JSON.stringify(
    at === 1999 ? { title: 'Paper Moon', artist: 'Luna Vale' } : { title: `x${String(at)}`, artist: 'y' },
  ),
).join('\n')

function zstdFrames(text: string, frames: number): Buffer {
  const bytes = Buffer.from(text)
  const size = Math.ceil(bytes.length / frames)
  const parts = Array.from({ length: frames }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
  return Buffer.concat(parts.map((part) => zlib.zstdCompressSync(part)))
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a packed table', () => {
  it.each([
    ['one zstd frame', zstdFrames(table, 1)],
    ['many zstd frames', zstdFrames(table, 9)],
    ['zstd twice over', zlib.zstdCompressSync(zstdFrames(table, 3))],
    ['gzip in zstd', zlib.zstdCompressSync(zlib.gzipSync(table))],
  ])('is swept to its last row: %s', async (_, packed) => {
    for (const blockBytes of [4096, 1 << 20]) {
      const swept = await sweepContent(packed, blockBytes)
      expect([swept.report.error, swept.report.rows, found(swept)]).toEqual([null, 3000, bothInTable])
    }
  })

  it.each(['xz', 'bzip2'])('is swept to its last row: %s', async (program) => {
    if (!has(program)) return
    const swept = await sweepContent(execFileSync(program, ['-c'], { input: table }))
    expect([swept.report.error, swept.report.rows, found(swept)]).toEqual([null, 3000, bothInTable])
  })

  it('that breaks off says so, and keeps what was found before', async () => {
    const packed = zstdFrames(table, 9)
    const swept = await sweepContent(packed.subarray(0, packed.length - 10))
    expect(found(swept)).toEqual(bothInTable.slice(0, 1))
    expect(swept.report.error?.message).toContain('breaks off before its end')
  })
})

describe('an archive', () => {
  const files = {
    'readme.txt': 'Nothing to see here.',
    'cover.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    'empty.csv': '',
    'tables/one.csv': table,
    [`tables/${'long/'.repeat(40)}two.jsonl.gz`]: zlib.gzipSync(jsonLines),
    'tables/three.csv.zst': zstdFrames(table, 5),
  }
  const everything = [...bothInTable, ['1', 5000], ['1', 6001], ['2', 8000]].map(([id, row]) => [
    id,
    Number(row) + 1,
  ])

  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['tar', () => tarOf(files)],
    ['tar in gzip', () => zlib.gzipSync(tarOf(files))],
    ['tar in zstd', () => zlib.zstdCompressSync(tarOf(files))],
    ['zip', () => zipOf(files)],
    ['zip that packs nothing', () => zipOf(files, false)],
  ])('is swept with all listings in it, rows and bytes counted through: %s', async (_, make) => {
    const swept = await sweepContent(await make())
    expect([swept.report.error, swept.report.rows]).toEqual([null, 8001])
    expect(found(swept)).toEqual(everything)
    const offsets = swept.findings.map(({ byteOffset }) => byteOffset)
    expect([...offsets].sort((one, other) => one - other)).toEqual(offsets)
    expect(new Set(offsets).size).toBe(offsets.length)
    expect(swept.report.warnings.join(' ')).toContain('cover.png” is an image, not a listing')
  })

  it('that holds no listing says so', async () => {
    const { report } = await sweepContent(tarOf({ 'a.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]) }))
    expect(report.error?.message).toContain('is an archive. It holds no listing.')
  })

  it('that is a workbook is refused', async () => {
    const { report } = await sweepContent(
      await zipOf({ '[Content_Types].xml': '<Types/>', 'xl/sheet1.xml': table }),
    )
    expect(report.error?.message).toContain('Save a workbook as CSV')
  })

  it('in an archive is passed over by name', async () => {
    const swept = await sweepContent(tarOf({ 'one.csv': table, 'more.zip': await zipOf({ 'x.csv': table }) }))
    expect([swept.report.error, found(swept)]).toEqual([null, bothInTable])
    expect(swept.report.warnings.join(' ')).toContain('is an archive in an archive')
  })

  it('that breaks off in a member keeps what was found before', async () => {
    const whole = tarOf({ 'one.csv': table, 'two.csv': table })
    const swept = await sweepContent(whole.subarray(0, whole.length - 20_000))
    expect(found(swept).slice(0, 3)).toEqual([...bothInTable, ['1', 4001]])
    expect(swept.report.error?.message).toContain('breaks off before its end')
  })

  it('cut off or changed anywhere fails by name or is swept, and never ends otherwise', async () => {
    const archives = [tarOf(files), zlib.gzipSync(tarOf(files)), await zipOf(files)]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...archives),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(7),
        fc.boolean(),
        async (whole, share, bit, cut) => {
          const at = Math.floor(share * whole.length)
          const broken = cut ? whole.subarray(0, at) : Buffer.from(whole)
          if (!cut) broken[at] = (broken[at] ?? 0) ^ (1 << bit)
          const { report } = await sweepContent(broken)
          if (report.error !== null) expect(report.error.code).toMatch(/^FILE_|NO_USABLE_COLUMNS/)
        },
      ),
      { numRuns: 60, seed: 3 },
    )
  })
})
