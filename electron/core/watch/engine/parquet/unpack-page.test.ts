import { randomBytes } from 'node:crypto'
import * as zlib from 'node:zlib'
import { expect, it } from 'vitest'
import { PageMemory } from './page-memory.ts'
import { unpackPage } from './unpack-page.ts'

const content = Buffer.concat([Buffer.from('refrain '.repeat(40)), randomBytes(200)])
const params = { [zlib.constants.ZSTD_c_checksumFlag]: 1 }
const packed = zlib.zstdCompressSync(content, { params })

function unpack(page: Buffer, length = content.length): Buffer {
  return unpackPage(page, length, 'ZSTD', new PageMemory())
}

function hexOrNothing(read: () => Buffer): string | null {
  try {
    return read().toString('hex')
  } catch {
    return null
  }
}

it('a zstd page in several frames is unpacked like one in a single frame', () => {
  const [half, rest] = [content.subarray(0, 250), content.subarray(250)]
  const frames = Buffer.concat([half, rest].map((part) => zlib.zstdCompressSync(part)))
  expect(unpack(packed)).toEqual(content)
  expect(unpack(frames)).toEqual(content)
  expect(unpack(packed)).toEqual(content)
})

it('after a page that is cut off or not as long as it says, the next is unpacked as ever', () => {
  for (let length = 0; length < packed.length; length++) {
    const cut = () => unpack(packed.subarray(0, length))
    // Of one that lacks nothing but its checksum, the content may be told.
    if (length < packed.length - 4) expect(cut).toThrow()
    else expect([null, content.toString('hex')]).toContain(hexOrNothing(cut))
    expect(unpack(packed)).toEqual(content)
  }
  for (const claimed of [0, 1, content.length - 1, content.length + 1, content.length * 2]) {
    expect(() => unpack(packed, claimed)).toThrow()
    expect(unpack(packed)).toEqual(content)
  }
})

it('pages take their memory from what they are given', () => {
  const memory = new PageMemory()
  for (const [codec, page] of [
    ['ZSTD', packed],
    ['GZIP', zlib.gzipSync(content)],
    ['UNCOMPRESSED', content],
  ] as const) {
    const bytes = unpackPage(page, content.length, codec, memory)
    expect(memory.keeps(bytes)).toBe(true)
    expect(bytes).toEqual(content)
  }
})
