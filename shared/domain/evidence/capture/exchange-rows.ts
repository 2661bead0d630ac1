import type { CaptureExchange, CaptureRecord } from './capture-record.ts'
import type { GapCode } from './capture-remarks.ts'

/** How much of one request is in the capture. */
export type Recorded =
  | 'whole'
  /** Chromium discards the body of a redirect. */
  | 'redirect'
  | 'cut'
  | 'unread'
  | 'failed'
  | 'seen'
  | 'stopped'

/** One line of the network log of a capture: a request that was recorded, or one that was seen and is not. */
export interface ExchangeRow {
  /** Place in the log, from 1. */
  readonly id: number
  readonly method: string
  readonly url: string
  readonly type: string
  readonly status: number | null
  readonly bytes: number | null
  readonly recorded: Recorded
  /** What is to be said of it besides: where it was cut, why it failed. */
  readonly remark: string
  /** Null for what was seen or stopped only. */
  readonly exchange: CaptureExchange | null
}

type Remarks = Pick<CaptureRecord, 'exchanges' | 'gaps'>

/** Every request of a capture in order, and after them what was seen but is not in it. */
export function exchangeRows({ exchanges, gaps }: Remarks): readonly ExchangeRow[] {
  const missing = gaps.flatMap(({ code, detail }) => missingOf(code, detail) ?? [])
  const stopped = new Map(
    missing.flatMap((row) => (row.recorded === 'stopped' ? [[row.url, row] as const] : [])),
  )
  const told = new Set(exchanges.map(({ url }) => url))
  const rows: Omit<ExchangeRow, 'id'>[] = exchanges.map((exchange) => {
    const { recorded, remark } = recordedOf(exchange)
    const stop = recorded === 'failed' ? stopped.get(exchange.url) : undefined
    return {
      method: exchange.method,
      url: exchange.url,
      type: exchange.type,
      status: exchange.status,
      bytes: exchange.body?.bytes ?? null,
      recorded: stop?.recorded ?? recorded,
      remark: stop?.remark ?? remark,
      exchange,
    }
  })
  rows.push(...missing.filter(({ recorded, url }) => recorded !== 'stopped' || !told.has(url)))
  return rows.map((row, index) => ({ id: index + 1, ...row }))
}

function recordedOf({ status, body, error }: CaptureExchange): Pick<ExchangeRow, 'recorded' | 'remark'> {
  if (body !== null && body.truncated === null) return { recorded: 'whole', remark: '' }
  if (body !== null) return { recorded: 'cut', remark: body.truncated ?? '' }
  if (status === null || error !== null) return { recorded: 'failed', remark: error ?? '' }
  return status >= 300 && status < 400
    ? { recorded: 'redirect', remark: '' }
    : { recorded: 'unread', remark: '' }
}

/** The gaps that name an address no exchange tells of; their details are written by the capture itself. */
function missingOf(code: GapCode, detail: string): Omit<ExchangeRow, 'id'> | null {
  const none = { method: '', type: '', status: null, bytes: null, exchange: null }
  if (code === 'seen-not-captured') {
    const [, type = '', status = '', url = detail] = /^(\S+) (\d+) (.*)$/s.exec(detail) ?? []
    return { ...none, type, url, status: status === '' ? null : Number(status), recorded: 'seen', remark: '' }
  }
  if (code === 'address-blocked') {
    const [, remark = '', url = detail] = /^(.*?): (\S+)$/s.exec(detail) ?? []
    return { ...none, url, recorded: 'stopped', remark }
  }
  return null
}
