import type { DraftInput } from '../drafts/draft-input.ts'
import { explainsWhy } from '../drafts/draft-letter.ts'
import { reasonsText } from '../drafts/draft-reasons.ts'
import { frameOf } from '../drafts/frame.ts'
import { opening } from '../drafts/draft-parts.ts'
import { inline, lines } from '../plain-text.ts'
import { regimes } from '../rules/regimes.ts'

/** One field of a provider's web form, ready for the clipboard. */
export interface FormField {
  readonly id: string
  readonly label: string
  readonly value: string
  /** Characters the recipient takes at most; null when it names no limit. */
  readonly limit: number | null
}

/** Limits of single fields by the recipient's name. Cloudflare's are of its abuse report API (2025-06-16). */
const limitsOf: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Cloudflare: { work: 255, text: 5000 },
}

/**
 * The parts of a letter in the order in which web forms ask for them. Fields with nothing to say are left out, and
 * under Art. 16 DSA address and telephone number too.
 */
export function formFields(input: DraftInput, text: string): readonly FormField[] {
  const { claimant, recipient, items, regime } = input
  const frame = frameOf(input.language)
  const { american, european } = regimes[regime]
  const limits = limitsOf[recipient.name] ?? {}
  const address = [...lines(claimant?.address ?? ''), inline(claimant?.country ?? '')].join(', ')
  const one = (values: readonly (string | null)[]) =>
    [...new Set(values.flatMap((value) => inline(value ?? '') || []))].join('\n')
  const private_ = regime !== 'eu-dsa-16'
  const fields: readonly (readonly [id: string, label: string, value: string])[] = [
    ['name', 'Full legal name', inline(claimant?.legalName ?? '')],
    ['company', 'Company', inline(claimant?.company ?? '')],
    ['email', 'E-mail', inline(claimant?.email ?? '')],
    ['phone', 'Telephone', private_ ? inline(claimant?.phone ?? '') : ''],
    ['address', 'Postal address', private_ ? address : ''],
    ['capacity', 'In which capacity you act', regime === 'withdrawal' ? '' : opening(input, frame)],
    ['work', 'Original work', one(items.map(({ title, artist, isrc }) => `${title}, ${artist}${isrc === null ? '' : `, ISRC ${isrc}`}`))],
    ['authorized', 'Where the work is offered with permission', one(items.map(({ authorizedUrl }) => authorizedUrl))],
    ['addresses', 'Addresses of the infringing material', one(items.map(({ url }) => url))],
    ['foundOn', 'Pages that lead there', one(items.map(({ foundOn }) => foundOn))],
    ['why', 'Why it is unlawful', regime === 'withdrawal' ? '' : explainsWhy(regime) ? reasonsText(input, frame) : frame.listed],
    ['goodFaith', 'Statement of good faith', american && input.statements.goodFaith ? frame.goodFaith : ''],
    ['accuracy', 'Statement of accuracy', american && input.statements.accurate ? frame.accuracy : ''],
    ['authority', 'Statement under penalty of perjury', american && input.statements.accurate ? frame.authority : ''],
    ['complete', 'Statement that all is accurate and complete', european && input.statements.complete ? frame.complete : ''],
    ['signature', 'Signature', inline(input.signature.name)],
    ['text', 'The whole letter', text],
  ] // prettier-ignore
  return fields
    .filter(([, , value]) => value !== '')
    .map(([id, label, value]) => ({ id, label, value, limit: limits[id] ?? null }))
}
