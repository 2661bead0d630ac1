import type { IncomingMessage } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { SourceFailure } from '../connector.ts'

/** What can be unpacked; the server is told the same. */
export const acceptEncoding = 'gzip, deflate, br'

/** How far the reading has come, also when it fails. */
export interface BodyCount {
  /** As they came over the line. */
  received: number
}

/**
 * Reads the body of an answer and unpacks it. Neither what comes in nor what it unpacks to may be larger than
 * `mostBytes`: reading ends there, so a small body that unpacks to gigabytes takes no more memory than that. With
 * `cut` the beginning is returned instead. Throws SourceFailure `too-large`, `wrong-type`, `server-error`, and what the
 * connection fails with.
 */
export async function readBody(
  body: IncomingMessage,
  mostBytes: number,
  count: BodyCount,
  cut = false,
): Promise<Buffer> {
  const announced = Number(body.headers['content-length'] ?? 0)
  if (!cut && announced > mostBytes) {
    body.destroy()
    throw tooLarge(mostBytes)
  }
  const parts: Buffer[] = []
  let length = 0
  const packed = counted(body, mostBytes, count, cut)
  for await (const part of unpacked(packed, body.headers['content-encoding'] ?? '')) {
    length += part.byteLength
    if (length > mostBytes) {
      body.destroy()
      if (!cut) throw tooLarge(mostBytes)
      parts.push(part.subarray(0, part.byteLength - (length - mostBytes)))
      break
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function* counted(
  body: IncomingMessage,
  mostBytes: number,
  count: BodyCount,
  cut: boolean,
): AsyncGenerator<Buffer> {
  for await (const part of body as AsyncIterable<Buffer>) {
    count.received += part.byteLength
    yield part
    if (count.received > mostBytes) {
      body.destroy()
      if (cut) return
      throw tooLarge(mostBytes)
    }
  }
}

async function* unpacked(packed: AsyncGenerator<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') {
    yield* packed
    return
  }
  const first = await packed.next()
  if (first.done === true) return
  const unpacker = unpackerOf(name, first.value)
  if (unpacker === null) {
    await packed.return(undefined)
    throw new SourceFailure(
      'wrong-type',
      `packs its answer in a way that is not taken (${name.slice(0, 40)})`,
    )
  }
  const all = async function* () {
    yield first.value
    yield* packed
  }
  // What fails in it is thrown to whoever reads.
  const output: Readable = pipeline(Readable.from(all()), unpacker, () => undefined)
  try {
    for await (const part of output as AsyncIterable<Buffer>) yield part
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // How zlib and Brotli name what they cannot read.
    if (!/^(?:Z_|ERR__|ERR_BROTLI)/.test(code)) throw error
    throw new SourceFailure('server-error', 'sends bytes that cannot be unpacked')
  } finally {
    output.destroy()
  }
}

function unpackerOf(name: string, beginning: Buffer) {
  if (name === 'gzip' || name === 'x-gzip') return createGunzip()
  if (name === 'br') return createBrotliDecompress()
  if (name !== 'deflate') return null
  // Some servers leave out the wrapping RFC 9110 §8.4.1.2 asks for.
  return ((beginning[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
}

function tooLarge(mostBytes: number): SourceFailure {
  return new SourceFailure('too-large', `sends more than the ${megabytes(mostBytes)} that are taken`)
}

function megabytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${String(Math.round(bytes / 1_000_000))} MB` : `${String(bytes)} bytes`
}
