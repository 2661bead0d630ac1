import { describe, expect, it, test } from 'vitest'
import { defaultCaptureLimits } from './capture-limits.ts'
import { captureFileName, captureRecord, outcomeOf, unreachableReason } from './capture-record.ts'
import { gapCodes, noteCodes, remarkText } from './capture-remarks.ts'

const at = '2026-11-22T10:00:00.000Z'
const gap = { code: 'load-timeout', at, detail: '', count: 1 }
const picture = { name: 'viewport.png', kind: 'viewport', bytes: 3, sha256: 'a'.repeat(64) }
const page = {
  format: 'refrain-capture/1',
  requestedUrl: 'https://example.org/',
  finalUrl: 'https://example.org/',
  title: 'Example',
  outcome: 'page',
  status: 200,
  unreachable: null,
  startedAt: at,
  endedAt: at,
  clock: { server: at, local: at, offsetMs: 0 },
  environment: {
    app: 'Refrain 1',
    electron: '1',
    chromium: '1',
    system: 'linux',
    userAgent: 'Mozilla/5.0',
    language: 'en-US',
    timeZone: 'UTC',
    viewport: { width: 1366, height: 900, scale: 1 },
  },
  method: [],
  limits: defaultCaptureLimits,
  allowedHosts: [],
  redirects: [],
  connections: ['93.184.215.14:443'],
  certificates: [],
  exchanges: [],
  files: [picture],
  gaps: [],
  notes: [],
  complete: true,
}
const accepts = (record: object) => captureRecord.safeParse(record).success

describe('the record of a capture', () => {
  it('is complete exactly when it has no gap', () => {
    expect(accepts(page)).toBe(true)
    expect(accepts({ ...page, gaps: [gap], complete: false })).toBe(true)
    expect(accepts({ ...page, gaps: [gap] })).toBe(false)
    expect(accepts({ ...page, complete: false })).toBe(false)
  })

  it('holds no picture of a page that could not be reached, and says why', () => {
    const unreachable = { reason: 'refused', error: 'ERR_CONNECTION_REFUSED' }
    const gone = { ...page, outcome: 'unreachable', status: null, unreachable, files: [] }
    expect(accepts(gone)).toBe(true)
    expect(accepts({ ...gone, files: [picture] })).toBe(false)
    expect(accepts({ ...gone, unreachable: null })).toBe(false)
    expect(accepts({ ...page, unreachable })).toBe(false)
  })

  it('lists no file twice and none outside its folder', () => {
    expect(accepts({ ...page, files: [picture, picture] })).toBe(false)
    for (const name of ['../x', 'a/b', '.hidden', 'A.png', 'a\u0000', '']) {
      expect(captureFileName.safeParse(name).success).toBe(false)
    }
  })
})

test.each([
  [200, 'page'],
  [404, 'gone'],
  [410, 'gone'],
  [451, 'gone'],
  [401, 'refused'],
  [503, 'refused'],
])('status %i is %s', (status, outcome) => {
  expect(outcomeOf(status)).toBe(outcome)
})

test.each([
  ['ERR_NAME_NOT_RESOLVED', 'name-not-found'],
  ['ERR_CONNECTION_REFUSED', 'refused'],
  ['ERR_CONNECTION_TIMED_OUT', 'timed-out'],
  ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['ERR_BLOCKED_BY_CLIENT', 'blocked'],
  ['ERR_TOO_MANY_REDIRECTS', 'redirect'],
  ['ERR_FAILED', 'other'],
])('%s is %s', (error, reason) => {
  expect(unreachableReason(error)).toBe(reason)
})

it('has words of its own for every remark', () => {
  const texts = [...gapCodes, ...noteCodes].map(remarkText)
  expect(new Set(texts).size).toBe(texts.length)
})
