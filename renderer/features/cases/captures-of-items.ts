import type { CaptureSummary } from '../../../shared/contract/captures.ts'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import { readCaptureAddress } from '../../../shared/domain/evidence/capture/capture-address.ts'

/**
 * The captures of each item, newest first, by its finding: those made for it, and those of the same address that were
 * made for another item of the case. `captures` is newest first.
 */
export function capturesOfItems(
  items: readonly CaseItem[],
  captures: readonly CaptureSummary[],
): ReadonlyMap<number, readonly CaptureSummary[]> {
  const byUrl = new Map<string, CaptureSummary[]>()
  for (const capture of captures) {
    const known = byUrl.get(capture.requestedUrl) ?? []
    byUrl.set(capture.requestedUrl, known)
    known.push(capture)
  }
  return new Map(
    items.map((item) => {
      const address = readCaptureAddress(item.url, [])
      const same = typeof address === 'string' ? [] : (byUrl.get(address.url) ?? [])
      const own = captures.filter(({ findingId }) => findingId === item.findingId)
      return [item.findingId, [...new Set([...own, ...same])].sort((a, b) => b.id - a.id)]
    }),
  )
}
