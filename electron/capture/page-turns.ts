import type { ExchangeLog } from './exchange-log.ts'
import type { Remarks } from './remarks.ts'

/** Tells the exchanges of the page that is shown from those of the pages before it. */
export interface PageTurns {
  /** The window asks for another page; it may never come. */
  asked(loaderId: string): void
  /** The window shows the page that was asked for under this id. False when nothing was asked of a server for it. */
  turned(loaderId: string): boolean
  /** Place of the first exchange of the page that is shown. */
  start(): number
  /** Bytes of bodies that count for it. */
  bytes(): number
}

/** Bodies of pages that were left are let go at once, and so are their gaps: they are not part of the capture. */
export function createPageTurns(log: ExchangeLog, remarks: Remarks): PageTurns {
  const asked = new Map<string, { readonly at: number; readonly part: number }>()
  let start = 0
  return {
    asked(loaderId) {
      asked.set(loaderId, { at: log.all.length, part: remarks.begin() })
    },
    turned(loaderId) {
      const page = asked.get(loaderId)
      if (page === undefined) return false
      for (const exchange of log.all.slice(start, page.at)) exchange.body = null
      start = page.at
      remarks.keepFrom(page.part)
      return true
    },
    start: () => start,
    bytes: () => log.all.slice(start).reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0),
  }
}
