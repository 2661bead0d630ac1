import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import * as zlib from 'node:zlib'
import { BrokenStream } from '../broken-stream.ts'
import { type Compression, takeSteps } from './steps.ts'
import type { UnpackNotes } from './unpack.ts'
import { unzstd } from './zstd.ts'

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

interface Outcome {
  readonly content: Buffer
  readonly error: unknown
  readonly notes: UnpackNotes
  /** Length of the longest piece given out. */
  readonly longest: number
}

async function collect(pieces: AsyncIterable<Buffer>, notes: UnpackNotes): Promise<Outcome> {
  const parts: Buffer[] = []
  let longest = 0
  let error: unknown = null
  try {
    for await (const piece of pieces) {
      parts.push(piece)
      longest = Math.max(longest, piece.length)
    }
  } catch (thrown) {
    error = thrown
  }
  return { content: Buffer.concat(parts), error, notes, longest }
}

function unpack(packed: Buffer, kind: Compression, size = 65_536): Promise<Outcome> {
  const notes = { ignoredTail: false, refusal: null }
  return collect(takeSteps(chunked(packed, size), [{ kind }], notes), notes)
}

function unzstdPortably(packed: Buffer, size = 65_536): Promise<Outcome> {
  const notes = { ignoredTail: false, refusal: null }
  return collect(unzstd(chunked(packed, size), notes, false), notes)
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const rows = (count: number, seed: number) =>
  Buffer.from(
    Array.from(
      { length: count },
      (_, at) => `${String(at)},row ${String((at * 7919 * seed) % 10_007)}\n`,
    ).join(''),
  )
const skippable = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5])
const withChecksum = { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } }

describe.each([
  ['of this Node', (packed: Buffer, size?: number) => unpack(packed, 'zstd', size)],
  ['in JavaScript', unzstdPortably],
])('zstd data, unpacked by the decoder %s', (_, unzstdBy) => {
  const parts = [rows(20_000, 3), rows(50_000, 5), Buffer.alloc(0), Buffer.alloc(700_001, 'abc'), rows(3, 7)]
  const frames = parts.map((part, at) => zlib.zstdCompressSync(part, at % 2 === 0 ? withChecksum : {}))
  const whole = Buffer.concat(parts)

  it.each([1, 7, 256, 65_536, 1 << 20])('of many frames is whole, read %i bytes at a time', async (size) => {
    const packed = Buffer.concat([skippable, ...frames.flatMap((frame) => [frame, skippable])])
    const { content, error, notes } = await unzstdBy(packed, size)
    expect([content.equals(whole), error, notes.ignoredTail]).toEqual([true, null, false])
  })

  it('that breaks off anywhere says so, after what comes before', async () => {
    const packed = Buffer.concat(frames)
    const ends = frames.map((_frame, at) => Buffer.concat(frames.slice(0, at + 1)).length)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: packed.length - 1 }), async (length) => {
        const { content, error } = await unzstdBy(packed.subarray(0, length))
        const isEnd = ends.includes(length)
        expect(error instanceof BrokenStream ? error.kind : error).toEqual(isEnd ? null : 'truncated')
        expect(whole.subarray(0, content.length).equals(content)).toBe(true)
      }),
      { numRuns: 30, seed: 1 },
    )
  })

  it('with other bytes behind it is whole and says so', async () => {
    const { content, error, notes } = await unzstdBy(
      Buffer.concat([...frames, Buffer.from('<html>gone</html>')]),
    )
    expect([content.equals(whole), error, notes.ignoredTail]).toEqual([true, null, true])
  })
})

describe('what a reader without a walk over frames makes of several', () => {
  it('is the first alone: that is why there is one', () => {
    const parts = [Buffer.alloc(3_000_001, 'abc'), Buffer.alloc(5_000_000, 'xyz0')]
    const packed = Buffer.concat(parts.map((part) => zlib.zstdCompressSync(part)))
    let length = -1
    try {
      length = zlib.zstdDecompressSync(packed).length
    } catch {
      // Some versions fail instead, which is no better.
    }
    expect(length).not.toBe(8_000_001)
  })
})

describe('a zstd frame that wants more memory than is given', () => {
  it('is refused by name', async () => {
    const frame = zlib.zstdCompressSync(rows(100, 3), {
      params: { [zlib.constants.ZSTD_c_contentSizeFlag]: 0 },
    })
    const huge = Buffer.from(frame)
    // The window's size stands behind the descriptor, unless the frame is one segment.
    huge[4] = (huge[4] ?? 0) & ~0x20 & 0x3f
    huge[5] = 21 << 3
    const { error, notes } = await unpack(huge, 'zstd')
    expect(error).toBeInstanceOf(BrokenStream)
    expect(notes.refusal).toContain('window of 2048 MB')
    expect(notes.refusal).toContain('zstd -d --long=31 FILE')
  })
})

describe('a bomb', () => {
  it.each<[Compression, (content: Buffer) => Buffer]>([
    ['gzip', (content) => zlib.gzipSync(content, { level: 9 })],
    ['zstd', (content) => zlib.zstdCompressSync(content)],
  ])('of %s is given out in small pieces', async (kind, pack) => {
    const { content, longest } = await unpack(pack(Buffer.alloc(200_000_000)), kind, 1 << 20)
    expect(content.length).toBe(200_000_000)
    expect(longest).toBeLessThanOrEqual(4 << 20)
  })
})

const packers: readonly [Compression, string, readonly string[]][] = [
  ['bzip2', 'bzip2', ['-9c']],
  ['bzip2', 'bzip2', ['-1c']],
  ['xz', 'xz', ['-1c']],
  ['zstd', 'zstd', ['-19c']],
  ['gzip', 'gzip', ['-9c']],
]

describe.each(packers)('%s data made by %s %j', (kind, program, options) => {
  const pack = (content: Buffer) => execFileSync(program, options, { input: content, maxBuffer: 1 << 28 })

  it.skipIf(!has(program))('is unpacked whole, one stream or several', async () => {
    const parts = [rows(60_000, 3), Buffer.alloc(2_000_000, 'aaaaab'), Buffer.alloc(0), rows(10, 5)]
    for (const some of [[parts[0]!], [parts[1]!], parts]) {
      const { content, error } = await unpack(Buffer.concat(some.map(pack)), kind)
      expect([content.equals(Buffer.concat(some)), error]).toEqual([true, null])
    }
  })

  it.skipIf(!has(program))('cut off or changed anywhere fails by name, never otherwise', async () => {
    const original = rows(8000, 11)
    const packed = pack(original)
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
        const broken = cut ? packed.subarray(0, at) : Buffer.from(packed)
        if (!cut) broken[at] = (broken[at] ?? 0) ^ (1 << bit)
        const { content, error, notes } = await unpack(broken, kind)
        if (error !== null) expect(error).toBeInstanceOf(BrokenStream)
        // Some bits carry nothing, and a zstd frame has no checksum unless it is asked for.
        else if (!cut && kind !== 'zstd') expect(content.equals(original) || notes.ignoredTail).toBe(true)
        else if (cut) expect(content.length).toBe(0)
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})
