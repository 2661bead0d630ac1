import { mediaType, type RecordedExchange } from '../exchange.ts'
import type { Remarks } from '../remarks.ts'
import type { Secrets } from './secrets.ts'

/**
 * The exchanges as an assisted capture may keep them: without what was sent, and without secrets in addresses, headers
 * and texts. Whatever is left out or replaced is named among the gaps and notes.
 */
export function cleanExchanges(
  exchanges: readonly RecordedExchange[],
  secrets: Secrets,
  remarks: Remarks,
): readonly RecordedExchange[] {
  const names = new Set<string>()
  const clean = (headers: RecordedExchange['request']['headers']) => {
    const kept = secrets.headers(headers)
    for (const name of kept.redacted) names.add(name)
    return kept.headers
  }
  const cleaned = exchanges.map((exchange): RecordedExchange => {
    const { request, response, redirectTo } = exchange
    const url = secrets.address(request.url)
    if (url !== request.url) remarks.note('addresses-redacted', url)
    const sent = request.body !== null || bodyMethods.has(request.method)
    if (sent) remarks.gap('request-body-left-out', `${request.method} ${url}`)
    return {
      ...exchange,
      request: { ...request, url, headers: clean(request.headers), body: null, bodyLeftOut: sent },
      response: response === null ? null : { ...response, headers: clean(response.headers) },
      body: cleanBody(exchange, url, secrets, remarks),
      redirectTo: redirectTo === null ? null : secrets.address(redirectTo),
    }
  })
  if (names.size > 0) remarks.note('headers-redacted', [...names].sort().join(', '))
  return cleaned
}

const bodyMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

function cleanBody(
  { body, response }: RecordedExchange,
  url: string,
  secrets: Secrets,
  remarks: Remarks,
): Buffer | null {
  if (body === null || /^(image\/(?!svg)|audio\/|video\/|font\/)/.test(mediaType(response?.headers ?? []))) {
    return body
  }
  const { content, places } = secrets.bytes(body)
  if (places > 0) remarks.gap('content-redacted', `${String(places)} in ${url}`)
  return content
}
