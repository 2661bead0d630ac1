import { foldText } from '../text/fold.ts'
import { isIpAddress, isWithinDomain, parseWebAddress } from './web-address.ts'

/** What an authorization rule can name: a site, an account on one, or the label line a distributor writes. */
export type RuleKind = 'domain' | 'account' | 'label'

/** A rule reduced to what is compared; `key` comes from `ruleKey` and is what the store keeps. */
export interface RuleMatcher {
  readonly kind: RuleKind
  readonly key: string
}

/** The traits of a listing a rule can match. Keys come from `webDomain`, `accountKey` and `labelKey`. */
export interface ListingTraits {
  readonly domain: string | null
  readonly accountKey: string | null
  /** Of further accounts and artist pages it stands under; left out: none is known. */
  readonly accountKeys?: readonly string[]
  readonly labelKey: string | null
}

export type RuleKeyResult =
  { readonly ok: true; readonly key: string } | { readonly ok: false; readonly message: string }

/** ℗, ©, (P), (C) in any number, and the years behind them. */
const rightsMark = /^(?:(?:℗|©|\( ?[pc] ?\))[\s&/+]*)+(?:(?:19|20)\d\d[\s,;&/-]*)*/u
/** A label in ASCII that begins with no mark: folding does the rest. */
const unmarked = /^[!-'*-~][ -~]*$/

/** `site/handle` or the address of an account's page; the site must hold a dot, so that “AC/DC” stays a name. */
const accountPage = /^(?:https?:\/\/)?([^\s/@]+\.[^\s/@]+\/\S+)$/iu

/** Suffixes under which strangers register names, e.g. `co.uk`: authorizing one would authorize them all. */
const sharedSuffix = /^(?:ac|co|com|edu|gob|gov|mil|ne|net|nom|or|org)\.[a-z]{2}$/

/**
 * The normalised form under which two spellings of an account are one: without a leading “@”, in lower case,
 * white space collapsed; of an address, its last path segment (`https://soundcloud.com/luna-vale/` gives
 * `luna-vale`). Null when nothing is left.
 */
export function accountKey(raw: string): string | null {
  const address = parseWebAddress(raw)
  const handle = address ? (pathSegments(address.path).at(-1) ?? '') : raw
  const key = foldedCase(handle).replace(/^[@/\s]+/u, '')
  return key === '' ? null : key
}

/**
 * The normalised form under which two spellings of a label line are one: without the ℗ or © mark (also “(P)”,
 * “(C)”) and its years, then folded like a title. “℗ 2024 Nörd-Light Records.” gives `nordlightrecords`. Null
 * when nothing is left.
 */
export function labelKey(raw: string): string | null {
  const key = foldText(unmarked.test(raw) ? raw : foldedCase(raw).replace(rightsMark, ''))
  return key === '' ? null : key
}

/**
 * The key a rule is stored and compared under, or a sentence why the value cannot be a rule. A domain may be
 * given as an address; an account as a bare handle (then it counts on every site), as `site/handle` or as the
 * address of its page (then only there).
 */
export function ruleKey(kind: RuleKind, value: string): RuleKeyResult {
  if (kind === 'domain') return domainRuleKey(value)
  if (kind === 'account') return accountRuleKey(value)
  const key = labelKey(value)
  return key === null
    ? refused('A label line needs at least one letter or digit, e.g. “Northlight Records”.')
    : { ok: true, key }
}

/** True when the listing is of the kind the rule authorizes. */
export function ruleMatches(rule: RuleMatcher, listing: ListingTraits): boolean {
  if (rule.kind === 'label') return listing.labelKey === rule.key
  if (rule.kind === 'domain') return listing.domain !== null && isWithinDomain(listing.domain, rule.key)
  const { site, handle } = splitAccountKey(rule.key)
  if (listing.accountKey !== handle && listing.accountKeys?.includes(handle) !== true) return false
  return site === null || (listing.domain !== null && isWithinDomain(listing.domain, site))
}

/** The first rule that authorizes the listing, or null. */
export function authorizingRule<R extends RuleMatcher>(
  rules: readonly R[],
  listing: ListingTraits,
): R | null {
  return rules.find((rule) => ruleMatches(rule, listing)) ?? null
}

/** What a rule covers, in words that finish “This authorizes …”. */
export function describeRule(rule: { readonly kind: RuleKind; readonly value: string }): string {
  const value = rule.value.trim()
  if (rule.kind === 'label') return `everything with the label line “${value}”`
  if (rule.kind === 'domain') return `everything on ${value} and its subdomains`
  const key = ruleKey('account', value)
  const site = key.ok ? splitAccountKey(key.key).site : null
  return site === null
    ? `everything of the account “${value}” on any site`
    : `everything of the account “${value}” on ${site}`
}

/**
 * Takes an account rule's key apart. Bound to a site it is written like a network-path reference (RFC 3986,
 * 4.2), `//soundcloud.com/luna-vale`; otherwise it is the account's own key.
 */
export function splitAccountKey(key: string): { readonly site: string | null; readonly handle: string } {
  const [, site, handle] = /^\/\/([^/]+)\/(.+)$/u.exec(key) ?? []
  return site === undefined || handle === undefined ? { site: null, handle: key } : { site, handle }
}

function domainRuleKey(value: string): RuleKeyResult {
  const text = value.trim().replace(/^\*\./, '')
  const domain = parseWebAddress(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)?.domain
  if (domain === undefined) {
    return refused('This is not a domain. Give it as “example.com” or paste an address of the site.')
  }
  if (!domain.includes('.') && !isIpAddress(domain)) {
    return refused(`“${domain}” is no domain of one site. Give the whole domain, e.g. “example.${domain}”.`)
  }
  if (sharedSuffix.test(domain)) {
    return refused(
      `“${domain}” is shared by many owners. Give the site's own domain, e.g. “example.${domain}”.`,
    )
  }
  return { ok: true, key: domain }
}

function accountRuleKey(value: string): RuleKeyResult {
  const page = accountPage.exec(value.trim())?.[1]
  const address = page === undefined ? null : parseWebAddress(`https://${page}`)
  const handle = accountKey(address ? `https://${page}` : value)
  if (handle === null) {
    return refused(
      'This is not an account. Give its name, or the address of its page, e.g. “soundcloud.com/luna-vale”.',
    )
  }
  return { ok: true, key: address ? `//${address.domain}/${handle}` : handle }
}

function pathSegments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** Compatibility forms resolved, lower case, white space collapsed. */
function foldedCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

function refused(message: string): RuleKeyResult {
  return { ok: false, message }
}
