import type { CaptureLimits } from '../../shared/domain/evidence/capture/capture-limits.ts'
import type { Devtools } from './devtools.ts'
import { fetchedBody, openedStream, type RequestPaused, streamChunk } from './devtools-events.ts'
import { headerValues, isEncoded, mediaType, type Truncated } from './exchange.ts'
import type { HeaderPair } from '../../shared/domain/evidence/capture/redact-headers.ts'
import { OutOfTime } from './timed.ts'

/** The body of a paused response as far as it was read, and how the request is to go on. */
export interface ReadBody {
  readonly body: Buffer | null
  readonly truncated: Truncated | null
  /** `continue`: Chromium still has the body. `fulfill`: it was taken and must be given back. `fail`: end it. */
  readonly next: 'continue' | 'fulfill' | 'fail'
}

const wholeBelowBytes = 1024 * 1024
const chunkBytes = 1024 * 1024
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * Reads the body of a response paused by the Fetch domain, exactly. `Fetch.getResponseBody` gives the bytes of any
 * type but knows no limit; a stream has one, but turns text into characters and back. So text is read whole, and
 * binary content of large or unknown size is streamed. `budget` is how many bytes the capture may still take.
 */
export async function readBody(
  devtools: Devtools,
  paused: RequestPaused,
  session: string | undefined,
  limits: CaptureLimits,
  budget: number,
): Promise<ReadBody> {
  const headers = (paused.responseHeaders ?? []).map(({ name, value }): HeaderPair => [name, value])
  const status = paused.responseStatusCode ?? 0
  if (withoutBody.has(status) || paused.request.method === 'HEAD') {
    return { body: Buffer.alloc(0), truncated: null, next: 'continue' }
  }
  const room = Math.min(limits.bodyBytes, budget)
  const declared = Number(headerValues(headers, 'content-length').at(-1) ?? Number.NaN)
  const sizeIsKnown = Number.isFinite(declared) && !isEncoded(headers)
  const isSmall = sizeIsKnown && declared <= wholeBelowBytes
  if (room <= 0 || (!isBinary(headers, paused) && declared > room)) {
    return { body: null, truncated: 'length', next: 'fail' }
  }
  if (isBinary(headers, paused) && !isSmall) return stream(devtools, paused.requestId, session, limits, room)
  try {
    const answer = await devtools.send(
      'Fetch.getResponseBody',
      { requestId: paused.requestId },
      session,
      limits.loadMs,
    )
    const { body, base64Encoded } = fetchedBody.parse(answer)
    const bytes = Buffer.from(body, base64Encoded ? 'base64' : 'utf8')
    if (bytes.byteLength <= room) return { body: bytes, truncated: null, next: 'continue' }
    return { body: bytes.subarray(0, room), truncated: 'length', next: 'continue' }
  } catch (error) {
    const truncated = error instanceof OutOfTime ? 'time' : 'unspecified'
    return { body: null, truncated, next: truncated === 'time' ? 'fail' : 'continue' }
  }
}

async function stream(
  devtools: Devtools,
  requestId: string,
  session: string | undefined,
  limits: CaptureLimits,
  room: number,
): Promise<ReadBody> {
  const taken = await devtools.send('Fetch.takeResponseBodyAsStream', { requestId }, session)
  const { stream: handle } = openedStream.parse(taken)
  const until = Date.now() + limits.loadMs
  const parts: Buffer[] = []
  let bytes = 0
  let truncated: Truncated | null = null
  for (let done = false; !done;) {
    try {
      const size = Math.min(chunkBytes, room - bytes + 1)
      const answer = await devtools.send(
        'IO.read',
        { handle, size },
        session,
        Math.max(1, until - Date.now()),
      )
      const chunk = streamChunk.parse(answer)
      // Characters instead of bytes: what came so far is exact, this and the rest would not be.
      if (chunk.data !== '' && chunk.base64Encoded !== true) truncated = 'unspecified'
      else {
        const part = Buffer.from(chunk.data, 'base64')
        parts.push(part)
        bytes += part.byteLength
      }
      done = chunk.eof
    } catch {
      truncated = 'time'
    }
    if (bytes > room) truncated = 'length'
    if (truncated !== null) done = true
  }
  devtools.send('IO.close', { handle }, session).catch(() => undefined)
  const body = Buffer.concat(parts).subarray(0, room)
  return { body, truncated, next: truncated === null ? 'fulfill' : 'fail' }
}

function isBinary(headers: readonly HeaderPair[], { resourceType }: RequestPaused): boolean {
  const type = mediaType(headers)
  return (
    resourceType === 'Media' ||
    /^(audio|video|font)\//.test(type) ||
    /^image\/(?!svg)/.test(type) ||
    /^application\/(octet-stream|zip|pdf|ogg|gzip|x-.*(zip|tar|compressed|rar|flac))$/.test(type)
  )
}
