import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scalePng } from './scale-png.ts'

type Pixel = readonly number[]

/** A PNG of these pixels, its rows filtered in turn by each of the five filters (ISO 15948, 9.2). */
function png(width: number, height: number, type: 0 | 2 | 6, at: (x: number, y: number) => Pixel): Buffer {
  const channels = { 0: 1, 2: 3, 6: 4 }[type]
  const raw = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => at(x, y).slice(0, channels)).flat(),
  )
  const rows = raw.map((row, y) => {
    const filter = y % 5
    const sample = (r: number, i: number) => (r < 0 || i < 0 ? 0 : (raw[r]![i] ?? 0))
    return Buffer.from([
      filter,
      ...row.map((value, i) => {
        const [a, b, c] = [sample(y, i - channels), sample(y - 1, i), sample(y - 1, i - channels)]
        const p = a + b - c
        const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
        const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c
        return (value - [0, a, b, Math.floor((a + b) / 2), paeth][filter]!) & 0xff
      }),
    ])
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, type, 0, 0, 0], 8)
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const packed = deflateSync(Buffer.concat(rows))
  const half = packed.length >> 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', packed.subarray(0, half)),
    chunk('IDAT', packed.subarray(half)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The pixel of a picture this program made, whose rows have no filter. */
function pixelOf(made: NonNullable<ReturnType<typeof scalePng>>, x: number, y: number): number[] {
  const at = made.png.indexOf('IDAT')
  const rows = inflateSync(made.png.subarray(at + 4, at + 4 + made.png.readUInt32BE(at - 4)))
  const from = y * (made.width * 3 + 1) + 1 + x * 3
  return [...rows.subarray(from, from + 3)]
}

const wave = (x: number, y: number): Pixel => [(x * 7) & 255, (y * 11) & 255, (x * y) & 255, 255]

test.each([2, 6] as const)('colours of type %i come out as they are, under every filter', (type) => {
  const made = scalePng(png(23, 12, type, wave), 640)!
  expect([made.width, made.height]).toEqual([23, 12])
  for (const [x, y] of [
    [0, 0],
    [22, 0],
    [5, 1],
    [6, 2],
    [22, 3],
    [9, 4],
    [22, 11],
  ] as const) {
    expect(pixelOf(made, x, y)).toEqual(wave(x, y).slice(0, 3))
  }
})

test('each new pixel is the mean of those it stands for', () => {
  const board = png(1200, 800, 2, (x, y) => ((x + y) % 2 === 0 ? [255, 0, 100] : [0, 255, 100]))
  const made = scalePng(board, 600)!
  expect([made.width, made.height]).toEqual([600, 400])
  expect(pixelOf(made, 300, 200)).toEqual([128, 128, 100])
  expect(scalePng(board, 600)!.png.equals(made.png)).toBe(true)
})

test('what is transparent is white, and grey is grey', () => {
  expect(
    pixelOf(
      scalePng(
        png(2, 2, 6, () => [10, 20, 30, 0]),
        9,
      )!,
      1,
      1,
    ),
  ).toEqual([255, 255, 255])
  expect(
    pixelOf(
      scalePng(
        png(2, 2, 0, () => [77]),
        9,
      )!,
      1,
      1,
    ),
  ).toEqual([77, 77, 77])
})

test('what is no such picture, or claims to be larger than it is, is none', () => {
  const good = png(4, 4, 2, wave)
  const sixteen = Buffer.from(good)
  sixteen[24] = 16
  const huge = Buffer.from(good)
  huge.writeUInt32BE(100_000, 16)
  const cut = good.subarray(0, good.length - 30)
  for (const bad of [Buffer.from('GIF89a'), Buffer.alloc(0), sixteen, huge, cut]) {
    expect(scalePng(bad, 640)).toBeNull()
  }
})
