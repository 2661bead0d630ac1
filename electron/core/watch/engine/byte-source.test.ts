import fc from 'fast-check'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { BrokenStream, gzipSource } from './byte-source.ts'

async function unpack(packed: Uint8Array, blockBytes = 4096): Promise<{ text: string; error: unknown }> {
  return withFile(packed, async (path) => {
    const fd = openSync(path, 'r')
    const source = gzipSource(fd, blockBytes)
    const into = Buffer.alloc(blockBytes)
    let text = ''
    try {
      for (;;) {
        const got = await source.read(into, 0)
        if (got === 0) return { text, error: null }
        text += into.toString('latin1', 0, got)
      }
    } catch (error) {
      return { text, error }
    } finally {
      await source.close()
      closeSync(fd)
    }
  })
}

const noise = (length: number, seed: number) =>
  Array.from({ length }, (_, at) =>
    String.fromCharCode(97 + ((at * 7919 + seed * 104_729 + (at >> 3)) % 26)),
  ).join('')

describe('a packed file', () => {
  it('is unpacked whole, whatever its members', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(40_000), fc.nat(9)), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(1, 100, 65_536),
        async (members, blockBytes) => {
          const parts = members.map(([length, seed]) => noise(blockBytes === 1 ? length % 500 : length, seed))
          const packed = Buffer.concat(parts.map((part) => gzipSync(part)))
          expect(await unpack(packed, blockBytes)).toEqual({ text: parts.join(''), error: null })
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is unpacked whole when a member ends exactly where a read of the file ends', async () => {
    const first = gzipSync(noise(1000, 1), { level: 0 })
    const padded = gzipSync(noise(16_384 - 2 * first.length + 1000, 2), { level: 0 })
    const parts = [first, padded, gzipSync('end')]
    const { text, error } = await unpack(Buffer.concat(parts))
    expect([text.endsWith('end'), error]).toEqual([true, null])
  })

  it('is given out up to where it breaks off, then fails', async () => {
    const content = noise(3_000_000, 3)
    const packed = gzipSync(content, { level: 0 })
    const { text, error } = await unpack(packed.subarray(0, packed.length - 500_000))
    expect(error).toBeInstanceOf(BrokenStream)
    expect(error).toMatchObject({ kind: 'truncated' })
    expect(content.startsWith(text)).toBe(true)
    expect(text.length).toBeGreaterThan(2_400_000)
  })

  it('fails as damaged when its bytes were changed', async () => {
    const packed = gzipSync(noise(200_000, 4))
    packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 100)
    expect((await unpack(packed)).error).toMatchObject({ kind: 'damaged' })
  })

  it('may be closed at any time', async () => {
    await withFile(gzipSync(noise(5_000_000, 5)), async (path) => {
      const fd = openSync(path, 'r')
      const source = gzipSource(fd, 65_536)
      await source.read(Buffer.alloc(65_536), 0)
      await source.close()
      closeSync(fd)
      expect(await source.read(Buffer.alloc(10), 0)).toBeGreaterThanOrEqual(0)
    })
  })
})
