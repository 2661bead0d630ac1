import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { WARCParser } from 'warcio'

/** One record as npm warcio, which knows nothing of our writer, reads it. */
export interface ReadRecord {
  readonly type: string
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  readonly block: Buffer
  /** Head of the HTTP message, and what follows it; the whole block where there is none. */
  readonly http: string
  readonly body: Buffer
}

/** Reads a WARC with npm warcio and checks every digest against the bytes; throws where one does not agree. */
export async function readWarc(path: string): Promise<ReadRecord[]> {
  const records: ReadRecord[] = []
  for await (const record of new WARCParser(createReadStream(path), {
    keepHeadersCase: true,
    parseHttp: false,
  })) {
    const block = Buffer.from(await record.readFully(false))
    const headers = new Map<string, string>(record.warcHeaders.headers.entries())
    const isHttp = headers.get('Content-Type')?.startsWith('application/http') === true
    const at = isHttp ? block.indexOf('\r\n\r\n') + 4 : 0
    const body = block.subarray(at)
    mustAgree(headers.get('WARC-Block-Digest'), block)
    if (headers.has('WARC-Payload-Digest')) mustAgree(headers.get('WARC-Payload-Digest'), body)
    records.push({
      type: headers.get('WARC-Type') ?? '',
      url: headers.get('WARC-Target-URI') ?? '',
      headers,
      block,
      http: block.subarray(0, at).toString('latin1'),
      body,
    })
  }
  return records
}

function mustAgree(stated: string | undefined, bytes: Buffer): void {
  const actual = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (stated !== actual) throw new Error(`the record states ${String(stated)}, its bytes are ${actual}`)
}
