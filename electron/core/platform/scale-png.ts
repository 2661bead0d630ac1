import { crc32, inflateSync } from 'node:zlib'
import { fixedDeflate } from './fixed-deflate.ts'

/** A picture made smaller, as PNG. */
export interface ScaledPicture {
  readonly png: Buffer
  readonly width: number
  readonly height: number
}

interface Pixels {
  readonly width: number
  readonly height: number
  /** Samples of a pixel: 1 grey, 3 colours, 4 with transparency. */
  readonly channels: number
  readonly data: Buffer
}

const mostPixels = 4_096 * 4_096
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const channelsOf = new Map([
  [0, 1],
  [2, 3],
  [6, 4],
])

/**
 * Makes a PNG (eight bits a sample, not interlaced, as browsers write them) at most `widest` pixels wide: each new pixel
 * is the mean of those it stands for, on white. The same picture gives the same bytes everywhere. Null for a PNG of
 * another kind, a damaged one, or one of more than 16 megapixels.
 */
export function scalePng(png: Uint8Array, widest: number): ScaledPicture | null {
  const pixels = decode(Buffer.from(png.buffer, png.byteOffset, png.byteLength))
  if (pixels === null) return null
  const width = Math.min(widest, pixels.width)
  const height = Math.max(1, Math.round((pixels.height * width) / pixels.width))
  return { png: encode(shrink(pixels, width, height), width, height), width, height }
}

function decode(png: Buffer): Pixels | null {
  if (!png.subarray(0, 8).equals(signature)) return null
  const parts: Buffer[] = []
  let head: Buffer | null = null
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') head = data
    if (type === 'IDAT') parts.push(data)
    at += length + 12
  }
  if (head?.length !== 13 || head[8] !== 8 || head[12] !== 0) return null
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const channels = channelsOf.get(head[9] ?? -1)
  if (channels === undefined || width === 0 || height === 0 || width * height > mostPixels) return null
  const rowBytes = width * channels
  try {
    const filtered = inflateSync(Buffer.concat(parts), { maxOutputLength: (rowBytes + 1) * height })
    if (filtered.length !== (rowBytes + 1) * height) return null
    return { width, height, channels, data: unfilter(filtered, rowBytes, height, channels) }
  } catch {
    return null
  }
}

/** Takes the filters of PNG (ISO 15948, 9.2) off. */
function unfilter(filtered: Buffer, rowBytes: number, height: number, channels: number): Buffer {
  const data = Buffer.alloc(rowBytes * height)
  let above = new Uint8Array(rowBytes)
  for (let y = 0; y < height; y++) {
    const from = y * (rowBytes + 1)
    const row = data.subarray(y * rowBytes, (y + 1) * rowBytes)
    row.set(filtered.subarray(from + 1, from + 1 + rowBytes))
    addPrediction(filtered[from] ?? 0, row, above, channels)
    above = row
  }
  return data
}

/** Plain pictures are mostly rows without a filter, or like the row above: those are done without a call a byte. */
function addPrediction(filter: number, row: Uint8Array, above: Uint8Array, channels: number): void {
  if (filter === 0) return
  if (filter === 2) {
    for (let x = 0; x < row.length; x++) row[x] = (row[x] ?? 0) + (above[x] ?? 0)
    return
  }
  for (let x = 0; x < row.length; x++) {
    const left = x < channels ? 0 : (row[x - channels] ?? 0)
    const corner = x < channels ? 0 : (above[x - channels] ?? 0)
    row[x] = (row[x] ?? 0) + predicted(filter, left, above[x] ?? 0, corner)
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** Rows of a PNG without filters, three samples a pixel. */
function shrink({ width, height, channels, data }: Pixels, newWidth: number, newHeight: number): Buffer {
  const rows = Buffer.alloc((newWidth * 3 + 1) * newHeight)
  for (let y = 0; y < newHeight; y++) {
    const top = Math.floor((y * height) / newHeight)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / newHeight))
    for (let x = 0; x < newWidth; x++) {
      const left = Math.floor((x * width) / newWidth)
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / newWidth))
      const at = y * (newWidth * 3 + 1) + 1 + x * 3
      for (let sample = 0; sample < 3; sample++) {
        const offset = channels === 1 ? 0 : sample
        let sum = 0
        for (let row = top; row < bottom; row++) {
          const end = (row * width + right) * channels
          for (let from = (row * width + left) * channels; from < end; from += channels) {
            const alpha = channels === 4 ? (data[from + 3] ?? 0) : 255
            sum += (data[from + offset] ?? 0) * alpha + 255 * (255 - alpha)
          }
        }
        rows[at + sample] = Math.round(sum / (255 * (bottom - top) * (right - left)))
      }
    }
  }
  return rows
}

function encode(rows: Buffer, width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', fixedDeflate(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
