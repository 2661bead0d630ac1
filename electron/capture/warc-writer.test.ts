import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWarc } from '../../test/support/warc.ts'
import type { RecordedExchange, RecordedResponse } from './exchange.ts'
import { createWarcWriter } from './warc-writer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refrain-warc-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const response: RecordedResponse = {
  status: 200,
  statusText: 'OK',
  headers: [['Content-Type', 'text/html']],
  protocol: 'http/1.1',
  peer: { ip: '93.184.215.14', port: 443 },
  tls: { version: 'TLS 1.3', cipher: 'AES_128_GCM' },
}

function exchange(given: Partial<RecordedExchange> = {}): RecordedExchange {
  return {
    at: '2026-11-22T10:00:00.000Z',
    respondedAt: null,
    type: 'Document',
    request: { method: 'GET', url: 'https://example.org/a?b=1', headers: [['Accept', '*/*']], body: null },
    response,
    body: Buffer.from('<p>hello'),
    truncated: null,
    error: null,
    redirectTo: null,
    ...given,
  }
}

async function written(...exchanges: readonly RecordedExchange[]) {
  const path = join(folder, `${String(Math.random()).slice(2)}.warc.gz`)
  const writer = createWarcWriter(path, 'capture.warc.gz', [['software', 'Refrain 1\r\nevil: header']])
  for (const one of exchanges) writer.exchange(one)
  const count = writer.close()
  expect(spawnSync('gzip', ['-t', path]).status).toBe(0)
  const records = await readWarc(path)
  expect(records).toHaveLength(count)
  return records
}

describe('a written WARC, read by npm warcio', () => {
  it('begins with its warcinfo and pairs every response with its request', async () => {
    const [info, answer, question] = await written(exchange())
    expect(info).toMatchObject({ type: 'warcinfo' })
    expect(info!.block.toString()).toBe('software: Refrain 1 evil: header\r\n')
    expect(answer).toMatchObject({ type: 'response', url: 'https://example.org/a?b=1' })
    expect(answer!.http).toBe('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 8\r\n\r\n')
    expect(answer!.body.toString()).toBe('<p>hello')
    expect(answer!.headers.get('WARC-IP-Address')).toBe('93.184.215.14')
    expect(answer!.headers.get('WARC-Cipher-Suite')).toBe('AES_128_GCM')
    expect(answer!.headers.has('WARC-Truncated')).toBe(false)
    expect(question!.http).toBe('GET /a?b=1 HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\n\r\n')
    expect(question!.headers.get('WARC-Concurrent-To')).toBe(answer!.headers.get('WARC-Record-ID'))
    for (const record of [answer, question]) {
      expect(record!.headers.get('WARC-Warcinfo-ID')).toBe(info!.headers.get('WARC-Record-ID'))
    }
  })

  it('keeps the headers of the wire under other names where the body was decoded', async () => {
    const headers = [
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '31'],
      ['ETag', 'x'],
    ] as const
    const [, decoded] = await written(exchange({ response: { ...response, headers } }))
    expect(decoded!.http).toContain(
      '\r\nX-Archive-Orig-Content-Encoding: gzip\r\nX-Archive-Orig-Content-Length: 31\r\nETag: x\r\nContent-Length: 8\r\n',
    )
    const plain = [
      ['Content-Encoding', 'identity'],
      ['Content-Length', '8'],
    ] as const
    const [, untouched] = await written(exchange({ response: { ...response, headers: plain } }))
    expect(untouched!.http).toBe('HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 8\r\n\r\n')
    const chunked = [['Transfer-Encoding', 'chunked']] as const
    const [, joined] = await written(exchange({ response: { ...response, headers: chunked } }))
    expect(joined!.http).toContain('X-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Length: 8\r\n')
  })

  it('says what was cut, and what was not read', async () => {
    const [, cut] = await written(exchange({ truncated: 'length' }))
    expect(cut!.headers.get('WARC-Truncated')).toBe('length')
    const [, unread] = await written(exchange({ body: null }))
    expect(unread!.headers.get('WARC-Truncated')).toBe('unspecified')
    const none = [['Content-Length', '0']] as const
    const [, empty] = await written(exchange({ body: null, response: { ...response, headers: none } }))
    expect(empty!.headers.has('WARC-Truncated')).toBe(false)
  })

  it('records a request that was never answered', async () => {
    const [, failure] = await written(
      exchange({ response: null, body: null, error: 'ERR_CONNECTION_REFUSED' }),
    )
    expect(failure).toMatchObject({ type: 'metadata', url: 'https://example.org/a?b=1' })
    expect(failure!.block.toString()).toContain('error: ERR_CONNECTION_REFUSED\r\n')
  })

  it('gives back every body and lets no header break its line', async () => {
    const value = fc.string({ unit: 'binary', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), value, async (bytes, text) => {
        const body = Buffer.from(bytes)
        const request = { method: 'POST', url: 'https://example.org/', headers: [], body }
        const [, answer, question] = await written(
          exchange({
            request,
            body,
            response: { ...response, statusText: text, headers: [['X-Any', text]] },
          }),
        )
        expect(answer!.body.equals(body)).toBe(true)
        expect(question!.body.equals(body)).toBe(true)
        expect(answer!.http.split('\r\n').filter((one) => one !== '')).toHaveLength(
          2 + text.split('\n').length,
        )
      }),
      { numRuns: 60 },
    )
  })
})
