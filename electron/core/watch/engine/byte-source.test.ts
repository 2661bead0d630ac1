import fc from 'fast-check'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { withFile } from '../../../../test/fixtures/sweep/sweep-bytes.ts'
import { BrokenStream } from './broken-stream.ts'
import { unpackingSource } from './byte-source.ts'

interface Unpacked {
  readonly text: string
  readonly error: unknown
  readonly ignoredTail: boolean
}

async function unpack(packed: Uint8Array, blockBytes = 4096): Promise<Unpacked> {
  return withFile(packed, async (path) => {
    const fd = openSync(path, 'r')
    const source = unpackingSource(fd, [{ kind: 'gzip' }], blockBytes)
    const into = Buffer.alloc(blockBytes)
    let text = ''
    try {
      for (;;) {
        const got = await source.read(into, 0)
        if (got === 0) return { text, error: null, ignoredTail: source.ignoredTail }
        text += into.toString('latin1', 0, got)
      }
    } catch (error) {
      return { text, error, ignoredTail: source.ignoredTail }
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
          expect(await unpack(packed, blockBytes)).toEqual({
            ...{ text: parts.join(''), error: null, ignoredTail: false },
          })
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

  it('is unpacked whole when other bytes follow it, and says so', async () => {
    const content = noise(100_000, 6)
    for (const parts of [1, 2]) {
      const packed = Buffer.concat(Array.from({ length: parts }, () => gzipSync(content)))
      for (const tail of ['x', '\u001f', '\u001f\u008bX', 'garbage of some length '.repeat(2000)]) {
        const unpacked = await unpack(Buffer.concat([packed, Buffer.from(tail, 'latin1')]))
        expect([unpacked.error, unpacked.ignoredTail]).toEqual([null, true])
        expect(unpacked.text === content.repeat(parts)).toBe(true)
      }
    }
  })

  it('may be filled up with zeros', async () => {
    const packed = Buffer.concat([gzipSync('abc'), Buffer.alloc(20_000)])
    expect(await unpack(packed)).toEqual({ text: 'abc', error: null, ignoredTail: false })
  })

  it('is truncated wherever it is cut off', async () => {
    const whole = Buffer.concat([gzipSync(noise(300, 7)), gzipSync(noise(300, 8))])
    const first = gzipSync(noise(300, 7)).length
    for (let length = 3; length < whole.length; length++) {
      const { text, error } = await unpack(whole.subarray(0, length))
      expect((noise(300, 7) + noise(300, 8)).startsWith(text)).toBe(true)
      // Less than the mark of a member may be anything.
      if (length >= first && length < first + 3) expect([text.length, error]).toEqual([300, null])
      else expect(error).toMatchObject({ kind: 'truncated' })
    }
  })

  it('fails as damaged when its checksum does not fit, with everything given out', async () => {
    const packed = gzipSync('some text')
    packed.writeUInt8(packed.readUInt8(packed.length - 8) ^ 1, packed.length - 8)
    expect(await unpack(packed)).toMatchObject({ text: 'some text', error: { kind: 'damaged' } })
  })

  it('may have a name, a comment, an extra field and a checksum in its header', async () => {
    const plain = gzipSync('abc')
    const extra = Buffer.from([3, 0, 1, 2, 3])
    const fields = Buffer.concat([extra, Buffer.from('name\0comment\0'), Buffer.from([7, 7])])
    const header = Buffer.from(plain.subarray(0, 10))
    header[3] = 2 | 4 | 8 | 16
    const packed = Buffer.concat([header, fields, plain.subarray(10)])
    expect(await unpack(packed)).toMatchObject({ text: 'abc', error: null })
  })

  it('may be closed at any time', async () => {
    await withFile(gzipSync(noise(5_000_000, 5)), async (path) => {
      const fd = openSync(path, 'r')
      const source = unpackingSource(fd, [{ kind: 'gzip' }], 65_536)
      await source.read(Buffer.alloc(65_536), 0)
      await source.close()
      closeSync(fd)
      expect(await source.read(Buffer.alloc(10), 0)).toBeGreaterThanOrEqual(0)
    })
  })
})
