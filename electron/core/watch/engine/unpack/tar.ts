import { BrokenStream } from '../broken-stream.ts'
import { type ByteFeed } from './byte-feed.ts'

/** A file in a tar archive. */
export interface TarMember {
  readonly name: string
  /** Where its content starts in the archive, and how long it is. */
  readonly start: number
  readonly length: number
  /** Where the next header stands. */
  readonly next: number
}

const blockBytes = 512
/** Names and attributes that stand in records of their own are never longer. */
const longestRecord = 1 << 20

/** True when a header of a tar archive stands at the beginning: its checksum fits (POSIX.1-2017, pax, "ustar"). */
export function isTar(head: Buffer): boolean {
  return head.length >= blockBytes && checksumFits(head)
}

/**
 * Reads headers from where the feed stands until the next member that is a file; null at the end of the archive.
 * Understands ustar, GNU and pax names and sizes. Throws `BrokenStream`.
 */
export async function nextTarMember(feed: ByteFeed, pause: () => void): Promise<TarMember | null> {
  let longName: string | null = null
  let paxSize: number | null = null
  for (;;) {
    pause()
    const header = await feed.take(blockBytes)
    if (header.length < blockBytes || header.every((byte) => byte === 0)) {
      if (header.length > 0 && header.length < blockBytes) throw new BrokenStream('truncated')
      return null
    }
    if (!checksumFits(header)) throw new BrokenStream('damaged')
    const length = paxSize ?? numberAt(header, 124, 12)
    const start = feed.offset
    const next = start + Math.ceil(length / blockBytes) * blockBytes
    if (!Number.isSafeInteger(next) || length < 0) throw new BrokenStream('damaged')
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === 'L' || type === 'x') {
      if (length > longestRecord) throw new BrokenStream('damaged')
      const record = await feed.take(length)
      if (type === 'L') longName = textAt(record, 0, record.length)
      else {
        const pax = paxRecords(record)
        longName = pax.get('path') ?? longName
        const size = Number(pax.get('size') ?? Number.NaN)
        paxSize = Number.isSafeInteger(size) && size >= 0 ? size : null
      }
      await feed.skipTo(next, pause)
      continue
    }
    if (type === '0' || type === '\u0000' || type === '7') {
      return { name: longName ?? headerName(header), start, length, next }
    }
    await feed.skipTo(next, pause)
    longName = null
    paxSize = null
  }
}

function headerName(header: Buffer): string {
  const name = textAt(header, 0, 100)
  const prefix =
    header.toString('latin1', 257, 262) === 'ustar' && header[262] === 0 ? textAt(header, 345, 155) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textAt(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at)
  return bytes.toString('utf8', at, end < 0 || end > at + length ? at + length : end)
}

/** Octal digits, or as GNU writes what is too large for them: binary behind a set highest bit. */
function numberAt(header: Buffer, at: number, length: number): number {
  if (((header[at] ?? 0) & 0x80) !== 0) {
    let value = (header[at] ?? 0) & 0x7f
    for (let index = 1; index < length; index++) value = value * 256 + (header[at + index] ?? 0)
    return value
  }
  const digits = textAt(header, at, length).trim()
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : -1
}

function checksumFits(header: Buffer): boolean {
  let sum = 8 * 0x20
  for (let at = 0; at < blockBytes; at++) if (at < 148 || at >= 156) sum += header[at] ?? 0
  return sum > 8 * 0x20 && numberAt(header, 148, 8) === sum
}

/** Records of the form `27 path=folder/name\n`. */
function paxRecords(record: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; at < record.length;) {
    const space = record.indexOf(0x20, at)
    const length = space < 0 ? 0 : Number(record.toString('latin1', at, space))
    if (!Number.isSafeInteger(length) || length < 4) break
    const [key = '', ...value] = record.toString('utf8', space + 1, at + length - 1).split('=')
    found.set(key, value.join('='))
    at += length
  }
  return found
}
