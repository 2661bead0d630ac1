import { accountKey, labelKey } from '../../../shared/domain/findings/rules.ts'
import { webDomain } from '../../../shared/domain/findings/web-address.ts'
import { remembering } from './engine/remembering.ts'
import type { SweptListing } from './engine/swept-row.ts'

const mostKept = 512
const labelKeyOf = remembering(labelKey, mostKept)
const accountKeyOf = remembering(accountKey, mostKept)

/** What rules compare a stored listing by. */
export function ruleKeys({ label, url, account }: SweptListing): {
  readonly labelKey: string | null
  readonly domain: string | null
  readonly accountKey: string | null
} {
  return {
    labelKey: label === null ? null : labelKeyOf(label),
    domain: url === null ? null : webDomain(url),
    accountKey: account === null ? null : accountKeyOf(account),
  }
}
