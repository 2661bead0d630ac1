import { redactHeaders } from '../../shared/domain/evidence/capture/redact-headers.ts'
import type { RecordedExchange } from './exchange.ts'
import type { Remarks } from './remarks.ts'

/** The exchanges without the secrets in their headers; which headers were changed is noted. */
export function redactExchanges(
  exchanges: readonly RecordedExchange[],
  remarks: Remarks,
): readonly RecordedExchange[] {
  const names = new Set<string>()
  const clean = (headers: RecordedExchange['request']['headers']) => {
    const { headers: kept, redacted } = redactHeaders(headers)
    for (const name of redacted) names.add(name)
    return kept
  }
  const redacted = exchanges.map((exchange): RecordedExchange => {
    const { request, response } = exchange
    return {
      ...exchange,
      request: { ...request, headers: clean(request.headers) },
      response: response === null ? null : { ...response, headers: clean(response.headers) },
    }
  })
  if (names.size > 0) remarks.note('headers-redacted', [...names].sort().join(', '))
  return redacted
}
