import { expect, test } from 'vitest'
import type { CaptureExchange, CaptureRecord } from './capture-record.ts'
import { exchangeRows } from './exchange-rows.ts'

const at = '2026-11-22T10:00:00.000Z'
const exchange = (url: string, more: Partial<CaptureExchange>): CaptureExchange => ({
  at,
  method: 'GET',
  url,
  type: 'Image',
  status: 200,
  mime: 'image/png',
  peer: null,
  protocol: 'http/1.1',
  tls: null,
  responseHeaders: [],
  body: null,
  error: null,
  ...more,
})
const body = (truncated: 'length' | null) => ({ bytes: 7, sha256: 'a'.repeat(64), truncated })
const gap = (code: CaptureRecord['gaps'][number]['code'], detail: string) => ({ code, at, detail, count: 1 })

test('the log tells of every request how much of it is in the capture', () => {
  const rows = exchangeRows({
    exchanges: [
      exchange('https://a.example/', { status: 302 }),
      exchange('https://a.example/whole', { body: body(null) }),
      exchange('https://a.example/cut', { body: body('length') }),
      exchange('https://a.example/unread', {}),
      exchange('https://a.example/failed', { status: null, error: 'ERR_CONNECTION_RESET' }),
      exchange('http://192.168.0.1/', { status: null, error: 'ERR_BLOCKED_BY_CLIENT' }),
    ],
    gaps: [
      gap('seen-not-captured', 'script 200 https://a.example/worker.js'),
      gap('address-blocked', '10.0.0.1 is private: http://10.0.0.1/x'),
      gap('address-blocked', '192.168.0.1 is private: http://192.168.0.1/'),
      gap('scroll-capped', '20000 of 90000 pixels'),
    ],
  })
  expect(rows.map(({ id, recorded, url, remark, status }) => [id, recorded, url, remark, status])).toEqual([
    [1, 'redirect', 'https://a.example/', '', 302],
    [2, 'whole', 'https://a.example/whole', '', 200],
    [3, 'cut', 'https://a.example/cut', 'length', 200],
    [4, 'unread', 'https://a.example/unread', '', 200],
    [5, 'failed', 'https://a.example/failed', 'ERR_CONNECTION_RESET', null],
    [6, 'stopped', 'http://192.168.0.1/', '192.168.0.1 is private', null],
    [7, 'seen', 'https://a.example/worker.js', '', 200],
    [8, 'stopped', 'http://10.0.0.1/x', '10.0.0.1 is private', null],
  ])
})
