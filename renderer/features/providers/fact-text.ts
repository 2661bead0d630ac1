import type { ProviderRow } from '../../../shared/contract/providers.ts'
import { calendarCountries } from '../../../shared/domain/notices/deadlines/recipient-calendar.ts'
import {
  type ProviderFacts,
  type ProviderField,
  providerFacts,
} from '../../../shared/domain/notices/provider-facts.ts'
import { plural } from '../../ui/plural.ts'
import { strings } from './strings.ts'

/** A fact as a field shows it; empty for none. */
export function factText(facts: ProviderFacts, field: ProviderField): string {
  const { respondsIn } = facts
  if (field === 'respondsIn') {
    if (respondsIn === null) return ''
    const kind = respondsIn.business ? 'business day' : 'day'
    return plural(respondsIn.days, { one: kind, other: `${kind}s` })
  }
  if (field === 'requirements') return facts.requirements.join('\n')
  if (field === 'country')
    return facts.country === null ? '' : (calendarCountries[facts.country] ?? facts.country)
  return facts[field] ?? ''
}

/** The same in one line, for what was shipped. */
export function shippedText({ shipped }: ProviderRow, field: ProviderField): string {
  return factText(shipped, field).replaceAll('\n', '; ') || strings.none
}

/** What was typed into a field as the fact it means; a sentence when it can mean none. */
export function readFact(
  field: Exclude<ProviderField, 'country'>,
  typed: string,
): { readonly patch: Partial<ProviderFacts> } | { readonly problem: string } {
  const text = typed.trim()
  if (field === 'requirements') {
    const requirements = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    return { patch: { requirements } }
  }
  if (field === 'note') return { patch: { note: text } }
  if (field === 'respondsIn') {
    if (text === '') return { patch: { respondsIn: null } }
    const [, days, business] = /^(\d{1,3})\s*(business )?days?$/.exec(text) ?? []
    if (days === undefined || Number(days) < 1 || Number(days) > 365)
      return { problem: strings.responseProblem }
    return { patch: { respondsIn: { days: Number(days), business: business !== undefined } } }
  }
  const value = text === '' ? null : text
  if (providerFacts.shape[field].safeParse(value).success) return { patch: { [field]: value } }
  return { problem: field === 'email' ? strings.emailProblem : strings.formProblem }
}
