import { createHash, randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { testResources } from '../../../../test/support/resources.ts'
import { BrokenStream } from './broken-stream.ts'
import type { UnpackStep } from './unpack/steps.ts'
import { threadedSource } from './threaded-source.ts'
import { isWorthThread, worthThread } from './unpack/unpack-thread.ts'

const script = testResources().sweepWorker
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

interface Unpacked {
  readonly length: number
  readonly sha256: string
  readonly error: unknown
  readonly position: number
  readonly ignoredTail: boolean
}

async function unpack(packed: Uint8Array, kind: 'zstd' | 'gzip', blockBytes = 300_000): Promise<Unpacked> {
  return withFile(packed, async (path) => {
    const fd = openSync(path, 'r')
    const source = threadedSource(script, fd, [{ kind }], blockBytes)
    const into = Buffer.alloc(blockBytes)
    const sum = createHash('sha256')
    let length = 0
    let error: unknown = null
    try {
      for (let got = await source.read(into, 0); got > 0; got = await source.read(into, 0)) {
        sum.update(into.subarray(0, got))
        length += got
      }
    } catch (caught) {
      error = caught
    } finally {
      await source.close()
      closeSync(fd)
    }
    const { position, ignoredTail } = source
    return { length, sha256: sum.digest('hex'), error, position, ignoredTail }
  })
}

// Longer than all slots together, and of no round length.
const content = Buffer.concat([
  randomBytes(1 << 20),
  Buffer.alloc(12_345_678, 'all the same '),
  randomBytes(54_321),
])

describe('a packed file that another thread unpacks', () => {
  it.each([
    ['zstd', zstdCompressSync(content)],
    ['gzip', gzipSync(content)],
  ] as const)('comes whole: %s', async (kind, packed) => {
    expect(await unpack(packed, kind)).toEqual({
      ...{ length: content.length, sha256: hash(content), error: null },
      ...{ position: packed.length, ignoredTail: false },
    })
  })

  it('comes whole in several frames, and what stands behind them is noticed', async () => {
    const frames = [0, 1, 2].map((index) => content.subarray(index * 4_000_000, (index + 1) * 4_000_000))
    const packed = Buffer.concat([
      ...frames.map((frame) => zstdCompressSync(frame)),
      Buffer.from('tail of no use'),
    ])
    const { length, sha256, error, ignoredTail } = await unpack(packed, 'zstd')
    expect({ length, sha256, error, ignoredTail }).toEqual({
      ...{
        length: 12_000_000,
        sha256: hash(content.subarray(0, 12_000_000)),
        error: null,
        ignoredTail: true,
      },
    })
  })

  it('gives what stands before the place where it breaks off, and then says so', async () => {
    const packed = gzipSync(content)
    const { length, error } = await unpack(packed.subarray(0, packed.length - 60_000), 'gzip')
    expect(length).toBeGreaterThan(1 << 20)
    expect(error).toBeInstanceOf(BrokenStream)
    expect(error).toMatchObject({ kind: 'truncated' })
  })

  it('tells of data that are none', async () => {
    const { length, error } = await unpack(randomBytes(100_000), 'zstd')
    expect([length, error]).toEqual([0, expect.objectContaining({ kind: 'damaged' })])
  })

  it('fails like a reader in the same thread when the file cannot be read', async () => {
    // A folder can be opened, and no more.
    const fd = openSync(import.meta.dirname, 'r')
    const source = threadedSource(script, fd, [{ kind: 'zstd' }], 1000)
    const reading = source.read(Buffer.alloc(1000), 0)
    await expect(reading).rejects.toMatchObject({ code: 'EISDIR', syscall: 'read' })
    await source.close()
    closeSync(fd)
  })

  it('can be given up in the middle, and at once', async () => {
    await withFile(zstdCompressSync(content), async (path) => {
      const fd = openSync(path, 'r')
      const steps: readonly UnpackStep[] = [{ kind: 'zstd' }]
      for (const reads of [0, 1, 5]) {
        const source = threadedSource(script, fd, steps, 1 << 20)
        for (let read = 0; read < reads; read++) {
          expect(await source.read(Buffer.alloc(1 << 20), 0)).toBeGreaterThan(0)
        }
        await source.close()
      }
      closeSync(fd)
    })
  })

  it('reports a thread that cannot start', async () => {
    const source = threadedSource(`${script}.missing`, 0, [{ kind: 'zstd' }], 1000)
    await expect(source.read(Buffer.alloc(1000), 0)).rejects.toThrow()
    await source.close()
  })

  it('is worth it for large files', async () => {
    for (const [size, worth] of [
      [worthThread - 1, false],
      [worthThread, true],
    ] as const) {
      await withFile(Buffer.alloc(size), (path) => {
        const fd = openSync(path, 'r')
        expect(isWorthThread(fd, [{ kind: 'zstd' }])).toBe(worth)
        expect(isWorthThread(fd, [{ kind: 'slice', start: 0, length: 9 }])).toBe(false)
        closeSync(fd)
        return Promise.resolve()
      })
    }
  })
})
