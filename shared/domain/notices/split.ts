import { webDomain } from '../findings/web-address.ts'
import { providerRuleOf } from './rules/provider-rules.ts'

/** What decides in which letter an item goes. */
export interface Splittable {
  readonly findingId: number
  readonly url: string | null
}

/**
 * Divides items into letters their recipient takes: one host a letter where it asks for that, and no more addresses
 * than it takes in one. Items of one address stay together; the order is kept. One part when nothing is asked.
 */
export function splitForRecipient<T extends Splittable>(
  provider: string,
  items: readonly T[],
): readonly (readonly T[])[] {
  const rule = providerRuleOf(provider)
  const most = rule?.mostAddresses ?? Infinity
  const parts: { readonly host: string; readonly addresses: Set<string>; readonly items: T[] }[] = []
  for (const item of items) {
    const host = rule?.oneHost === true ? (webDomain(item.url ?? '') ?? '') : ''
    const address = item.url ?? `finding ${item.findingId}`
    const room = parts.find(
      (part) => part.host === host && (part.addresses.has(address) || part.addresses.size < most),
    )
    const part = room ?? { host, addresses: new Set<string>(), items: [] }
    if (!room) parts.push(part)
    part.addresses.add(address)
    part.items.push(item)
  }
  return parts.map((part) => part.items)
}
