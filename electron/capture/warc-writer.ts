import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { HeaderPair } from '../../shared/domain/evidence/capture/redact-headers.ts'
import { headerValues, isEncoded, type RecordedExchange, type RecordedResponse } from './exchange.ts'

/** Writes one WARC file, record by record. */
export interface WarcWriter {
  /** A response with its request; a request without a response becomes a metadata record that says why. */
  exchange(exchange: RecordedExchange): void
  /** Closes the file. Returns the number of records. */
  close(): number
}

type Fields = readonly (readonly [name: string, value: string])[]

const line = '\r\n'
const rewritten = /^(content-encoding|transfer-encoding|content-length)$/i

/**
 * Starts `path` as WARC 1.1 (ISO 28500:2017), one gzip member per record, with `info` as its warcinfo record.
 * Bodies are those after content decoding: where a header described the bytes on the wire, it is kept under
 * `X-Archive-Orig-` and a true Content-Length stands in its place.
 */
export function createWarcWriter(path: string, fileName: string, info: Fields): WarcWriter {
  const file = openSync(path, 'wx')
  const infoId = recordId()
  let records = 0
  const put = (fields: Fields, block: Buffer) => {
    const bytes = gzipSync(renderRecord(fields, block))
    for (let written = 0; written < bytes.byteLength;) written += writeSync(file, bytes, written)
    records++
  }
  put(
    [
      ...head('warcinfo', infoId, new Date().toISOString()),
      ['WARC-Filename', fileName],
      ['Content-Type', 'application/warc-fields'],
    ],
    renderFields(info),
  )
  return {
    exchange(exchange) {
      if (exchange.response === null) put(...failureRecord(exchange, infoId))
      else {
        const responseId = recordId()
        put(...responseRecord(exchange, exchange.response, responseId, infoId))
        put(...requestRecord(exchange, responseId, infoId))
      }
    },
    close() {
      closeSync(file)
      return records
    },
  }
}

function responseRecord(
  { at, request, body, truncated }: RecordedExchange,
  response: RecordedResponse,
  id: string,
  infoId: string,
): [Fields, Buffer] {
  const payload = body ?? Buffer.alloc(0)
  const hasNone = headerValues(response.headers, 'content-length').at(-1)?.trim() === '0'
  const cut = truncated ?? (body === null && !hasNone ? 'unspecified' : null)
  const fields: Fields = [
    ...head('response', id, at),
    ['WARC-Warcinfo-ID', infoId],
    ['WARC-Target-URI', request.url],
    ['Content-Type', 'application/http;msgtype=response'],
    ['WARC-Payload-Digest', digest(payload)],
    ...given('WARC-IP-Address', response.peer?.ip),
    ...given('WARC-Truncated', cut),
    ...given('WARC-Protocol', response.protocol),
    ...given('WARC-Protocol', response.tls?.version.toLowerCase().replace(/\s+/g, '/')),
    ...given('WARC-Cipher-Suite', response.tls?.cipher),
  ]
  const statusLine = `HTTP/1.1 ${String(response.status)} ${single(response.statusText)}`
  return [fields, httpMessage(statusLine, storedHeaders(response.headers, payload.byteLength), payload)]
}

function requestRecord(
  { at, request }: RecordedExchange,
  responseId: string,
  infoId: string,
): [Fields, Buffer] {
  const url = new URL(request.url)
  const headers = request.headers
    .filter(([name]) => !name.startsWith(':'))
    .filter(([name]) => request.bodyLeftOut !== true || !rewritten.test(name))
  const named = headers.some(([name]) => name.toLowerCase() === 'host')
  const sent: readonly HeaderPair[] = named ? headers : [['Host', url.host], ...headers]
  const fields: Fields = [
    ...head('request', recordId(), at),
    ['WARC-Concurrent-To', responseId],
    ['WARC-Warcinfo-ID', infoId],
    ['WARC-Target-URI', request.url],
    ['Content-Type', 'application/http;msgtype=request'],
    ...given('WARC-Truncated', request.bodyLeftOut === true ? 'unspecified' : null),
  ]
  const requestLine = `${request.method} ${url.pathname}${url.search} HTTP/1.1`
  return [fields, httpMessage(requestLine, sent, request.body ?? Buffer.alloc(0))]
}

function failureRecord({ at, request, error }: RecordedExchange, infoId: string): [Fields, Buffer] {
  const fields: Fields = [
    ...head('metadata', recordId(), at),
    ['WARC-Warcinfo-ID', infoId],
    ['WARC-Target-URI', request.url],
    ['Content-Type', 'application/warc-fields'],
  ]
  const told: Fields = [
    ['method', request.method],
    ['outcome', 'no response'],
    ['error', error ?? 'unanswered'],
  ]
  return [fields, renderFields(told)]
}

/** The headers of the response as they fit the stored body. */
function storedHeaders(headers: readonly HeaderPair[], length: number): readonly HeaderPair[] {
  const chunked = headers.some(([name]) => name.toLowerCase() === 'transfer-encoding')
  const declared = headers.filter(([name]) => name.toLowerCase() === 'content-length')
  const agrees = declared.length === 1 && Number(declared[0]?.[1]) === length
  if (!isEncoded(headers) && !chunked && agrees) return headers
  const kept = headers.map(([name, value]): HeaderPair => [
    rewritten.test(name) ? `X-Archive-Orig-${name}` : name,
    value,
  ])
  return [...kept, ['Content-Length', String(length)]]
}

function httpMessage(firstLine: string, headers: readonly HeaderPair[], body: Buffer): Buffer {
  const lines = headers.flatMap(([name, value]) => value.split('\n').map((one) => `${name}: ${single(one)}`))
  const text = [firstLine, ...lines, '', ''].join(line)
  // Header values are bytes; Chromium hands them on one to a character unless they were valid UTF-8.
  const encoding = /[^\u0000-\u00ff]/.test(text) ? 'utf8' : 'latin1'
  return Buffer.concat([Buffer.from(text, encoding), body])
}

function renderRecord(fields: Fields, block: Buffer): Buffer {
  const all: Fields = [
    ...fields,
    ['WARC-Block-Digest', digest(block)],
    ['Content-Length', String(block.byteLength)],
  ]
  const text = ['WARC/1.1', ...all.map(([name, value]) => `${name}: ${single(value)}`), '', ''].join(line)
  return Buffer.concat([Buffer.from(text, 'utf8'), block, Buffer.from(line + line)])
}

function renderFields(fields: Fields): Buffer {
  return Buffer.from(fields.map(([name, value]) => `${name}: ${single(value)}${line}`).join(''), 'utf8')
}

function head(type: string, id: string, date: string): Fields {
  return [
    ['WARC-Type', type],
    ['WARC-Record-ID', id],
    ['WARC-Date', date],
  ]
}

function given(name: string, value: string | null | undefined): Fields {
  return value === null || value === undefined || value === '' ? [] : [[name, value]]
}

function digest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

function recordId(): string {
  return `<urn:uuid:${randomUUID()}>`
}

/** A value on one line: a line break in it would begin a header of somebody's choosing. */
function single(value: string): string {
  return value.replace(/[\r\n\u0000]+/g, ' ')
}
