import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { createWarcWriter } from '../../../electron/capture/warc-writer.ts'
import { checkCapture } from '../../../electron/core/evidence/capture/check-result.ts'
import { keepCapture } from '../../../electron/core/evidence/capture/keep-capture.ts'
import { defaultCaptureLimits } from '../../../shared/domain/evidence/capture/capture-limits.ts'
import type { CaptureFile, CaptureRecord } from '../../../shared/domain/evidence/capture/capture-record.ts'
import {
  captureOutputFolder,
  captureRecordFile,
} from '../../../shared/domain/evidence/capture/capture-request.ts'
import type { EvidenceWorkspace } from './evidence-workspace.ts'

const never = { signal: new AbortController().signal }

interface CaptureOptions {
  readonly url?: string
  readonly title?: string
  readonly complete?: boolean
  /** The page's final DOM. */
  readonly dom?: string
  /** Extra bytes, to make a capture as large as a test wants it. */
  readonly extra?: Uint8Array
  /** The picture a visitor saw first. */
  readonly picture?: Uint8Array
  /** Lines of `actions.jsonl`, when a person led to the page. */
  readonly actions?: readonly string[]
}

/**
 * Seals a capture as the capture process leaves one: its record, pictures, text and a real WARC, made without a browser
 * and taken in by the same code. Returns its id.
 */
export async function sealCapture(
  workspace: EvidenceWorkspace,
  findingId: number,
  options: CaptureOptions = {},
): Promise<number> {
  const { url = 'https://leak.example/track/7', title = 'Leaked <b>song</b>', complete = true } = options
  const folder = join(workspace.folder, `made-capture-${String(Math.random()).slice(2)}`)
  const output = join(folder, captureOutputFolder)
  mkdirSync(output, { recursive: true })
  const put = (name: string, kind: CaptureFile['kind'], bytes: Uint8Array): CaptureFile => {
    writeFileSync(join(output, name), bytes)
    return describeFile(name, kind, bytes)
  }
  const page = Buffer.from(
    options.dom ?? '<!doctype html><title>Leaked</title><script>alert(1)</script><p>Ängstlich',
  )
  const at = workspace.context.now()
  const warc = join(output, 'capture.warc.gz')
  const writer = createWarcWriter(warc, 'capture.warc.gz', [['software', 'Refrain test']])
  writer.exchange({
    at,
    respondedAt: null,
    type: 'Document',
    request: { method: 'GET', url, headers: [['Accept', '*/*']], body: null },
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'text/html']],
      protocol: 'http/1.1',
      peer: { ip: '93.184.215.14', port: 443 },
      tls: { version: 'TLS 1.3', cipher: 'AES_128_GCM' },
    },
    body: page,
    truncated: null,
    error: null,
    redirectTo: null,
  })
  writer.close()
  const files = [
    describeFile('capture.warc.gz', 'warc', readFileSync(warc)),
    put('dom.html.txt', 'dom', page),
    put('netlog.json.gz', 'netlog', gzipSync('{}')),
    put('page-01.png', 'page', onePixel(0)),
    put('text.txt', 'text', Buffer.from('Ängstlich\n')),
    put('viewport.png', 'viewport', options.picture ?? onePixel(255)),
    ...(options.actions === undefined
      ? []
      : [put('actions.jsonl', 'actions', Buffer.from(options.actions.map((line) => `${line}\n`).join('')))]),
    ...(options.extra === undefined ? [] : [put('page.mhtml', 'mhtml', options.extra)]),
  ]
  const record: CaptureRecord = {
    format: 'refrain-capture/1',
    requestedUrl: url,
    finalUrl: url,
    title,
    ...(options.actions === undefined
      ? {}
      : { assisted: { actions: options.actions.length, openedAt: at, takenAt: at } }),
    outcome: 'page',
    status: 200,
    unreachable: null,
    startedAt: at,
    endedAt: workspace.context.now(),
    clock: { server: at, local: at, offsetMs: 1500 },
    environment: {
      app: 'Refrain 0.0.0-test',
      electron: '33.2.1',
      chromium: '130.0',
      system: 'linux',
      userAgent: 'Mozilla/5.0',
      language: 'en-US',
      timeZone: 'UTC',
      viewport: { width: 1366, height: 900, scale: 1 },
    },
    method: ['A new session was used, without cookies.', 'Nothing was clicked.'],
    limits: defaultCaptureLimits,
    allowedHosts: [],
    redirects: [],
    connections: ['93.184.215.14:443'],
    certificates: [],
    exchanges: [],
    files,
    gaps: complete ? [] : [{ code: 'body-truncated', at, detail: 'https://leak.example/a.mp3', count: 1 }],
    notes: [],
    complete,
  }
  writeFileSync(join(folder, captureRecordFile), `${JSON.stringify(record, null, 2)}\n`)
  return keepCapture(workspace.context, checkCapture(folder, url), findingId, {
    ...never,
    alongside: () => undefined,
  })
}

function describeFile(name: string, kind: CaptureFile['kind'], bytes: Uint8Array): CaptureFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, kind, bytes: bytes.byteLength, sha256 }
}

/** A grey picture of one pixel. */
function onePixel(shade: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixel = deflateSync(Buffer.from([0, shade]))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixel),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
